"""Asks before the last errand is undone: what it was, what happens to each part, what days cost, what is paid back."""

from functools import partial

from PySide6.QtWidgets import QWidget

from kiosk import formats
from kiosk.texts import N_
from kiosk.undo import LastErrand
from ui.controls import Label, Notice, Tone, TypeRole
from ui.people.person_card_dialog import CardDialog
from ui.wizard.change_strip import ChangeStrip

WIDTH = 620


class UndoDialog(CardDialog):
    """`accepted` when it is to be done; Enter does not do it by itself."""

    def __init__(self, last: LastErrand, parent: QWidget | None = None) -> None:
        super().__init__("undo", N_("Undo the last errand?"), N_("&Undo the errand"), WIDTH, parent)
        self.last = last
        self.cancel.say(N_("Keep it"))
        self.body.addWidget(Label(partial(_what, last), TypeRole.STRONG))
        for words in last.words:
            self.body.addWidget(Label(partial("•  {}".format, words)))
        if last.changes:
            strip = ChangeStrip(self)
            strip.show_changes(last.changes)
            self.body.addWidget(strip)
        if last.paid_back is not None:
            self.body.addWidget(Notice(partial(str, last.paid_back.said), Tone.WARN))
        self.body.addWidget(Label(N_("The errand stays in the history, marked as undone."), TypeRole.MUTED))
        self.confirm.setDefault(False)
        self.cancel.setDefault(True)
        self.cancel.setFocus()


def _what(last: LastErrand) -> str:
    return f"{last.act}, {formats.moment(last.at)}"
