"""The invoice basis read from the desk's file: runs, sales, mixed payments, returns, merged organisations, secrets."""

import csv
import io
import time
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from db.rows import insert, put_raw, raw
from db.tables import JournalEntry, LoggedOperation, Matter, Person, Receipt, Sale, Subscription, ThisDevice
from kiosk.documents.invoice_sheet import write_invoice_basis
from kiosk.ids import new_id
from kiosk.organisations.invoice_basis import InvoiceBasis, Origin
from kiosk.organisations.invoice_facts import TAKEN_OUT
from kiosk.organisations.invoice_words import csv_bytes, days, source, title
from kiosk.organisations.invoice_work import (
    Form,
    last_month,
    months_offered,
    note_taken_out,
    read_invoice_basis,
)
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.store import Store
from kiosk.subscriptions.months import add_months
from kiosk.till.selling import Line
from kiosk.till.tender import Method, Tender
from tests.documents.reading import text_of
from tests.organisations.invoices import (
    ACME,
    DECEMBER,
    NOVEMBER,
    acme,
    at,
    basis,
    charge,
    do,
    enter,
    member,
    rows,
    sold,
    taken_back,
)
from tests.organisations.ordering import change, merge, register
from tests.people.members import MANAGER, STAFF, sell

TWIN = new_id()
GULD = "Guld autogiro 12 mån"


@pytest.fixture(autouse=True)
def organisation(gym: Store) -> None:
    acme(gym)


def codes(found: InvoiceBasis) -> list[str]:
    return [note.code for note in found.notes]


def line(subscription_id: str | None, amount: int, text: str = "Guld", kind: str = "membership") -> Line:
    return Line(text, amount, kind, None, subscription_id)


def test_what_a_run_charged_stands_in_its_month(gym: Store) -> None:
    person_id, _subscription = member(gym)
    member(gym, 2, "Bo Ek", {"invoiced_to": None})  # pays for himself
    charge(gym)
    found = basis(gym)
    assert rows(found) == [("Åsa Öberg", GULD, 39900)]
    (part,) = found.parts
    assert [(one.rate, one.net, one.vat, one.gross) for one in part.sums] == [(6, 37642, 2258, 39900)]
    (row,) = found.rows
    with gym.reading():
        assert row.billed.member.number == Person.find(person_id).member_number
    assert (row.billed.facility, row.billed.origin, row.billed.source) == (
        "Demogymmet Södermalm",
        Origin.RUN,
        "2026-12",
    )
    assert days(row.billed).replace("\N{NO-BREAK SPACE}", " ") == "2026-12-01 – 2026-12-31"
    assert source(row.billed) == "Debiteringskörning 2026-12"
    assert (part.issuer.name, part.issuer.organisation_number) == ("Demogymmet AB", "556703-7485")
    payer = found.payer
    assert (payer.name, payer.reference, payer.shown_number) == ("Björk & Berg AB", "Ref 1", "559900-0105")
    assert payer.address == ("Björkgatan 1", "116 62 Stockholm")
    assert basis(gym, NOVEMBER).rows == ()


def test_a_late_month_is_invoiced_with_the_run_that_charged_it(gym: Store) -> None:
    """rules.md 3: 20 January to 28 February is 553,45."""
    member(gym, terms={"start": date(2026, 1, 20), "charged_until": None})
    charge(gym, date(2026, 2, 1))
    found = basis(gym, date(2026, 2, 1))
    assert [(row.billed.first, row.billed.last) for row in found.rows] == [
        (date(2026, 1, 20), date(2026, 1, 31)),
        (date(2026, 2, 1), date(2026, 2, 28)),
    ]
    assert found.gross == 55345
    assert basis(gym, date(2026, 1, 1)).rows == ()


def test_what_was_sold_by_invoice_stands_in_the_month_of_the_sale(gym: Store) -> None:
    person_id, subscription_id = member(gym)
    sold(gym, person_id, [line(subscription_id, 39900, "Guld 2026-12"), line(None, 12500, "Medlemskort", "cards")])
    found = basis(gym, NOVEMBER)
    assert rows(found) == [("Åsa Öberg", "Guld 2026-12", 39900), ("Åsa Öberg", "Medlemskort", 12500)]
    assert [(one.rate, one.gross) for one in found.parts[0].sums] == [(25, 12500), (6, 39900)]
    assert source(found.rows[0].billed) == "Kvitto 1, SOD-1"
    with gym.own_writing():  # a copy is another paper, whatever its number
        Receipt.update(number=7).execute()
        ordinary = raw(Receipt, Receipt.get().id) or {}
        put_raw(Receipt, ordinary | {"id": new_id(), "number": 1, "kind": "copy"})
    assert source(basis(gym, NOVEMBER).rows[0].billed) == "Kvitto 7, SOD-1"
    assert basis(gym).rows == ()


