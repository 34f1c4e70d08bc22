"""The row of buttons under every page of a wizard; their words change with page, draft and language."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget, QWizard

from kiosk.texts import N_, _
from ui.controls import Button, Kind, Text, spoken

B = QWizard.WizardButton
ROW = (B.CancelButton, B.Stretch, B.BackButton, B.NextButton, B.FinishButton)
NEXT_KEY, FINISH_KEY = "Alt+N", "Alt+S"


class WizardButton(Button):
    """Its words hold their own mnemonic; the wizard sets them, and the button says them again in another language."""

    def retranslate(self) -> None:
        self.setText(spoken(self._text))


class WizardButtons:
    """Cancel at the far left, then back and the one primary action at the right."""

    def __init__(self, wizard: QWizard) -> None:
        self._wizard = wizard
        self._words: dict[B, Text] = {
            B.CancelButton: N_("&Cancel"),
            B.BackButton: N_("&Back"),
            B.NextButton: N_("&Next"),
            B.FinishButton: N_("&Finish"),
        }
        self._buttons = {
            B.CancelButton: WizardButton(self._words[B.CancelButton], Kind.QUIET, "x"),
            B.BackButton: WizardButton(self._words[B.BackButton], Kind.SECONDARY, "arrow-left"),
            B.NextButton: WizardButton(self._words[B.NextButton], Kind.PRIMARY, "arrow-right"),
            B.FinishButton: WizardButton(self._words[B.FinishButton], Kind.PRIMARY, "check"),
        }
        for which, button in self._buttons.items():
            button.setObjectName(which.name.removesuffix("Button").lower())
            wizard.setButton(which, button)
        wizard.setButtonLayout(ROW)

    def say_next(self, step_title: Text) -> None:
        self._say(B.NextButton, lambda: _("&Next: {step}", step=spoken(step_title).lower()))

    def say_finish(self, text: Text) -> None:
        self._say(B.FinishButton, text)

    def retranslate(self) -> None:
        for which, words in self._words.items():
            self._say(which, words)

    def set_working(self, is_working: bool) -> None:
        """While something is written nothing can be pressed; else what the page lacks is said when it is pressed."""
        for button in self._buttons.values():  # Back too: on the first page the wizard hides it
            button.setEnabled(not is_working)

    def focus_primary(self) -> None:
        """The button that goes on, or finishes."""
        for which in (B.NextButton, B.FinishButton):
            if self._buttons[which].isVisibleTo(self._wizard):
                self._buttons[which].setFocus(Qt.FocusReason.OtherFocusReason)

    def in_order(self) -> list[QWidget]:
        """As Tab goes: the primary action first."""
        return [self._buttons[which] for which in (B.NextButton, B.FinishButton, B.BackButton, B.CancelButton)]

    def _say(self, which: B, text: Text) -> None:
        self._words[which] = text
        self._buttons[which].say(text)
        self._wizard.setButtonText(which, spoken(text))
