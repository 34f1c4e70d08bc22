"""Texts and controls twice as large on the smallest screen the desk is meant for: nothing is cut or out of reach."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget

from kiosk.devices.print_job import Printer, PrintOutcome, PrintState
from kiosk.people.register_private_customer import Step
from kiosk.texts import Language
from tests.ui.inspection import faults, settle
from tests.ui.test_document_viewer import DESK, NO_PAPER, OFFICE, PDF, HeldDoor
from tools.screen_sets import register, shell
from ui.appearance import Appearance
from ui.documents.document_viewer import DocumentViewer

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
