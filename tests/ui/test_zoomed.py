"""Texts and controls twice as large on the smallest screen the desk is meant for: nothing is cut or out of reach."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QStyle,
    QWidget,
    QWidgetAction,
)

from kiosk.devices.print_job import Printer, PrintOutcome, PrintState
from kiosk.people.register_private_customer import Step
from kiosk.problems import Problem
from kiosk.routines import MenuEntry
from kiosk.texts import Language
from tests.ui.inspection import faults, settle
from tests.ui.test_document_viewer import DESK, NO_PAPER, OFFICE, PDF, HeldDoor
from tools.screen_sets import register, shell
from ui.appearance import Appearance
from ui.documents.document_viewer import DocumentViewer
from ui.people.routine_menu import RoutineMenu

WIDTH, HEIGHT = 1366, 768
LARGE = 200
SCREENS = {**register.SCREENS, **shell.SCREENS}
PAGES = [name for name in SCREENS if name != "controls"]  # a builder's page, with everything beside everything


@pytest.fixture
def large(appearance: Appearance) -> Iterator[Appearance]:
    appearance.choose_zoom(LARGE)
    yield appearance
    appearance.choose_zoom(100)


@pytest.mark.parametrize("name", PAGES)
def test_a_small_screen_shows_it_all(large: Appearance, name: str) -> None:
    shown = SCREENS[name](large)
    if not isinstance(shown, QDialog):
        shown.resize(WIDTH, HEIGHT)
    shown.show()
    for language in Language:
        large.choose_language(language)
        settle()
        assert shown.width() <= WIDTH
        assert shown.height() <= HEIGHT
        assert not faults(shown)
        assert not _scrolled_sideways(shown)
    shown.hide()
    shown.deleteLater()
    settle()  # gone before everything is made small again, which is slow for what nobody looks at


@pytest.mark.parametrize("printers", [(OFFICE, DESK), ()])
def test_a_document_with_its_buttons_is_within_the_window(large: Appearance, printers: tuple[Printer, ...]) -> None:
    window = QWidget()
    window.resize(WIDTH, HEIGHT)
    window.show()
    door = HeldDoor(*printers)
    viewer = DocumentViewer("Kvitto 1042", PDF, door, window, is_swedish=True)
    viewer.show()
    for language in Language:
        large.choose_language(language)
        assert _cut(viewer) == []
    if printers:
        viewer.print_document()
        door.listener.told(PrintOutcome(PrintState.WAITING, NO_PAPER, "Disken-1"))
        for language in Language:
            large.choose_language(language)
            assert _cut(viewer) == []
    window.hide()
    window.deleteLater()
    settle()


def _cut(viewer: DocumentViewer) -> list[str]:
    found = faults(viewer)
    if viewer.width() > WIDTH or viewer.height() > HEIGHT:
        found.append(f"{viewer.width()}×{viewer.height()}")
    buttons = [button for button in viewer.findChildren(QPushButton) if button.isVisible()]
    return [*found, *(b.objectName() for b in buttons if b.visibleRegion().boundingRect() != b.rect())]


@pytest.mark.parametrize("is_touched", [True, False])
def test_the_change_is_seen_with_what_was_handed_over(large: Appearance, is_touched: bool) -> None:
    shown = register.page(large, Step.PAYMENT, replace(register.STUDENT, tenders=()))
    shown.resize(WIDTH, HEIGHT)
    shown.show()
    shown.activateWindow()
    settle()
    given, change = shown.findChild(QLineEdit, "cash_given"), shown.findChild(QLabel, "change")
    assert given is not None
    assert change is not None
    if is_touched:
        next(button for button in shown.findChildren(QPushButton) if button.text() == "500").click()
    else:
        given.setFocus()
        QTest.keyClicks(given, "500")
    settle()
    for part in (given, change):
        assert part.visibleRegion().boundingRect() == part.rect()
    shown.hide()
    shown.deleteLater()
    settle()


def _scrolled_sideways(shown: QWidget) -> list[str]:
    found = [area for area in shown.findChildren(QScrollArea) if area.isVisible()]
    return [area.objectName() for area in found if area.horizontalScrollBar().maximum() > 0]


WHY = "Guld autogiro 12 mån löper tills vidare: säg upp det först, eller uppgradera det, och kom sedan tillbaka hit."


@pytest.mark.parametrize("zoom", [100, LARGE])
def test_a_menus_reason_is_there_to_its_last_word(large: Appearance, zoom: int) -> None:
    """On as many lines as it takes, and no wider than the screen."""
    large.choose_zoom(zoom)
    button = QPushButton()
    reason = Problem("maybe_same_person", "", values={"name": WHY, "member_number": "1", "shared": "namn"})
    menu = RoutineMenu([MenuEntry("one", "Freeze", None), MenuEntry("two", "Terminate", reason)], "", button)
    menu.popup(QPoint())
    settle()
    free, long = menu.actions()
    assert free.isEnabled()
    assert not long.isEnabled()
    assert WHY in long.text()
    assert isinstance(long, QWidgetAction)
    label = long.defaultWidget()
    assert isinstance(label, QLabel)
    assert label.text() == long.text()
    place = menu.actionGeometry(long)
    assert label.height() == place.height() >= label.heightForWidth(label.width())
    assert label.font().pointSizeF() == menu.font().pointSizeF()
    assert menu.width() <= menu.screen().availableGeometry().width()
    menu.close()
    settle()


@pytest.mark.parametrize(("zoom", "side"), [(100, 18), (150, 27), (LARGE, 36)])
def test_icons_of_menus_are_as_large_as_their_words(large: Appearance, zoom: int, side: int) -> None:
    large.choose_zoom(zoom)
    menu = QMenu()
    menu.ensurePolished()
    assert menu.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize, None, menu) == side
