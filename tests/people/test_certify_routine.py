"""The routine Certify: a certificate extends the type or changes it, and only days not charged yet get its price."""

from datetime import date

import pytest

from db.rows import found
from kiosk.people.certify import Draft, Step, problems, quote
from kiosk.people.drafts import IdentificationDraft
from kiosk.store import Store
from kiosk.subscriptions import products
from kiosk.subscriptions.charging import charge_run, due
from tests.people.members import certify, register, sell
from tests.people.serving import SELF, facts_of, on, reason, refused, served

AUG_31, SEPT_14 = date(2026, 8, 31), date(2026, 9, 14)


def student(until: date | None, *ticked: str) -> Draft:
    return Draft(SELF, IdentificationDraft("student", ticked=frozenset(ticked or {"student_card"}), valid_until=until))


def of_type(code: str, kind: str = "", *ticked: str) -> Draft:
    return Draft(SELF, IdentificationDraft(code, certificate_kind=kind, ticked=frozenset(ticked)))


@pytest.fixture
def member(gym: Store) -> str:
    """A student to 14 September at 299, charged to the end of August; it is 10 September 2026."""
    on(gym, date(2026, 9, 10))
    person_id = register(gym, customer_type="student")
    certify(gym, person_id, SEPT_14)
    sell(gym, person_id, start=date(2026, 8, 1), charged_until=AUG_31, price=29900, price_list="student")
    return person_id


def september(store: Store, person_id: str) -> int:
    """Öre that the run for September charges."""
    return due(charge_run(facts_of(store, person_id).chosen.timeline, date(2026, 9, 1)))


def lots(store: Store) -> list[tuple[object, ...]]:
    with store.reading():
        return found("SELECT month, amount, days FROM lot ORDER BY first")


def test_when_it_runs_out_the_ordinary_price_applies_from_the_day_after(gym: Store, member: str) -> None:
    """rules.md 2: 13953 + 21280."""
    assert september(gym, member) == 35233


def test_renewed_before_charging_nothing_changes(gym: Store, member: str) -> None:
    before = lots(gym)
    served(gym, "certify", member, student(date(2027, 9, 14)))
    assert september(gym, member) == 29900
    assert lots(gym) == before
    assert facts_of(gym, member).customer.certificate_until == date(2027, 9, 14)


def test_what_is_charged_stays_as_it_was_charged(gym: Store, member: str) -> None:
    """September was charged at 352,33 before the renewal; only October is at 299 again."""
    on(gym, date(2026, 10, 5))
    other = register(gym, 2, personal_number="198507099805", customer_type="student")
    certify(gym, other, SEPT_14)
    sell(gym, other, start=date(2026, 8, 1), charged_until=date(2026, 9, 30), price=29900, price_list="student")
    before = lots(gym)
    served(gym, "certify", other, student(date(2027, 9, 14)))
    assert lots(gym) == before
    timeline = facts_of(gym, other).chosen.timeline
    assert due(charge_run(timeline, date(2026, 10, 1))) == 29900


def test_an_ordinary_customer_becomes_a_student_for_the_days_not_charged(gym: Store) -> None:
    """Charged to November at 399: December is 299, with add-ons at their student price."""
    person_id = register(gym)
    main = sell(gym, person_id, start=date(2026, 10, 1), charged_until=date(2026, 11, 30))
    sell(gym, person_id, "BAD", start=date(2026, 10, 1), charged_until=date(2026, 11, 30), price=9900, main_id=main)
    wanted = student(date(2027, 6, 14))
    shown = {one.label: (one.before, one.after) for one in quote(wanted, facts_of(gym, person_id, main)).changes}
    assert shown["Kundtyp"] == ("Ordinarie", "Student")
    assert shown["Intyget giltigt t.o.m."] == ("–", "2027-06-14")
    told = shown["Guld autogiro 12 mån, per månad från 2026-12-01"]
    assert [one.replace("\N{NO-BREAK SPACE}", " ") for one in told] == ["498,00 kr", "378,00 kr"]
    assert shown["Guld autogiro 12 mån, ordinarie pris från"] == ("–", "2027-06-15")
    outcome = served(gym, "certify", person_id, wanted, main)
    with gym.reading():
        kinds = [kind for (kind,) in found("SELECT kind FROM operation_log WHERE errand_id = ?", outcome.errand_id)]
        days = found("SELECT day, price FROM subscription_change ORDER BY price DESC")
    assert kinds.count("subscription.repriced") == 2
    assert days == [("2026-12-01", 39900), ("2026-12-01", 9900)]
    held = facts_of(gym, person_id, main).chosen
    assert [due(charge_run(one.timeline, date(2026, 12, 1))) for one in held.all] == [29900, 7900]
    assert facts_of(gym, person_id).customer.customer_type == "student"


