"""The web shop's door: orders come in by a file, reach the desks, and the same order is taken once."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from central.commands import order as take
from db.tables import OnlineOrder
from kiosk.demo.catalogue import facility_id, product_id
from kiosk.errors import InpassError
from kiosk.orders.ready import orders_matching
from tests.central.worlds import Desk, World

MAJA: dict[str, Any] = {
    "number": "w-3001",
    "facility": "SOD",
    "given_name": "Maja",
    "family_name": "Lindgren",
    "birth_date": "2003-04-17",
    "email": "Maja@Example.se",
    "personal_number": "200304172398",
    "product": "GULD-12",
    "customer_type": "student",
    "certificate_kind": "student",
    "paid": 299000,
    "ordered_at": "2026-11-20T18:00:00Z",
}
SAMPLE = Path(__file__).parents[2] / "resources" / "demo" / "online-order.json"
MANDATE = {"clearing": "6789", "account": "123456789"}
ELIAS = MAJA | MANDATE | {"number": "W-3002", "product": "GULD-AG12", "add_ons": ["BAD"]}
TYPED = ("w-3001", "W-3001", "maja@example.se", "Maja@Example.se", "030417-2398", "200304172398")


@pytest.fixture(autouse=True)
def key(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of this world's central, where it runs on SQLite."""
    monkeypatch.setenv("INPASS_CENTRAL_KEY_FILE", world.address.removeprefix("sqlite:///").replace(".db", ".key"))


def send(world: World, folder: Path, content: object) -> list[str]:
    """What the command says."""
    path, said = folder / "orders.json", list[str]()
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    take(world.address, path, said.append)
    return said


def orders(desk: Desk) -> list[OnlineOrder]:
    with desk.store.reading():
        return list(OnlineOrder.select().order_by(OnlineOrder.number))


def test_orders_reach_the_desks(world: World, tmp_path: Path) -> None:
    desk = world.desk("one")
    assert send(world, tmp_path, [MAJA, ELIAS]) == ["2 nya order."]
    desk.sync()
    first, second = orders(desk)
    assert (first.number, first.email, first.facility_id) == ("W-3001", "maja@example.se", facility_id("SOD"))
    assert (first.product_id, first.paid, first.has_mandate) == (product_id("GULD-12"), 299000, False)
    assert (second.has_mandate, second.clearing, second.account) == (True, "6789", "123456789")


def test_the_same_order_again_is_the_same(world: World, tmp_path: Path) -> None:
    desk = world.desk("one")
    send(world, tmp_path, MAJA)
    assert send(world, tmp_path, [MAJA, MAJA | {"number": "W-3001"}]) == ["0 nya order."]
    desk.sync()
    assert len(orders(desk)) == 1


@pytest.mark.parametrize("typed", TYPED)
def test_it_is_found_by_what_the_customer_says(world: World, tmp_path: Path, typed: str) -> None:
    desk = world.desk("one")
    send(world, tmp_path, MAJA)
    desk.sync()
    assert [one.name for one in orders_matching(desk.store, typed, date(2026, 11, 22))] == ["Maja Lindgren"]
    assert orders_matching(desk.store, typed[:-1], date(2026, 11, 22)) == ()


@pytest.mark.parametrize("written", ["030417-2398", "20030417-2398", "200304172398"])
def test_numbers_are_kept_as_the_desks_write_them(world: World, tmp_path: Path, written: str) -> None:
    """However the customer wrote them at the shop: else nobody would find the order by them."""
    desk = world.desk("one")
    send(world, tmp_path, MAJA | {"personal_number": written, "mobile": "070-174 06 05"})
    desk.sync()
    (order,) = orders(desk)
    assert (order.personal_number, order.mobile) == ("200304172398", "+46701740605")


def test_a_mobile_that_is_none_is_left_to_the_desk(world: World, tmp_path: Path) -> None:
    desk = world.desk("one")
    send(world, tmp_path, MAJA | {"mobile": "none"})
    desk.sync()
    assert [one.mobile for one in orders(desk)] == [""]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "Filen är inte hel"),
        (MAJA | {"paid": -1}, "Order w-3001: paid ska vara summan i öre"),
        ([MAJA, MAJA | {"number": "W-3003", "birth_date": "3 maj"}], "Order W-3003: birth_date ska vara en dag"),
        ([MAJA, MAJA | {"number": 7}], "Order nr 2 i filen: number ska vara en text"),
        ([MAJA, {"number": "W-3003"}], "Order W-3003 saknar fältet facility"),
        ([MAJA, 1], "Order nr 2 i filen är ingen order"),
        (MAJA | {"unheard_of": 1}, "Order w-3001 har fältet unheard_of, som inte är känt"),
        ([MAJA, MAJA | {"number": "W-3003", "product": "SILVER"}], "Order W-3003 anger SILVER"),
        (MAJA | {"facility": "XXX"}, "anger XXX"),
        (MAJA | {"customer_type": "king"}, "anger king"),
        (MAJA | {"personal_number": "20030417-2399"}, "Order w-3001 har ett personnummer som inte kan stämma"),
        (MAJA | {"ordered_at": "2026-11-20T18:00:00"}, "ordered_at ska vara en tidpunkt med tidszon"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_taken(world: World, tmp_path: Path, content: object, words: str) -> None:
    desk = world.desk("one")
    with pytest.raises(InpassError, match=words):
        send(world, tmp_path, content)
    desk.sync()
    assert orders(desk) == []


def test_the_sample_is_an_order(world: World) -> None:
    """What the README shows as the format."""
    told: list[str] = []
    assert take(world.address, SAMPLE, told.append) == 0
    assert told == ["1 ny order."]
