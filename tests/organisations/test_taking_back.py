"""A month taken back from an organisation's invoice: off the basis, told where it was printed, and chargeable again."""

from datetime import date

import msgspec
import pytest

from db.tables import InvoiceLine, InvoiceLineTakenBack, JournalEntry, Lot, Subscription
from kiosk.customer_facts import read_customer_facts
from kiosk.demo.catalogue import product_id
from kiosk.direct_debit.charging_work import charging_work
from kiosk.ids import new_id
from kiosk.organisations.invoice_basis import InvoiceBasis, Origin
from kiosk.organisations.invoice_words import csv_bytes, source
from kiosk.organisations.invoice_work import Form, note_taken_out
from kiosk.organisations.taking_back import ACT, ToTakeBack, read_to_take_back, take_back
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.store import Store
from kiosk.subscriptions import charge as charge_routine
from kiosk.subscriptions import swap
from kiosk.till.selling import Line
from kiosk.till.tender import Method, Tender
from tests.organisations.invoices import ACME, DECEMBER, LAST, NOVEMBER, acme, at, basis, charge, do, member, rows, sold
from tests.organisations.ordering import change, merge, register
from tests.people.members import MANAGER, STAFF, sell
from tests.people.serving import SELF, on, served
from tests.subscriptions.swaps import without_mandatory_add_ons

PRICE = 39900
GULD = "Guld autogiro 12 mån"
JANUARY = date(2027, 1, 1)
WHY = "Slutade i november"
TWIN = new_id()


@pytest.fixture(autouse=True)
def organisation(gym: Store) -> None:
    acme(gym)


@pytest.fixture
def invoiced(gym: Store) -> tuple[str, str]:
    """Åsa's December, charged by the run: ids of person and subscription."""
    found = member(gym)
    charge(gym)
    return found


def asked(gym: Store, subscription_id: str, month: str = "2026-12") -> ToTakeBack:
    found = read_to_take_back(gym, MANAGER, subscription_id, month)
    assert isinstance(found, ToTakeBack), found
    return found


def refused(gym: Store, subscription_id: str, month: str = "2026-12") -> str:
    found = read_to_take_back(gym, MANAGER, subscription_id, month)
    assert isinstance(found, Problem)
    assert sentence(found)
    return found.code


def taken(gym: Store, subscription_id: str, month: str = "2026-12", *, member_pays: bool = False) -> None:
    assert take_back(gym, MANAGER, asked(gym, subscription_id, month), WHY, member_pays=member_pays) is None


def printed(gym: Store, month: date = DECEMBER) -> None:
    assert note_taken_out(gym, MANAGER, basis(gym, month), Form.PAPER) is None


def debited_until(gym: Store, person_id: str) -> date:
    return read_customer_facts(gym, person_id).held[0].timeline.debited_until


def codes(found: InvoiceBasis) -> list[str]:
    return [note.code for note in found.notes]


def test_it_is_off_the_basis_and_its_days_are_unpaid(gym: Store, invoiced: tuple[str, str]) -> None:
    person_id, subscription_id = invoiced
    what = asked(gym, subscription_id)
    assert (what.member, what.organisation, what.amount) == ("Åsa Öberg", "Björk & Berg AB", PRICE)
    assert (what.first, what.last) == (DECEMBER, date(2026, 12, 31))
    taken(gym, subscription_id)
    found = basis(gym)
    assert rows(found) == [], "it never left the house"
    assert codes(found) == ["basis_taken_back", "basis_month_running"], "it isn't missed"
    assert debited_until(gym, person_id) == LAST
    with gym.reading():
        assert not InvoiceLine.select().exists()
        (kept,) = InvoiceLineTakenBack.select()
        assert (kept.amount, kept.reason, kept.staff_id, kept.month) == (PRICE, WHY, MANAGER.id, "2026-12")
    preview = charging_work(gym).preview(DECEMBER)
    assert (preview.done, preview.invoiced, preview.invoice_amount) == (0, 0, PRICE)


