"""An agreement renewed or shortened: the certificates of all who rest on it follow, and nothing charged is touched."""

from collections.abc import Callable
from datetime import date

import pytest

from db.rows import found
from db.tables import Certificate
from kiosk.clock import today
from kiosk.customer_facts import read_customer_facts
from kiosk.direct_debit.charging_facts import read_debit_facts
from kiosk.ids import new_id
from kiosk.organisations.members import following
from kiosk.people.certificate_letters import letters_pdf
from kiosk.people.ending_certificates import ending_certificates, note_reminded
from kiosk.people.person_card import read_person_card
from kiosk.people.person_card_facts import PersonCard
from kiosk.people.person_card_subscriptions import read_subscriptions
from kiosk.store import Store
from kiosk.subscriptions.prorating import PriceStep
from tests.documents.reading import text_of
from tests.organisations.belonging import ORDINARY, OWN, TRAST, belongs, charged, member
from tests.organisations.invoices import at, charge, do
from tests.organisations.joining import agree
from tests.organisations.ordering import merge, register
from tests.people.members import STAFF, certify
from tests.people.members import register as register_person

END = date(2026, 12, 14)  # what the agreement said when they joined
DECEMBER, JANUARY, FEBRUARY = date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)
DECEMBER_SPLIT = 13503 + 21881
"""rules.md 3: 1–14 December at 299 a month, 15–31 at 399."""
OTHER = new_id()


def card_of(store: Store, person_id: str) -> PersonCard:
    card = read_person_card(store, person_id, STAFF, today(store.clock))
    assert isinstance(card, PersonCard)
    return card


def everywhere(store: Store, person_id: str, subscription_id: str) -> tuple[PriceStep, ...]:
    """What follows on the agreement's price: the same at the desk, in a run and on the card."""
    steps = read_customer_facts(store, person_id).held[0].timeline.later_prices
    with store.reading():
        (in_a_run,) = read_debit_facts([subscription_id], JANUARY)
        (shown,) = read_subscriptions([person_id], date(2026, 11, 22))
    assert in_a_run.chargeables[0].timeline.later_prices == steps
    assert shown.next_draw is not None
    expected = {(): OWN, (PriceStep(date(2026, 12, 15), ORDINARY),): DECEMBER_SPLIT}
    assert shown.next_draw.amount == expected.get(steps, shown.next_draw.amount)
    return steps


@pytest.mark.parametrize(
    ("now", "ordinary_from"),
    [
        ("2026-12-14", date(2026, 12, 15)),
        ("2027-12-14", date(2027, 12, 15)),  # renewed
        ("2026-11-30", DECEMBER),  # shortened
        ("2026-11-01", date(2026, 11, 2)),  # over: nothing more at the agreement's price
        (None, None),  # without end
    ],
)
def test_the_last_day_is_the_agreements_as_it_is_now(gym: Store, now: str | None, ordinary_from: date | None) -> None:
    agree(gym, "TRAST", "agreement_until", END.isoformat())
    person_id, subscription_id = member(gym, END)
    agree(gym, "TRAST", "agreement_until", now)
    steps = (PriceStep(ordinary_from, ORDINARY),) if ordinary_from else ()
    assert everywhere(gym, person_id, subscription_id) == steps
    certificate = card_of(gym, person_id).certificate
    assert certificate is not None
    until = date.fromisoformat(now) if now else None
    assert (certificate.name, certificate.valid_until) == ("Idrottsföreningen Trasten", until)
    assert certificate.days_left == (None if until is None else (until - date(2026, 11, 22)).days)
    assert read_customer_facts(gym, person_id).customer.certificate_until == until
    with gym.reading():
        assert Certificate.get().valid_until == END, "what was said when it was shown stays"


def test_no_agreements_certificate_keeps_its_own_day(gym: Store) -> None:
    """A student's, and one of an organisation that hasn't come here yet."""
    person_id, _subscription = member(gym, END)
    stranger, _other = member(gym, END, 2)
    with gym.own_writing():
        Certificate.update(organisation_id="not here yet").where(Certificate.person_id == stranger).execute()
        Certificate.update(organisation_id=None).where(Certificate.person_id == person_id).execute()
    agree(gym, "TRAST", "agreement_until", "2028-12-31")
    for one in (person_id, stranger):
        assert read_customer_facts(gym, one).customer.certificate_until == END


def test_what_is_charged_stays_and_the_days_after_follow(gym: Store) -> None:
    """Shortened after December was charged; then renewed after January was."""
    agree(gym, "TRAST", "agreement_until", "2027-12-31")
    _person, subscription_id = member(gym, date(2027, 12, 31))
    charge(gym, DECEMBER)
    agree(gym, "TRAST", "agreement_until", END.isoformat())
    charge(gym, JANUARY)
    assert charged(gym, subscription_id) == {"2026-12": OWN, "2027-01": ORDINARY}
    agree(gym, "TRAST", "agreement_until", "2027-12-31")
    charge(gym, FEBRUARY)
    assert charged(gym, subscription_id) == {"2026-12": OWN, "2027-01": ORDINARY, "2027-02": OWN}


