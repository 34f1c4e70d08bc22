"""Asks before a month is taken back from an organisation's invoice: what it means, why it is, and who pays then."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk import formats
from kiosk.organisations.taking_back import ToTakeBack, reason_problems
from kiosk.problems import Problem
from kiosk.texts import N_, _
from ui.controls import Field, Label, LineEdit, ProblemSummary, TypeRole
from ui.people.person_card_dialog import CardDialog
from ui.wizard.tick_field import TickField

WIDTH = 680


class TakeBackDialog(CardDialog):
    """Stays open until the file has taken it.

    Signals: taken_back(reason, whether the member pays from now on).
    """

    taken_back = Signal(str, bool)

    def __init__(self, asked: ToTakeBack, *, was_taken_out: bool, parent: QWidget | None = None) -> None:
        super().__init__("take_back", partial(_title, asked), N_("&Take back"), WIDTH, parent)
        self.cancel.say(N_("Let it stand"))
        self.summary = ProblemSummary()
        self.body.addWidget(self.summary)
        self.body.addWidget(Label(partial(_consequence, asked)))
        if was_taken_out:
            self.body.addWidget(Label(TAKEN_OUT))
        self.reason = LineEdit()
        self._field = Field(N_("&Why"), self.reason, name="reason", hint=N_("It is kept with what was taken back."))
        self.member_pays = TickField(partial(_member_pays, asked))
        self.member_pays.tick.setObjectName("member_pays")
        self.body.addWidget(self._field)
        self.body.addWidget(self.member_pays)
        self.body.addWidget(Label(NO_WAY_BACK, TypeRole.MUTED))
        self.reason.textChanged.connect(self._changed)
        self.reason.setFocus()

    def is_touched(self) -> bool:
        return bool(self.reason.text().strip())

    def accept(self) -> None:
        found = reason_problems(self.reason.text())
        self._field.show_problems(found)
        if found:
            self.reason.setFocus()
        else:
            self.confirm.setEnabled(False)  # once: it is being written
            self.taken_back.emit(self.reason.text(), self.member_pays.tick.isChecked())

    def finish(self, said: Problem | None) -> None:
        """Done; or what the file said against it after all."""
        self.confirm.setEnabled(True)
        self.summary.show_problems([] if said is None else [said])
        if said is None:
            super().accept()

    def _changed(self) -> None:
        self._field.show_problems(())


TAKEN_OUT = N_(
    "The basis has been printed or saved: whoever writes the invoice has to hear of it. The row stays in the basis as "
    "taken back."
)
NO_WAY_BACK = N_(
    "That the member pays can’t be undone: the organisation pays again only for what is sold through its "
    "agreement anew."
)


def _title(asked: ToTakeBack) -> str:
    return _("Take back {amount} from the invoice?", amount=formats.kronor(asked.amount))


def _consequence(asked: ToTakeBack) -> str:
    words = {
        "member": asked.member or _("Protected identity, {number}", number=asked.member_number),
        "organisation": asked.organisation,
        "month": asked.month,
        "first": formats.day(asked.first),
        "last": formats.day(asked.last),
    }
    off = _("{member}: what the run for {month} charged is not invoiced to {organisation}.", **words)
    again = _(
        "The days {first} – {last} are unpaid then, and can be charged again: at the desk, or by a run. It can’t be "
        "undone in any other way.",
        **words,
    )
    return f"{off}\n{again}"


def _member_pays(asked: ToTakeBack) -> str:
    return _("&From now on the member pays, and not {organisation}", organisation=asked.organisation)
