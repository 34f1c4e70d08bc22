"""The same days, or debt, paid at two desks, and undone at one of them: what the other took pays. Both engines."""

from datetime import date
from typing import Protocol

import pytest

from db.tables import Payment, Subscription
from kiosk.people.confirmations import confirmation_facts
from kiosk.sync.matters import open_matters
from kiosk.sync.settling import pay_back
from kiosk.undo import undo_errand
from tests.central.worlds import ANNA, OMAR, Desk
from tests.people.members import STAFF, register, sell
from tests.people.serving import facts_of
from tests.people.undoing import last, undo, why_not
from tests.sync.invariants import settle
from tests.sync.test_draw_conflicts import Drawn
from tests.sync.test_paid_back import charged, only, returned, rows
from tests.sync.test_paid_back_draws import paid_at, state

MONTH = 39900
Desks = tuple[Desk, Desk]


class Payable(Protocol):
    person_id: str

    def pay(self, desk: Desk) -> None: ...

    def is_paid(self, desk: Desk) -> bool: ...


class Charged:
    """December, in advance."""

    def __init__(self, desk: Desk) -> None:
        self.person_id = register(desk.store, staff=ANNA)
        days = {"start": date(2026, 10, 1), "charged_until": date(2026, 11, 30)}
        self.subscription_id = sell(desk.store, self.person_id, "GULD-AG12", **days)

    def pay(self, desk: Desk) -> None:
        charged(desk, self.person_id)

    def is_paid(self, desk: Desk) -> bool:
        held = facts_of(desk.store, self.person_id, self.subscription_id).chosen
        return held.timeline.debited_until == date(2026, 12, 31)


class Owed:
    """A draw that the bank refused."""

    def __init__(self, desk: Desk) -> None:
        self.drawn = Drawn()
        desk.do(self.drawn.begin, self.drawn.do("rejected"))
        self.person_id = self.drawn.who.person_id

    def pay(self, desk: Desk) -> None:
        paid_at(desk, self.drawn)

    def is_paid(self, desk: Desk) -> bool:
        debts = facts_of(desk.store, self.person_id).debts
        assert (state(desk, self.drawn) == "settled") is (debts == ())
        return debts == ()


@pytest.fixture(params=[Charged, Owed])
def what(desks: Desks, request: pytest.FixtureRequest) -> Payable:
    """Known at both desks, and paid at both, who have not heard each other since."""
    payable: Payable = request.param(desks[0])
    settle(*desks)
    for desk in desks:
        payable.pay(desk)
    return payable


def stands(desks: Desks, what: Payable, amount: int, *, is_paid: bool) -> None:
    """At both, and nothing is to be settled."""
    for desk in desks:
        assert sum(row.amount for row in rows(desk, Payment)) == amount
        assert what.is_paid(desk) is is_paid
        assert open_matters(desk.store) == []
        assert {row.credit for row in rows(desk, Subscription)} == {0}


def test_the_first_is_undone(desks: Desks, what: Payable) -> None:
    """The desk says so at once, before anybody hears of it; the other then takes back the last of it."""
    one, two = desks
    settle(*desks)
    told = last(one.store, what.person_id)
    assert "de betalades också i en annan disk" in told.words[-1] or "den betalades också" in told.words[-1]
    outcome = undo_errand(one.store, STAFF, what.person_id, told.errand_id)
    paper = confirmation_facts(one.store, outcome.confirmation_id)
    assert paper.rows[1:] == (("Fortfarande betalt", "", "Det betalades också i en annan disk."),)
    assert what.is_paid(one)
    assert open_matters(one.store) == []
    settle(*desks)
    stands(desks, what, MONTH, is_paid=True)
    undo(two.store, what.person_id)
    settle(*desks)
    stands(desks, what, 0, is_paid=False)


def test_the_other_goes_back_by_its_matter(desks: Desks, what: Payable) -> None:
    """It has changed nothing that could be undone; then the first is the only one."""
    one, two = desks
    settle(*desks)
    assert why_not(two.store, what.person_id) == "undo_in_matter"
    matter = only(two)
    assert pay_back(two.store, OMAR, matter.matter_id, returned(two, matter).paid_back.amount).problems == ()
    settle(*desks)
    stands(desks, what, MONTH, is_paid=True)
    undo(one.store, what.person_id)
    settle(*desks)
    stands(desks, what, 0, is_paid=False)


@pytest.mark.parametrize(("heard", "order"), [("", "12"), ("", "21"), ("2", "12"), ("12", "12")])
def test_undone_before_its_desk_hears_of_the_other(desks: Desks, what: Payable, heard: str, order: str) -> None:
    """At desk one. `heard`: whose work central has heard of by then, and `order` in which both tell the rest."""
    named = dict(zip("12", desks, strict=True))
    for name in heard:
        named[name].sync()
    undo(desks[0].store, what.person_id)
    settle(*(named[name] for name in order))
    stands(desks, what, MONTH, is_paid=True)


def test_both_are_undone_unheard(desks: Desks, what: Payable) -> None:
    for desk in desks:
        undo(desk.store, what.person_id)
    settle(*desks)
    stands(desks, what, 0, is_paid=False)


@pytest.mark.parametrize("is_undone_first", [False, True])
def test_one_undone_while_the_other_is_paid_back_elsewhere(desks: Desks, what: Payable, is_undone_first: bool) -> None:
    """All the money is back; where the undoing is heard of first, somebody has to look at what it was for."""
    one, two = desks
    settle(*desks)
    matter = only(two)
    assert pay_back(two.store, OMAR, matter.matter_id, returned(two, matter).paid_back.amount).problems == ()
    undo(one.store, what.person_id)
    settle(*(desks if is_undone_first else (two, one)))
    if not is_undone_first:
        stands(desks, what, 0, is_paid=False)
    for desk in desks if is_undone_first else ():
        assert (only(desk).code, what.is_paid(desk)) == ("settled_otherwise", True)
        assert "399,00" in only(desk).what
