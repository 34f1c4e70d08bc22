"""The page Rows: what would be imported and what not, row by row; read off Qt's thread, put right in place."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from kiosk.errors import InpassError
from kiosk.long_work import LongWork, WorkCancelled
from kiosk.organisations.import_bytes import FileBytes
from kiosk.organisations.import_pre_orders import Draft, ImportRoutine, RowsPart, Step, is_refused
from kiosk.organisations.import_rows import Reading, corrected, with_zeros
from kiosk.texts import N_, _, plural
from ui.organisations.import_rows_place import ImportRowsPlace
from ui.organisations.import_rows_view import ImportRowsView, taken_in
from ui.tasks import Lane, TaskRunner, Ticket
from ui.wizard.routine_page import RoutinePage
from ui.wizard.work_watch import WorkWatch

ABOUT = N_("Nothing is saved yet. Enter or a double click edits a cell.")


class ImportRowsPage(RoutinePage[RowsPart]):
    """Fills in `rows`. They are read when it comes into sight, unless they are those of what is chosen now."""

    def __init__(self, routine: ImportRoutine, tasks: TaskRunner) -> None:
        super().__init__(Step.ROWS, "rows", N_("Rows"), ABOUT)
        self._routine, self._tasks = routine, tasks
        self.action = self._action_words
        self._draft = Draft()
        self._shown_file: FileBytes | None = None
        self._ticket: Ticket | None = None
        self._is_stopped = False
        self._watch = WorkWatch(self.notices.busy, self)
        self.notices.busy.cancelled.connect(self.left)  # beside the watch: it is not begun again by itself

    def build(self) -> None:
        self._view = ImportRowsView(self._routine.facts.today)
        self._view.corrected.connect(self._correct)
        self._view.zeros_wanted.connect(self._put_zeros_back)
        self._place = ImportRowsPlace(self._view)
        self._place.read_wanted.connect(self._read)
        self._place.go_to.connect(self.go_to)
        self.body.addWidget(self._place, 1)

    def show_draft(self, draft: Draft) -> None:
        self._draft = draft
        reading = None if self._routine.must_read(draft) else draft.rows.reading
        refused = draft.rows.refused if is_refused(draft) else None
        self._place.show_what(is_read=reading is not None, refused=refused)
        self._show(reading)
        if self.isVisible() and not self._is_stopped:
            self._read_if_needed()

    def entered(self) -> None:
        self._is_stopped = False
        self._read_if_needed()

    def _show(self, reading: Reading | None) -> None:
        before = self._view.reading
        if reading is before:
            self._view.say()
            return
        is_same_file = self._shown_file is self._draft.rows.file
        is_renewed = reading is not None and before is not None and is_same_file and reading.layout == before.layout
        self._shown_file = self._draft.rows.file
        self._view.show_reading(reading, is_renewed=is_renewed)

    def _read_if_needed(self) -> None:
        if self._ticket is None and not self.notices.is_busy and self._routine.must_read(self._draft):
            self._read()

    def _read(self) -> None:
        self._is_stopped = False
        work = LongWork()
        self.notices.begin_work(N_("Reading the rows…"), can_cancel=True)
        self._watch.start(work)
        job = partial(_read_or_stopped, partial(self._routine.read, self._draft, work))
        self._ticket = self._tasks.submit(Lane.DATABASE, job, self._was_read, self._failed)

    def left(self) -> None:
        """Also when the user cancels the reading. Finishing has its own way to stop."""
        if self._ticket is not None:
            self._is_stopped = True
            self._watch.cancel()

    def _was_read(self, part: RowsPart | None) -> None:
        """None: it was stopped."""
        self._end()
        if part is not None:
            self.put(part)
            self._view.table.setFocus()

    def _failed(self, error: InpassError) -> None:
        self._end()
        self._is_stopped = True
        self.notices.say_error(error)

    def _end(self) -> None:
        self._ticket = None
        self._watch.stop()
        self.notices.end_work()

    def _correct(self, at: int, cells: tuple[str, str, str]) -> None:
        if self.part.reading is not None:
            reading = corrected(self.part.reading, at, cells, self._routine.facts.today)
            self.put(replace(self.part, reading=reading))

    def _put_zeros_back(self) -> None:
        """Every row is judged anew: off Qt's thread."""
        reading = self.part.reading
        if reading is not None and not self.notices.is_busy:
            self.notices.begin_work(N_("Reading the rows…"))
            job = partial(_with_zeros, reading, self._routine.facts.today)
            self._tasks.submit(Lane.DATABASE, job, self._have_zeros, self._failed)

    def _have_zeros(self, found: tuple[Reading, Reading]) -> None:
        before, after = found
        self._end()
        if self.part.reading is before:
            self.put(replace(self.part, reading=after))
            self._view.table.setFocus()

    def _action_words(self) -> str:
        reading = self._view.reading if self._is_built else None
        if self._draft.rows.reading is None:
            return _("&Import pre-orders")
        return plural("&Import {n} pre-order", "&Import {n} pre-orders", taken_in(reading))


def _with_zeros(reading: Reading, today: date) -> tuple[Reading, Reading]:
    """What it was beside what it becomes: another may stand there by then."""
    return reading, with_zeros(reading, today)


def _read_or_stopped(read: Callable[[], RowsPart]) -> RowsPart | None:
    """On the database lane."""
    try:
        return read()
    except WorkCancelled:
        return None
