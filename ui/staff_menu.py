"""The menu behind the name of who is signed in: switching, locking, language, colours, zoom, help."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from kiosk.staff.rights import Role
from kiosk.texts import N_, Language, _
from ui.appearance import Appearance
from ui.commands import Command
from ui.controls import Retranslated
from ui.theme import Scheme

ROLE_WORDS = {
    Role.RECEPTION: N_("Reception"),
    Role.MANAGER: N_("Manager"),
    Role.ADMINISTRATOR: N_("Administrator"),
}
_LANGUAGES = {Language.SWEDISH: "Svenska", Language.ENGLISH: "English"}  # each in its own words
_SCHEMES = {Scheme.SYSTEM: N_("Like the system"), Scheme.LIGHT: N_("Light"), Scheme.DARK: N_("Dark")}
_ZOOMS = (100, 125, 150, 175, 200)


class StaffMenu(Retranslated, QMenu):
    """Choices of looks go straight to the appearance; everything else is a command of the window."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._role: Role | None = None
        self._who = self.addAction("")
        self._who.setEnabled(False)
        self.addSeparator()
        self._commands_end = self.addSeparator()
        looks = appearance.looks
        self._language = self._choices(_LANGUAGES, looks.language, self._language_chosen)
        self._scheme = self._choices(dict.fromkeys(_SCHEMES, ""), looks.scheme, self._scheme_chosen)
        self._zoom = self._choices({z: f"{z} %" for z in _ZOOMS}, looks.zoom, self._zoom_chosen)
        self._help_start = self.addSeparator()
        self.aboutToShow.connect(self._tick_what_is_chosen)
        self.retranslate()

    def add_command(self, command: Command, *, help_part: bool = False) -> None:
        """Commands about the user come before the looks, those of help after."""
        if help_part:
            self.addAction(command)
        else:
            self.insertAction(self._commands_end, command)

    def show_role(self, role: Role | None) -> None:
        self._role = role
        self.retranslate()

    def retranslate(self) -> None:
        self._who.setText(_(ROLE_WORDS[self._role]) if self._role else "")
        self._language.setTitle(_("Language"))
        self._scheme.setTitle(_("Colours"))
        self._zoom.setTitle(_("Size"))
        for action in self._scheme.actions():
            action.setText(_(_SCHEMES[action.data()]))

    def _choices(self, options: "Mapping[Any, str]", chosen: object, slot: object) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for value, text in options.items():
            action = QAction(text, group)
            action.setData(value)
            action.setCheckable(True)
            action.setChecked(value == chosen)
            menu.addAction(action)
        group.triggered.connect(slot)
        self.addMenu(menu)
        return menu

    def _tick_what_is_chosen(self) -> None:
        looks = self._appearance.looks
        for menu, value in ((self._language, looks.language), (self._scheme, looks.scheme), (self._zoom, looks.zoom)):
            for action in menu.actions():
                action.setChecked(action.data() == value)

    def _language_chosen(self, action: QAction) -> None:
        self._appearance.choose_language(Language(action.data()))

    def _scheme_chosen(self, action: QAction) -> None:
        self._appearance.choose_scheme(Scheme(action.data()))

    def _zoom_chosen(self, action: QAction) -> None:
        self._appearance.choose_zoom(int(action.data()))
