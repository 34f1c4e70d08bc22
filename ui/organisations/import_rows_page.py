"""The page Rows: what would be imported and what not, row by row; read off Qt's thread, put right in place."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kiosk.errors import InpassError
from kiosk.long_work import LongWork, WorkCancelled
from kiosk.organisations.import_bytes import FileBytes
from kiosk.organisations.import_judging import TAKEN_IN, ImportRow, Verdict
from kiosk.organisations.import_pre_orders import Draft, ImportRoutine, RowsPart, Step
from kiosk.organisations.import_report import why
from kiosk.organisations.import_rows import Reading, corrected, with_zeros
from kiosk.texts import N_, _, plural
from ui.controls import Beside, EmptyState, Label, SecondaryButton, Text, TypeRole
from ui.organisations.import_table import RowModel, RowTable
from ui.organisations.import_words import VERDICTS
from ui.tasks import Lane, TaskRunner, Ticket
from ui.wizard.routine_page import RoutinePage
from ui.wizard.tiles import Tiles
from ui.wizard.work_watch import WorkWatch

ABOUT = N_("Nothing is saved yet. Enter or a double click in a cell puts it right.")
ALL = "all"
FILTERS: tuple[Verdict | None, ...] = (None, *Verdict)


class ImportRowsPage(RoutinePage[RowsPart]):
    """Fills in `rows`. Reading goes on from where another step changed what is read."""

    def __init__(self, routine: ImportRoutine, tasks: TaskRunner) -> None:
        super().__init__(Step.ROWS, "rows", N_("Rows"), ABOUT)
        self._routine, self._tasks = routine, tasks
        self.action = self._action_words
        self._draft = Draft()
        self._shown: Reading | None = None
        self._shown_file: FileBytes | None = None
        self._ticket: Ticket | None = None
        self._is_stopped = False
        self._watch = WorkWatch(self.notices.busy, self)
        self.notices.busy.cancelled.connect(self._stop)  # beside the watch: it is not begun again by itself

    def build(self) -> None:
        self._model = RowModel(self._routine.facts.today, self)
        self._model.corrected.connect(self._correct)
        self._table = RowTable(self._model)
        self._table.row_changed.connect(self._explain)
        self._why = Label("")
        self._why.setObjectName("why")
        self._filters = Tiles(_filter_options(None), columns=len(FILTERS))
        self._filters.setObjectName("verdicts")
        self._filters.set_value(ALL)
        self._filters.value_changed.connect(self._filter)
        self._counts = Label("", TypeRole.STRONG)
        self._zeros = SecondaryButton(self._zeros_words, "check")
        self._zeros.setObjectName("put_zeros_back")
        self._zeros.clicked.connect(self._put_zeros_back)
        above = Beside()
        above.add(self._counts, 1, Qt.AlignmentFlag.AlignVCenter)
        above.add(self._zeros)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self._filters, above):
            column.addWidget(part)
        column.addWidget(self._table, 1)
        column.addWidget(self._why)
        self._nothing = EmptyState("file-text", N_("The rows are not read"), self._nothing_words, N_("Read the rows"))
        assert self._nothing.action is not None
        self._nothing.action.setObjectName("read_rows")
        self._nothing.action.clicked.connect(self._read)
        self._pages = QStackedWidget()
        self._pages.addWidget(inside)
        self._pages.addWidget(self._nothing)
        self.body.addWidget(self._pages, 1)

    def show_draft(self, draft: Draft) -> None:
        self._draft = draft
        reading = None if self._routine.must_read(draft) else draft.rows.reading
        self._pages.setCurrentIndex(0 if reading is not None else 1)
        self._show(reading)
        if self.isVisible() and not self._is_stopped:
            self._read_if_needed()

    def entered(self) -> None:
        self._is_stopped = False
        self._read_if_needed()

    def left(self) -> None:
        if self._ticket is not None:
            self._stop()

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

    def _stop(self) -> None:
        """By the user, or because the page is left. Finishing has its own way to stop."""
        if self._ticket is not None:
            self._is_stopped = True
            self._watch.cancel()

    def _was_read(self, part: RowsPart | None) -> None:
        """None: it was stopped."""
        self._end()
        if part is not None:
            self.put(part)
            self._table.setFocus()

    def _failed(self, error: InpassError) -> None:
        self._end()
        self._is_stopped = True
        self.notices.say_error(error)

    def _end(self) -> None:
        self._ticket = None
        self._watch.stop()
        self.notices.end_work()

    def _show(self, reading: Reading | None) -> None:
        """A row that was put right stays in view though it is another verdict's now; another reading is shown anew."""
        if reading is self._shown:
            self._counts.retranslate()
            return
        before, self._shown = self._shown, reading
        is_renewed = before is not None and self._shown_file is self._draft.rows.file
        self._shown_file = self._draft.rows.file
        if reading is not None and before is not None and is_renewed and reading.layout == before.layout:
            self._model.renew(reading)
        else:
            self._filters.set_value(ALL)
            self._model.show_reading(reading, None)
            self._table.go_to_first()
        self._filters.set_options(_filter_options(reading))
        self._counts.say(partial(_counts_words, reading))
        self._zeros.setVisible(self._zeros_lost > 0)
        self._zeros.retranslate()

    def _explain(self, row: ImportRow | None) -> None:
        """What is said of the row in question, whole."""
        self._why.say(lambda: "" if row is None else _row_words(row))
        self._why.set_role(_ROLES.get(row.verdict, TypeRole.MUTED) if row is not None else TypeRole.MUTED)

    def _filter(self) -> None:
        value = self._filters.value()
        self._model.show_reading(self._shown, None if value == ALL else Verdict(str(value)))
        self._table.go_to_first()

    def _correct(self, at: int, cells: tuple[str, str, str]) -> None:
        reading = self.part.reading
        if reading is not None:
            self.put(replace(self.part, reading=corrected(reading, at, cells, self._routine.facts.today)))

    def _put_zeros_back(self) -> None:
        reading = self.part.reading
        if reading is not None:
            self.put(replace(self.part, reading=with_zeros(reading, self._routine.facts.today)))
            self._table.setFocus()

    @property
    def _zeros_lost(self) -> int:
        return sum(1 for row in self._shown.rows if row.problems and row.suggestion) if self._shown else 0

    def _zeros_words(self) -> str:
        return plural("Put the zeros back in {n} number", "Put the zeros back in {n} numbers", self._zeros_lost)

    def _nothing_words(self) -> str:
        return _("Nothing is changed by reading them.")

    def _action_words(self) -> str:
        taken = _taken(self._shown) if self._shown is not None else 0
        return plural("&Import {n} pre-order", "&Import {n} pre-orders", taken)