def test_the_basis_tells_what_is_taken_back_from_what_is_missed(gym: Store, invoiced: tuple[str, str]) -> None:
    """Bo's December was never charged; of Åsa's January a run charges December too. The figures are rules.md's."""
    taken(gym, invoiced[1])
    member(gym, 2, "Bo Ek")
    notes = {note.code: note for note in basis(gym).notes}
    assert [notes[code].values["count"] for code in ("basis_not_charged", "basis_taken_back")] == [1, 1]
    said = sentence(notes["basis_taken_back"]).replace("\N{NO-BREAK SPACE}", " ")
    assert "sammanlagt 399,00 kr" in said
    assert "2026-12 skulle fakturera det igen" in said
    notes = {note.code: note for note in basis(gym, JANUARY).notes}
    told = [(notes[code].values["count"], notes[code].values["amount"]) for code in notes if "_charged" in code]
    assert told == [(2, "1\N{NO-BREAK SPACE}197,00\N{NO-BREAK SPACE}kr")], "Bo's two months and Åsa's January"
    assert notes["basis_taken_back"].values["count"] == 1
    charge(gym)
    assert codes(basis(gym)) == ["basis_month_running"]
    assert "basis_taken_back" not in codes(basis(gym, JANUARY)), "charged again"


def test_one_that_was_printed_stands_there_as_taken_back(gym: Store, invoiced: tuple[str, str]) -> None:
    """Whoever wrote the invoice sees what became of the row; nothing is summed."""
    printed(gym)
    at(gym, "2026-12-05T09:00:00+00:00")
    taken(gym, invoiced[1])
    found = basis(gym)
    (row,) = found.rows
    assert (row.billed.what.replace("\N{NO-BREAK SPACE}", " "), row.billed.gross, row.vat, row.net) == (
        f"Tillbakatagen: {GULD}, 399,00 kr", 0, 0, 0,
    )  # fmt: skip
    assert (row.billed.origin, source(row.billed)) == (Origin.TAKEN_BACK, "Tillbakatagen 2026-12-05")
    assert (row.billed.note, found.gross, found.parts[0].sums) == (WHY, 0, ())
    assert found.earlier is not None
    assert found.earlier.gross == PRICE
    said = csv_bytes(found).decode("utf-8-sig")
    assert f"Tillbakatagen: {GULD}" in said
    assert WHY not in said, "why is the gym's own"


def test_what_was_printed_only_afterwards_tells_nothing_of_it(gym: Store, invoiced: tuple[str, str]) -> None:
    taken(gym, invoiced[1])
    at(gym, "2026-12-05T09:00:00+00:00")
    printed(gym)
    assert rows(basis(gym)) == []


def test_a_run_charges_it_again_once(gym: Store, invoiced: tuple[str, str]) -> None:
    """To the organisation, in the same row; and it can be taken back again."""
    person_id, subscription_id = invoiced
    printed(gym)
    for _time in range(2):
        taken(gym, subscription_id)
        charge(gym)
        charge(gym)
        assert [ore for _who, _what, ore in rows(basis(gym)) if ore] == [PRICE]
        assert debited_until(gym, person_id) == date(2026, 12, 31)
    with gym.reading():
        assert InvoiceLine.select().count() == 1
        assert Lot.select().where(Lot.month == "2026-12").count() == 1
        assert InvoiceLineTakenBack.select().count() == 2


def test_the_member_pays_it_at_the_desk(gym: Store, invoiced: tuple[str, str]) -> None:
    person_id, subscription_id = invoiced
    taken(gym, subscription_id)
    served(gym, "charge", person_id, charge_routine.Draft(SELF, 1, (Tender(Method.CARD, PRICE, "T-1"),)))
    assert debited_until(gym, person_id) == date(2026, 12, 31)
    charge(gym)
    assert rows(basis(gym)) == rows(basis(gym, NOVEMBER)) == []


def test_from_then_on_the_member_pays(gym: Store, invoiced: tuple[str, str]) -> None:
    """What the organisation was invoiced for before stays its own."""
    person_id, subscription_id = invoiced
    sold(gym, person_id, [Line("Guld", 21280, "membership", None, subscription_id)])
    before = rows(basis(gym, NOVEMBER))
    assert [ore for _who, _what, ore in before] == [21280]
    taken(gym, subscription_id, member_pays=True)
    assert rows(basis(gym, NOVEMBER)) == before
    assert read_customer_facts(gym, person_id).held[0].payer is None
    preview = charging_work(gym).preview(DECEMBER)
    assert (preview.charged, [one.reason for one in preview.exceptions]) == ((), ["run_mandate_missing"])
    assert codes(basis(gym)).count("basis_not_charged") == 0


