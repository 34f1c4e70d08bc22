"""One setting to be changed: chosen or typed, with what holds at the start and what else may stand there."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from kiosk.problems import Problem
from kiosk.settings.changing import as_json
from kiosk.settings.forms import FIELD, Form, as_typed, choices, form_of, limits, read_typed
from kiosk.settings.shown import ShownSetting
from kiosk.texts import N_
from ui.controls import Choice, Field, TextInput
from ui.settings.setting_dialog import SettingDialog

WIDTH = 560


class ChangeSettingDialog(SettingDialog):
    """A choice, or a line of text."""

    def __init__(self, shown: ShownSetting, parent: QWidget | None = None) -> None:
        super().__init__("change_setting", shown, WIDTH, parent)
        self._control = _made(shown)
        self._field = Field(N_("&Value"), self._control, name=FIELD, hint=lambda: limits(shown.setting))
        self.body.addWidget(self._field)
        self.add_standard()
        self._before = self._typed()
        self._take_focus()
        if isinstance(self._control, TextInput):
            self._control.textEdited.connect(self._edited)

    def is_touched(self) -> bool:
        return bool(self._typed() != self._before)

    def accept(self) -> None:
        value = read_typed(self.shown.setting, self._typed())
        if isinstance(value, Problem):
            self.say((value,))
        elif self.shown.is_readable and value == self.shown.value:
            self.leave()
        else:
            self.saved.emit(self.shown, as_json(value))

    def _typed(self) -> Any:
        return self._control.value() if isinstance(self._control, Choice) else self._control.text()

    def say(self, said: tuple[Problem, ...]) -> None:
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


def _made(shown: ShownSetting) -> Choice | TextInput:
    if form_of(shown.setting) is Form.CHOICE:
        control = Choice("", [(value, partial(str, words)) for value, words in choices(shown)])
        control.set_value(shown.value)
        return control
    written = TextInput()
    written.setText(as_typed(shown.setting, shown.value))
    return written
