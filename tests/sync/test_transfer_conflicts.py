"""Two desks offline with a transfer that costs the new holder more: as a whole it stands, or falls."""

from collections.abc import Iterator
from datetime import date

import pytest

from db.tables import Lot, Payment, Subscription, SubscriptionChange, SubscriptionHolder
from kiosk.ids import new_id
from kiosk.operations.subscriptions import LotBody
from kiosk.sync.matters import open_matters
from tests.central.worlds import Desk
from tests.subscriptions.frozen import freezing
from tests.sync.acts import YEAR, Act, Newcomer, hand_over, pay, sell
from tests.sync.invariants import settle
from tests.sync.test_conflicts import found, matter_codes

ANNA, DAY = Newcomer(), date(2026, 12, 1)
BO = Newcomer("198507099805", "Bo", "Ek", date(1985, 7, 9), "+46701740606")
CIA = Newcomer("198112289874", "Cia", "Lund", date(1981, 12, 28), "+46701740607")
MORE = 100000


@pytest.fixture
def year(desks: tuple[Desk, Desk]) -> Subscription:
    """Anna's, known at both desks with Bo and Cia; from 22 November 2026."""
    one, two = desks
    one.do(ANNA.register, sell(ANNA.person_id), BO.register, CIA.register)
    settle(one, two)
    (subscription,) = found(one, Subscription)
    return subscription


def transfer(subscription: Subscription, to_person: str, payer: str | None = None) -> Act:
    """Nine days are used; the rest costs a thousand more."""

    def lots() -> Iterator[LotBody]:
        (lot,) = Lot.select().where(Lot.subscription == subscription.id)
        used = {"amount": YEAR * 9 // 365, "days": 9, "first": lot.first, "last": date(2026, 11, 30)}
        yield LotBody(id=lot.id, month=None, **used)
        rest = {"amount": YEAR - used["amount"] + MORE, "days": 356, "first": DAY, "last": lot.last}
        yield LotBody(id=new_id(), month=None, **rest)

    return hand_over(subscription, to_person, lots, payer_before=payer, paid=MORE)


def standing(desk: Desk) -> tuple[str, int, int, int, int]:
    """Who has it, its price, what is charged of it, and how many rows keep what it was and who had it."""
    (row,) = found(desk, Subscription)
    charged = sum(lot.amount for lot in found(desk, Lot))
    return row.person_id, row.price, charged, len(found(desk, SubscriptionChange)), len(found(desk, SubscriptionHolder))


TO_BO = (BO.person_id, YEAR + MORE, YEAR + MORE, 1, 2)


@pytest.mark.parametrize("is_frozen_first", [True, False])
def test_frozen_meanwhile(desks: tuple[Desk, Desk], year: Subscription, is_frozen_first: bool) -> None:
    """Whichever comes first stands; what was paid for the other is for people."""
    one, two = desks
    one.do(freezing(year.id, ANNA.person_id, date(2026, 12, 10), date(2026, 12, 31)))
    two.do(transfer(year, BO.person_id), pay(ANNA.person_id, MORE))
    settle(*((one, two) if is_frozen_first else (two, one)))
    for desk in desks:
        assert standing(desk) == ((ANNA.person_id, YEAR, YEAR, 0, 0) if is_frozen_first else TO_BO)
    assert matter_codes(one) == ["subscription_changed_meanwhile"]
    if is_frozen_first:
        (matter,) = open_matters(two.store)
        assert "1 000,00 kr betalades" in matter.what.replace("\N{NO-BREAK SPACE}", " ")
    assert [row.amount for row in found(one, Payment)] == [MORE]


def test_given_to_two(desks: tuple[Desk, Desk], year: Subscription) -> None:
    """The first has it at its price, charged once."""
    one, two = desks
    one.do(transfer(year, BO.person_id), pay(ANNA.person_id, MORE))
    two.do(transfer(year, CIA.person_id), pay(ANNA.person_id, MORE))
    settle(one, two)
    assert [standing(desk) for desk in desks] == [TO_BO, TO_BO]
    assert matter_codes(two) == ["subscription_changed_meanwhile"]


def test_given_away_and_back_meanwhile(desks: tuple[Desk, Desk], year: Subscription) -> None:
    """It is as it was, so the other desk's stands; that Anna had it from the start is told once."""
    one, two = desks
    two.do(transfer(year, CIA.person_id))
    one.do(transfer(year, BO.person_id))
    (first,) = (row for row in found(one, SubscriptionHolder) if row.last is None)
    one.do(back(year, BO.person_id, first.id))
    settle(one, two)
    assert standing(one)[0] == CIA.person_id
    holders = [(row.person_id, row.last is None) for row in found(two, SubscriptionHolder)]
    assert sorted(holders) == sorted(
        [(ANNA.person_id, False), (BO.person_id, False), (ANNA.person_id, False), (CIA.person_id, True)]
    )
    assert matter_codes(two) == []


def back(subscription: Subscription, from_person: str, undoes: str) -> Act:
    """As undoing does it: the price and the lot that were there."""

    def lots() -> Iterator[LotBody]:
        kept = Lot.select().where(Lot.subscription == subscription.id).order_by(Lot.first).first()
        spell = {"days": 365, "first": kept.first, "last": date(2027, 11, 21)}
        yield LotBody(id=kept.id, month=None, amount=YEAR, **spell)

    return hand_over(subscription, ANNA.person_id, lots, person_id=from_person, paid=-MORE, undoes=undoes)


@pytest.mark.parametrize("is_heard", [True, False])
def test_taking_back_what_did_not_stand_leaves_nothing(
    desks: tuple[Desk, Desk], year: Subscription, is_heard: bool
) -> None:
    """Undone before its desk heard that another was first: no matter of the undoing."""
    one, two = desks
    one.do(freezing(year.id, ANNA.person_id, date(2026, 12, 10), date(2026, 12, 31)))
    one.sync()
    two.do(transfer(year, BO.person_id))
    (mine,) = (row for row in found(two, SubscriptionHolder) if row.last is None)
    two.do(back(year, BO.person_id, mine.id if is_heard else ""))
    settle(one, two)
    assert [standing(desk) for desk in desks] == [(ANNA.person_id, YEAR, YEAR, 0, 0)] * 2
    assert len(matter_codes(one)) == (1 if is_heard else 2)


def test_taking_back_what_did_not_stand_takes_back_no_other_that_did_the_same(
    desks: tuple[Desk, Desk], year: Subscription
) -> None:
    """Both gave it to Bo; the second, undone at its desk, was never one."""
    one, two = desks
    one.do(transfer(year, BO.person_id))
    one.sync()
    two.do(transfer(year, BO.person_id))
    (mine,) = (row for row in found(two, SubscriptionHolder) if row.last is None)
    two.do(back(year, BO.person_id, mine.id))
    settle(one, two)
    assert [standing(desk) for desk in desks] == [TO_BO, TO_BO]


def test_a_payer_that_had_left_already_is_left_alone(desks: tuple[Desk, Desk], year: Subscription) -> None:
    one, two = desks
    one.do(transfer(year, BO.person_id, payer="an organisation that pays no more"))
    settle(one, two)
    assert [row.invoiced_to for row in found(two, Subscription)] == [None]
    assert matter_codes(two) == []