@pytest.mark.parametrize(
    ("moment", "month"),
    [
        ("2026-11-30T22:59:59Z", NOVEMBER),
        ("2026-11-30T23:00:00Z", DECEMBER),  # midnight in Stockholm
        ("2026-07-31T21:59:59Z", date(2026, 7, 1)),
        ("2026-07-31T22:00:00Z", date(2026, 8, 1)),  # in summer
    ],
)
def test_the_month_is_stockholms(gym: Store, moment: str, month: date) -> None:
    person_id, subscription_id = member(gym)
    at(gym, moment)
    sold(gym, person_id, [line(subscription_id, 39900)])
    months = [add_months(month, step) for step in (-1, 0, 1)]
    assert [basis(gym, one).gross for one in months] == [0, 39900, 0]


def test_of_a_mixed_payment_only_what_is_invoiced(gym: Store) -> None:
    person_id, subscription_id = member(gym)
    own = sell(gym, person_id, "BAD", start=date(2026, 11, 1), price=9900)
    tenders = (Tender(Method.CASH, 10000, given=10000), Tender(Method.INVOICE, 39800))
    sold(gym, person_id, [line(subscription_id, 39900), line(own, 9900, "Bad")], tenders)
    assert rows(basis(gym, NOVEMBER)) == [("Åsa Öberg", "Guld", 39800)]


def test_what_is_sold_beside_a_subscription_goes_with_it(gym: Store) -> None:
    """Half of it is paid by card: half of each."""
    person_id, subscription_id = member(gym)
    tenders = (Tender(Method.CARD, 26200, "T-1"), Tender(Method.INVOICE, 26200))
    sale_id = sold(gym, person_id, [line(subscription_id, 39900), line(None, 12500, "Medlemskort", "cards")], tenders)
    assert rows(basis(gym, NOVEMBER)) == [("Åsa Öberg", "Guld", 19950), ("Åsa Öberg", "Medlemskort", 6250)]
    with gym.own_writing():
        Sale.update(is_training=True).where(Sale.id == sale_id).execute()
    assert basis(gym, NOVEMBER).rows == (), "it was practice"


def test_what_a_member_paid_is_no_concern_of_the_organisations(gym: Store) -> None:
    person_id, subscription_id = member(gym)
    sold(gym, person_id, [line(subscription_id, 39900)], [Tender(Method.CARD, 39900, "T-1")])
    assert basis(gym, NOVEMBER).rows == ()


def test_a_sale_that_is_taken_back_takes_its_rows_back(gym: Store) -> None:
    """In the month it is taken back: the month before may have been invoiced."""
    person_id, subscription_id = member(gym)
    tenders = (Tender(Method.INVOICE, 30000), Tender(Method.SWISH, 9900, "S-1"))
    sale_id = sold(gym, person_id, [line(subscription_id, 39900)], tenders)
    at(gym, "2026-12-02T09:00:00Z")
    taken_back(gym, sale_id)
    assert [rows(basis(gym, month))[0][2] for month in (NOVEMBER, DECEMBER)] == [30000, -30000]
    (row,) = basis(gym).rows
    assert (row.billed.origin, source(row.billed)) == (Origin.RETURN, "Returkvitto 2, SOD-1")
    assert (row.vat, row.net) == (-1698, -28302)


def test_an_add_on_is_the_main_ones_payers(gym: Store) -> None:
    person_id, subscription_id = member(gym)
    do(gym, register(TWIN, code="OTHER", organisation_number="5599000113"))
    bath: dict[str, Any] = {"main_id": subscription_id, "start": date(2026, 11, 1), "price": 9900}
    for payer in (None, TWIN):  # whatever its own row says
        add_on = sell(gym, person_id, "BAD", invoiced_to=payer, **bath)
        sold(gym, person_id, [line(add_on, 9900, "Bad")])
    assert rows(basis(gym, NOVEMBER)) == [("Åsa Öberg", "Bad", 9900)] * 2
    assert basis(gym, NOVEMBER, TWIN).rows == ()


def test_another_organisations_sales_are_its_own(gym: Store) -> None:
    do(gym, register(TWIN, code="OTHER", organisation_number="5599000113"))
    person_id, subscription_id = member(gym, terms={"invoiced_to": TWIN})
    sold(gym, person_id, [line(subscription_id, 39900)])
    charge(gym)
    assert [basis(gym, month).rows for month in (NOVEMBER, DECEMBER)] == [(), ()]
    assert [basis(gym, month, TWIN).gross for month in (NOVEMBER, DECEMBER)] == [39900, 39900]


