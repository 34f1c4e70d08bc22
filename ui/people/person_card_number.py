"""Shows a whole personal number on the card that stands open: asked for on the database lane, journalled there."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from kiosk.people.person_card import show_personal_number
from kiosk.problems import Problem
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from ui.people.person_card_view import PersonCardView
from ui.tasks import Lane, TaskRunner, Ticket


class NumberDesk(QObject):
    """Lives longer than the views: a card that is read again in the meantime still gets its number.

    Signals: refused(Problem).
    """

    refused = Signal(object)

    def __init__(self, store: Store, tasks: TaskRunner, staff: Callable[[], StaffMember], parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._tasks, self._staff = store, tasks, staff
        self._view: PersonCardView | None = None
        self._asked: Ticket | None = None

    def serve(self, view: PersonCardView | None) -> None:
        """The view that stands open now. The same person's number stays shown, another's is forgotten."""
        old, self._view = self._view, view
        if old is not None and view is not None and old.card.person_id == view.card.person_id and isValid(old):
            view.header.number.take_over(old.header.number)
        elif self._asked is not None:
            self._asked.cancel()
        if view is not None:
            view.number_wanted.connect(self._ask)

    def _ask(self) -> None:
        if self._view is not None:
            job = partial(show_personal_number, self._store, self._staff(), self._view.card.person_id)
            self._asked = self._tasks.submit(Lane.DATABASE, job, self._answered)

    def _answered(self, number: str | Problem) -> None:
        if isinstance(number, Problem):
            self.refused.emit(number)
        elif self._view is not None:
            self._view.header.number.show_number(number)
