"""A certificate shown or undone at a desk while central's run charges by the other price: what differs is a matter."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest

from kiosk.direct_debit.charging_work import ChargingWork, charging_work
from kiosk.operations.customers import CustomerTypeChanged
from kiosk.people.certify import Draft
from kiosk.people.drafts import IdentificationDraft
from kiosk.sync.matters import open_matters
from kiosk.undo import LastErrand, last_errand, undo_errand
from tests.central.test_charging_jobs import run
from tests.central.worlds import ANNA, Desk
from tests.direct_debit.payers import payer
from tests.people import members
from tests.people.serving import SELF, served
from tests.sync.invariants import settle

STUDENT = Draft(SELF, IdentificationDraft("student", ticked=frozenset({"student_card"}), valid_until=date(2027, 9, 14)))


@pytest.fixture
def face(desks: tuple[Desk, Desk]) -> Iterator[ChargingWork]:
    """Central's run, begun from the second desk."""
    with closing(charging_work(desks[1].store)) as work:
        yield work


def told(desk: Desk) -> list[tuple[str, str]]:
    return [(matter.code, matter.what.replace("\N{NO-BREAK SPACE}", " ")) for matter in open_matters(desk.store)]


def undo(desk: Desk, person_id: str) -> None:
    last = last_errand(desk.store, ANNA, person_id)
    assert isinstance(last, LastErrand), last
    assert undo_errand(desk.store, ANNA, person_id, last.errand_id).problems == ()


def december(charged: str, listed: str) -> list[tuple[str, str]]:
    said = (
        "Priset för Åsa Öberg ändrades vid den här disken, men 2026-12-01 – 2026-12-31 hade debiterats på annat håll "
        f"innan det var känt: {charged} kr. Med priset som sades vid disken hade det blivit {listed} kr."
    )
    return [("charged_before_price", said)]


def student_through_november(desk: Desk) -> str:
    """Charged as one, and shown to be one, until then."""
    person_id, _subscription, _mandate = payer(desk.store, price=29900, price_list="student")
    members.certify(desk.store, person_id, date(2026, 11, 30))
    with desk.store.errand(ANNA, "certify") as errand:
        errand.perform(CustomerTypeChanged(person_id=person_id, customer_type="student", changed_at=errand.at))
    return person_id


def test_undone_after_the_run_charged_at_its_price(desks: tuple[Desk, Desk], face: ChargingWork) -> None:
    one, two = desks
    person_id, _subscription, _mandate = payer(one.store)
    served(one.store, "certify", person_id, STUDENT, staff=ANNA)
    settle(one, two)
    run(face)
    undo(one, person_id)
    settle(one, two)
    assert told(one) == told(two) == december("299,00", "399,00")


def test_a_longer_one_undone_after_the_run_charged_at_its_price(desks: tuple[Desk, Desk], face: ChargingWork) -> None:
    """The price is the student's before and after: only how long is another."""
    one, two = desks
    person_id = student_through_november(one)
    served(one.store, "certify", person_id, STUDENT, staff=ANNA)
    settle(one, two)
    run(face)
    undo(one, person_id)
    settle(one, two)
    assert told(one) == told(two) == december("299,00", "399,00")


@pytest.mark.parametrize("is_undone", [False, True])
def test_shown_after_the_run_charged_the_ordinary_price(
    desks: tuple[Desk, Desk], face: ChargingWork, is_undone: bool
) -> None:
    """The desk said 299 kr from December on; undone before anybody heard, there is nothing to settle."""
    one, two = desks
    person_id, _subscription, _mandate = payer(one.store)
    settle(one, two)
    run(face)
    served(one.store, "certify", person_id, STUDENT, staff=ANNA)
    if is_undone:
        undo(one, person_id)
    settle(one, two)
    assert told(one) == told(two) == ([] if is_undone else december("399,00", "299,00"))


@pytest.mark.parametrize("is_undone", [False, True])
def test_renewed_after_the_run_charged_the_ordinary_price(
    desks: tuple[Desk, Desk], face: ChargingWork, is_undone: bool
) -> None:
    """The subscription stays in the student's list, so that no price is changed with the certificate."""
    one, two = desks
    person_id = student_through_november(one)
    settle(one, two)
    run(face)
    served(one.store, "certify", person_id, STUDENT, staff=ANNA)
    if is_undone:
        undo(one, person_id)
    settle(one, two)
    said = (
        "Åsa Öberg visade ett intyg vid en disk, men 2026-12-01 – 2026-12-31 hade debiterats på annat håll innan det "
        "var känt: 399,00 kr. Med intyget hade det blivit 299,00 kr."
    )
    assert told(one) == told(two) == ([] if is_undone else [("charged_before_certificate", said)])


@pytest.mark.parametrize("is_charged_before", [False, True])
def test_renewed_where_it_was_known_what_is_charged_there_is_nothing_to_tell(
    desks: tuple[Desk, Desk], face: ChargingWork, is_charged_before: bool
) -> None:
    """Nothing is retroactive (rules.md 2)."""
    one, two = desks
    person_id = student_through_november(one)
    settle(one, two)
    if is_charged_before:
        run(face)
        settle(one, two)
    served(one.store, "certify", person_id, STUDENT, staff=ANNA)
    settle(one, two)
    if not is_charged_before:
        run(face)
        settle(one, two)
    assert told(one) == []


def test_in_time_there_is_nothing_to_tell(desks: tuple[Desk, Desk], face: ChargingWork) -> None:
    one, two = desks
    person_id, _subscription, _mandate = payer(one.store)
    served(one.store, "certify", person_id, STUDENT, staff=ANNA)
    settle(one, two)
    undo(one, person_id)
    settle(one, two)
    run(face)
    settle(one, two)
    assert told(one) == []
