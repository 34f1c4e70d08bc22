"""Asks before a draw is stopped: what it means, and why it is."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk import formats
from kiosk.direct_debit.draw_states import DrawState
from kiosk.direct_debit.person_draws import orders_close, reason_problems
from kiosk.people.person_card_facts import DrawFacts
from kiosk.texts import N_, _
from ui.controls import Field, Label, LineEdit
from ui.people.person_card_dialog import CardDialog

WIDTH = 640


class StopDrawDialog(CardDialog):
    """Signals: stopped(draw id, reason)."""

    stopped = Signal(str, str)

    def __init__(self, draw: DrawFacts, parent: QWidget | None = None) -> None:
        super().__init__("stop_draw_dialog", partial(_title, draw), N_("&Stop the draw"), WIDTH, parent)
        self._draw = draw
        self.cancel.say(N_("Let it be drawn"))
        self.body.addWidget(Label(partial(_consequence, draw)))
        self.reason = LineEdit()
        self._field = Field(N_("&Why"), self.reason, name="stop_reason", hint=N_("It is kept with the draw."))
        self.body.addWidget(self._field)
        self.reason.textChanged.connect(self._changed)
        self.reason.setFocus()

    def accept(self) -> None:
        found = reason_problems(self.reason.text())
        self._field.show_problems(found)
        if found:
            self.reason.setFocus()
        else:
            super().accept()
            self.stopped.emit(self._draw.id, self.reason.text())

    def _changed(self) -> None:
        self._field.show_problems(())


def _title(draw: DrawFacts) -> str:
    return _("Stop the draw of {amount} for {month}?", amount=formats.kronor(draw.amount), month=draw.month)


def _consequence(draw: DrawFacts) -> str:
    days = _("The days that it pays are taken back: the month can be charged again, by a run or at the desk.")
    if draw.state == DrawState.PLANNED:
        return days
    latest = formats.moment(orders_close(draw.day))
    told = _("The bank must have the file of stopped draws by {moment}, or it is drawn all the same.", moment=latest)
    return f"{told}\n{days}"
