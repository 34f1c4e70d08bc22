"""The page Columns: how the file was taken to be written, with a live sample; everything can be switched."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt

from kiosk.organisations.import_bytes import Encoding, FileBytes
from kiosk.organisations.import_columns import (
    NO_COLUMN,
    Layout,
    column_name,
    column_titles,
    layout_of,
    unused_columns,
)
from kiosk.organisations.import_judging import masked
from kiosk.organisations.import_pre_orders import ColumnsPart, Draft, ImportRoutine, Step
from kiosk.organisations.import_rows import no_rows, sample_rows
from kiosk.routine import Quote
from kiosk.sentences import sentence
from kiosk.texts import N_, _
from ui.controls import Beside, Choice, Field, Notice, Panel, Text, Tick, Tone
from ui.organisations.import_words import DELIMITERS, ENCODINGS, VERDICTS
from ui.sync.waiting_list import ReadOnlyTable
from ui.wizard.routine_page import RoutinePage

SAMPLE = 8
HEADINGS = (N_("Name"), N_("Personal number or birth date"), N_("E-mail"), N_("Read as"))
ABOUT = N_("Compare the sample with the list: å, ä and ö are letters, and each thing stands in its column.")
LEAST = 220
SHOWN_LETTERS = 12
NO_FILE = Layout(Encoding.CP1252, ";", has_header=True, name=0, identity=1, email=2)
"""What stands there before a file is chosen."""


class ImportColumnsPage(RoutinePage[ColumnsPart]):
    """Fills in `columns`. Looking at the first lines takes a millisecond: on Qt's thread."""

    def __init__(self, routine: ImportRoutine) -> None:
        super().__init__(Step.COLUMNS, "columns", N_("Columns"), ABOUT)
        self._routine = routine
        self._file: FileBytes | None = None
        self._layout: Layout | None = None

    def build(self) -> None:
        self._encoding = Choice("", [(one, text) for one, text in ENCODINGS.items()])
        self._delimiter = Choice("", list(DELIMITERS.items()))
        self._header = Tick(N_("The first line is &titles"))
        self._columns = {name: Choice("") for name in ("name", "identity", "email", "surname")}
        for choice in self._columns.values():  # four in a row: a long title ends with …
            choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(SHOWN_LETTERS)
        self._sample = ReadOnlyTable("sample", HEADINGS, (0, 2), N_("Sample"))
        how, which = Beside(least=LEAST), Beside(least=LEAST)
        for name, title, control in (
            ("encoding", N_("Enc&oding"), self._encoding),
            ("delimiter", N_("Columns are parted b&y"), self._delimiter),
        ):
            how.add(self._bound(name, title, control), 1)
        how.add(self._header, 1, Qt.AlignmentFlag.AlignVCenter)
        for name, title, share in (  # in one row where there is room: the sample must be in sight too
            ("name", N_("N&ame"), 4),
            ("surname", N_("S&urname, if it is apart"), 4),
            ("identity", N_("&Personal number or birth date"), 5),
            ("email", N_("&E-mail"), 4),
        ):
            which.add(self._bound(name, title, self._columns[name]), share)
        self.inputs.bind(self._header, "has_header")
        self._panel = Panel(N_("Sample"))
        self._panel.body.addWidget(self._sample)
        self._empty = Notice("", Tone.WARN)
        self._empty.setObjectName("no_rows")
        self._empty.hide()
        self._unused = Notice("", Tone.WARN)
        self._unused.setObjectName("unused_columns")
        self._unused.hide()
        for part in (how, which, self._unused, self._empty, self._panel):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._offer()

    def take(self, draft: Draft, quote: Quote) -> None:
        self._file, self._layout = draft.file.file, draft.layout
        if self._is_built:
            self._is_showing = True  # what is offered anew is no choice of the user's
            self._offer()
        super().take(draft, quote)

    def show_draft(self, draft: Draft) -> None:
        if self._file is None or self._layout is None:
            return
        today = self._routine.facts.today
        rows = sample_rows(self._file, self._layout, today, SAMPLE)
        self._sample.show_rows([(row.name, masked(row, today), row.email, _(VERDICTS[row.verdict])) for row in rows])
        self._sample.setFixedHeight(self._sample_height(len(rows)))
        self._panel.setVisible(bool(rows))
        self._empty.show_notice(partial(sentence, no_rows(self._file)), Tone.WARN)
        self._empty.setVisible(not rows)
        unused = unused_columns(self._file, self._layout)
        self._unused.setVisible(unused is not None)
        if unused is not None:
            self._unused.show_notice(partial(sentence, unused), Tone.WARN)

    def shown(self, name: str) -> Any:
        return getattr(self._layout or NO_FILE, name)

    def changed(self, name: str, value: Any) -> ColumnsPart:
        """Another encoding or delimiter: what follows from it is found out anew."""
        if self._file is None or self._layout is None:
            return self.part
        if name == "encoding":
            layout = layout_of(self._file, Encoding(value))
        elif name == "delimiter":
            layout = layout_of(self._file, self._layout.encoding, str(value))
        else:
            layout = replace(self._layout, **{name: value})
        return ColumnsPart(self._file, layout)

    def _bound(self, name: str, title: Text, control: Choice) -> Field:
        field = Field(title, control)
        self.inputs.bind(control, name, field)
        return field

    def _offer(self) -> None:
        """The columns there are, by their titles; a delimiter that no list has stands as it is."""
        if self._file is None or self._layout is None:
            return
        own = self._layout.delimiter
        self._delimiter.set_options([*DELIMITERS.items(), *([] if own in DELIMITERS else [(own, partial(str, own))])])
        titles = column_titles(self._file, self._layout)
        columns: list[tuple[object, Text]] = [(at, partial(column_name, at, title)) for at, title in enumerate(titles)]
        for name, choice in self._columns.items():
            nothing: list[tuple[object, Text]] = [(NO_COLUMN, N_("–"))] if name == "surname" else []
            choice.set_options([*nothing, *columns])

    def _sample_height(self, rows: int) -> int:
        """All of it: the page scrolls, not the table in it."""
        self._sample.resizeRowsToContents()
        height = self._sample.horizontalHeader().sizeHint().height() + 2 * self._sample.frameWidth()
        return height + sum(self._sample.rowHeight(row) for row in range(rows))