def test_add_ons_go_with_it_and_a_credit_comes_back(gym: Store) -> None:
    person_id, subscription_id = member(gym)
    add_on = {"main_id": subscription_id, "start": date(2026, 10, 15), "charged_until": LAST, "price": 9900}
    sell(gym, person_id, "BAD", **add_on)
    with gym.own_writing():
        Subscription.update(credit=447).where(Subscription.id == subscription_id).execute()
    charge(gym)
    assert basis(gym).gross == PRICE + 9900 - 447
    assert asked(gym, subscription_id).amount == PRICE + 9900 - 447
    taken(gym, subscription_id)
    assert basis(gym).gross == 0
    with gym.reading():
        assert Subscription.find(subscription_id).credit == 447
        assert Lot.select().where(Lot.month == "2026-12").count() == 0
    charge(gym)
    assert basis(gym).gross == PRICE + 9900 - 447


def test_others_of_the_organisation_are_left_alone(gym: Store) -> None:
    _first, subscription_id = member(gym)
    member(gym, 2, "Bo Ek")
    charge(gym)
    taken(gym, subscription_id)
    assert [(who, ore) for who, _what, ore in rows(basis(gym))] == [("Bo Ek", PRICE)]


def test_the_latest_month_goes_first(gym: Store, invoiced: tuple[str, str]) -> None:
    charge(gym, JANUARY)
    assert refused(gym, invoiced[1]) == "take_back_later"
    taken(gym, invoiced[1], "2027-01")
    taken(gym, invoiced[1])
    assert debited_until(gym, invoiced[0]) == LAST


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2026, 12, 10)])
def test_what_was_changed_since_stands(gym: Store, invoiced: tuple[str, str], day: date) -> None:
    """An upgrade has put other lots in its place, or left the used part of it and others for the rest."""
    on(gym, day)
    without_mandatory_add_ons(gym)
    do(gym, change(ACME, "product_ids", None, []))
    served(gym, "upgrade", invoiced[0], swap.Draft(SELF, product_id("GULD-AG")))
    assert refused(gym, invoiced[1]) == "take_back_changed"


def test_twice_and_meanwhile(gym: Store, invoiced: tuple[str, str]) -> None:
    what = asked(gym, invoiced[1])
    taken(gym, invoiced[1])
    again = take_back(gym, MANAGER, what, WHY)
    assert again is not None
    assert again.code == refused(gym, invoiced[1]) == "take_back_gone"
    charge(gym)
    stale = take_back(gym, MANAGER, what, WHY)
    assert stale is not None
    assert stale.code == "take_back_meanwhile"
    assert basis(gym).gross == PRICE


@pytest.mark.parametrize(
    ("reason", "code"),
    [("", "take_back_reason_missing"), ("  ", "take_back_reason_missing"), ("x" * 201, "take_back_reason_long")],
)
def test_why_must_be_written(gym: Store, invoiced: tuple[str, str], reason: str, code: str) -> None:
    said = take_back(gym, MANAGER, asked(gym, invoiced[1]), reason)
    assert said is not None
    assert (said.code, said.field) == (code, "reason")
    assert sentence(said)
    assert basis(gym).gross == PRICE


def test_only_who_may(gym: Store, invoiced: tuple[str, str]) -> None:
    found = read_to_take_back(gym, STAFF, invoiced[1], "2026-12")
    assert isinstance(found, Problem)
    said = take_back(gym, STAFF, asked(gym, invoiced[1]), WHY)
    assert said is not None
    assert found.code == said.code == "organisation_right"
    assert basis(gym).gross == PRICE


def test_it_stands_in_both_histories(gym: Store, invoiced: tuple[str, str]) -> None:
    """Without a name, and without what was written of why."""
    taken(gym, invoiced[1])
    with gym.reading():
        entries = list(JournalEntry.select().where(JournalEntry.act == ACT).order_by(JournalEntry.subject_id))
    assert {entry.subject_id for entry in entries} == {ACME, invoiced[0]}
    for entry in entries:
        told = msgspec.json.decode(entry.details)
        assert (told["month"], told["amount"], told["member_pays"]) == ("2026-12", PRICE, False)
        assert WHY not in entry.details


def test_of_one_that_was_merged_it_is_the_firsts(gym: Store, invoiced: tuple[str, str]) -> None:
    printed(gym)
    at(gym, "2026-12-05T09:00:00+00:00")
    taken(gym, invoiced[1])
    do(gym, register(TWIN, code="TWIN", known_twins=[ACME]), merge(TWIN, ACME))
    (row,) = basis(gym, DECEMBER, TWIN).rows
    assert row.billed.origin is Origin.TAKEN_BACK
    with gym.reading():
        assert InvoiceLineTakenBack.get().organisation_id == TWIN
