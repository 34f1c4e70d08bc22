"""A month taken back from an organisation's invoice at two desks, and while others charge: once, alike everywhere."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest

from db.rows import found
from kiosk.direct_debit.charging_work import ChargingWork, Here, charging_work
from kiosk.ids import new_id
from kiosk.operations.kept_marks import kept_mark
from kiosk.operations.subscription_changes import SubscriptionSwapped
from kiosk.operations.subscriptions import LotBody
from kiosk.organisations.taking_back import ToTakeBack, read_to_take_back, take_back
from kiosk.store import Errand
from kiosk.subscriptions.months import add_months
from kiosk.sync.matters import open_matters
from tests.central.test_charging_jobs import run
from tests.central.test_invoiced_at_central import charged_at_the_till
from tests.central.worlds import OMAR, Desk, World
from tests.direct_debit.payers import DECEMBER, mandate, payer
from tests.organisations.ordering import GULD, Act, register
from tests.sync.invariants import check, settle

ACME = new_id()
PRICE = 39900


@pytest.fixture
def face(desks: tuple[Desk, Desk]) -> Iterator[ChargingWork]:
    with closing(charging_work(desks[0].store)) as work:
        yield work


@pytest.fixture
def member(desks: tuple[Desk, Desk]) -> str:
    """Somebody whose organisation pays, charged through November; the subscription's id."""
    one, _two = desks
    one.do(register(ACME))
    _person, subscription_id, _none = payer(one.store, 1, "", invoiced_to=ACME)
    settle(*desks)
    return subscription_id


@pytest.fixture
def invoiced(desks: tuple[Desk, Desk], member: str, face: ChargingWork) -> str:
    """With December charged by central's run."""
    run(face)
    settle(*desks)
    return member


def asked(desk: Desk, subscription_id: str) -> ToTakeBack:
    seen = read_to_take_back(desk.store, OMAR, subscription_id, "2026-12")
    assert isinstance(seen, ToTakeBack), seen
    return seen


def taken(desk: Desk, subscription_id: str, *, member_pays: bool = False) -> None:
    assert take_back(desk.store, OMAR, asked(desk, subscription_id), "Slutat", member_pays=member_pays) is None


def run_here(desk: Desk, month: date = DECEMBER) -> None:
    """As if it stood alone."""
    here = Here(desk.store)
    here.start(month, OMAR)
    here.step()


def stands(desk: Desk) -> tuple[int, int, int]:
    """December's lots, lines of the invoice, and lines taken back."""
    rows = desk.rows()
    lots = [lot for lot in rows["lot"] if lot["month"] == "2026-12"]
    return len(lots), len(rows["invoice_line"]), len(rows["invoice_line_taken_back"])


def test_at_one_desk_it_is_off_at_the_other(world: World, desks: tuple[Desk, Desk], invoiced: str) -> None:
    taken(desks[0], invoiced, member_pays=True)
    settle(*desks)
    for desk in desks:
        assert stands(desk) == (0, 0, 1)
        assert [row["invoiced_to"] for row in desk.rows()["subscription"]] == [None]
        assert open_matters(desk.store) == []


def test_two_desks_take_it_back_once(world: World, desks: tuple[Desk, Desk], invoiced: str) -> None:
    for desk in desks:
        taken(desk, invoiced)
    settle(*desks)
    assert [stands(desk) for desk in desks] == [(0, 0, 1)] * 2
    assert open_matters(desks[0].store) == []


def test_charged_again_before_the_second_is_heard(
    world: World, desks: tuple[Desk, Desk], invoiced: str, face: ChargingWork
) -> None:
    """It meant the first time, and takes nothing back of the second."""
    one, two = desks
    taken(one, invoiced)
    taken(two, invoiced)
    one.sync()
    run(face)
    settle(two, one)
    assert [stands(desk) for desk in desks] == [(1, 1, 1)] * 2
    assert open_matters(two.store) == []
    taken(two, invoiced)
    settle(*desks)
    assert [stands(desk) for desk in desks] == [(0, 0, 2)] * 2


