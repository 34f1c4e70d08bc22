"""A debt that was paid at a desk and once more, by the bank or at another desk: paid back, or kept, from the matter."""

from datetime import timedelta

import pytest

from db.tables import DebitDraw, Payment, Subscription
from kiosk.direct_debit.pay_debt import Draft as PayDebt
from kiosk.ids import new_id
from kiosk.sync.matters import OpenMatter, open_matters
from kiosk.sync.settling import pay_back, settle_matter, what_is_returned
from kiosk.sync.ways import Way
from kiosk.till.tender import Method, Tender
from tests.central.worlds import ANNA, OMAR, Desk
from tests.people.serving import SELF, served
from tests.sync.test_draw_conflicts import Desks, Drawn, desks
from tests.sync.test_paid_back import returned, rows

__all__ = ["desks"]

AMOUNT = 39900


@pytest.fixture
def owed(desks: Desks) -> Drawn:
    """The bank has said no, and both desks know."""
    drawn = Drawn()
    desks.one.do(drawn.begin, drawn.do("rejected"))
    desks.settle()
    return drawn


def paid_at(desk: Desk, drawn: Drawn) -> None:
    desk.store.clock.moment += timedelta(minutes=5)  # type: ignore[attr-defined]
    draft = PayDebt(SELF, (Tender(Method.CARD, AMOUNT, f"T-{desk.name}"),))
    served(desk.store, "pay_debt", drawn.who.person_id, draft, staff=ANNA)


def only(desk: Desk) -> OpenMatter:
    (matter,) = open_matters(desk.store)
    return matter


def money(desk: Desk) -> int:
    return sum(row.amount for row in rows(desk, Payment))


def state(desk: Desk, drawn: Drawn) -> str:
    with desk.store.reading():
        return str(DebitDraw.find(drawn.draw_id).state)


def paid_back(desk: Desk) -> None:
    matter = only(desk)
    assert pay_back(desk.store, OMAR, matter.matter_id, returned(desk, matter).paid_back.amount).problems == ()


def test_paid_at_both_desks_one_is_paid_back(desks: Desks, owed: Drawn) -> None:
    for desk in (desks.one, desks.two):
        paid_at(desk, owed)
    desks.settle()
    assert only(desks.one).code == "draw_settled_twice"
    paid_back(desks.one)
    desks.settle()
    for desk in (desks.one, desks.two):
        assert open_matters(desk.store) == []
        assert (money(desk), state(desk, owed)) == (AMOUNT, "settled")


@pytest.mark.parametrize("is_drawn_first", [True, False])
def test_paid_at_the_desk_and_by_the_bank_the_desks_money_goes_back(
    desks: Desks, owed: Drawn, is_drawn_first: bool
) -> None:
    """The draw pays from then on: given back by the bank, it is owed again."""
    paid_at(desks.two, owed)
    if is_drawn_first:
        desks.one.do(owed.do("sent", "paid"))
        desks.one.sync()
        desks.settle()
    else:
        desks.two.sync()
        desks.settle()
        desks.one.do(owed.do("paid"))
        desks.settle()
    twice = next(one for one in open_matters(desks.one.store) if one.code == "draw_paid_twice")
    told = returned(desks.one, twice)
    assert told.paid_back.amount == AMOUNT
    assert pay_back(desks.one.store, OMAR, twice.matter_id, AMOUNT).problems == ()
    desks.settle()
    for desk in (desks.one, desks.two):
        assert (money(desk), state(desk, owed)) == (0, "paid")
    desks.two.do(owed.do("refunded"))
    desks.settle()
    assert state(desks.one, owed) == "refunded"
    assert "draw_refunded_settled" not in {one.code for one in open_matters(desks.one.store)}


def test_what_the_bank_has_given_back_is_not_paid_back_once_more(desks: Desks, owed: Drawn) -> None:
    paid_at(desks.two, owed)
    desks.two.do(owed.do("paid"))
    desks.settle()
    matter = only(desks.one)
    assert Way.PAID_BACK in matter.ways
    desks.two.do(owed.do("refunded"))
    desks.settle()
    (still,) = [one for one in open_matters(desks.one.store) if one.code == "draw_paid_twice"]
    assert still.ways == (Way.MONEY_HANDLED,)
    assert [one.code for one in pay_back(desks.one.store, OMAR, still.matter_id, AMOUNT).problems] == [
        "pay_back_unknown"
    ]
    assert money(desks.one) == AMOUNT


@pytest.mark.parametrize("is_heard", [True, False])
def test_kept_it_is_a_credit_of_the_subscription(desks: Desks, owed: Drawn, is_heard: bool) -> None:
    """The draw pays from then on: given back by the bank it is owed again, also where that is heard of first."""
    paid_at(desks.two, owed)
    desks.two.do(owed.do("paid"))
    desks.settle()
    if not is_heard:
        desks.two.do(owed.do("refunded"))
        desks.two.sync()
    assert settle_matter(desks.one.store, OMAR, only(desks.one).matter_id, Way.AS_CREDIT) is None
    desks.settle()
    if is_heard:
        assert (money(desks.two), state(desks.two, owed)) == (AMOUNT, "paid")
        desks.two.do(owed.do("refunded"))
        desks.settle()
    for desk in (desks.one, desks.two):
        assert [row.credit for row in rows(desk, Subscription)] == [AMOUNT]
        assert (money(desk), state(desk, owed)) == (AMOUNT, "refunded")


def test_a_bank_s_draw_without_a_sale_is_handled_by_hand(desks: Desks, owed: Drawn) -> None:
    """Settled by an older desk, whose errand has no sale here."""
    desks.two.do(owed.do("settled", "paid"))
    desks.settle()
    assert Way.PAID_BACK not in only(desks.one).ways
    assert Way.MONEY_HANDLED in only(desks.one).ways
    told = what_is_returned(desks.one.store, OMAR, only(desks.one).matter_id)
    assert getattr(told, "code", "") == "pay_back_unknown"


@pytest.mark.parametrize(("amount", "left"), [(29900, 29900), (49900, AMOUNT)])
def test_what_was_paid_too_much_of_a_debt_goes_back(desks: Desks, owed: Drawn, amount: int, left: int) -> None:
    """Stopped and charged anew with another sum elsewhere. What is missing is nothing to pay back."""
    desks.one.do(owed.do("stopped", "planned"))
    desks.one.do(lambda errand: errand.perform(owed._december(errand, new_id(), owed.draw_id, amount)))
    paid_at(desks.two, owed)
    desks.one.sync()
    desks.settle()
    matter = only(desks.one)
    assert matter.code == "draw_settled_other_sum"
    assert (Way.PAID_BACK in matter.ways) is (left != AMOUNT)
    if Way.PAID_BACK in matter.ways:
        paid_back(desks.one)
        desks.settle()
    assert (money(desks.two), state(desks.two, owed)) == (left, "settled")
