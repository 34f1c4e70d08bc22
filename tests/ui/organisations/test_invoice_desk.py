"""The invoice basis on screen: months, rows, what is said of it, and the ways it leaves the house, each noted."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db.tables import JournalEntry
from kiosk.organisations.invoice_basis import InvoiceBasis
from kiosk.organisations.invoice_facts import TAKEN_OUT
from kiosk.organisations.invoice_work import Form
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.till.selling import Line
from tests.documents.reading import text_of
from tests.organisations.invoices import ACME, DECEMBER, NOVEMBER, acme, basis, charge, member, sold
from tests.people.members import MANAGER, STAFF
from ui.controls import Choice, Toast
from ui.organisations.invoice_basis_dialog import InvoiceBasisDialog
from ui.organisations.invoice_desk import InvoiceDesk
from ui.organisations.invoice_rows import InvoiceRows
from ui.tasks import TaskRunner


class Paper:
    """Stands in for the viewer: what it was given, and that it came out."""

    def __init__(self) -> None:
        self.shown: list[tuple[str, bytes]] = []
        self.came_out: Any = None

    def show_noted(self, written: tuple[str, bytes], came_out: Any) -> None:
        self.shown.append(written)
        self.came_out = came_out


@pytest.fixture
def paper() -> Paper:
    return Paper()


@pytest.fixture
def people(gym: Store) -> tuple[str, str]:
    """It is 2026-11-22: Åsa bought a card in November, and she and Siv, who is protected, are charged for December."""
    acme(gym)
    first, subscription_id = member(gym)
    second, _other = member(gym, 2, "Siv Hemlig", protected_identity=True)
    sold(gym, first, [Line("Guld", 39900, "membership", None, subscription_id)])
    charge(gym)
    return first, second


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    return window


Staff = list[StaffMember]


@pytest.fixture
def staff() -> Staff:
    return [MANAGER]


@pytest.fixture
def desk(
    window: QWidget, gym: Store, tasks: TaskRunner, paper: Paper, people: tuple[str, str], staff: Staff
) -> InvoiceDesk:
    return InvoiceDesk(window, gym, tasks, lambda: staff[0], paper, Toast(window))  # type: ignore[arg-type]


@pytest.fixture
def dialog(desk: InvoiceDesk, window: QWidget, qtbot: QtBot) -> InvoiceBasisDialog:
    """Open, with last month: October."""
    desk.open(ACME)
    found = window.findChild(InvoiceBasisDialog)
    assert found is not None
    qtbot.waitUntil(lambda: found.basis is not None)
    return found


def choose(dialog: InvoiceBasisDialog, month: date, qtbot: QtBot) -> None:
    chooser = dialog.findChild(Choice, "invoice_month")
    assert chooser is not None
    chooser.set_value(month)
    qtbot.waitUntil(lambda: dialog.basis is not None and dialog.basis.month == month)


def words(dialog: InvoiceBasisDialog) -> str:
    labels = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    return " | ".join(labels).replace("\N{NO-BREAK SPACE}", " ")


def rows(dialog: InvoiceBasisDialog) -> list[list[str]]:
    table = dialog.findChild(InvoiceRows)
    assert table is not None
    model = table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def press(dialog: InvoiceBasisDialog, form: Form) -> None:
    button = dialog.findChild(QPushButton, f"invoice_{form}")
    assert button is not None
    button.click()


def taken_out(store: Store) -> list[str]:
    with store.reading():
        return [one.details for one in JournalEntry.select().where(JournalEntry.act == TAKEN_OUT)]


def test_it_opens_with_last_month_and_says_that_it_is_empty(dialog: InvoiceBasisDialog) -> None:
    assert dialog.month == date(2026, 10, 1)
    assert "Inget att fakturera" in words(dialog)
    assert rows(dialog) == []
    assert dialog.windowTitle() == "Fakturaunderlag"
    for button in [dialog.findChild(QPushButton, f"invoice_{form}") for form in Form]:
        assert button is not None
        assert not button.isEnabled(), "there is nothing to take out of it"
        assert button.toolTip() == "Inget debiterades eller såldes mot faktura den här månaden."


def test_a_month_with_its_rows_sums_and_what_may_still_change(
    dialog: InvoiceBasisDialog, gym: Store, qtbot: QtBot
) -> None:
    choose(dialog, NOVEMBER, qtbot)
    said = words(dialog)
    for needed in (
        "Björk & Berg AB",
        "559900-0105",
        "Ref 1",
        "399,00 kr",
        "6 %: 376,42 kr + moms 22,58 kr = 399,00 kr",
    ):
        assert needed in said
    assert "mer kan komma till och med 2026-11-30" in said
    ((who, what, where, *figures),) = rows(dialog)
    assert (who.split("\n")[0], what, where) == (
        "Åsa Öberg",
        "Guld\n2026-11-22",
        "Kvitto 1, SOD-1\nDemogymmet Södermalm",
    )
    assert figures == ["6", "376,42", "22,58", "399,00"]


def test_a_protected_identity_has_no_name_here_either(dialog: InvoiceBasisDialog, qtbot: QtBot) -> None:
    choose(dialog, DECEMBER, qtbot)
    assert [row[0].split("\n")[0] for row in rows(dialog)] == ["Åsa Öberg", "Skyddade personuppgifter"]


def test_nothing_is_taken_out_of_what_is_not_read_yet(
    dialog: InvoiceBasisDialog, desk: InvoiceDesk, qtbot: QtBot
) -> None:
    choose(dialog, NOVEMBER, qtbot)
    dialog.show_fetching()
    assert "Hämtar…" in words(dialog)
    ways = [dialog.findChild(QPushButton, f"invoice_{form}") for form in Form]
    assert not any(button.isEnabled() for button in ways if button)
    desk.refresh()
    qtbot.waitUntil(lambda: dialog.basis is not None)
    assert all(button.isEnabled() for button in ways if button)


@pytest.mark.parametrize("form", [Form.PDF, Form.CSV])
def test_saved_it_is_whole_and_noted(
    dialog: InvoiceBasisDialog, gym: Store, window: QWidget, tmp_path: Path, qtbot: QtBot, form: Form
) -> None:
    choose(dialog, NOVEMBER, qtbot)
    press(dialog, form)
    asking = dialog.findChild(QFileDialog, "save_dialog")
    assert asking is not None
    assert asking.selectedFiles()[0].endswith(f"Fakturaunderlag 2026-11 BJORK.{form}")
    path = tmp_path / f"underlag.{form}"
    asking.fileSelected.emit(str(path))
    qtbot.waitUntil(lambda: bool(taken_out(gym)))
    asking.reject()
    qtbot.waitUntil(lambda: f"Sparat som underlag.{form}" in words(dialog))
    data = path.read_bytes()
    assert "Åsa Öberg" in (text_of(data) if form is Form.PDF else data.decode("utf-8-sig"))
    (details,) = taken_out(gym)
    assert f'"form":"{form}"' in details
    assert '"gross":39900' in details
    earlier = basis(gym, NOVEMBER).earlier
    assert earlier is not None
    assert earlier.gross == 39900


def test_what_can_not_be_saved_is_said_and_not_noted(
    dialog: InvoiceBasisDialog, gym: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    choose(dialog, NOVEMBER, qtbot)
    press(dialog, Form.CSV)
    asking = dialog.findChild(QFileDialog, "save_dialog")
    assert asking is not None
    asking.fileSelected.emit(str(tmp_path / "gone" / "underlag.csv"))
    qtbot.waitUntil(lambda: "kunde inte sparas" in words(dialog))
    asking.reject()
    assert taken_out(gym) == []


def test_printed_it_is_noted_when_it_has_come_out(
    dialog: InvoiceBasisDialog, gym: Store, paper: Paper, qtbot: QtBot
) -> None:
    choose(dialog, NOVEMBER, qtbot)
    press(dialog, Form.PAPER)
    qtbot.waitUntil(lambda: bool(paper.shown))
    ((name, pdf),) = paper.shown
    assert name == "Fakturaunderlag 2026-11 BJORK"
    assert "Åsa Öberg" in text_of(pdf)
    assert taken_out(gym) == [], "looking at it is nothing to note"
    dialog.reject()
    paper.came_out()
    qtbot.waitUntil(lambda: len(taken_out(gym)) == 1)


def test_a_row_leads_to_the_person(
    dialog: InvoiceBasisDialog, desk: InvoiceDesk, people: tuple[str, str], qtbot: QtBot
) -> None:
    choose(dialog, NOVEMBER, qtbot)
    table = dialog.findChild(InvoiceRows)
    assert table is not None
    table.selectRow(0)
    table.setFocus()
    with qtbot.waitSignal(desk.person_wanted) as wanted:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert wanted.args == [people[0]]
    assert not dialog.isVisible()


def test_enter_on_a_row_of_nobody_known_prints_nothing(dialog: InvoiceBasisDialog, qtbot: QtBot) -> None:
    choose(dialog, NOVEMBER, qtbot)
    table, pressed = dialog.findChild(InvoiceRows), list[Form]()
    assert table is not None
    table.person_chosen.disconnect()
    dialog.taken_out.connect(pressed.append)
    table.selectRow(0)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert (dialog.isVisible(), pressed) == (True, [])


def test_who_may_not_sees_why(desk: InvoiceDesk, window: QWidget, staff: Staff, qtbot: QtBot) -> None:
    staff[0] = STAFF
    desk.open(ACME)
    dialog = window.findChild(InvoiceBasisDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: "får inte administrera organisationer" in words(dialog))
    assert dialog.basis is None


def test_what_comes_meanwhile_is_shown(dialog: InvoiceBasisDialog, desk: InvoiceDesk, gym: Store, qtbot: QtBot) -> None:
    choose(dialog, NOVEMBER, qtbot)
    third, subscription_id = member(gym, 3, "Bo Ek")
    sold(gym, third, [Line("Guld", 10000, "membership", None, subscription_id)])
    desk.refresh()
    qtbot.waitUntil(lambda: len(rows(dialog)) == 2)
    assert isinstance(dialog.basis, InvoiceBasis)
    assert dialog.basis.gross == 49900