def test_two_registrations_that_are_one_have_one_basis(gym: Store) -> None:
    do(gym, register(TWIN, code="TWIN", known_twins=[ACME]))
    for serial, payer in ((1, ACME), (2, TWIN)):
        person_id, subscription_id = member(gym, serial, terms={"invoiced_to": payer})
        sold(gym, person_id, [line(subscription_id, 10000)])
    charge(gym)
    do(gym, merge(ACME, TWIN))
    for organisation_id in (ACME, TWIN):
        assert [basis(gym, month, organisation_id).gross for month in (NOVEMBER, DECEMBER)] == [20000, 79800]
    with gym.own_writing():  # a row that comes late from a desk that hasn't heard of it
        Subscription.update(invoiced_to=TWIN).execute()
    assert basis(gym, NOVEMBER).gross == 20000


@pytest.mark.parametrize("is_by_alias", [False, True])
def test_a_protected_identity_is_a_number_and_nothing_else(gym: Store, is_by_alias: bool) -> None:
    """Also where only another of the person's registrations says so. Nobody's personal number is ever there."""
    member(gym, 2, "Bo Ek")
    person_id, subscription_id = member(gym, 1, "Siv Hemlig", protected_identity=not is_by_alias)
    with gym.own_writing():
        Person.update(personal_number="198507099805").where(Person.id == person_id).execute()
    if is_by_alias:
        twin_id, _other = member(gym, 3, "Siv Hemlig", {"charged_until": date(2027, 1, 31)}, protected_identity=True)
        with gym.own_writing():
            Person.update(alias_of=person_id).where(Person.id == twin_id).execute()
    sold(gym, person_id, [line(subscription_id, 100)])
    charge(gym)
    for month in (NOVEMBER, DECEMBER):
        found = basis(gym, month)
        for text in (csv_bytes(found).decode("utf-8-sig"), text_of(write_invoice_basis(found))):
            for secret in ("Hemlig", "Siv", "kydd", "19850709", "850709"):  # nor is the employer told why
                assert secret not in text
            assert found.rows[-1].billed.member.number in text


def test_no_cell_of_the_file_does_anything(gym: Store) -> None:
    person_id, subscription_id = member(gym, 1, "=HYPERLINK(1) @Öberg")
    do(gym, change(ACME, "name", "", '+Björk;"Berg"'))
    sale_id = sold(gym, person_id, [line(subscription_id, 39900, "-2+3 Guld"), line(None, 100, "\tKort", "cards")])
    taken_back(gym, sale_id)
    data = csv_bytes(basis(gym, NOVEMBER))
    assert data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert {len(one) for one in lines} == {17}
    heading, *table = lines
    assert (heading[0], heading[14:]) == ("Månad", ["Netto", "Moms", "Inkl. moms"])
    assert len(table) == 4
    assert {one[1] for one in table} == {'\'+Björk;"Berg"'}
    assert {one[8] for one in table} == {"'=HYPERLINK(1) @Öberg"}
    assert {one[9] for one in table} == {"'-2+3 Guld", "'\tKort"}
    assert sorted(one[16] for one in table) == ["-1,00", "-399,00", "1,00", "399,00"]  # figures stay figures


def test_the_file_adds_up_to_the_paper(gym: Store) -> None:
    for serial in range(1, 8):
        member(gym, serial)
    charge(gym)
    found = basis(gym)
    lines = list(csv.reader(io.StringIO(csv_bytes(found).decode("utf-8-sig"), newline=""), delimiter=";"))[1:]
    added = [sum(round(float(one[at].replace(",", ".")) * 100) for one in lines) for at in (14, 15, 16)]
    (part,) = found.parts
    assert added == [part.net, part.vat, part.gross] == [263491, 15809, 279300]


def test_what_is_left_to_charge_is_said(gym: Store) -> None:
    member(gym)
    found = basis(gym)
    assert codes(found) == ["basis_not_charged", "basis_month_running"]
    assert dict(found.notes[0].values)["count"] == 1
    assert "399,00" in sentence(found.notes[0])
    charge(gym)
    assert codes(basis(gym)) == ["basis_month_running"]
    at(gym, "2027-01-01T09:00:00Z")
    assert codes(basis(gym)) == []
    assert codes(basis(gym, NOVEMBER)) == []


def test_days_after_the_agreement_are_named_as_left_out(gym: Store) -> None:
    member(gym)
    do(gym, change(ACME, "agreement_until", "2027-12-31", "2026-11-30"))
    at(gym, "2027-01-02T09:00:00Z")
    charge(gym)
    found = basis(gym)
    assert (found.rows, codes(found)) == ((), ["basis_run_agreement_ended"])


