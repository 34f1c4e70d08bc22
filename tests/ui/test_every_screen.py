"""Every registered screen in every dress: both languages, twice the size, texts twice as long, and by keyboard.

The wizard of the first visit and the window itself are walked page by page where they live (wizard/test_looks.py,
test_main_window.py, test_zoomed.py); all others are here, so that a new screen is looked over by being registered.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QScrollArea, QWidget

from kiosk.texts import Language
from tests.ui.inspection import elided_choices, faults, settle, stretched_texts, unreachable_by_tab
from tools.screen_sets import register, shell
from tools.screens import registered, stop_lanes
from ui.appearance import Appearance

WIDTH, HEIGHT = 1366, 768
LARGE = 200
SCREENS = registered()
NAMES = [name for name in SCREENS if name not in register.SCREENS | shell.SCREENS]


@contextmanager
def opened(name: str, appearance: Appearance) -> Iterator[QWidget]:
    """As large as the smallest screen; a dialog as it comes up, no larger than that."""
    window = SCREENS[name](appearance)
    screen = QSize(WIDTH, HEIGHT)
    window.resize(window.size().boundedTo(screen) if isinstance(window, QDialog) else screen)
    window.show()
    settle()
    if not isinstance(window, QDialog):
        window.resize(screen)
        settle()
    yield window
    for one in QApplication.topLevelWidgets():
        one.hide()
        one.deleteLater()
    stop_lanes()  # on a slow machine some have begun to prepare what comes next
    settle()


def found_in(window: QWidget, *, is_stretched: bool = False) -> list[str]:
    too_large = window.width() > WIDTH or window.height() > HEIGHT
    sideways = [area for area in window.findChildren(QScrollArea) if area.isVisible()]
    return [
        *faults(window),
        *([] if is_stretched else elided_choices(window)),
        *([f"{window.width()}×{window.height()}"] if too_large else []),
        *(same_keys(window) if isinstance(window, QDialog) else []),
        *(f"scrolls sideways: {it.objectName()}" for it in sideways if it.horizontalScrollBar().maximum()),
    ]


def same_keys(dialog: QDialog) -> list[str]:
    """Letters that two of a dialog's labels and buttons have underlined (pages: wizard/test_looks.py)."""
    shown = (one for one in dialog.findChildren(QWidget) if isinstance(one, QLabel | QAbstractButton))
    words: dict[str, list[str]] = {}
    for text in (one.text() for one in shown if one.isVisible()):
        words.setdefault(QKeySequence.mnemonic(text).toString(), []).append(text)
    return [f"{key}: {texts}" for key, texts in words.items() if key and len(texts) > 1]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_small_nameless_cut_or_out_of_reach(name: str, appearance: Appearance, tmp_path: Path) -> None:
    found = {}
    with opened(name, appearance) as window:
        found["Swedish"] = found_in(window)
        found["Tab"] = unreachable_by_tab(window)
        if not is_made_anew(name):
            found |= in_longer_texts(partial(found_in, window), appearance, tmp_path)
    if is_made_anew(name):
        found |= in_longer_texts(partial(found_anew, name, appearance), appearance, tmp_path)
    assert found == {dress: [] for dress in found}


def is_made_anew(name: str) -> bool:
    """A person's or an organisation's card, and what lies over it, when the language changes."""
    return name.startswith("card-") or name.endswith("-card")


def found_anew(name: str, appearance: Appearance, *, is_stretched: bool = False) -> list[str]:
    with opened(name, appearance) as window:
        return found_in(window, is_stretched=is_stretched)


def in_longer_texts(found: Callable[..., list[str]], appearance: Appearance, tmp_path: Path) -> dict[str, list[str]]:
    appearance.choose_language(Language.ENGLISH)
    english = found()
    with stretched_texts(appearance, tmp_path):
        return {"English": english, "stretched": found(is_stretched=True)}


@pytest.mark.parametrize("name", NAMES)
def test_twice_the_size_on_the_smallest_screen(name: str, appearance: Appearance) -> None:
    appearance.choose_zoom(LARGE)
    with opened(name, appearance) as window:
        found = found_in(window, is_stretched=True)
    appearance.choose_zoom(100)
    assert found == []
