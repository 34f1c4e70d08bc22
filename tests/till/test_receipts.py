"""Receipts, agreements and mandates read back for their documents."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from db.tables import JournalEntry, Mandate, PrintLog, Setting, Subscription
from kiosk.desk_facts import read_facts
from kiosk.direct_debit.mandates import mandate_facts
from kiosk.documents.agreement import write_agreement
from kiosk.documents.facts import ReceiptFacts
from kiosk.documents.mandate_form import write_mandate_form
from kiosk.documents.pdf import Paper
from kiosk.documents.receipt import write_receipt
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.subscriptions.agreements import agreement_facts
from kiosk.texts import Language, set_language
from kiosk.till.receipts import copy_facts, give_back_copy, receipt_facts, take_copy
from tests.registration import (
    ASA,
    GUARDIAN,
    child_with_payer,
    debited,
    done,
    foreign,
    ordinary_prepaid,
    paid_by_card,
    paid_in_cash,
    protected,
    student_direct_debit,
)
from tests.till.copies import copies_left


@pytest.fixture(autouse=True)
def _in_swedish() -> Iterator[None]:
    set_language(Language.SWEDISH)
    yield
    set_language(Language.SWEDISH)


def test_a_receipt_says_what_was_sold_and_paid(gym: Store, staff: StaffMember) -> None:
    draft = replace(student_direct_debit(), products=debited("GULD-AG", "BAD"))
    outcome = done(gym, staff, paid_in_cash(draft, read_facts(gym), given=20000))
    facts = receipt_facts(gym, outcome.receipt_id)
    assert (facts.number, facts.till, facts.cashier) == (1, "SOD-1", "Anna Receptionist")
    assert facts.company.organisation_number == "556703-7485"
    assert facts.place.name == "Demogymmet Södermalm"
    assert facts.place.address == "Götgatan 99, 116 62 Stockholm"
    assert [(line.text, line.quantity, line.amount) for line in facts.lines] == [
        ("Guld autogiro 2026-11-22 – 2026-11-30", 1, 11970),
        ("Serviceavgift 2026-11-22 – 2026-11-30", 1, 570),
        ("Bad och bastu 2026-11-22 – 2026-11-30", 1, 2370),
    ]
    assert (facts.total, facts.rounding, facts.to_pay) == (14910, -10, 14900)
    assert [(vat.percent, vat.gross, vat.vat, vat.net) for vat in facts.vat] == [(6, 14910, 844, 14066)]
    assert [(paid.method, paid.amount, paid.given, paid.change) for paid in facts.payments] == [
        ("cash", 14900, 20000, 5100)
    ]
    assert facts.customer is not None
    assert facts.customer.name == "Åsa Öberg"
    assert write_receipt(facts, Paper.ROLL_80).startswith(b"%PDF")


def test_the_receipt_is_swedish_whatever_the_desks_language(gym: Store, staff: StaffMember) -> None:
    set_language(Language.ENGLISH)
    outcome = done(gym, staff, ordinary_prepaid())
    assert receipt_facts(gym, outcome.receipt_id).lines[0].text == "Guld årskort 2026-11-22 – 2027-11-21"


def test_a_protected_customer_is_left_out(gym: Store, staff: StaffMember) -> None:
    outcome = done(gym, staff, protected())
    assert receipt_facts(gym, outcome.receipt_id).customer is None


def test_one_copy_and_no_more(gym: Store, staff: StaffMember) -> None:
    receipt_id = done(gym, staff, ordinary_prepaid()).receipt_id
    assert not receipt_facts(gym, receipt_id).is_copy
    assert copies_left(gym, receipt_id) == 1
    copy = copy_facts(gym, receipt_id)
    assert isinstance(copy, ReceiptFacts)
    assert (copy.is_copy, copy.number) == (True, 1)
    assert copies_left(gym, receipt_id) == 1  # looked at, not taken
    assert isinstance(take_copy(gym, staff, receipt_id, "Kvittoskrivare"), str)
    assert copies_left(gym, receipt_id) == 0
    assert isinstance(copy_facts(gym, receipt_id), Problem)
    refused = take_copy(gym, staff, receipt_id)
    assert isinstance(refused, Problem)
    assert refused.code == "receipt_copied"
    assert "1" in sentence(refused)
    with gym.reading():
        assert [(row.document, row.subject_id) for row in PrintLog.select()] == [("receipt_copy", receipt_id)]
        assert JournalEntry.select().where(JournalEntry.act == "copy_receipt").count() == 1


def test_a_copy_that_never_came_out_is_given_back(gym: Store, staff: StaffMember) -> None:
    receipt_id = done(gym, staff, ordinary_prepaid()).receipt_id
    copy_id = take_copy(gym, staff, receipt_id)
    assert isinstance(copy_id, str)
    give_back_copy(gym, staff, copy_id)
    assert copies_left(gym, receipt_id) == 1
    assert isinstance(take_copy(gym, staff, receipt_id), str)
    assert copies_left(gym, receipt_id) == 0


def test_the_setting_says_how_many_copies(gym: Store, staff: StaffMember) -> None:
    receipt_id = done(gym, staff, ordinary_prepaid()).receipt_id
    with gym.own_writing():
        Setting.insert(id="copies_per_receipt", value="2").execute()
    assert [isinstance(take_copy(gym, staff, receipt_id), str) for _turn in range(3)] == [True, True, False]


def test_the_agreement_of_direct_debit(gym: Store, staff: StaffMember) -> None:
    draft = replace(student_direct_debit(), products=debited("GULD-AG12", "BAD"))
    done(gym, staff, draft)
    with gym.reading():
        main = Subscription.get(Subscription.main_id.is_null()).id
    facts = agreement_facts(gym, main)
    assert facts.agreement_number == f"{facts.customer.member_number}-261122-103000"
    assert (facts.customer.name, facts.customer.identity, facts.customer.customer_type) == (
        "Åsa Öberg", "900101-****", "Student",
    )  # fmt: skip
    assert (facts.product, facts.add_ons, facts.staff) == (
        "Guld autogiro 12 mån",
        ("Bad och bastu",),
        "Anna Receptionist",
    )
    assert [(line.text, line.amount, line.each, line.detail) for line in facts.price_lines] == [
        ("Guld autogiro 12 mån", 8970, "En gång", "2026-11-22 – 2026-11-30"),
        ("Guld autogiro 12 mån", 29900, "Per månad", "Intygets pris t.o.m. 2027-09-14, därefter ordinarie pris"),
        ("Bad och bastu", 2370, "En gång", "2026-11-22 – 2026-11-30"),
        ("Bad och bastu", 7900, "Per månad", "Intygets pris t.o.m. 2027-09-14, därefter ordinarie pris"),
    ]
    assert (facts.due_now, facts.monthly) == (11340, 37800)
    assert (facts.debited_until, facts.first_draw, facts.bound_until, facts.ends) == (
        date(2026, 11, 30), date(2026, 11, 30), date(2027, 11, 21), None,
    )  # fmt: skip
    assert (facts.commitment, facts.notice) == ("12 månader", "1 månad")
    assert facts.terms.text.startswith("1. Medlemskapet är personligt.")
    assert write_agreement(facts).startswith(b"%PDF")


def test_the_agreement_of_prepaid(gym: Store, staff: StaffMember) -> None:
    done(gym, staff, foreign())
    with gym.reading():
        main = Subscription.get().id
    facts = agreement_facts(gym, main)
    assert facts.customer.identity == "Pass, Finland, född 1991-05-17"
    assert (facts.ends, facts.monthly, facts.due_now, facts.first_draw) == (date(2026, 12, 21), None, 54900, None)
    assert (facts.commitment, facts.notice, facts.guardian) == ("", "", None)


def test_the_mandate_and_agreement_of_a_child(gym: Store, staff: StaffMember) -> None:
    parent = replace(ASA, personal_number=GUARDIAN, given_name="Maria", mobile="070-174 06 10", email="m@example.se")
    card = replace(ordinary_prepaid().access, card_number="1000 0300")
    done(gym, staff, replace(ordinary_prepaid(), details=parent, access=card))
    outcome = done(gym, staff, paid_by_card(child_with_payer(), read_facts(gym), "004712"))
    with gym.reading():
        mandate_id = Mandate.get().id
        main = Subscription.get(Subscription.person_id == outcome.person_id).id
    facts = mandate_facts(gym, mandate_id)
    assert (facts.holder.name, facts.holder.identity) == ("Maria Öberg", "640823-****")
    assert facts.member is not None
    assert (facts.member.name, facts.member.identity) == ("Love Öberg", "121212-****")
    assert (facts.bankgiro, facts.draw_day, facts.account) == ("5050-1055", 28, "123456789")
    assert write_mandate_form(facts).startswith(b"%PDF")
    guardian = agreement_facts(gym, main).guardian
    assert guardian is not None
    assert (guardian.name, guardian.identity, guardian.relation) == ("Maria Öberg", "640823-****", "Mor")


def test_a_mandate_of_ones_own(gym: Store, staff: StaffMember) -> None:
    done(gym, staff, student_direct_debit())
    with gym.reading():
        mandate_id = Mandate.get().id
    facts = mandate_facts(gym, mandate_id)
    assert facts.member is None
    assert (facts.holder.name, facts.bank) == ("Åsa Öberg", "Handelsbanken")


def test_a_protected_address_stays_out_of_the_agreement(gym: Store, staff: StaffMember) -> None:
    draft = protected()
    done(gym, staff, replace(draft, details=replace(draft.details, street="Hemliga gatan 1")))
    with gym.reading():
        main = Subscription.get().id
    assert agreement_facts(gym, main).customer.address == ""