def test_a_student_becomes_ordinary(gym: Store, member: str) -> None:
    served(gym, "certify", member, of_type("ordinary"))
    assert september(gym, member) == 39900
    assert facts_of(gym, member).customer.customer_type == "ordinary"


def test_what_is_prepaid_keeps_its_price(gym: Store) -> None:
    person_id = register(gym)
    sell(gym, person_id, "GULD-12", start=date(2026, 11, 1), price=399000, months=12)
    wanted = student(date(2027, 9, 14))
    assert [one.label for one in quote(wanted, facts_of(gym, person_id)).changes] == [
        "Kundtyp",
        "Intyget giltigt t.o.m.",
    ]
    outcome = served(gym, "certify", person_id, wanted)
    with gym.reading():
        assert not found("SELECT 1 FROM subscription_change")
        documents = found("SELECT kind, valid_until FROM identity_check WHERE kind = 'student_card'")
    assert documents == [("student_card", "2027-09-14")]
    assert outcome.receipt_id == ""


@pytest.mark.parametrize(
    ("draft", "code", "field"),
    [
        (student(date(2026, 9, 14)), "certificate_not_longer", "valid_until"),
        (student(date(2026, 9, 15)), "", ""),
        (student(date(2026, 9, 9)), "certificate_ended", "valid_until"),
        (student(None), "certificate_date_missing", "valid_until"),
        (student(date(2027, 9, 14), "swedish_id"), "document_student_card", "document_student_card"),
        (of_type("pensioner", "pension_old_age"), "pension_age", "customer_type"),
        (of_type("pensioner"), "certificate_kind_missing", "certificate_kind"),
        (of_type("pensioner", "pension_early", "early_pension_certificate"), "", ""),
        (of_type("organisation"), "", ""),  # its own step asks for the organisation
        (of_type("ordinary"), "", ""),
        (Draft(SELF), "customer_type_missing", "customer_type"),
    ],
)
def test_what_the_certificate_step_asks_for(gym: Store, member: str, draft: Draft, code: str, field: str) -> None:
    said = problems(Step.CERTIFICATE, draft, facts_of(gym, member))
    assert [(one.code, one.field) for one in said] == ([(code, field)] if code else [])


def test_the_type_one_has_without_end_needs_nothing_new(gym: Store) -> None:
    ordinary = register(gym)
    assert refused(gym, "certify", ordinary, of_type("ordinary")) == [("certify_same_type", "customer_type")]
    early = of_type("pensioner", "pension_early", "early_pension_certificate")
    served(gym, "certify", ordinary, early)
    assert refused(gym, "certify", ordinary, early) == [("certificate_endless", "customer_type")]
    assert reason(gym, "certify", ordinary) == ""


def test_of_two_certificates_the_cheapest_price_counts_each_day(gym: Store, member: str) -> None:
    """rules.md 2: a student at 299 to 14 September who becomes a pensioner at 319: the days until then stay at 299.
    Nobody pays more for having shown something: 13953 + 16 of 30 days at 319, 17013."""
    served(gym, "certify", member, of_type("pensioner", "pension_early", "early_pension_certificate"))
    assert september(gym, member) == 13953 + 17013
    facts = facts_of(gym, member)
    found = products.priced(facts.chosen.main.product_id, facts.customer.buyer, date(2026, 9, 10), facts.desk)
    assert found is not None
    assert (found.price, [(one.first, one.price) for one in found.later_prices]) == (
        29900,
        [(date(2026, 9, 15), 31900)],
    )
