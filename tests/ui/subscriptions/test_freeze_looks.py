"""The pages of freezing and terminating in every dress: long texts, twice the size, and by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QScrollArea, QWidget

from kiosk.texts import Language
from tests.ui.inspection import faults, settle, stretched_texts, unreachable_by_tab
from tools.screen_sets.freezes import SCREENS
from ui.appearance import Appearance

WIDTH, HEIGHT = 1366, 768
PAGES = ("freeze-3-period", "thaw-2-day", "remove-freeze-2-freeze", "terminate-2-reason", "terminate-3-notice")


@pytest.fixture
def shown(request: pytest.FixtureRequest, appearance: Appearance) -> Iterator[QWidget]:
    name, zoom = request.param
    appearance.choose_zoom(zoom)
    window = SCREENS[name](appearance)
    window.resize(WIDTH, HEIGHT)
    window.show()
    settle()
    yield window
    window.close()
    window.deleteLater()
    appearance.choose_zoom(100)
    settle()


@pytest.mark.parametrize("shown", [(name, 100) for name in PAGES], indirect=True, ids=PAGES)
def test_nothing_is_cut_or_out_of_reach(shown: QWidget, appearance: Appearance, tmp_path: Path) -> None:
    for language in Language:
        appearance.choose_language(language)
        assert faults(shown) == []
    assert unreachable_by_tab(shown) == []
    appearance.choose_language(Language.SWEDISH)
    with stretched_texts(appearance, tmp_path):
        assert faults(shown) == []


@pytest.mark.parametrize("shown", [(name, 200) for name in PAGES], indirect=True, ids=PAGES)
def test_twice_the_size_on_a_small_screen(shown: QWidget) -> None:
    assert (shown.width(), shown.height()) == (WIDTH, HEIGHT)
    assert faults(shown) == []
    areas = [area for area in shown.findChildren(QScrollArea) if area.isVisible()]
    assert [area.horizontalScrollBar().maximum() for area in areas] == [0] * len(areas)
