"""What staff do with mandates and draws on the person card: sign a mandate, draw again or stop a draw."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kiosk import formats
from kiosk.direct_debit.person_draws import StoppedDraw, draw_again, stop_draw
from kiosk.direct_debit.signing import sign_mandate
from kiosk.people.person_card_facts import DrawFacts
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.staff.rights import Right, StaffMember
from kiosk.store import Store
from kiosk.texts import N_, _
from ui.controls import ConfirmDialog, Toast
from ui.direct_debit.stop_draw_dialog import StopDrawDialog
from ui.tasks import Lane, TaskRunner


class MandateDesk(QObject):
    """Lives as long as the area it stands in.

    Signals: written(), something has changed.
    """

    written = Signal()

    def __init__(
        self, store: Store, tasks: TaskRunner, staff: Callable[[], StaffMember], toast: Toast, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._store, self._tasks, self._staff, self._toast, self._window = store, tasks, staff, toast, parent
        self._to_draw = self._to_sign = ""

    def sign(self, mandate_id: str) -> None:
        """Asks first: nothing makes a mandate unsigned again."""
        if not self._staff().may(Right.SELL):
            self._toast.say(partial(sentence, Problem("card_menu_right")))
            return
        self._to_sign = mandate_id
        dialog = ConfirmDialog(
            N_("Is the form signed?"),
            N_(
                "Only when the signed form is in your hand: the mandate goes to the bank with the next file. "
                "It can’t be taken back, only revoked."
            ),
            N_("The form is signed"),
            self._window,
        )
        dialog.accepted.connect(self._sign)
        dialog.open()

    def draw_again(self, draw_id: str) -> None:
        """Asks first: it is the customer's money."""
        self._to_draw = draw_id
        dialog = ConfirmDialog(
            N_("Draw again?"),
            N_("Agree with the customer first. The draw goes to the bank with the next file of draws."),
            N_("Draw again"),
            self._window,
        )
        dialog.accepted.connect(self._draw)
        dialog.open()

    def stop_draw(self, draw: DrawFacts) -> None:
        """Asks first, and why."""
        if not self._staff().may(Right.DIRECT_DEBIT):
            self._toast.say(partial(sentence, Problem("may_not_direct_debit")))
            return
        dialog = StopDrawDialog(draw, self._window)
        dialog.stopped.connect(self._stop)
        dialog.open()

    def _stop(self, draw_id: str, reason: str) -> None:
        job = partial(stop_draw, self._store, self._staff(), draw_id, reason)
        self._tasks.submit(Lane.DATABASE, job, self._stopped)

    def _stopped(self, answer: StoppedDraw | Problem) -> None:
        if isinstance(answer, Problem):
            self._toast.say(partial(sentence, answer))
        else:
            self._toast.say(partial(_stopped_words, answer))
            self.written.emit()

    def _sign(self) -> None:
        job = partial(sign_mandate, self._store, self._staff(), self._to_sign)
        self._tasks.submit(Lane.DATABASE, job, self._signed)

    def _draw(self) -> None:
        self._tasks.submit(Lane.DATABASE, partial(draw_again, self._store, self._staff(), self._to_draw), self._drawn)

    def _drawn(self, answer: date | Problem) -> None:
        if isinstance(answer, Problem):
            self._toast.say(partial(sentence, answer))
        else:
            self._toast.say(partial(_planned_words, answer))
            self.written.emit()

    def _signed(self, problem: Problem | None) -> None:
        if problem is not None:
            self._toast.say(partial(sentence, problem))
        else:
            self._toast.say(N_("Noted: the form is signed. It goes to the bank with the next file."))
            self.written.emit()


def _stopped_words(stopped: StoppedDraw) -> str:
    if stopped.tell_by is None:
        return _("The draw is stopped. The bank never had it.")
    latest = formats.moment(stopped.tell_by)
    return _("Stopped here. Send the file of stopped draws to the bank by {moment}.", moment=latest)


def _planned_words(day: date) -> str:
    return _("Planned again, to be drawn on {day}.", day=formats.day(day))
