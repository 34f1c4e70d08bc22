"""Sales of programs that told no days of their lines (sale.made 1), and of those that do, among each other."""

from datetime import date
from typing import Any

import msgspec
import pytest

from db.rows import found
from db.tables import SaleLine
from kiosk.ids import new_id
from kiosk.operations import Kind, body_bytes, kind_named, kinds, read_body
from kiosk.operations.till import SaleMade
from kiosk.organisations.invoice_basis import InvoiceBasis
from kiosk.organisations.invoice_work import read_invoice_basis
from kiosk.store import Errand
from kiosk.sync.matters import open_matters
from kiosk.till.selling import Line, take_invoice
from tests.central.worlds import OMAR, Desk, World
from tests.direct_debit.payers import payer
from tests.organisations.ordering import register
from tests.sync.invariants import check
from tests.sync.test_held import spoil_log

ACME = new_id()
FIRST, LAST = date(2026, 11, 22), date(2026, 12, 31)
TEXT = "Guld 2026-11-22 – 2026-12-31"
SHIPPED = f"""{{"facility_id":"SOD","is_training":false,"lines":[\
{{"amount":51870,"id":"l","product_id":null,"quantity":1,\
"subscription_id":"g","text":"{TEXT}","vat_kind":"membership","vat_percent":6}}],"person_id":"p","return_of":null,\
"rounding":0,"sale_id":"s","sold_at":"2026-11-22T09:30:00Z","staff_id":"a","till_id":"t","total":51870}}""".encode()


def older(body: SaleMade) -> bytes:
    """As the first version had it."""
    document = msgspec.json.decode(body_bytes(body))
    document["lines"] = [
        {name: value for name, value in line.items() if name not in ("first", "last")} for line in document["lines"]
    ]
    return msgspec.json.encode(document, order="sorted")


def sale_kind() -> Kind:
    kind = kind_named("sale.made")
    assert kind is not None
    return kind


@pytest.fixture
def desks(world: World) -> tuple[Desk, Desk]:
    one, two = world.desk("one"), world.desk("two")
    one.do(register(ACME))
    return one, two


def sells(desk: Desk) -> None:
    """The organisation pays; a card is for no days."""
    person_id, subscription_id, _mandate = payer(desk.store, 1, "", invoiced_to=ACME)

    def act(errand: Errand) -> None:
        gold = Line("Guld", 51870, "membership", None, subscription_id).for_days(FIRST, LAST)
        take_invoice(errand, [gold, Line("Medlemskort", 12500, "cards")], "Björk & Berg AB", person_id=person_id)

    desk.do(act)


def of_the_first_version(desk: Desk) -> None:
    """What was sold here and isn't sent yet, as the program before did it."""
    with desk.store.own_writing():
        SaleLine.update(first=None, last=None).execute()
        ((body,),) = found("SELECT body FROM operation_log WHERE kind = 'sale.made'")
    sale = read_body(sale_kind(), bytes(body), 2)
    assert isinstance(sale, SaleMade)
    spoil_log(desk, "sale.made", version=1, body=older(sale))


def lines(desk: Desk) -> list[tuple[Any, ...]]:
    with desk.store.reading():
        return found("SELECT text, first, last FROM sale_line ORDER BY position")


def billed(desk: Desk) -> list[tuple[str, date, date]]:
    basis = read_invoice_basis(desk.store, OMAR, ACME, date(2026, 11, 1))
    assert isinstance(basis, InvoiceBasis), basis
    return sorted((row.billed.what, row.billed.first, row.billed.last) for row in basis.rows)


def test_an_older_body_has_no_days_and_no_others_are_made_up() -> None:
    body = read_body(sale_kind(), SHIPPED, 1)
    assert isinstance(body, SaleMade)
    assert [(line.text, line.first, line.last) for line in body.lines] == [(TEXT, None, None)]
    assert older(body) == SHIPPED


def test_an_older_desks_sale_stands_alike_everywhere(world: World, desks: tuple[Desk, Desk]) -> None:
    one, two = desks
    sells(one)
    of_the_first_version(one)
    for desk in (one, two, one):
        desk.sync()
    check(world, one, two)
    for desk in desks:
        assert lines(desk) == [(TEXT, None, None), ("Medlemskort", None, None)]
        assert billed(desk) == [("Guld", FIRST, LAST), ("Medlemskort", FIRST, FIRST)]
        assert open_matters(desk.store) == []


def test_a_newer_desks_sale_waits_for_an_older_central(world: World, desks: tuple[Desk, Desk]) -> None:
    """The desk has its days meanwhile, and everybody when central is updated."""
    one, two = desks
    sells(one)
    now = kinds._BY_NAME["sale.made"]
    kinds._BY_NAME["sale.made"] = Kind(now.name, 1, now.body, now.perform)
    try:
        one.sync()
        two.sync()
    finally:
        kinds._BY_NAME["sale.made"] = now
    own = [(TEXT, "2026-11-22", "2026-12-31"), ("Medlemskort", None, None)]
    assert (lines(one), lines(two)) == (own, [])
    assert {matter.code for matter in open_matters(one.store)} >= {"operation_unknown"}
    world.restart()
    for desk in (one, two):
        desk.sync()
    check(world, one, two)
    for desk in desks:
        assert lines(desk) == own
        assert billed(desk) == [("Guld", FIRST, LAST), ("Medlemskort", FIRST, FIRST)]
        assert open_matters(desk.store) == []