def test_what_a_lone_desk_charged_and_took_back_was_never_centrals(
    world: World, desks: tuple[Desk, Desk], invoiced: str, face: ChargingWork
) -> None:
    """Two runs mean the same row: taken back where one of them was done, it is off for both."""
    one, two = desks
    run_here(two)
    taken(two, invoiced)
    settle(two, one)
    check(world, one, two)
    assert [stands(desk) for desk in desks] == [(0, 0, 1)] * 2


def test_what_was_never_invoiced_is_not_taken_back(world: World, desks: tuple[Desk, Desk], member: str) -> None:
    """December was paid at one desk; the other's own run had lost it to that when it took it back."""
    one, two = desks
    assert charged_at_the_till(one) == member
    run_here(two)
    taken(two, member)
    assert stands(two) == (0, 0, 1)
    settle(one, two)
    assert [stands(desk) for desk in desks] == [(1, 0, 0)] * 2
    assert open_matters(two.store) == []


def test_drawn_of_the_member_at_one_desk_and_invoiced_at_the_other(
    world: World, desks: tuple[Desk, Desk], invoiced: str
) -> None:
    """December was taken back and the member pays: January is billed once, as is heard first, and the other's line of
    the invoice is gone."""
    one, two = desks
    mandate(one.store, one.rows()["subscription"][0]["person_id"])
    settle(one, two)
    taken(one, invoiced, member_pays=True)
    for desk in (one, two):
        run_here(desk, add_months(DECEMBER, 1))
    assert [len(desk.rows()["invoice_line"]) for desk in desks] == [0, 2]
    settle(one, two)
    for desk in (one, two):
        assert desk.rows()["invoice_line"] == []
        assert [line["amount"] for line in desk.rows()["debit_draw_line"]] == [PRICE, PRICE]


def swapped(subscription_id: str, *, has_begun: bool) -> Act:
    """Its days stand in another lot; of a month that has begun the used part stays in its own."""

    def act(errand: Errand) -> None:
        lot = LotBody(id=new_id(), month=None, amount=60000, days=78, first=date(2026, 10, 15), last=date(2026, 12, 31))
        lots = list(halved(subscription_id)) if has_begun else [lot]
        errand.perform(
            SubscriptionSwapped(
                change_id=new_id(),
                subscription_id=subscription_id,
                facility_id=errand.facility_id,
                person_id="",
                as_it_was=kept_mark(subscription_id),
                product_id=GULD,
                kind="direct_debit",
                price=PRICE,
                price_list_id="",
                day=date(2026, 11, 22),
                credit=0,
                lots=lots,
                swapped_at=errand.at,
            )
        )

    return act


def halved(subscription_id: str) -> Iterator[LotBody]:
    """The lots, with December's second half in one of its own."""
    sql = "SELECT id, month, amount, days, first, last FROM lot WHERE subscription_id = ? ORDER BY position"
    for lot_id, month, amount, days, first, last in found(sql, subscription_id):
        spell = {"first": date.fromisoformat(first), "last": date.fromisoformat(last)}
        if month != "2026-12":
            yield LotBody(id=lot_id, month=month, amount=amount, days=days, **spell)
            continue
        yield LotBody(id=lot_id, month=month, amount=20000, days=15, first=spell["first"], last=date(2026, 12, 15))
        yield LotBody(id=new_id(), month=None, amount=19900, days=16, first=date(2026, 12, 16), last=spell["last"])


@pytest.mark.parametrize("has_begun", [False, True])
@pytest.mark.parametrize("first", ["swap", "take_back"])
def test_a_swap_at_the_other_desk(
    world: World, desks: tuple[Desk, Desk], invoiced: str, first: str, has_begun: bool
) -> None:
    """Whichever comes first stands, and the other is a matter."""
    one, two = desks
    two.do(swapped(invoiced, has_begun=has_begun))
    taken(one, invoiced)
    settle(*((two, one) if first == "swap" else (one, two)))
    (matter,) = open_matters(one.store)
    if first == "swap":
        assert matter.code == "invoiced_days_stand"
        assert "2026-12" in matter.what
        assert [stands(desk)[1:] for desk in desks] == [(1, 0)] * 2
    else:
        assert matter.code == "swap_overtaken"
        assert [stands(desk) for desk in desks] == [(0, 0, 1)] * 2
