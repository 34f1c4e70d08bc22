"""Direct debit among its neighbours in the window: the area, built when it is first shown."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.staff.rights import Right, StaffMember
from kiosk.store import Store
from kiosk.texts import N_
from ui.main_window import MainWindow
from ui.tasks import Lane, TaskRunner

if TYPE_CHECKING:
    from kiosk.direct_debit.charging_run import RunPreview
    from ui.direct_debit.autogiro_area import AutogiroArea
    from ui.documents.paperwork import Paperwork

AREA = "direct_debit"


@dataclass(frozen=True, slots=True)
class Made:
    """A run's list as a document; `rows`: how many people stand on it."""

    month: str
    rows: int
    title: str
    pdf: bytes


class AutogiroDesk(QObject):
    """Lives as long as the window. `open_person` leads to the person card.

    Signals: written(), something was charged, sent or imported.
    """

    written = Signal()

    def __init__(
        self,
        window: MainWindow,
        store: Store,
        tasks: TaskRunner,
        staff: Callable[[], StaffMember],
        paper: "Paperwork",
        open_person: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._window, self._store, self._tasks, self._staff = window, store, tasks, staff
        self._paper, self._open_person = paper, open_person
        self._area: AutogiroArea | None = None
        area_help = N_("Charge the month, send files to the bank, and import what it answers.")
        window.add_area(AREA, "bank", N_("Direct debit"), self._built, area_help)
        window.area_shown.connect(self._area_shown)

    def staff_changed(self) -> None:
        """Only those who may work with it see the area."""
        self._window.offer_area(AREA, self._staff().may(Right.DIRECT_DEBIT))
        self.refresh()

    def refresh(self) -> None:
        """Something came from central."""
        if self._area is not None:
            self._area.refresh()

    def leave(self) -> None:
        """The window closes."""
        if self._area is not None:
            self._area.run.driver.leave()

    def _area_shown(self, name: str) -> None:
        if name == AREA:
            self.refresh()

    def _built(self) -> QWidget:
        from ui.direct_debit.autogiro_area import AutogiroArea

        self._area = AutogiroArea(self._store, self._tasks, self._staff, self._window.toast)
        self._area.person_wanted.connect(self._person_wanted)
        self._area.written.connect(self.written)
        self._area.print_wanted.connect(self._print)
        return self._area

    def _print(self, seen: "RunPreview") -> None:
        """Made on the printer's lane: nobody's errand waits for a long list."""
        job = partial(_made, self._store, self._staff(), seen)
        self._tasks.submit(Lane.PRINTER, job, self._show_paper)

    def _show_paper(self, made: "Made | Problem") -> None:
        if isinstance(made, Problem):
            self._window.toast.say(partial(sentence, made))
        else:
            _PrintedRun(self, made.month, made.rows).show(made)

    def show_noted(self, made: "Made", came_out: Callable[[], None]) -> None:
        self._paper.show_noted((made.title, made.pdf), came_out)

    def note_printed(self, month: str, rows: int) -> None:
        self._tasks.submit(Lane.DATABASE, partial(_noted, self._store, self._staff(), month, rows), self._was_noted)

    def _was_noted(self, _nothing: None) -> None:
        """It is in the journal."""

    def _person_wanted(self, person_id: str) -> None:
        self._open_person(person_id)


class _PrintedRun(QObject):
    """A list that lies in the viewer: that it came out is noted."""

    def __init__(self, desk: AutogiroDesk, month: str, rows: int) -> None:
        super().__init__(desk)
        self._desk, self._month, self._rows = desk, month, rows

    def show(self, made: Made) -> None:
        self._desk.show_noted(made, self._came_out)

    def _came_out(self) -> None:
        self._desk.note_printed(self._month, self._rows)


def _made(store: Store, staff: StaffMember, seen: "RunPreview") -> Made | Problem:
    from kiosk.direct_debit.run_paper import run_paper
    from kiosk.documents.run_sheet import title_of, write_run_sheet

    paper = run_paper(store, staff, seen)
    if isinstance(paper, Problem):
        return paper
    rows = sum(len(some) for some in (paper.lines, paper.invoices, paper.exceptions, paper.drawn, paper.billed))
    return Made(paper.month, rows, title_of(paper.month), write_run_sheet(paper))


def _noted(store: Store, staff: StaffMember, month: str, rows: int) -> None:
    from kiosk.direct_debit.run_paper import note_printed

    note_printed(store, staff, month, rows)
