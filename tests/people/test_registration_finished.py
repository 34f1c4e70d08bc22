"""Finish of Register private customer on a real store: everything in one errand, or nothing at all."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

from db.tables import (
    Card,
    Certificate,
    Guardian,
    IdentityCheck,
    JournalEntry,
    LoggedOperation,
    Lot,
    Mandate,
    Payment,
    Person,
    Photo,
    PhotoBlob,
    Receipt,
    ReceiptSeries,
    Sale,
    SaleLine,
    SearchKey,
    Setting,
    Subscription,
)
from kiosk.demo.catalogue import facility_id, price_list_id, product_id
from kiosk.desk_facts import read_facts
from kiosk.direct_debit.drafts import Holder
from kiosk.operations import body_bytes, kind_named, read_body
from kiosk.operations.hashing import NO_HASH, operation_hash
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.till.tender import Method, Tender
from tests.people.members import is_member_number
from tests.registration import (
    ACCOUNT,
    ASA,
    GUARDIAN,
    OTHER_ADULT,
    PHOTO,
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


def test_ordinary_prepaid_writes_every_row_once(gym: Store, staff: StaffMember) -> None:
    outcome = done(gym, staff, ordinary_prepaid())
    with gym.reading():
        person = Person.get()
        assert (person.id, person.personal_number, person.birth_date) == (
            outcome.person_id, "199001010017", date(1990, 1, 1),
        )  # fmt: skip
        assert (person.given_name, person.postcode, person.mobile) == ("Åsa", "11846", "+46701740605")
        assert is_member_number(person.member_number)
        assert (person.to_verify, person.alias_of, person.facility_id) == (True, None, facility_id("SOD"))
        assert person.photo_id == Photo.get().id
        assert bytes(PhotoBlob.get().jpeg) == PHOTO
        assert [check.kind for check in IdentityCheck.select()] == ["swedish_id"]
        assert Card.get().number == "10000342"
        sold, lot = Subscription.get(), Lot.get()
        assert (sold.kind, sold.price, sold.is_prepaid, sold.period_months) == ("prepaid", 399000, True, 12)
        assert (sold.terms_version, sold.first_draw, sold.committed_days) == ("2026-1", None, 0)
        assert (lot.amount, lot.days, lot.month, lot.last) == (399000, 365, None, date(2027, 11, 21))
        sale, line = Sale.get(), SaleLine.get()
        assert (sale.id, sale.total, sale.rounding, sale.person_id) == (outcome.sale_id, 399000, 0, person.id)
        assert (line.amount, line.vat_percent, line.subscription_id) == (399000, 6, sold.id)
        assert line.text == "Guld årskort 2026-11-22 – 2027-11-21"
        assert (line.first, line.last) == (date(2026, 11, 22), date(2027, 11, 21))
        assert (Payment.get().method, Payment.get().amount, Payment.get().reference) == ("card", 399000, "004711")
        assert (Receipt.get().id, Receipt.get().number, Receipt.get().kind) == (outcome.receipt_id, 1, "ordinary")
        empty = (Certificate, Guardian, Mandate)
        assert [table.select().count() for table in empty] == [0, 0, 0]


def test_student_direct_debit(gym: Store, staff: StaffMember) -> None:
    draft = replace(student_direct_debit(), products=debited("GULD-AG", "BAD"))
    outcome = done(gym, staff, draft)
    with gym.reading():
        certificate = Certificate.get()
        assert (certificate.kind, certificate.valid_until) == ("student", date(2027, 9, 14))
        assert certificate.person_id == outcome.person_id
        kinds = {check.kind: check.valid_until for check in IdentityCheck.select()}
        assert kinds == {"swedish_id": None, "student_card": date(2027, 9, 14)}
        main = Subscription.get(Subscription.main_id.is_null())
        rows = Subscription.select().where(Subscription.main_id == main.id)
        assert {(row.product_id, row.price, row.kind) for row in rows} == {
            (product_id("SERVICE"), 1900, "add_on"), (product_id("BAD"), 7900, "add_on"),
        }  # fmt: skip
        assert (main.price, main.price_list_id, main.first_draw) == (
            39900, price_list_id("student"), date(2026, 11, 30),
        )  # fmt: skip
        assert sorted((lot.month, lot.days, lot.amount) for lot in Lot.select()) == [
            ("2026-11", 9, 570), ("2026-11", 9, 2370), ("2026-11", 9, 11970),
        ]  # fmt: skip
        mandate, person = Mandate.get(), Person.get()
        assert (mandate.holder, mandate.holder_personal_number, mandate.state) == ("self", "199001010017", "draft")
        assert (mandate.bank, mandate.clearing, mandate.account) == ("Handelsbanken", "6789", "123456789")
        assert (mandate.payer_number, mandate.first_draw) == (person.member_number, date(2026, 11, 30))
        assert (mandate.payer_id, mandate.is_overridden) == (None, False)


def test_a_child_with_a_registered_payer(gym: Store, staff: StaffMember) -> None:
    payer = replace(
        ordinary_prepaid(),
        details=replace(
            ASA, personal_number=GUARDIAN, given_name="Maria", mobile="070-174 06 10", email="m@example.se"
        ),
        access=replace(ordinary_prepaid().access, card_number="1000 0300"),
    )
    payer_id = done(gym, staff, payer).person_id
    draft = child_with_payer()
    outcome = done(gym, staff, paid_by_card(draft, read_facts(gym), "004712"))
    with gym.reading():
        mandate, guardian = Mandate.get(), Guardian.get()
        assert (mandate.person_id, mandate.payer_id, mandate.holder) == (outcome.person_id, payer_id, "other_payer")
        assert (mandate.holder_name, mandate.holder_personal_number) == ("Maria Öberg", "196408233234")
        assert (guardian.person_id, guardian.relation) == (outcome.person_id, "mother")
        assert guardian.personal_number == "196408233234"
        assert Receipt.select().count() == 2


def test_a_foreign_identity(gym: Store, staff: StaffMember) -> None:
    outcome = done(gym, staff, foreign())
    with gym.reading():
        person = Person.find(outcome.person_id)
        assert (person.personal_number, person.birth_date, person.to_verify) == (None, date(1991, 5, 17), False)
        assert (person.document_kind, person.document_country) == ("passport", "Finland")
        assert {check.kind for check in IdentityCheck.select()} == {"foreign_id", "proof_of_residence"}


def test_a_protected_identity_without_photo_and_address(gym: Store, staff: StaffMember) -> None:
    outcome = done(gym, staff, protected())
    with gym.reading():
        person = Person.find(outcome.person_id)
        assert (person.protected_identity, person.street, person.photo_id) == (True, "", None)
        assert not any("oberg" in row.key for row in SearchKey.select())
        texts = [JournalEntry.get().details, SaleLine.get().text]
    for text in texts:
        assert "Öberg" not in text
        assert "Åsa" not in text
        assert "0017" not in text


def test_no_photo_keeps_its_reason(gym: Store, staff: StaffMember) -> None:
    draft = ordinary_prepaid()
    done(gym, staff, replace(draft, access=replace(draft.access, photo=None, no_photo_reason=" Kameran är  trasig ")))
    with gym.reading():
        assert Person.get().no_photo_reason == "Kameran är trasig"
        assert (Photo.select().count(), PhotoBlob.select().count()) == (0, 0)
        assert json.loads(JournalEntry.get().details)["without_photo"] is True


def test_cash_is_rounded_and_change_is_known(gym: Store, staff: StaffMember) -> None:
    draft = replace(student_direct_debit(), products=debited("GULD-AG", "BAD"))
    draft = paid_in_cash(draft, read_facts(gym), given=20000)
    done(gym, staff, draft)
    with gym.reading():
        sale, payment = Sale.get(), Payment.get()
        assert (sale.total, sale.rounding) == (14910, -10)
        assert (payment.method, payment.amount, payment.given) == ("cash", 14900, 20000)


def test_a_mixed_payment_is_a_row_each(gym: Store, staff: StaffMember) -> None:
    tenders = (Tender(Method.SWISH, 100000, "S1"), Tender(Method.CASH, 299000, given=300000))
    done(gym, staff, replace(ordinary_prepaid(), tenders=tenders))
    with gym.reading():
        paid = sorted((payment.method, payment.amount) for payment in Payment.select())
        assert paid == [("cash", 299000), ("swish", 100000)]
        assert Sale.get().rounding == 0


def test_nothing_due_now_is_no_sale_and_spends_no_number(gym: Store, staff: StaffMember) -> None:
    outcome = done(gym, staff, replace(student_direct_debit(), products=debited(start=date(2026, 12, 1))))
    assert (outcome.sale_id, outcome.receipt_id) == ("", "")
    with gym.reading():
        assert [table.select().count() for table in (Sale, Payment, Receipt, ReceiptSeries, Lot)] == [0] * 5
        assert Subscription.get().start == date(2026, 12, 1)


def test_another_facility_is_the_customers_but_the_sale_stays_at_the_desk(gym: Store, staff: StaffMember) -> None:
    draft = ordinary_prepaid()
    done(gym, staff, replace(draft, products=replace(draft.products, facility_id=facility_id("SOL"))))
    with gym.reading():
        there = (Person, Subscription, Lot, Card, Photo, IdentityCheck)
        here = (Sale, SaleLine, Payment, Receipt, JournalEntry)
        assert {row.facility_id for table in there for row in table.select()} == {facility_id("SOL")}
        assert {row.facility_id for table in here for row in table.select()} == {facility_id("SOD")}


def test_the_log_is_one_chain_of_this_errand(gym: Store, staff: StaffMember) -> None:
    outcome = done(gym, staff, student_direct_debit())
    with gym.reading():
        log: list[Any] = list(LoggedOperation.select().order_by(LoggedOperation.seq).dicts())
    assert [row["kind"] for row in log] == [
        "person.registered", "certificate.recorded", "subscription.sold", "mandate.drafted", "card.assigned",
        "photo.set", "sale.made", "payment.taken", "receipt.issued", "journal.written",
    ]  # fmt: skip
    assert [row["seq"] for row in log] == list(range(1, 11))
    assert {row["errand_id"] for row in log} == {outcome.errand_id}
    before: dict[str, Any] = {"hash": NO_HASH}
    for row in log:
        assert row["hash"] == operation_hash(before["hash"], row)
        before = row
        kind = kind_named(row["kind"])
        assert kind is not None
        assert body_bytes(read_body(kind, bytes(row["body"]), row["version"])) == bytes(row["body"])


def test_the_journal_says_who_did_what_in_codes(gym: Store, staff: StaffMember) -> None:
    outcome = done(gym, staff, ordinary_prepaid())
    with gym.reading():
        entry = JournalEntry.get()
    assert (entry.act, entry.staff_id, entry.subject_id) == ("register_private_customer", staff.id, outcome.person_id)
    assert json.loads(entry.details) == {
        "customer_type": "ordinary", "products": ["GULD-12"], "paid": 399000, "receipt": 1, "to_verify": True,
        "desk": "Reception 1",
    }  # fmt: skip


def test_a_twin_that_was_asked_about_is_registered_and_journalled(gym: Store, staff: StaffMember) -> None:
    from kiosk.people.known_persons import checked

    first = done(gym, staff, foreign())
    again = replace(foreign(), access=replace(foreign().access, card_number="1000 0999"))
    asked = checked(gym, again.details, again.identification)
    assert [twin.person_id for twin in asked.twins] == [first.person_id]
    again = paid_by_card(replace(again, details=replace(asked, not_a_twin=True)), read_facts(gym), "004712")
    done(gym, staff, again)
    with gym.reading():
        entries = [json.loads(entry.details) for entry in JournalEntry.select().order_by(JournalEntry.id)]
    assert entries[1]["not_a_twin_of"] == [first.person_id]


def test_an_account_override_takes_the_right_and_is_journalled(gym: Store, staff: StaffMember) -> None:
    account = replace(ACCOUNT, account="123456788", is_overridden=True)
    draft = replace(student_direct_debit(), mandate=account)
    done(gym, staff, draft)
    with gym.reading():
        assert Mandate.get().is_overridden
        assert json.loads(JournalEntry.get().details)["account_overridden"] is True


def test_a_setting_makes_the_personal_number_the_payer_number(gym: Store, staff: StaffMember) -> None:
    with gym.own_writing():
        Setting.insert(id="payer_number_personal", value="true").execute()
    done(gym, staff, student_direct_debit())
    with gym.reading():
        assert Mandate.get().payer_number == "199001010017"


def test_the_holder_setting_is_heeded(gym: Store, staff: StaffMember) -> None:
    with gym.own_writing():
        Setting.insert(id="other_payer", value='"other_account_holder"').execute()
    held = replace(
        ACCOUNT, holder=Holder.OTHER_ACCOUNT_HOLDER, holder_name=" Örjan  Ström ", holder_personal_number=OTHER_ADULT
    )
    done(gym, staff, replace(student_direct_debit(), mandate=held))
    with gym.reading():
        mandate = Mandate.get()
    assert (mandate.holder, mandate.holder_name, mandate.payer_id) == ("other_account_holder", "Örjan Ström", None)
    assert mandate.holder_personal_number == "198507099805"
