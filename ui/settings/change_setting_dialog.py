"""One setting to be changed: chosen or typed, with what holds at the start and what else may stand there."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kiosk.problems import Problem
from kiosk.settings.changing import as_json
from kiosk.settings.forms import FIELD, Form, as_typed, choices, form_of, limits, read_typed
from kiosk.settings.gym_words import value_words
from kiosk.settings.shown import ShownSetting
from kiosk.texts import N_, _
from ui.controls import Choice, Field, Label, QuietButton, TextInput, TypeRole
from ui.people.person_card_dialog import CardDialog

WIDTH = 560


class ChangeSettingDialog(CardDialog):
    """Stays open until the file has taken it.

    Signals: saved(ShownSetting, the new value as JSON | None for the standard).
    """

    saved = Signal(object, object)

    def __init__(self, shown: ShownSetting, parent: QWidget | None = None) -> None:
        super().__init__("change_setting", lambda: shown.title, N_("&Save"), WIDTH, parent)
        self.shown = shown
        self._control = _made(shown)
        self._field = Field(N_("&Value"), self._control, name=FIELD, hint=lambda: limits(shown.setting))
        self.body.addWidget(Label(lambda: shown.help))
        self.body.addWidget(self._field)
        self.body.addWidget(Label(self._standard_words, TypeRole.MUTED))
        if shown.stored is not None:
            standard = QuietButton(N_("Use the s&tandard again"), "arrow-back-up", in_line=True)
            standard.setObjectName("use_standard")
            standard.clicked.connect(self._standard_wanted)
            self.body.addWidget(standard, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self._before = self._typed()
        self._take_focus()
        if isinstance(self._control, TextInput):
            self._control.textEdited.connect(self._edited)

    def is_touched(self) -> bool:
        return bool(self._typed() != self._before)

    def accept(self) -> None:
        value = read_typed(self.shown.setting, self._typed())
        if isinstance(value, Problem):
            self._say((value,))
        elif self.shown.is_readable and value == self.shown.value:
            self.leave()
        else:
            self.saved.emit(self.shown, as_json(value))

    def finish(self, said: tuple[Problem, ...]) -> None:
        """Saved; or what the file said against it after all."""
        self._say(said)
        if not said:
            super().accept()

    def _typed(self) -> Any:
        return self._control.value() if isinstance(self._control, Choice) else self._control.text()

    def _say(self, said: tuple[Problem, ...]) -> None:
        self._field.show_problems(said)
        if said:
            self._take_focus()

    def _take_focus(self) -> None:
        """What is typed next stands instead of what was there."""
        self._control.setFocus()
        if isinstance(self._control, TextInput):
            self._control.selectAll()

    def _edited(self) -> None:
        self._field.show_problems(())

    def _standard_wanted(self) -> None:
        self.saved.emit(self.shown, None)

    def _standard_words(self) -> str:
        setting = self.shown.setting
        words = value_words(setting, setting.default, self.shown.products)
        return _("Standard: {value}", value=", ".join(words))


def _made(shown: ShownSetting) -> Choice | TextInput:
    if form_of(shown.setting) is Form.CHOICE:
        control = Choice("", [(value, partial(str, words)) for value, words in choices(shown)])
        control.set_value(shown.value)
        return control
    written = TextInput()
    written.setText(as_typed(shown.setting, shown.value))
    return written