def _read_or_stopped(read: Callable[[], RowsPart]) -> RowsPart | None:
    """On the database lane."""
    try:
        return read()
    except WorkCancelled:
        return None


def _taken(reading: Reading) -> int:
    counts = reading.counts()
    return sum(counts[verdict] for verdict in TAKEN_IN)


def _counts_words(reading: Reading | None) -> str:
    if reading is None:
        return ""
    taken = _taken(reading)
    rest = len(reading.rows) - taken
    first = plural("{n} row would be imported", "{n} rows would be imported", taken)
    others = plural("{n} would not", "{n} would not", rest)
    return f"{first}, {others}." if rest else f"{first}."


_ROLES = {Verdict.ERROR: TypeRole.ERROR, Verdict.WARNING: TypeRole.WARNING}


def _row_words(row: ImportRow) -> str:
    """In words also where nothing is wrong: the line stays as high as it is."""
    said = why(row) or _(VERDICTS[row.verdict])
    return _("Line {line}: {said}", line=row.line, said=said)


def _filter_options(reading: Reading | None) -> list[tuple[object, Text]]:
    """With how many there are of each."""
    counts = reading.counts() if reading is not None else {}
    return [
        (ALL, partial(_filter_words, None, len(reading.rows) if reading is not None else 0)),
        *((one.value, partial(_filter_words, one, counts.get(one, 0))) for one in Verdict),
    ]


def _filter_words(verdict: Verdict | None, count: int) -> str:
    words = _("All") if verdict is None else _(VERDICTS[verdict])
    return f"{words} ({count})"
