"""The language switches while everything runs, Qt's own words included."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from kiosk.texts import Language
from tests.ui.inspection import settle
from ui.appearance import Appearance, Looks
from ui.controls import Button
from ui.theme import Scheme, colours
from ui.theme.tokens import DARK, LIGHT


def test_qt_s_own_buttons_follow(qtbot: QtBot, appearance: Appearance) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    cancel = box.button(QDialogButtonBox.StandardButton.Cancel)
    assert cancel.text().replace("&", "") == "Avbryt"
    appearance.choose_language(Language.ENGLISH)
    settle()
    assert cancel.text().replace("&", "") == "Cancel"
    appearance.choose_language(Language.SWEDISH)
    settle()
    assert cancel.text().replace("&", "") == "Avbryt"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Avbryt"


def test_a_widget_without_a_window_around_it_follows_too(qtbot: QtBot, appearance: Appearance) -> None:
    button = Button("Close")
    appearance.choose_language(Language.ENGLISH)
    settle()
    assert button.text() == "Close"


def test_choices_are_told_to_be_remembered(qapp: QApplication, appearance: Appearance) -> None:
    told: list[Looks] = []
    appearance.changed.connect(told.append)
    appearance.choose_language(Language.ENGLISH)
    appearance.choose_scheme(Scheme.DARK)
    assert colours() == DARK
    appearance.choose_zoom(150)
    assert told[-1] == Looks(Language.ENGLISH, Scheme.DARK, 150)
    appearance.choose_zoom(100)
    appearance.choose_scheme(Scheme.LIGHT)
    assert colours() == LIGHT
