"""What comes after a wizard: the documents of what was done, or a person's card instead."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QStackedWidget

from kiosk.routine import Outcome
from kiosk.texts import N_
from ui.controls import ConfirmDialog
from ui.wizard.routine_wizard import RoutineWizard


class WaysOut(QObject):
    """Lives as long as its wizard. `show_documents` gets the outcome, `open_person` a person's id."""

    def __init__(
        self, wizard: RoutineWizard, show_documents: Callable[[Outcome], Any], open_person: Callable[[str], Any]
    ) -> None:
        super().__init__(wizard)
        self._wizard = wizard
        self._show_documents, self._open_person = show_documents, open_person
        self._person_id = ""
        self._before = 0
        wizard.done_with.connect(self._done)

    def stand_in(self, stack: QStackedWidget) -> None:
        """The wizard is a page of the window; the page before it comes back afterwards."""
        self._before = stack.currentIndex()
        self._wizard.setWindowFlags(Qt.WindowType.Widget)
        stack.addWidget(self._wizard)
        stack.setCurrentWidget(self._wizard)
        self._wizard.finished.connect(self._step_aside)

    def ask_to_open(self, person_id: str) -> None:
        """Registering is pointless then: leaves the wizard for that person's card, when the user agrees."""
        self._person_id = person_id
        question = ConfirmDialog(
            N_("Open the person card?"),
            N_("The registration is left. Nothing of it has been saved."),
            N_("Open the person card"),
            self._wizard,
            cancel=N_("Go on here"),
        )
        question.accepted.connect(self._open)
        question.open()

    def _open(self) -> None:
        self._wizard.leave()
        self._open_person(self._person_id)

    def _done(self, outcome: Outcome) -> None:
        self._show_documents(outcome)

    def _step_aside(self) -> None:
        """The stack is asked for, not kept: whoever is freed last here would take the other with it."""
        stack = self._wizard.parentWidget()
        if isinstance(stack, QStackedWidget):
            stack.setCurrentIndex(self._before)
            stack.removeWidget(self._wizard)
