"""What an organisation pays for, in the desk's real window: months invoiced at the desk, all or a part of them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QTabBar, QTableView, QWidget

from db.tables import JournalEntry, Payment
from kiosk.opening import DataFolder
from kiosk.organisations.invoice_facts import TAKEN_OUT
from kiosk.store import Store
from tests.documents.reading import text_of
from tests.journeys.records import check_store
from tests.journeys.window import close_document, confirm, open_desk, receipt_pdf, shown_card, wait_for_words
from tests.organisations.invoices import DECEMBER, NOVEMBER, acme, basis, member, rows
from tests.organisations.invoices import charge as run
from ui.desk import Desk
from ui.organisations.organisation_tabs import OrganisationTab, OrganisationTabs
from ui.tour import errands, hands


@pytest.fixture
def customer(desk: Desk, gym: Store) -> str:
    """At 2026-11-22; charged through November."""
    acme(gym)
    return member(gym)[0]


def charge(pay: Callable[[], None]) -> None:
    errands.find_person("Öberg")
    errands.begin("charge")
    errands.walk({"identification": errands.identified, "payment": pay})


def payments(store: Store) -> list[tuple[str, int]]:
    with store.reading():
        return [(one.method, one.amount) for one in Payment.select().order_by(Payment.id)]


def test_a_month_ahead_is_invoiced_when_nothing_else_is_chosen(
    desk: Desk, gym: Store, customer: str, tmp_path: Path
) -> None:
    shown: list[str] = []

    def look() -> None:
        assert "Björk & Berg AB" in hands.find("invoice_to", QLabel).text()
        shown.append(errands.wizard().button(errands.wizard().WizardButton.FinishButton).text())

    charge(look)
    assert [words.replace("\N{NO-BREAK SPACE}", " ") for words in shown] == ["&Slutför och fakturera 399,00 kr"]
    assert "Faktura" in text_of(receipt_pdf(tmp_path))
    assert payments(gym) == [("invoice", 39900)]
    found = basis(gym, NOVEMBER)
    assert rows(found) == [("Åsa Öberg", "Guld autogiro 12 mån", 39900)]
    assert [(row.billed.first, row.billed.last) for row in found.rows] == [(date(2026, 12, 1), date(2026, 12, 31))]
    check_store(gym)
    shown_card("Åsa Öberg")


def test_a_part_in_cash_and_the_rest_by_invoice(desk: Desk, gym: Store, customer: str, tmp_path: Path) -> None:
    def pay() -> None:
        hands.write("cash_given", "100")
        hands.write("cash_amount", "100")
        hands.click("invoice_rest")

    charge(pay)
    receipt_pdf(tmp_path)
    assert payments(gym) == [("invoice", 29900), ("cash", 10000)]
    assert [ore for _who, _what, ore in rows(basis(gym, NOVEMBER))] == [29900]
    check_store(gym)


def test_all_by_card_leaves_nothing_to_invoice(desk: Desk, gym: Store, customer: str, tmp_path: Path) -> None:
    charge(errands.pays_by_card("T-91"))
    receipt_pdf(tmp_path)
    assert payments(gym) == [("card", 39900)]
    assert basis(gym, NOVEMBER).rows == ()


def test_an_amount_that_is_emptied_is_asked_for(desk: Desk, gym: Store, customer: str, tmp_path: Path) -> None:
    def empties() -> None:
        hands.write("invoice_amount", "")
        assert hands.find("payment_left", QLabel).text().startswith("399,00")
        hands.click("swish_rest")
        hands.write("swish_reference", "S-7")
        assert not hands.find("invoice_amount", QWidget).property("text")

    charge(empties)
    receipt_pdf(tmp_path)
    assert payments(gym) == [("swish", 39900)]


def test_from_the_run_to_the_basis_on_paper_and_in_a_file(
    qapp: QApplication, folder: DataFolder, gym: Store, tmp_path: Path
) -> None:
    """Charged by the run, found from the organisation's card, saved and printed, and noted on the card."""
    acme(gym, name="Björkverken AB")
    member(gym)
    with open_desk(folder, gym, login="omar"):
        hands.click("area_direct_debit")
        wait_for_words("view_direct_debit", "1 faktureras, 399,00 kr")
        hands.click("start_run")
        confirm()
        wait_for_words("toast", "1 faktureras, 399,00 kr")
        open_basis()
        hands.choose("invoice_month", DECEMBER)
        wait_for_words("invoice_basis", "376,42 kr + moms 22,58 kr = 399,00 kr")
        take_out(tmp_path)
        table = hands.find("invoice_rows", QTableView)
        table.selectRow(0)
        table.setFocus()
        hands.press(Qt.Key.Key_Return)
        shown_card("Åsa Öberg")
        open_basis()
        hands.choose("invoice_month", DECEMBER)
        wait_for_words("invoice_basis", "av Omar Platschef, 399,00 kr")
        hands.press(Qt.Key.Key_Escape)
        hands.wait_until(lambda: not hands.is_shown("invoice_basis"), "the basis to close")
    with gym.reading():
        forms = [
            msgspec.json.decode(one.details)["form"]
            for one in JournalEntry.select().where(JournalEntry.act == TAKEN_OUT)
        ]
    assert sorted(forms) == ["csv", "paper", "pdf"]
    check_store(gym)


