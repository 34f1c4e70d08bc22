"""Files from the bank: chosen, looked at with every line that nothing belongs to, and then imported."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk import formats
from kiosk.direct_debit.files_in import Incoming, import_file, preview_file
from kiosk.direct_debit.files_out import files_of
from kiosk.direct_debit.shown_lines import MEANINGS, effect_lines, loose_lines
from kiosk.errors import InpassError
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import N_, _, plural
from ui.controls import (
    Label,
    Panel,
    PrimaryButton,
    ScrollColumn,
    SecondaryButton,
    Toast,
    Tone,
    Trouble,
    TypeRole,
)
from ui.direct_debit.choosing_files import CHOOSING
from ui.direct_debit.counted_list import CountedList
from ui.direct_debit.file_rows import FileRows, kind_words
from ui.tasks import Lane, TaskRunner
from ui.theme import Space, px

Looked = Incoming | tuple[Problem, ...]
MOST_PROBLEMS = 5
NO_FILES = N_("No files yet. Fetch the bank’s answers from Bankgirot, and choose the file above.")


class InPage(QWidget):
    """Lives on Qt's thread; files are read and imported on the database lane.

    Signals: person_wanted(person id); written(), something was imported.
    """

    person_wanted = Signal(str)
    written = Signal()

    def __init__(self, store: Store, tasks: TaskRunner, staff: Callable[[], StaffMember], toast: Toast) -> None:
        super().__init__()
        self._store, self._tasks, self._staff, self._toast = store, tasks, staff, toast
        self._incoming: Incoming | None = None
        self._choose = SecondaryButton(N_("Choose a file…"), "download")
        self._choose.setObjectName("choose_file")
        self._import = PrimaryButton(N_("Import"))
        self._import.setObjectName("import_file")
        self._drop = SecondaryButton(N_("Don’t import"))
        self._drop.setObjectName("drop_file")
        self._summary, self._counts = Label("", TypeRole.STRONG), Label("", TypeRole.MUTED)
        self._trouble = Trouble()
        self._effects = CountedList(
            "effects", N_("What will happen"), N_("Nothing changes."), partial(effect_lines, store)
        )
        none_loose = N_("Every line belongs to somebody here.")
        self._loose = CountedList("loose_lines", N_("Left out"), none_loose, partial(loose_lines, store))
        self._before, self._rows = ScrollColumn(), FileRows((), NO_FILES)
        self._lay_out()
        self._choose.clicked.connect(self._choose_file)
        self._import.clicked.connect(self._begin_import)
        self._drop.clicked.connect(self._forget)
        self._effects.person_chosen.connect(self.person_wanted)
        self._show(None)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._trouble.hide()  # about what was tried before the page was left
        self.refresh()

    def refresh(self) -> None:
        rows = FileRows(files_of(self._store, "in"), NO_FILES)
        self._panel.body.replaceWidget(self._rows, rows)
        self._rows.deleteLater()
        self._rows = rows

    def _lay_out(self) -> None:
        words, top, lists = QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        words.setSpacing(px(Space.TIGHT))
        words.addStretch(1)
        words.addWidget(self._summary)
        words.addWidget(self._counts)
        words.addStretch(1)
        top.setSpacing(px(Space.LARGE))
        top.addWidget(self._choose)
        top.addLayout(words, 1)
        top.addWidget(self._drop)
        top.addWidget(self._import)
        self._lists = QWidget()
        self._lists.setLayout(lists)
        lists.setContentsMargins(0, 0, 0, 0)
        lists.setSpacing(px(Space.LARGE))
        lists.addWidget(self._effects, 1)
        lists.addWidget(self._loose, 1)
        self._panel = Panel(N_("Files imported"))
        self._panel.body.addWidget(self._rows)
        self._before.body.addWidget(self._panel)
        self._before.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(Space.MEDIUM))
        column.addLayout(top)
        column.addWidget(self._trouble)
        column.addWidget(self._lists, 1)
        column.addWidget(self._before, 1)

    def _choose_file(self) -> None:
        path = CHOOSING.file(self)
        if path:
            self._tasks.submit(Lane.DATABASE, partial(_read, self._store, Path(path)), self._looked, self._failed)

    def _looked(self, found: Looked) -> None:
        if isinstance(found, Incoming):
            self._trouble.hide()
            self._show(found)
            if found.ahead is not None:
                self._trouble.show_notice(partial(_ahead_words, found.ahead), Tone.WARN)
                self._trouble.show()
        else:
            self._say(found)

    def _begin_import(self) -> None:
        assert self._incoming is not None
        self._choose.setFocus()  # what can be done next: a button that goes grey would let the focus jump anywhere
        self._import.setEnabled(False)
        job = partial(import_file, self._store, self._staff(), self._incoming)
        self._tasks.submit(Lane.DATABASE, job, self._imported, self._failed)

    def _imported(self, found: Looked) -> None:
        if isinstance(found, Incoming):
            self._forget()
            self._toast.say(partial(_imported_words, found))
            self.written.emit()
        else:
            self._say(found)
        self.refresh()

    def _forget(self) -> None:
        if self._drop.hasFocus():
            self._choose.setFocus()
        self._trouble.hide()
        self._show(None)

    def _show(self, incoming: Incoming | None) -> None:
        """None: no file is looked at."""
        self._incoming = incoming
        for part in (self._import, self._drop, self._lists, self._summary, self._counts):
            part.setVisible(incoming is not None)
        self._before.setVisible(incoming is None)
        if incoming is not None:
            self._summary.say(partial(_summary, incoming))
            self._counts.say(partial(_counts, incoming))
            self._counts.setVisible(bool(self._counts.text()))
            self._effects.show_lines(incoming.effects)
            self._loose.show_lines(incoming.loose)
            self._import.setEnabled(True)
            self._import.setFocus()

    def _say(self, problems: Sequence[Problem]) -> None:
        self._show(None)
        self._trouble.tell(lambda: "\n".join(sentence(problem) for problem in problems[:MOST_PROBLEMS]))

    def _failed(self, error: InpassError) -> None:
        self._import.setEnabled(self._incoming is not None)
        if self._incoming is not None:
            self._import.setFocus()
        self._trouble.tell(partial(str, error))


def _read(store: Store, path: Path) -> Looked:
    try:
        data = path.read_bytes()
    except OSError as error:
        return (Problem("autogiro_unreadable", values={"reason": error.strerror or str(error)}),)
    return preview_file(store, path.name, data)


def _summary(incoming: Incoming) -> str:
    return f"{incoming.name}: {kind_words(incoming.kind)}"


def _ahead_words(last: date) -> str:
    return _(
        "The file tells of draws on {day}, which is still to come: imported now they stand as paid before their day. "
        "Ask the bank if it is the right file.",
        day=formats.day(last),
    )


def _counts(incoming: Incoming) -> str:
    counted = Counter(one.meaning for one in incoming.effects)
    parts = [f"{_(MEANINGS[meaning])}: {counted[meaning]}" for meaning in MEANINGS if counted[meaning]]
    parts += [formats.kronor(incoming.amount)] if incoming.amount else []
    return "  ·  ".join(parts)


def _imported_words(incoming: Incoming) -> str:
    return plural(
        "Imported: {n} record was carried out.", "Imported: {n} records were carried out.", len(incoming.effects)
    )
