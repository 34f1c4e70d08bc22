"""What the new holder agrees on at a transfer: asked for the terms, an agreement of their own, a number for good."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from db.rows import found
from db.tables import Subscription
from kiosk.access.drafts import AccessDraft
from kiosk.clock import FixedClock
from kiosk.demo.catalogue import TERMS_VERSION
from kiosk.devices.demo_video import FACE
from kiosk.documents.agreement import write_agreement
from kiosk.people.drafts import PersonalDetailsDraft
from kiosk.store import Store
from kiosk.subscriptions.agreements import agreement_facts
from kiosk.till.tender import Method, Tender
from tests.documents.reading import lines_of, text_of
from tests.people.members import STAFF, register, sell
from tests.people.serving import refused, served
from tests.people.undoing import undo
from tests.subscriptions.test_another_subscription import wanted
from tests.subscriptions.test_transfer_price import OF_STUDENT, ORDINARY, draft, giver
from tests.subscriptions.test_transfer_routine import NEW, bo
from tests.subscriptions.test_transfer_routine import served as transferred
from tests.sync.acts import hand_over

BACK = PersonalDetailsDraft("900101-0017")
OTHERS: dict[str, Any] = {
    "access": AccessDraft("20000019", FACE.read_bytes()),
    "tenders": (Tender(Method.CASH, 19500),),
}
TO_BO = PersonalDetailsDraft("850709-9805")


@pytest.fixture
def member(gym: Store) -> str:
    """Åsa, with a year of gold paid on 1 October and sold an hour ago, without a receipt; it is 2026-11-22."""
    person_id = register(gym)
    sell(gym, person_id, "GULD-12", start=date(2026, 10, 1), price=399000, months=12)
    later(gym)
    return person_id


def later(store: Store) -> None:
    assert isinstance(store.clock, FixedClock)
    store.clock.moment += timedelta(hours=1)


def only(store: Store) -> Any:
    with store.reading():
        rows = found("SELECT id, person_id, terms_version, terms_accepted_at, sold_at FROM subscription")
    ((subscription_id, *rest),) = rows
    return subscription_id, *rest


def test_the_terms_are_asked_of_who_takes_it_over(gym: Store, member: str) -> None:
    wanted_draft = replace(NEW, accepted_terms="")
    assert refused(gym, "transfer", member, wanted_draft) == [("terms_not_accepted", "accepted_terms")]


def test_who_takes_it_over_has_an_agreement_of_their_own(gym: Store, member: str) -> None:
    """Paid: the year as it was bought, and the fee of 195 today."""
    before = agreement_facts(gym, only(gym)[0])
    outcome = transferred(gym, "transfer", member, NEW)
    assert (outcome.agreement_id, outcome.is_anothers, bool(outcome.confirmation_id)) == (only(gym)[0], True, True)
    told = agreement_facts(gym, outcome.agreement_id)
    assert (told.customer.name, told.at) == ("Bo Ek", gym.clock.now())
    assert told.agreement_number == f"{told.customer.member_number}-261122-113000"
    assert told.agreement_number != before.agreement_number
    assert (told.starts, told.ends, told.due_now) == (date(2026, 11, 22), date(2027, 9, 30), 19500)
    assert [(line.text, line.amount, line.each, line.detail) for line in told.price_lines] == [
        ("Guld årskort", 399000, "12 månader", "2026-11-22 – 2027-09-30"),
        ("Överlåtelseavgift", 19500, "En gång", ""),
    ]
    assert (told.terms.version, told.is_accepted) == (TERMS_VERSION, True)
    paper = write_agreement(told)
    assert "godkändes i receptionen 2026-11-22 11:30" in text_of(paper)
    lines = [line.split()[0] for line in lines_of(paper) if line.split()]
    assert "261122-113000" in lines, "its own part of the number is whole"


def test_whoever_pays_a_difference_has_it_in_the_agreement(gym: Store) -> None:
    """A student's year of 2990 in the hands of somebody ordinary, at 3990: golden of test_transfer_price."""
    person_id = giver(gym, OF_STUDENT)
    later(gym)
    outcome = transferred(gym, "transfer", person_id, draft(gym, ORDINARY))
    told = agreement_facts(gym, outcome.agreement_id)
    year, difference, fee = told.price_lines
    assert (year.amount, difference.text) == (399000, "Mellanskillnad, Guld årskort")
    assert difference.detail == "2026-11-22 – 2027-09-30"
    assert fee.amount == 19500
    assert told.due_now == difference.amount + fee.amount
    with gym.reading():
        ((paid,),) = found("SELECT total FROM sale WHERE id = ?", outcome.sale_id)
    assert told.due_now == paid


def test_undone_it_is_again_the_agreement_of_who_bought_it(gym: Store, member: str) -> None:
    before, row = agreement_facts(gym, only(gym)[0]), only(gym)
    transferred(gym, "transfer", member, NEW)
    assert only(gym) != row
    later(gym)
    undo(gym, member)
    assert only(gym) == row
    assert agreement_facts(gym, only(gym)[0]) == before


def test_given_back_by_a_transfer_it_is_agreed_on_anew(gym: Store, member: str) -> None:
    first = agreement_facts(gym, only(gym)[0])
    bo(gym)
    transferred(gym, "transfer", member, replace(NEW, details=TO_BO))
    later(gym)
    outcome = transferred(gym, "transfer", only(gym)[1], replace(NEW, details=BACK, **OTHERS))
    told = agreement_facts(gym, outcome.agreement_id)
    assert (told.customer.name, told.at, told.is_accepted) == ("Åsa Öberg", gym.clock.now(), True)
    assert told.agreement_number != first.agreement_number


def test_nobody_is_said_to_have_accepted_what_they_were_not_asked_for(gym: Store, member: str) -> None:
    """A transfer of before the terms were asked for."""
    subscription_id, to_person = only(gym)[0], bo(gym)
    with gym.errand(STAFF, "transfer") as errand:
        hand_over(Subscription.find(subscription_id), to_person)(errand)
    told = agreement_facts(gym, subscription_id)
    assert (told.customer.name, told.is_accepted, told.starts) == ("Bo Ek", False, date(2026, 12, 1))
    said = text_of(write_agreement(told))
    assert "godkändes" not in said
    assert f"Villkor {TERMS_VERSION} följde med abonnemanget när det överläts" in said


def test_a_number_is_one_agreements_for_good(gym: Store, member: str) -> None:
    """One given away and another bought: three agreements, three numbers."""
    first = agreement_facts(gym, only(gym)[0])
    outcome = transferred(gym, "transfer", member, NEW)
    taken = agreement_facts(gym, outcome.agreement_id)
    later(gym)
    bought = served(gym, "new_subscription", member, wanted()).agreement_id
    numbers = [one.agreement_number for one in (first, taken, agreement_facts(gym, bought))]
    assert len(set(numbers)) == 3
    assert [one.rsplit("-", 2)[0] for one in (numbers[0], numbers[2])] == [first.customer.member_number] * 2
    undo(gym, member)
    assert agreement_facts(gym, bought).agreement_number == numbers[2]
    assert agreement_facts(gym, outcome.agreement_id).agreement_number == numbers[1]


def test_without_a_receipt_the_price_is_told(gym: Store, member: str) -> None:
    told = agreement_facts(gym, only(gym)[0])
    assert [(line.text, line.amount, line.each, line.detail) for line in told.price_lines] == [
        ("Guld årskort", 399000, "12 månader", "2026-10-01 – 2027-09-30")
    ]
    assert told.ends == date(2027, 9, 30)