def test_a_month_is_cut_where_the_agreement_ends_now(gym: Store) -> None:
    agree(gym, "TRAST", "agreement_until", "2027-12-31")
    _person, subscription_id = member(gym, date(2027, 12, 31))
    agree(gym, "TRAST", "agreement_until", END.isoformat())
    charge(gym, DECEMBER)
    assert charged(gym, subscription_id) == {"2026-12": DECEMBER_SPLIT}


def test_one_that_was_merged_follows_what_it_became(gym: Store) -> None:
    do(gym, register(OTHER, agreement_until=END))
    person_id, subscription_id = member(gym, END)
    with gym.own_writing():
        Certificate.update(organisation_id=OTHER).execute()
    agree(gym, "TRAST", "agreement_until", "2027-06-30")
    do(gym, merge(TRAST, OTHER))
    assert everywhere(gym, person_id, subscription_id) == (PriceStep(date(2027, 7, 1), ORDINARY),)


def test_two_certificates_of_one_agreement_are_as_one(gym: Store) -> None:
    """Shown again at the next purchase."""
    agree(gym, "TRAST", "agreement_until", END.isoformat())
    person_id, subscription_id = member(gym, date(2025, 12, 31))
    do(gym, belongs(person_id, END))
    assert everywhere(gym, person_id, subscription_id) == (PriceStep(date(2026, 12, 15), ORDINARY),)
    (one,) = ending_certificates(gym)
    assert (one.person_id, one.ends) == (person_id, END)


# those that end soon


def ending(store: Store) -> list[tuple[str, str, int]]:
    return [(one.name, one.organisation, one.days_left) for one in ending_certificates(store)]


def test_the_list_goes_by_the_agreement(gym: Store) -> None:
    student = register_person(gym, 9, customer_type="student", family_name="Berg", personal_number=None)
    certify(gym, student, date(2026, 12, 1))
    agree(gym, "TRAST", "agreement_until", END.isoformat())
    member(gym, date(2028, 12, 31))  # its own day is far away
    theirs = ("Åsa Öberg", "Idrottsföreningen Trasten", 22)
    assert ending(gym) == [("Åsa Berg", "", 9), theirs]
    agree(gym, "TRAST", "agreement_until", "2027-12-14")
    assert ending(gym) == [("Åsa Berg", "", 9)]
    agree(gym, "TRAST", "agreement_until", None)
    assert ending(gym) == [("Åsa Berg", "", 9)]


def test_one_whose_own_day_is_near_is_off_it_when_the_agreement_goes_on(gym: Store) -> None:
    agree(gym, "TRAST", "agreement_until", "2028-12-31")
    member(gym, END)
    assert ending(gym) == []


def test_a_letter_about_an_agreement_asks_for_no_certificate(gym: Store) -> None:
    agree(gym, "TRAST", "agreement_until", END.isoformat())
    member(gym, END)
    (one,) = ending_certificates(gym)
    said = " ".join(text_of(letters_pdf(gym, frozenset({one.certificate_id})).pdf).split())
    for words in ("Idrottsföreningen Trasten", "2026-12-14", "Om det förnyas"):
        assert words in said
    assert "det nya intyget" not in said


def test_a_year_later_its_people_are_reminded_anew(gym: Store) -> None:
    """The first letter about an end counts, and the next year's end has a letter of its own."""
    agree(gym, "TRAST", "agreement_until", END.isoformat())
    member(gym, END)
    (one,) = ending_certificates(gym)
    note_reminded(gym, STAFF, {one.certificate_id})
    at(gym, "2026-12-01T09:00:00+00:00")
    note_reminded(gym, STAFF, {one.certificate_id})
    assert [row.reminded_on for row in ending_certificates(gym)] == [date(2026, 11, 22)]
    agree(gym, "TRAST", "agreement_until", "2027-12-14")
    at(gym, "2027-12-01T09:00:00+00:00")
    assert [row.reminded_on for row in ending_certificates(gym)] == [None]
    note_reminded(gym, STAFF, {one.certificate_id})
    assert [row.reminded_on for row in ending_certificates(gym)] == [date(2027, 12, 1)]


def test_the_lists_way_to_it_is_by_index(gym: Store) -> None:
    """A company of thousands, and none of the others' certificates is looked through."""
    agree(gym, "TRAST", "agreement_until", END.isoformat())
    asked: list[str] = []
    real: Callable[..., object] = gym.database.execute_sql

    def watched(sql: str, *values: object) -> object:
        asked.append(sql)
        return real(sql, *values)

    gym.database.execute_sql = watched  # type: ignore[method-assign]
    ending_certificates(gym)
    (sql,) = [one for one in asked if "reminded_at" in one]
    with gym.reading():
        plan = " ".join(str(row[3]) for row in found(f"EXPLAIN QUERY PLAN {sql}", *(["2026-12-14"] * 6)))
    assert "SCAN certificate" not in plan
    assert "SCAN person" not in plan


# how many follow


def test_how_many_follow_is_counted_by_person(gym: Store) -> None:
    assert following(gym, TRAST) == 0
    person_id, _subscription = member(gym, END)
    do(gym, belongs(person_id, END))
    assert following(gym, TRAST) == 1
    member(gym, END, 2)
    assert following(gym, TRAST) == 2
    certify(gym, person_id, None)
    with gym.own_writing():
        found("UPDATE person SET customer_type = 'student' WHERE id = ? RETURNING id", person_id)
    assert following(gym, TRAST) == 1, "one is a student now"
    assert following(gym, OTHER) == 0
