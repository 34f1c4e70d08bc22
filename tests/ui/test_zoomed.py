"""Texts and controls twice as large on the smallest screen the desk is meant for: nothing is cut or out of reach."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from kiosk.texts import Language
from tests.ui.inspection import faults, settle
from tools.screen_sets import register, shell
from ui.appearance import Appearance

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


def _scrolled_sideways(shown: QWidget) -> list[str]:
    found = [area for area in shown.findChildren(QScrollArea) if area.isVisible()]
    return [area.objectName() for area in found if area.horizontalScrollBar().maximum() > 0]
