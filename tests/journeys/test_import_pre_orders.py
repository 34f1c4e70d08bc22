"""An organisation's list in the desk's real window: from the card's menu to pre-orders, a report, and back again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QMenu

from db.tables import JournalEntry, PreOrder, PreOrderImport
from kiosk.demo.catalogue import staff_id
from kiosk.opening import DataFolder
from kiosk.organisations.import_terms import IMPORT, IMPORTS
from kiosk.store import Store
from tests.journeys.lists import FILE, choose_in_menu, fill_in_the_terms, open_card, to_the_rows
from tests.journeys.records import check_store
from tests.journeys.window import confirm, open_desk, wait_for_words, words_on
from tests.ui.organisations.list_visitor import drop
from ui.desk import Desk
from ui.organisations.choosing_lists import CHOOSING
from ui.organisations.import_file_page import ImportFilePage
from ui.organisations.import_result_dialog import ImportResultDialog
from ui.organisations.import_table import IDENTITY, RowTable
from ui.organisations.organisation_tabs import OrganisationTab, OrganisationTabs
from ui.sheets import Sheet
from ui.tour import hands, visits
from ui.wizard.routine_wizard import RoutineWizard

LIST = (
    "Namn;Personnummer;E-post\r\nÅsa Öberg;19850709-2388;asa@norrsken.example.se\r\n"
    "Bo Ek;507092385;bo@norrsken.example.se\r\nEva;1,98507E+11;eva@norrsken.example.se\r\n"
)


@pytest.fixture
def manager_desk(qapp: QApplication, folder: DataFolder, gym: Store) -> Iterator[Desk]:
    with open_desk(folder, gym, login="omar") as opened:
        yield opened


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the dialogs of the system lead to."""
    folder = tmp_path / "lists"
    folder.mkdir()
    (folder / FILE).write_bytes(LIST.encode("cp1252"))
    monkeypatch.setattr(CHOOSING, "list", lambda _parent: str(folder / FILE))
    monkeypatch.setattr(CHOOSING, "report", lambda _parent, name: str(folder / name))
    return folder


def rows() -> list[str]:
    model = hands.find("rows", RowTable).model()
    return [str(model.index(row, 1).data()) for row in range(model.rowCount())]


def put_right(row: int, text: str) -> None:
    table = hands.find("rows", RowTable)
    table.setFocus()
    table.setCurrentIndex(table.model().index(row, IDENTITY))
    hands.press(Qt.Key.Key_Return)
    editor = hands.find("identity", QLineEdit)
    editor.setText(text)
    hands.press(Qt.Key.Key_Return)


def test_from_the_card_to_pre_orders_and_back(manager_desk: Desk, gym: Store, lists: Path) -> None:
    open_card()
    to_the_rows()
    assert rows() == ["Rätt", "Fel", "Fel"]
    put_right(1, "050709-2385")
    assert rows() == ["Rätt", "Rätt", "Fel"]
    hands.click("finish")
    result = hands.find("import_result", ImportResultDialog)
    assert "2 förbeställningar är importerade" in words_on(result)
    hands.click("save_report")
    wait_for_words("import_result", "anställda-rapport.csv är sparad")
    assert "Excel har förstört" in (lists / "anställda-rapport.csv").read_text("utf-8-sig")
    hands.click("close_button")
    hands.find("organisation_tabs", OrganisationTabs).setCurrentIndex(OrganisationTab.PRE_ORDERS)
    shown = hands.find("pre_order_list", QListView)
    hands.wait_until(lambda: shown.model().rowCount() == 2, "the pre-orders on the card")
    choose_in_menu(IMPORTS)
    wait_for_words("imports", "Ångra importen")
    hands.click("undo_import")
    confirm()
    wait_for_words("imports", "Importen är ångrad")
    hands.click("close_button")
    wait_for_words("organisation_card", "Återtagen")
    with gym.reading():
        assert all(row.withdrawn_at for row in PreOrder.select())
        imported = PreOrderImport.get()
        assert (imported.accepted, imported.refused, imported.staff_id) == (2, 1, staff_id("omar"))
        acts = [row.act for row in JournalEntry.select().order_by(JournalEntry.at)]
    assert acts == ["import_pre_orders", "undo_import"]
    check_store(gym)


def test_the_same_list_again_and_by_dropping_it(manager_desk: Desk, gym: Store, lists: Path) -> None:
    open_card()
    to_the_rows()
    hands.click("finish")
    hands.click("close_button")
    choose_in_menu(IMPORT)
    assert drop(hands.find("import_file", ImportFilePage), [lists / FILE])
    wait_for_words(IMPORT, "Filen ska importeras en gång till")
    hands.click("next")
    wait_for_words(IMPORT, "av Omar Platschef")
    hands.tick("again")
    hands.click("next")
    hands.click("next")
    fill_in_the_terms()
    hands.click("next")
    hands.wait_until(lambda: hands.is_shown("rows"), "the rows")
    assert rows() == ["Finns redan", "Fel", "Fel"]
    hands.click("finish")
    wait_for_words(IMPORT, "Ingen rad kan importeras som den är")
    hands.click("cancel")
    confirm()
    hands.wait_until(lambda: not hands.is_shown(IMPORT), "the wizard to close")
    wait_for_words("organisation_card", "Norrskensverken AB")
    with gym.reading():
        assert PreOrder.select().count() == 1


def test_who_may_not_sees_why(qapp: QApplication, folder: DataFolder, gym: Store) -> None:
    with open_desk(folder, gym, login="anna"):
        open_card()
        hands.click("organisation_menu")
        menu = hands.find("routine_menu", QMenu)
        texts = {one.objectName(): one.text() for one in menu.actions() if not one.isEnabled()}
        menu.close()
    for name in (IMPORT, IMPORTS):
        assert "Din roll får inte" in texts[name]


def helped() -> str:
    """What F1 says, closed again."""
    hands.press(Qt.Key.Key_F1)
    sheet = hands.find("help", Sheet)
    said = words_on(sheet)
    sheet.accept()
    hands.wait_until(lambda: not hands.is_shown("help"), "the help to close")
    return said


def test_what_is_in_front_has_its_own_help(manager_desk: Desk, gym: Store, lists: Path) -> None:
    assert "Hitta en person eller en organisation, eller registrera en ny." in helped()
    open_card()
    assert "vad som är avtalat" in helped()
    choose_in_menu(IMPORT)
    hands.find(IMPORT, RoutineWizard)
    assert "blir förbeställningar" in helped()
    hands.find(IMPORT, RoutineWizard).leave()
    visits.open_member_wizard()
    assert "kommer genom en organisation" in helped()