@pytest.mark.parametrize(
    ("synced", "wanted"),
    [
        (None, ["basis_never_heard"]),
        ("2026-11-22T09:00:00Z", ["basis_not_heard"]),  # half an hour ago
        ("2026-11-22T09:29:00Z", []),
    ],
)
def test_what_other_desks_may_have_done_is_said(gym: Store, synced: str | None, wanted: list[str]) -> None:
    with gym.own_writing():
        heard = None if synced is None else datetime.fromisoformat(synced)
        ThisDevice.update(device_id="d", acked_seq=LoggedOperation.select().count(), synced_at=heard).execute()
    assert codes(basis(gym, NOVEMBER)) == ["basis_month_running", *wanted]
    assert note_taken_out(gym, MANAGER, basis(gym), Form.PDF) is None
    assert codes(basis(gym, NOVEMBER)) == ["basis_month_running", *wanted], "the journal's line changes nothing of it"
    do(gym, change(ACME, "email", "", "lon@bjork.example.se"))
    assert codes(basis(gym, NOVEMBER)) == ["basis_month_running", *wanted, "basis_not_sent"]


def test_what_is_to_be_settled_about_its_members_is_said(gym: Store) -> None:
    person_id, _subscription = member(gym)
    texts = dict.fromkeys(("operation_id", "operation_kind", "device_id", "staff_id"), "")
    with gym.own_writing():
        matter: dict[str, Any] = {
            "facility_id": gym.place().facility_id,
            "person_id": person_id,
            "details": "{}",
            **texts,
        }
        for code in ("charged_twice", "details_clash"):
            insert(Matter, {"id": new_id(), "code": code, "opened_at": gym.clock.now(), **matter})
    (note,) = [one for one in basis(gym, NOVEMBER).notes if one.code == "basis_unsettled"]
    assert note.values["count"] == 1


def test_an_empty_month_is_empty(gym: Store) -> None:
    found = basis(gym, date(2026, 3, 1))
    assert (found.parts, found.gross, found.home.name) == ((), 0, "Demogymmet AB")
    assert len(csv_bytes(found).splitlines()) == 1


def test_it_is_read_and_taken_out_by_who_may(gym: Store) -> None:
    assert read_invoice_basis(gym, STAFF, ACME, DECEMBER) == Problem("organisation_right")
    assert read_invoice_basis(gym, MANAGER, "nobody", DECEMBER) == Problem("organisation_unknown")
    member(gym)
    charge(gym)
    found = basis(gym)
    assert found.earlier is None
    assert note_taken_out(gym, STAFF, found, Form.CSV) == Problem("organisation_right")
    assert note_taken_out(gym, MANAGER, found, Form.CSV) is None
    at(gym, "2026-12-30T10:00:00Z")
    assert note_taken_out(gym, MANAGER, replace(found, parts=()), Form.PAPER) is None
    earlier = basis(gym).earlier
    assert earlier is not None
    assert (earlier.gross, earlier.at) == (0, gym.clock.now())
    assert basis(gym, NOVEMBER).earlier is None
    with gym.reading():
        saved = JournalEntry.select().where(JournalEntry.act == TAKEN_OUT).order_by(JournalEntry.at).first()
        assert saved.subject_id == ACME
        assert '"gross":39900' in saved.details
        assert "Öberg" not in saved.details


def test_a_sole_traders_number_is_masked(gym: Store) -> None:
    do(gym, change(ACME, "organisation_number", "", "9001010017"))
    assert basis(gym).payer.shown_number == "900101-****"


def test_the_last_two_years_are_offered(gym: Store) -> None:
    offered = months_offered(gym)
    assert (offered[0], offered[1], offered[-1]) == (DECEMBER, NOVEMBER, date(2024, 11, 1))
    assert last_month(gym) == date(2026, 10, 1)


def test_the_title_names_no_person(gym: Store) -> None:
    assert title(basis(gym)) == "Fakturaunderlag 2026-12 BJORK"


def test_five_hundred_members_are_read_and_written_in_a_moment(gym: Store) -> None:
    """Everybody once, in the file too."""
    with gym.errand(STAFF, "many") as errand:
        for serial in range(1, 501):
            enter(errand, serial)
    charge(gym)
    began = time.monotonic()
    found = basis(gym)
    pdf, file = write_invoice_basis(found), csv_bytes(found)
    assert time.monotonic() - began < 10, "some tenths of a second, on a busy machine too"
    assert len({row.billed.member.number for row in found.rows}) == 500
    assert found.gross == 500 * 39900
    assert len(file.splitlines()) == 501
    assert pdf.startswith(b"%PDF")
