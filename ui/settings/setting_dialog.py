"""What the dialogs that change a setting have in common: what it does, its standard, and the way back to that."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kiosk.problems import Problem
from kiosk.settings.gym_words import value_words
from kiosk.settings.shown import ShownSetting
from kiosk.texts import N_, _
from ui.controls import Label, QuietButton, TypeRole
from ui.people.person_card_dialog import CardDialog


class SettingDialog(CardDialog):
    """Stays open until the file has taken it.

    Signals: saved(ShownSetting, the new value as JSON | None for the standard).
    """

    saved = Signal(object, object)

    def __init__(self, name: str, shown: ShownSetting, width: int, parent: QWidget | None = None) -> None:
        super().__init__(name, lambda: shown.title, N_("&Save"), width, parent)
        self.shown = shown
        self.body.addWidget(Label(lambda: shown.help))

    def finish(self, said: tuple[Problem, ...]) -> None:
        """Saved; or what the file said against it after all."""
        self.say(said)
        if not said:
            super().accept()

    def say(self, said: tuple[Problem, ...]) -> None:
        raise NotImplementedError

    def add_standard(self) -> None:
        """Below what is filled in."""
        self.body.addWidget(Label(self._standard_words, TypeRole.MUTED))
        if self.shown.stored is not None:
            standard = QuietButton(N_("Use the s&tandard again"), "arrow-back-up", in_line=True)
            standard.setObjectName("use_standard")
            standard.clicked.connect(self._standard_wanted)
            self.body.addWidget(standard, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def _standard_wanted(self) -> None:
        self.saved.emit(self.shown, None)

    def _standard_words(self) -> str:
        setting = self.shown.setting
        words = value_words(setting, setting.default, self.shown.products)
        return _("Standard: {value}", value="; ".join(words))
