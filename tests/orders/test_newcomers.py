"""Somebody new collects an online purchase: registered, handed out and, without the certificate, paid in one errand."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from db.rows import found
from kiosk.access.drafts import AccessDraft
from kiosk.clock import today
from kiosk.desk_facts import read_facts
from kiosk.devices.demo_video import FACE
from kiosk.orders.newcomers import details_of, identification_of, order_to_collect, waiting_orders
from kiosk.people import registration
from kiosk.people.drafts import IdentificationDraft, PersonalDetailsDraft
from kiosk.people.known_persons import checked
from kiosk.people.register_private_customer import ROUTINE, Draft, Step
from kiosk.store import Store
from kiosk.till.tender import Method, Tender
from tests.orders.shop import order
from tests.people.members import STAFF, register


def draft(store: Store, *ticked: str, customer_type: str = "student") -> Draft:
    """As the wizard begins, with what was seen and the address asked for."""
    collect = order_to_collect(store, "W-2001")
    assert collect is not None
    details = details_of(collect.order, store)
    asked: dict[str, Any] = {"street": "Götgatan 1", "postcode": "11846", "city": "Stockholm"}
    bought = identification_of(collect.order, today(store.clock))
    shown = replace(bought, customer_type=customer_type, ticked=frozenset(ticked))
    if customer_type == "student":
        shown = replace(shown, valid_until=date(2027, 9, 14))
    access = AccessDraft("10000342", FACE.read_bytes())
    return Draft(shown, replace(details, **asked), access=access, accepted_terms="2026-1", collect=collect)


def rows(store: Store, sql: str) -> list[tuple[Any, ...]]:
    with store.reading():
        return found(sql)


def test_with_the_certificate(gym: Store) -> None:
    order(gym)
    facts, wanted = read_facts(gym), draft(gym, "swedish_id", "student_card")
    assert registration.steps(ROUTINE, wanted, facts) == (
        Step.IDENTIFICATION,
        Step.PERSONAL_DETAILS,
        Step.ACCESS_DETAILS,
        Step.SUMMARY,
    )
    outcome = registration.finish(ROUTINE, gym, STAFF, wanted, facts)
    assert outcome.problems == ()
    assert outcome.receipt_id == ""
    assert rows(gym, "SELECT amount, days FROM lot") == [(299000, 365)]
    assert rows(gym, "SELECT given_name, email, customer_type FROM person") == [
        ("Åsa", "asa.oberg@example.se", "student")
    ]
    assert rows(gym, "SELECT person_id, collected_at IS NOT NULL FROM online_order") == [(outcome.person_id, 1)]


def test_without_it_the_difference_is_paid(gym: Store) -> None:
    """2990 → 3990 is 100000 öre."""
    order(gym)
    facts, wanted = read_facts(gym), draft(gym, "swedish_id", customer_type="ordinary")
    assert ROUTINE.quote(wanted, facts).due_now == 100000
    outcome = registration.finish(
        ROUTINE, gym, STAFF, replace(wanted, tenders=(Tender(Method.CARD, 100000, "T-1"),)), facts
    )
    assert outcome.problems == ()
    assert rows(gym, "SELECT text, amount FROM sale_line") == [
        ("Mellanskillnad Guld årskort, onlineköp W-2001", 100000)
    ]
    assert rows(gym, "SELECT amount FROM lot") == [(399000,)]


def test_with_an_electronic_mandate(gym: Store) -> None:
    account = {"has_mandate": True, "clearing": "6789", "account": "123456789"}
    order(gym, "GULD-AG12", customer_type="ordinary", paid=11970, **account)
    facts, wanted = read_facts(gym), draft(gym, "swedish_id", customer_type="ordinary")
    assert Step.MANDATE not in registration.steps(ROUTINE, wanted, facts)
    assert registration.finish(ROUTINE, gym, STAFF, wanted, facts).problems == ()
    assert rows(gym, "SELECT state, account FROM mandate") == [("signed", "123456789")]


def test_collected_meanwhile(gym: Store) -> None:
    """Two wizards at the same desk's file: the second is told, and nobody is registered twice."""
    order(gym)
    facts, wanted = read_facts(gym), draft(gym, "swedish_id", "student_card")
    assert registration.finish(ROUTINE, gym, STAFF, wanted, facts).is_done
    assert "order_collected" in [one.code for one in registration.finish(ROUTINE, gym, STAFF, wanted, facts).problems]
    assert rows(gym, "SELECT COUNT(*) FROM person") == [(1,)]


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("W-2001", True),
        ("w-2001", True),
        ("asa.oberg@example.se", True),
        ("900101-0017", True),
        ("070-174 06 05", True),
        ("+46701740605", True),
        ("Öberg Å", True),
        ("asa ob", True),
        ("W-2", False),
        ("070-174 06", False),
        ("070-174 06 06", False),
        ("Öberg", False),
        ("åsa lind", False),
    ],
)
def test_by_what_it_is_found(gym: Store, typed: str, is_found: bool) -> None:
    order(gym)
    assert (order_to_collect(gym, typed) is not None) is is_found


def test_who_is_registered_collects_from_the_card(gym: Store) -> None:
    register(gym)
    order(gym)
    assert order_to_collect(gym, "W-2001") is None


def test_an_order_of_somebody_registered_leads_to_them(gym: Store) -> None:
    person_id = register(gym)
    order(gym, person_id=person_id)
    waiting = waiting_orders(gym, "W-2001")
    assert waiting is not None
    assert waiting.person_id == person_id
    assert order_to_collect(gym, "W-2001") is None


def test_who_would_pay_twice_is_told(gym: Store) -> None:
    """An ordinary registration of somebody whose paid order waits."""
    order(gym)
    facts = read_facts(gym)
    details = PersonalDetailsDraft(personal_number="900101-0017", given_name="Åsa", family_name="Öberg")
    known = checked(gym, details, IdentificationDraft("ordinary"))
    said = registration.problems(ROUTINE, Step.PERSONAL_DETAILS, Draft(details=known), facts)
    assert [(one.code, one.values["number"]) for one in said if not one.blocks] == [("order_waits", "W-2001")]


@pytest.mark.parametrize(
    ("ordered_number", "typed", "is_told"),
    [
        ("", {"given_name": "Åsa", "family_name": "Oberg"}, True),
        ("", {"given_name": "Annan", "email": "Asa.Oberg@example.se"}, True),
        ("", {"given_name": "Annan", "family_name": "Annansson"}, False),
        ("", {"given_name": "Åsa", "family_name": "Öberg", "personal_number": "890102-2396"}, False),
        ("199001022395", {"given_name": "Åsa", "family_name": "Öberg"}, False),
    ],
)
def test_an_order_without_a_number_may_be_theirs_who_are_born_that_day(
    gym: Store, ordered_number: str, typed: dict[str, Any], is_told: bool
) -> None:
    order(gym, personal_number=ordered_number)
    details = PersonalDetailsDraft(**{"personal_number": "900101-0017", **typed})
    known = checked(gym, details, IdentificationDraft("ordinary"))
    assert known.waiting_order == ("W-2001" if is_told else "")


@pytest.mark.parametrize(("years", "is_minor"), [(15, True), (17, True), (18, False), (36, False)])
def test_the_wizard_knows_from_the_order_who_is_under_18(gym: Store, years: int, is_minor: bool) -> None:
    """Born on the day itself: eighteen today is of age."""
    day = today(gym.clock)
    order(gym, personal_number=None, birth_date=day.replace(year=day.year - years))
    collect = order_to_collect(gym, "W-2001")
    assert collect is not None
    assert identification_of(collect.order, day).is_minor is is_minor
