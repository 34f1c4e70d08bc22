"""The bridge between any routine and Qt's wizard: pages in, a draft between them, one transaction at the end."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget, QWizard

from kiosk.routine import Outcome
from kiosk.texts import N_
from ui.controls import ConfirmDialog, Retranslated, Text, spoken
from ui.help_desk import Helped
from ui.tasks import TaskRunner
from ui.wizard.finishing import Finishing
from ui.wizard.frame import Frame
from ui.wizard.route import Route
from ui.wizard.routine_page import RoutinePage
from ui.wizard.visit import Visit
from ui.wizard.warming import Warming


class RoutineWizard(Retranslated, Helped, QWizard):
    """Named after its routine; lives on Qt's thread; a new one per visit, which deletes itself when it is closed.

    Until Finish nothing is written. `finish` runs on the database lane; the wizard closes when its outcome is in.
    Signals: done_with(Outcome), all is on disk; and QDialog's finished(int), however it ended.
    """

    done_with = Signal(object)

    def __init__(
        self,
        visit: Visit[Any],
        pages: Sequence[RoutinePage[Any]],
        title: Text,
        tasks: TaskRunner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(visit.routine.name)
        self.visit = visit
        self._title = self.help_title = title
        self._pages = {page.step: page for page in pages}
        self._ids = {page.step: self.addPage(page) for page in pages}
        self._route = Route(self, self._ids)
        self._shown = ""
        self._is_done = False
        self._frame = Frame(self, title, visit, self._pages)
        self._frame.side.steps.step_chosen.connect(self.go_to)
        self._finishing = Finishing(tasks, self._frame.buttons, self)
        self._finishing.done.connect(self._outcome_in)
        for page in pages:
            page.edited.connect(self._page_edited)
            page.go_to.connect(self.go_to)
        self.currentIdChanged.connect(self._page_shown)
        self.finished.connect(self.deleteLater)
        self.restart()
        self._warming = Warming(pages, visit)
        self.finished.connect(self._warming.stop)
        self.setWindowTitle(spoken(title))

    def showEvent(self, event: QShowEvent) -> None:
        """Also when it comes back into sight as a page of a window."""
        super().showEvent(event)
        self._frame.focus_first(self.current)

    @property
    def current(self) -> RoutinePage[Any]:
        page = self.currentPage()
        assert isinstance(page, RoutinePage)
        return page

    @property
    def may_be_locked(self) -> bool:
        """No payment is going on."""
        return not self._finishing.is_running and not self.current.is_payment

    def go_to(self, target: str) -> None:
        """A step, or the draft field on one. Forward only as far as the steps on the way are finished.

        From a page's own link one comes back to that page with the next press of the primary button.
        """
        page = self.sender()
        self._route.returns_to = page.step if isinstance(page, RoutinePage) else ""
        with_field = (p.step for p in self._pages.values() if target in p.inputs.fields)
        step = target if target in self._pages else next(with_field, self.current.step)
        self._travel(step)
        if step != target and self.current.step == step:
            self.current.focus_field(target)

    def nextId(self) -> int:
        page = self.currentPage()
        step = self.visit.next_step(page.step) if isinstance(page, RoutinePage) else None
        return self._ids[step] if step else -1

    def validateCurrentPage(self) -> bool:
        if self._is_done:
            return True
        page = self.current
        if page.notices.is_busy:
            return False
        self.visit.forgive(page.step)
        part = page.checked()
        if part != page.part:
            self._page_edited(part)
        page.show_problems(self.visit.problems(page.step))
        if not page.isComplete():
            page.show_problems(self.visit.problems(page.step), insist=True)
        return page.isComplete()

    def accept(self) -> None:
        if self.nextId() == -1 and self.validateCurrentPage():
            self._finishing.start(self.visit, self.current)

    def reject(self) -> None:
        """Asks first when something was entered. What is being written can't be cancelled."""
        if self._finishing.is_running:
            return
        if self.visit.has_entries:
            question = _cancel_question(self)
            question.accepted.connect(self.leave)
            question.open()
        else:
            self.leave()

    def retranslate(self) -> None:
        self.setWindowTitle(spoken(self._title))
        self.visit.refresh()
        self.current.take(self.visit.draft, self.visit.quote())
        self._frame.buttons.retranslate()
        self._frame.show(self.current, self._route.returns_to)

    def leave(self) -> None:
        """Throws away what was entered, without asking."""
        super().reject()

    def _page_shown(self, page_id: int) -> None:
        if page_id == -1:
            return
        page, before = self.current, self._shown
        self.visit.see(page.step)
        page.take(self.visit.draft, self.visit.quote())
        if self._route.is_travelling:
            return
        self._shown = page.step
        if self._route.leads_on(page.step, before) and self.visit.is_finished(page.step):
            self._travel(self._route.returns_to)
            return
        page.setTitle("")  # QWizard lays out anew: a page that is still hidden it takes for one that doesn't grow
        page.show_problems(self.visit.problems(page.step))
        self._frame.show(page, self._route.returns_to)
        self._frame.focus_first(page)

    def _travel(self, step: str) -> None:
        self._route.travel(step)
        self._page_shown(self.currentId())

    def _page_edited(self, part: object) -> None:
        page = self.current
        self.visit.put(page.part_name, part)
        page.take(self.visit.draft, self.visit.quote())
        page.show_problems(self.visit.problems(page.step))
        self._frame.show(page, self._route.returns_to)

    def _outcome_in(self, outcome: Outcome) -> None:
        if outcome.is_done:
            self._is_done = True
            super().accept()
            self.done_with.emit(outcome)
            return
        self._route.returns_to = self.current.step
        self._travel(self.visit.refuse(outcome.problems, at=self.current.step))
        self.current.show_problems(self.visit.problems(self.current.step), insist=True)
        for problem in outcome.problems:
            if not problem.blocks:
                self.current.notices.tell(problem)


def _cancel_question(parent: QWidget) -> ConfirmDialog:
    return ConfirmDialog(
        N_("Cancel without saving?"),
        N_("Everything entered here is thrown away. Nothing has been saved or paid."),
        N_("Throw away"),
        parent,
        danger=True,
        cancel=N_("Go on here"),
    )
