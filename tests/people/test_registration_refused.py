"""Finish of Register private customer refused or broken off: nothing is left, no number is spent, and it says why."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import peewee
import pytest

from db.tables import (
    ALL,
    Card,
    Cursor,
    JournalEntry,
    LoggedOperation,
    Lot,
    Mandate,
    Payment,
    Person,
    Photo,
    Price,
    Receipt,
    ReceiptSeries,
    Sale,
    Subscription,
)
from kiosk.clock import FixedClock
from kiosk.demo.catalogue import price_list_id, product_id
from kiosk.desk_facts import read_facts
from kiosk.people import registration
from kiosk.people.register_private_customer import ROUTINE, Draft, Step
from kiosk.staff.rights import Role, StaffMember
from kiosk.store import Store
from kiosk.till.tender import Method, Tender
from tests.registration import (
    ACCOUNT,
    ASA,
    CHILD,
    ERRAND_TABLES,
    GUARDIAN,
    OTHER_ADULT,
    child_with_payer,
    counts,
    debited,
    done,
    foreign,
    ordinary_prepaid,
    paid_by_card,
    refused,
    student_direct_debit,
)


def test_a_payer_must_be_registered(gym: Store, staff: StaffMember) -> None:
    invented = child_with_payer()
    invented = replace(invented, mandate=replace(invented.mandate, payer_id="made-up"))
    assert refused(gym, staff, invented) == [("payer_not_registered", "holder_personal_number", "mandate")]


def test_the_same_draft_twice_is_refused(gym: Store, staff: StaffMember) -> None:
    done(gym, staff, ordinary_prepaid())
    assert refused(gym, staff, ordinary_prepaid()) == [
        ("already_registered", "personal_number", "personal_details"),
        ("card_in_use", "card_number", "access_details"),
        ("card_reference_used", "card_reference", "payment"),
    ]


def test_a_likely_twin_is_asked_about_once(gym: Store, staff: StaffMember) -> None:
    first = done(gym, staff, foreign())
    again = replace(foreign(), access=replace(foreign().access, card_number="1000 0999"))
    again = paid_by_card(again, read_facts(gym), "004712")
    assert refused(gym, staff, again) == [("maybe_same_person", "not_a_twin", "personal_details")]
    blindly = replace(again, details=replace(again.details, not_a_twin=True))
    assert refused(gym, staff, blindly) == [("maybe_same_person", "not_a_twin", "personal_details")]
    outcome = registration.finish(ROUTINE, gym, staff, again, read_facts(gym))
    twin = outcome.problems[0].values["person_id"]
    assert twin == first.person_id


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (lambda d: replace(d, accepted_terms=""), ("terms_not_accepted", "accepted_terms", "summary")),
        (lambda d: replace(d, identification=replace(d.identification, ticked=frozenset())),
         ("document_swedish_id", "document_swedish_id", "identification")),
        (lambda d: replace(d, details=replace(d.details, email="")), ("email_missing", "email", "personal_details")),
        (lambda d: replace(d, details=replace(d.details, personal_number=CHILD)),
         ("minor_without_guardian", "is_minor", "identification")),
        (lambda d: replace(d, access=replace(d.access, photo=None)), ("photo_missing", "photo", "access_details")),
        (lambda d: replace(d, tenders=(Tender(Method.CARD, 100, "1"),)), ("payment_short", "payment", "payment")),
        (lambda d: replace(d, products=debited(start=date(2026, 11, 21)), mandate=ACCOUNT),
         ("start_passed", "start", "products")),
    ],
)  # fmt: skip
def test_every_page_is_checked_again(
    gym: Store, staff: StaffMember, spoil: Callable[[Draft], Draft], problem: tuple[str, str, str]
) -> None:
    assert problem in refused(gym, staff, spoil(ordinary_prepaid()))


def test_the_number_of_a_card_that_was_given_away_meanwhile(gym: Store, staff: StaffMember) -> None:
    done(gym, staff, ordinary_prepaid())
    other = replace(ASA, personal_number=OTHER_ADULT, given_name="Örjan", email="o@example.se", mobile="070-174 06 20")
    draft = paid_by_card(replace(ordinary_prepaid(), details=other), read_facts(gym), "004712")
    assert refused(gym, staff, draft) == [("card_in_use", "card_number", "access_details")]


def test_a_price_that_changed_meanwhile_is_shown_before_anything_is_sold(gym: Store, staff: StaffMember) -> None:
    facts = read_facts(gym)
    draft = paid_by_card(ordinary_prepaid(), facts)
    with gym.own_writing():
        row = Price.get(
            (Price.price_list_id == price_list_id("standard")) & (Price.product_id == product_id("GULD-12"))
        )
        Price.update(amount=409000).where(Price.id == row.id).execute()
        Cursor.insert(stream="gym", cursor=7, hash=bytes(32)).execute()
    before = counts(gym)
    outcome = registration.finish(ROUTINE, gym, staff, draft, facts)
    assert "quote_changed" in [problem.code for problem in outcome.problems]
    assert counts(gym) == before
    fresh = read_facts(gym)
    assert registration.finish(ROUTINE, gym, staff, paid_by_card(ordinary_prepaid(), fresh), fresh).is_done


def test_a_pull_that_changes_nothing_here_does_not_disturb(gym: Store, staff: StaffMember) -> None:
    facts = read_facts(gym)
    with gym.own_writing():
        Cursor.insert(stream="gym", cursor=7, hash=bytes(32)).execute()
    assert registration.finish(ROUTINE, gym, staff, paid_by_card(ordinary_prepaid(), facts), facts).is_done


def test_past_midnight_the_new_days_quote_is_shown_first(gym: Store, clock: FixedClock, staff: StaffMember) -> None:
    facts = read_facts(gym)
    draft = paid_by_card(student_direct_debit(), facts)
    clock.moment += timedelta(days=1)
    outcome = registration.finish(ROUTINE, gym, staff, draft, facts)
    assert "quote_changed" in [problem.code for problem in outcome.problems]
    assert ROUTINE.quote(draft, read_facts(gym)).due_now != ROUTINE.quote(draft, facts).due_now


@pytest.mark.parametrize(
    "table", [Person, Subscription, Lot, Mandate, Card, Photo, Sale, Payment, Receipt, JournalEntry, LoggedOperation]
)
def test_a_fault_anywhere_leaves_nothing_and_spends_no_number(
    gym: Store, staff: StaffMember, table: type[peewee.Model]
) -> None:
    """The disk refuses one table's row; afterwards the same draft gets the series' first number."""
    facts = read_facts(gym)
    draft = paid_by_card(student_direct_debit(), facts)
    name = table._meta.table_name
    with gym.own_writing():
        gym.database.execute_sql(
            f"CREATE TRIGGER boom BEFORE INSERT ON \"{name}\" BEGIN SELECT RAISE(ABORT, 'boom'); END"
        )
    with pytest.raises(peewee.IntegrityError, match="boom"):
        registration.finish(ROUTINE, gym, staff, draft, facts)
    assert set(counts(gym).values()) == {0}
    with gym.own_writing():
        gym.database.execute_sql("DROP TRIGGER boom")
    assert registration.finish(ROUTINE, gym, staff, draft, facts).is_done
    with gym.reading():
        assert (Receipt.get().number, ReceiptSeries.get().last_number) == (1, 1)
        assert LoggedOperation.select().count() == 10


def test_the_receipt_series_has_no_gap_when_finishes_are_refused(gym: Store, staff: StaffMember) -> None:
    people = ("900101-0017", OTHER_ADULT, GUARDIAN)
    for place, number in enumerate(people):
        details = replace(ASA, personal_number=number, email=f"p{place}@example.se", mobile=f"070-174 06 {10 + place}")
        access = replace(ordinary_prepaid().access, card_number=f"1000 010{place}")
        draft = replace(ordinary_prepaid(), details=details, access=access)
        refused(gym, staff, replace(draft, accepted_terms=""))
        done(gym, staff, paid_by_card(draft, read_facts(gym), f"R{place}"))
        refused(gym, staff, draft)
    with gym.reading():
        assert [receipt.number for receipt in Receipt.select().order_by(Receipt.number)] == [1, 2, 3]
        assert ReceiptSeries.get().last_number == 3


def test_nothing_is_written_until_finish(gym: Store, staff: StaffMember) -> None:
    before, facts, draft = counts(gym), read_facts(gym), student_direct_debit()
    for step in registration.steps(ROUTINE, draft, facts):
        registration.problems(ROUTINE, step, draft, facts)
    registration.summary(ROUTINE, draft, facts)
    assert counts(gym) == before
    assert Step.PAYMENT in registration.steps(ROUTINE, draft, facts)


def test_who_may_not_override_an_account(gym: Store) -> None:
    class Trainee(StaffMember):
        """A role with fewer rights than the gym's own."""

        @property
        def rights(self) -> frozenset[object]:  # type: ignore[override]
            return frozenset()

    trainee = Trainee("0198", "t", "T", Role.RECEPTION)
    draft = replace(student_direct_debit(), mandate=replace(ACCOUNT, account="123456788", is_overridden=True))
    assert refused(gym, trainee, draft) == [
        ("may_not_sell", "", "identification"),
        ("may_not_override_account", "is_overridden", "mandate"),
    ]


def test_all_tables_of_an_errand_are_counted() -> None:
    """The lists above stay complete when tables are added."""
    assert {table.table_name() for table in ERRAND_TABLES} <= {table.table_name() for table in ALL}
