"""The area of matters to settle: what central could not let stand as it was done, oldest first."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from kiosk.problems import Problem
from kiosk.routine import Outcome
from kiosk.sentences import sentence
from kiosk.staff.rights import Right, StaffMember
from kiosk.store import Store
from kiosk.sync.matters import OpenMatter, open_matter_count, open_matters
from kiosk.sync.settling import NOT_ALLOWED, pay_back, settle_matter, what_is_returned, why_not
from kiosk.sync.ways import Way, asks
from kiosk.texts import N_, plural
from ui.controls import EmptyState, Label, Notice, Retranslated, ScrollColumn, Toast, Tone, TypeRole
from ui.sync.matter_panel import MatterPanel
from ui.sync.pay_back_dialog import PayBackDialog
from ui.sync.settle_dialog import SettleDialog
from ui.tasks import Lane, TaskRunner
from ui.theme import Space, px

MOST = 50  # panels; the rest come as these are settled


class MattersView(Retranslated, QWidget):
    """Lives on Qt's thread; settles on the database lane. `staff`: who works here now.

    Signals: person_wanted(person id); card_wanted(person id), a new one; settled(), when one is closed;
    receipt_wanted(receipt id), of a return that was made.
    """

    person_wanted = Signal(str)
    card_wanted = Signal(str)
    settled = Signal()
    receipt_wanted = Signal(str)

    def __init__(self, store: Store, tasks: TaskRunner, staff: Callable[[], StaffMember], toast: Toast) -> None:
        super().__init__()
        self._store, self._tasks, self._staff, self._toast = store, tasks, staff, toast
        self._shown: tuple[list[OpenMatter], str, frozenset[Right], int] | None = None
        self._panels: list[MatterPanel] = []
        self._why_not = Notice("", Tone.INFO)
        self._list = ScrollColumn()
        self._list.body.addStretch(1)
        self._more = Label("", TypeRole.MUTED)
        self._empty = EmptyState(
            "circle-check",
            N_("Nothing to settle"),
            N_("What desks did without knowing of each other comes here."),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(px(Space.WIDE), px(Space.WIDE), px(Space.WIDE), px(Space.MEDIUM))
        column.setSpacing(px(Space.MEDIUM))
        for part, stretch in (
            (Label(N_("Matters to settle"), TypeRole.TITLE), 0),
            (self._why_not, 0),
            (self._list, 1),
            (self._more, 0),
            (self._empty, 1),
        ):
            column.addWidget(part, stretch)
        self.retranslate()

    def retranslate(self) -> None:
        self._shown = None
        self.refresh()

    def refresh(self) -> None:
        """Nothing is built anew while nothing has changed: what has the focus keeps it."""
        matters = open_matters(self._store, MOST)
        staff = self._staff()
        may_not = "" if staff.may(Right.SETTLE) else sentence(Problem(NOT_ALLOWED))
        shown = (matters, may_not, staff.rights, open_matter_count(self._store))
        if shown != self._shown:
            self._shown = shown
            self._show(matters, may_not, shown[-1])

    def _show(self, matters: list[OpenMatter], may_not: str, count: int) -> None:
        focus = self.focusWidget()
        place = next((at for at, panel in enumerate(self._panels) if focus and panel.isAncestorOf(focus)), None)
        gone = self._replace_panels(matters)
        if place is not None and self._panels:
            self._focus_on(self._panels[min(place, len(self._panels) - 1)])
        for panel in gone:  # the focus has left them: a hidden one would throw it to the end of the list
            panel.hide()
            panel.deleteLater()
        self._why_not.show_notice(partial(str, may_not), Tone.INFO)
        self._why_not.setVisible(bool(may_not and matters))
        self._list.setVisible(bool(matters))
        self._empty.setVisible(not matters)
        more = count - len(matters)
        self._more.say(lambda: plural("{n} more comes after these", "{n} more come after these", more))
        self._more.setVisible(more > 0)

    def _replace_panels(self, matters: list[OpenMatter]) -> list[MatterPanel]:
        """Those that still say what they say stay where they are; returns those that are to go."""
        reasons = {matter: _reasons(matter, self._staff()) for matter in matters}
        kept = {one.matter: one for one in self._panels if one.matter in reasons and reasons[one.matter] == one.reasons}
        gone = [panel for panel in self._panels if kept.get(panel.matter) is not panel]
        for panel in gone:
            self._list.body.removeWidget(panel)
        self._panels = [kept.get(matter) or self._panel(matter, reasons[matter]) for matter in matters]
        for at, panel in enumerate(self._panels):
            if panel.matter not in kept:
                self._list.body.insertWidget(at, panel)
        return gone

    def _panel(self, matter: OpenMatter, reasons: dict[Way, str]) -> MatterPanel:
        panel = MatterPanel(matter, reasons)
        panel.way_chosen.connect(self._chosen)
        panel.person_wanted.connect(self.person_wanted)
        panel.card_wanted.connect(self.card_wanted)
        return panel

    def show_matter(self, matter_id: str) -> None:
        """With the focus on its first button; nothing for one that is settled by now, or further down than is shown."""
        self.refresh()
        panel = next((one for one in self._panels if one.matter.matter_id == matter_id), None)
        if panel is not None:
            self._focus_on(panel)

    def _focus_on(self, panel: MatterPanel) -> None:
        first = next((button for button in panel.findChildren(QPushButton) if button.isEnabled()), None)
        if first is not None:
            first.setFocus()

    def _chosen(self, matter: OpenMatter, way: Way) -> None:
        if way is Way.PAID_BACK:
            self._ask_to_pay_back(matter)
            return
        if not asks(way).note and not asks(way).consequence:
            self._settle(matter.matter_id, way, "")
            return
        dialog = SettleDialog(matter, way, self._staff(), self.window())
        dialog.settled.connect(self._settle)
        dialog.open()

    def _ask_to_pay_back(self, matter: OpenMatter) -> None:
        told = what_is_returned(self._store, self._staff(), matter.matter_id)
        if isinstance(told, Problem):
            self._toast.say(partial(sentence, told))
            return
        dialog = PayBackDialog(matter, told, self.window())
        dialog.agreed.connect(self._pay_back)
        dialog.open()

    def _pay_back(self, matter_id: str, amount: int) -> None:
        job = partial(pay_back, self._store, self._staff(), matter_id, amount)
        self._tasks.submit(Lane.DATABASE, job, self._was_paid_back, self._failed)

    def _was_paid_back(self, outcome: Outcome) -> None:
        self._was_settled(next(iter(outcome.problems), None), N_("Paid back."))
        if outcome.is_done:
            self.receipt_wanted.emit(outcome.receipt_id)

    def _settle(self, matter_id: str, way: Way, note: str) -> None:
        job = partial(settle_matter, self._store, self._staff(), matter_id, way, note)
        self._tasks.submit(Lane.DATABASE, job, self._was_settled, self._failed)

    def _was_settled(self, problem: Problem | None, done: str = N_("Settled.")) -> None:
        self._toast.say(done if problem is None else partial(sentence, problem))
        self.refresh()
        self.settled.emit()

    def _failed(self, error: Exception) -> None:
        self._toast.say(partial(str, error))


def _reasons(matter: OpenMatter, staff: StaffMember) -> dict[Way, str]:
    """Of the ways that this member of staff may not choose."""
    missing = ((way, why_not(staff, matter.code, way)) for way in (*matter.ways, Way.NOTED))
    return {way: sentence(problem) for way, problem in missing if problem is not None}