def test_a_month_is_taken_back_and_the_member_pays_it(qapp: QApplication, folder: DataFolder, gym: Store) -> None:
    """Who left the company: off the basis, charged at the desk, and no run invoices the company any more."""
    acme(gym, name="Björkverken AB")
    person_id, _subscription = member(gym)
    run(gym)
    with open_desk(folder, gym, login="omar"):
        open_basis()
        hands.choose("invoice_month", DECEMBER)
        wait_for_words("invoice_basis", "376,42 kr + moms 22,58 kr = 399,00 kr")
        hands.find("invoice_rows", QTableView).selectRow(0)
        hands.click("take_back_row")
        wait_for_words("take_back", "faktureras inte Björkverken AB")
        hands.write("reason", "Slutade i november")
        hands.tick("member_pays")
        hands.click("confirm_button")
        wait_for_words("invoice_basis", "Inget att fakturera")
        hands.press(Qt.Key.Key_Escape)
        hands.wait_until(lambda: not hands.is_shown("invoice_basis"), "the basis to close")
        wait_for_painted("organisation_card", "Tog tillbaka en månad från fakturan")
        charge(errands.pays_by_card("T-12"))
        close_document()
        card = shown_card("Åsa Öberg")
        (shown,) = card.subscriptions
        assert not shown.is_invoiced
    run(gym)
    assert payments(gym) == [("card", 39900)]
    assert rows(basis(gym)) == []
    with gym.reading():
        acts = {one.act for one in JournalEntry.select().where(JournalEntry.subject_id == person_id)}
    assert "take_back_invoiced" in acts
    check_store(gym)


def wait_for_painted(name: str, words: str) -> None:
    """In the organisation's history."""
    hands.find("organisation_tabs", OrganisationTabs).setCurrentIndex(OrganisationTab.HISTORY)

    def is_there() -> bool:
        cards = hands.on_screen(name, QWidget)
        return any(words in one.accessibleName() for card in cards for one in card.findChildren(QWidget))

    hands.wait_until(is_there, words)


def open_basis() -> None:
    hands.write("search", "Björk")
    hands.find("search_tabs", QTabBar).setCurrentIndex(1)
    hands.wait_until(lambda: hands.is_shown("search_results"), "hits")
    hands.press(Qt.Key.Key_Return)
    wait_for_words("organisation_card", "Björkverken AB")
    errands.begin("invoice_basis", "organisation_menu")
    wait_for_words("invoice_basis", "Fakturaunderlag: Björkverken AB")


def take_out(folder: Path) -> None:
    for ending in ("csv", "pdf"):
        hands.click(f"invoice_{ending}")
        asking = hands.find("save_dialog", QFileDialog)
        asking.fileSelected.emit(str(folder / f"underlag.{ending}"))
        wait_for_words("invoice_basis", f"Sparat som underlag.{ending}")
        asking.reject()
        hands.wait_until(lambda: not hands.is_shown("save_dialog"), "the dialog to close")
    assert "Åsa Öberg" in (folder / "underlag.csv").read_text("utf-8-sig")
    hands.click("invoice_paper")
    assert "399,00" in text_of(receipt_pdf(folder))
