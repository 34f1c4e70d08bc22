"""The rows of a file as the preview shows them: filtered by verdict, counted, in a table, and what is said of one."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.formats import whole
from kiosk.organisations.import_judging import TAKEN_IN, ImportRow, Verdict
from kiosk.organisations.import_report import why
from kiosk.organisations.import_rows import Reading
from kiosk.texts import N_, _, plural
from ui.controls import Label, SecondaryButton, Text, TypeRole
from ui.controls.scrolling import Whole
from ui.organisations.import_table import RowModel, RowTable
from ui.organisations.import_words import VERDICTS
from ui.organisations.verdict_filter import VerdictFilter

ALL = "all"
ROLES = {Verdict.ERROR: TypeRole.ERROR, Verdict.WARNING: TypeRole.WARNING}


class ImportRowsView(QWidget):
    """Signals: corrected(row's place in the file, its cells as they shall be); zeros_wanted(), every number that was
    suggested is taken."""

    corrected = Signal(int, object)
    zeros_wanted = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reading: Reading | None = None
        self._model = RowModel(today, self)
        self._model.corrected.connect(self.corrected)
        self.table = RowTable(self._model)
        self.table.row_changed.connect(self._explain)
        self._why = Label("")
        self._why.setObjectName("why")
        self._filters = VerdictFilter(_filter_options(None))
        self._filters.set_value(ALL)
        self._filters.value_changed.connect(self._filter)
        self._counts = Label("", TypeRole.STRONG)
        self._zeros = SecondaryButton(self._zeros_words, "check")
        self._zeros.setObjectName("put_zeros_back")
        self._zeros.clicked.connect(self.zeros_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._filters)
        column.addWidget(self._zeros, 0, Qt.AlignmentFlag.AlignLeft)
        self._whole = Whole()  # scrolled into view where what stands above it takes the room
        inside = QVBoxLayout(self._whole)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._counts)
        inside.addWidget(self.table, 1)
        column.addWidget(self._whole, 1)
        column.addWidget(self._why)

    def show_reading(self, reading: Reading | None, *, is_renewed: bool) -> None:
        """`is_renewed`: rows of the one that stands here were judged anew, and those in view stay in view."""
        self.reading = reading
        if reading is not None and is_renewed:
            self._model.renew(reading)
        else:
            self._filters.set_value(ALL)
            self._model.show_reading(reading, None)
            self.table.go_to_first()
        self.say()

    def say(self) -> None:
        """What stands round the table, also in another language."""
        self._filters.set_options(_filter_options(self.reading))
        self._counts.say(partial(_counts_words, self.reading))
        self._zeros.setVisible(self._zeros_lost > 0)
        self._zeros.retranslate()
        self._whole.has_grown()

    def _filter(self) -> None:
        value = self._filters.value()
        self._model.show_reading(self.reading, None if value == ALL else Verdict(str(value)))
        self.table.go_to_first()

    def _explain(self, row: ImportRow | None) -> None:
        """What is said of the row in question, whole."""
        self._why.say(lambda: "" if row is None else _row_words(row))
        self._why.set_role(ROLES.get(row.verdict, TypeRole.MUTED) if row is not None else TypeRole.MUTED)

    @property
    def _zeros_lost(self) -> int:
        return sum(1 for row in self.reading.rows if row.problems and row.suggestion) if self.reading else 0

    def _zeros_words(self) -> str:
        return plural("Put the zeros back in {n} number", "Put the zeros back in {n} numbers", self._zeros_lost)


def taken_in(reading: Reading | None) -> int:
    """How many would be imported."""
    counts = reading.counts() if reading is not None else {}
    return sum(counts.get(verdict, 0) for verdict in TAKEN_IN)


def _row_words(row: ImportRow) -> str:
    """In words also where nothing is wrong: the line stays as high as it is."""
    said = why(row) or _(VERDICTS[row.verdict])
    return _("Line {line}: {said}", line=row.line, said=said)


def _counts_words(reading: Reading | None) -> str:
    if reading is None:
        return ""
    taken = taken_in(reading)
    rest = len(reading.rows) - taken
    first = plural("{n} row would be imported", "{n} rows would be imported", taken)
    others = plural("{n} would not", "{n} would not", rest)
    return f"{first}, {others}." if rest else f"{first}."


def _filter_options(reading: Reading | None) -> list[tuple[object, Text]]:
    """With how many there are of each."""
    counts = reading.counts() if reading is not None else {}
    return [
        (ALL, partial(_filter_words, None, len(reading.rows) if reading is not None else 0)),
        *((one.value, partial(_filter_words, one, counts.get(one, 0))) for one in Verdict),
    ]


def _filter_words(verdict: Verdict | None, count: int) -> str:
    words = N_("All") if verdict is None else VERDICTS[verdict]
    return f"{_(words)} ({whole(count)})"
