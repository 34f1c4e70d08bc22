"""A freeze with a fee that another desk had overtaken: the matter says what was paid for it, or paid back, once."""

from collections.abc import Callable
from datetime import date

import pytest

from db.tables import Subscription
from kiosk.ids import new_id
from kiosk.operations.freezes import SubscriptionFrozen
from kiosk.store import Errand
from kiosk.subscriptions import extend_freeze, freeze, remove_freeze, terminate
from kiosk.sync.matters import open_matters
from kiosk.sync.ways import Way
from kiosk.till.tender import Method, Tender
from tests.central.worlds import ANNA, Desk
from tests.direct_debit.payers import payer
from tests.people.serving import SELF, facts_of, on, served
from tests.people.undoing import undo, why_not
from tests.sync.acts import Newcomer, sell
from tests.sync.invariants import settle
from tests.sync.test_conflicts import found
from tests.sync.test_transfer_conflicts import transfer

FIRST, LAST = date(2026, 12, 10), date(2027, 1, 31)
Act = Callable[[Desk, str], object]


def frozen(reason: str = "travel") -> Act:
    """For travel each month begun costs 49 kr, for illness nothing."""

    def act(desk: Desk, person_id: str) -> None:
        paid = (Tender(Method.CARD, 9800, desk.name),) if reason == "travel" else ()
        draft = freeze.Draft(SELF, reason, freeze.PeriodDraft(FIRST, LAST), paid)
        served(desk.store, "freeze", person_id, draft, staff=ANNA)

    return act


def extended(desk: Desk, person_id: str) -> None:
    """By a month that is begun."""
    draft = extend_freeze.Draft(SELF, "travel", date(2027, 2, 15))
    served(desk.store, "extend_freeze", person_id, draft, staff=ANNA)


def removed(desk: Desk, person_id: str) -> None:
    (kept,) = facts_of(desk.store, person_id).chosen.main.freezes
    served(desk.store, "remove_freeze", person_id, remove_freeze.Draft(SELF, kept.id), staff=ANNA)


def terminated(desk: Desk, person_id: str) -> None:
    served(desk.store, "terminate", person_id, terminate.Draft(SELF), staff=ANNA)


def undone(desk: Desk, person_id: str) -> None:
    undo(desk.store, person_id)


def at(day: date) -> Act:
    return lambda desk, _person_id: on(desk.store, day)


TODAY, IN_IT = at(date(2026, 11, 22)), at(date(2026, 12, 15))
CASES: list[tuple[str, tuple[Act, ...], tuple[Act, ...], tuple[Act, ...], dict[str, str]]] = [
    # known to both; what each does without a line, the first to be heard first; what is told with its sum
    ("terminated", (), (terminated,), (frozen(),), {"freeze_in_notice": "98,00 kr betalades för det."}),
    ("for nothing", (), (terminated,), (frozen(reason="illness"),), {"freeze_in_notice": ""}),
    ("met", (), (frozen(),), (frozen(),), {"freeze_merged": "98,00 kr betalades för den vid den här disken."}),
    (
        "met and undone",
        (),
        (frozen(),),
        (frozen(), undone),
        {"freeze_merged": "98,00 kr betalades för den", "freeze_changed": "98,00 kr för den har betalats tillbaka."},
    ),
    ("undone in time", (), (), (frozen(), undone), {}),
    (
        "gone",
        (frozen(reason="illness"),),
        (removed,),
        (IN_IT, extended),
        {"freeze_gone": "vilket 49,00 kr betalades för."},
    ),
    (
        "cut by a termination",
        (),
        (IN_IT, terminated),
        (TODAY, frozen()),
        {"freeze_cut_by_notice": "98,00 kr betalades för hela."},
    ),
]


@pytest.mark.parametrize(
    ("before", "first", "second", "expected"), [one[1:] for one in CASES], ids=[c[0] for c in CASES]
)
def test_what_was_paid_for_it_is_told(
    desks: tuple[Desk, Desk],
    before: tuple[Act, ...],
    first: tuple[Act, ...],
    second: tuple[Act, ...],
    expected: dict[str, str],
) -> None:
    one, two = desks
    person_id, _subscription, _mandate = payer(one.store)
    for act in before:
        act(one, person_id)
    settle(one, two)
    for desk, acts in ((one, first), (two, second)):
        for act in acts:
            act(desk, person_id)
    settle(one, two)
    for desk in desks:
        matters = {matter.code: matter for matter in open_matters(desk.store)}
        assert set(matters) == set(expected)
        for code, words in expected.items():
            said = matters[code].what.replace("\N{NO-BREAK SPACE}", " ")
            assert words in said
            assert ("98,00 kr" in said or "49,00 kr" in said) is bool(words)
            assert not words or Way.MONEY_HANDLED in matters[code].ways


def test_what_central_refused_can_t_be_undone_and_the_reason_is_that(desks: tuple[Desk, Desk]) -> None:
    one, two = desks
    person_id, _subscription, _mandate = payer(one.store)
    settle(one, two)
    terminated(one, person_id)
    frozen()(two, person_id)
    settle(one, two)
    assert why_not(two.store, person_id) == "undo_not_as_done"


def test_of_what_was_transferred_meanwhile_and_of_what_was_too_long(desks: tuple[Desk, Desk]) -> None:
    """The longest is what the desk's own limit said: three months."""
    one, two = desks
    giver, longer = Newcomer(), Newcomer("198507099805", "Bo", "Ek", date(1985, 7, 9), "+46701740606")
    one.do(giver.register, sell(giver.person_id), longer.register, sell(longer.person_id))
    settle(one, two)
    years = {subscription.person_id: subscription for subscription in found(one, Subscription)}
    one.do(transfer(years[giver.person_id], longer.person_id))
    for who in (giver, longer):
        two.do(costing(years[who.person_id], date(2027, 3, 31)))
    settle(one, two)
    said = {matter.code: matter.what.replace("\N{NO-BREAK SPACE}", " ") for matter in open_matters(two.store)}
    assert "98,00 kr betalades för det." in said["subscription_changed_meanwhile"]
    assert "är nu 2026-12-10 – 2027-03-09. 98,00 kr betalades för hela." in said["freeze_cut"]


def costing(subscription: Subscription, last: date) -> Callable[[Errand], object]:
    return lambda errand: errand.perform(
        SubscriptionFrozen(
            freeze_id=new_id(),
            subscription_id=subscription.id,
            facility_id=errand.facility_id,
            person_id=subscription.person_id,
            first=FIRST,
            last=last,
            reason="travel",
            max_months=3,
            fee=9800,
        )
    )
