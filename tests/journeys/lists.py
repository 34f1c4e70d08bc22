"""Hands at an organisation's list of pre-orders in the desk's window: its card, the import's wizard, its undoing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QMenu, QTabBar

from kiosk.demo.catalogue import product_id
from kiosk.organisations.import_terms import IMPORT, IMPORTS
from tests.journeys.window import confirm, wait_for_words
from ui.controls import DateInput
from ui.organisations.choosing_lists import CHOOSING
from ui.tour import hands

FILE = "anställda.csv"
MANY = 2500  # rows: three operations


def open_card(typed: str = "Norrsken", name: str = "Norrskensverken AB") -> None:
    hands.write("search", typed)
    hands.find("search_tabs", QTabBar).setCurrentIndex(1)
    hits = hands.find("organisation_hits", QListView)
    hands.wait_until(lambda: hits.model().rowCount() > 0, "the organisation")
    place = hits.visualRect(hits.model().index(0, 0)).center()
    QTest.mouseClick(hits.viewport(), Qt.MouseButton.LeftButton, pos=place)
    wait_for_words("organisation_card", name)


def choose_in_menu(name: str) -> None:
    hands.click("organisation_menu")
    menu = hands.find("routine_menu", QMenu)
    (action,) = [one for one in menu.actions() if one.objectName() == name]
    assert action.isEnabled(), action.text()
    menu.close()
    action.trigger()
    hands.settle()


def fill_in_the_terms() -> None:
    hands.choose("product_id", product_id("GULD-12"))
    hands.find("valid_from", DateInput).set_value(date(2027, 1, 1))
    hands.find("valid_until", DateInput).set_value(date(2027, 12, 31))


def to_the_rows(shown: Callable[[str], None] = lambda _step: None) -> None:
    """Of the list that the system's dialog leads to."""
    choose_in_menu(IMPORT)
    hands.click("choose_file")
    wait_for_words(IMPORT, FILE)
    shown("import_file")
    hands.click("next")
    shown("import_columns")
    hands.click("next")
    fill_in_the_terms()
    shown("import_terms")
    hands.click("next")
    hands.wait_until(lambda: hands.is_shown("rows"), "the rows")


def lead_to(path: Path) -> None:
    """The system's dialog, which tests can't use."""
    CHOOSING.list = lambda _parent: str(path)


def import_many(shown: Callable[[str], None]) -> None:
    open_card()
    to_the_rows(shown)
    shown("import_rows")
    hands.click("finish")
    hands.find("import_result")


def undo_the_import(shown: Callable[[str], None]) -> None:
    """The only one of another organisation."""
    open_card("Solvik", "Solviks kommun")
    choose_in_menu(IMPORTS)
    hands.click("undo_import")
    shown("asked")
    confirm()
    wait_for_words("imports", "Importen är ångrad")
