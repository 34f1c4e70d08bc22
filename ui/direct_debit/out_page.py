"""Files to the bank: what waits to be sent, and the files that were written, to be written again."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from kiosk import formats
from kiosk.direct_debit import files_out
from kiosk.direct_debit.charging_work import RunProgress, has_arrived
from kiosk.direct_debit.files_out import DrawBatch, FileRow, Waiting, WrittenFile
from kiosk.errors import InpassError
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import N_, _, plural
from ui.controls import (
    ConfirmDialog,
    Label,
    Panel,
    Retranslated,
    ScrollColumn,
    SecondaryButton,
    Toast,
    Trouble,
)
from ui.direct_debit.choosing_files import CHOOSING
from ui.direct_debit.file_rows import FileRows, line_with_button
from ui.direct_debit.stopped_panel import StoppedPanel
from ui.tasks import Lane, TaskRunner
from ui.theme import Space, px

NO_FILES = N_("No files yet. Each file that is written stands here, and can be written again.")
Written = WrittenFile | Problem | OSError


class OutPage(Retranslated, QWidget):
    """Lives on Qt's thread; files are written on the database lane. `expected`: a run that came so far at central,
    while what it planned is still on its way here.

    Signals: written(), something was sent.
    """

    written = Signal()

    def __init__(self, store: Store, tasks: TaskRunner, staff: Callable[[], StaffMember], toast: Toast) -> None:
        super().__init__()
        self._store, self._tasks, self._staff, self._toast = store, tasks, staff, toast
        self._batch: DrawBatch | None = None
        self.expected: RunProgress | None = None
        self._trouble = Trouble()
        self._column = ScrollColumn()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(Space.MEDIUM))
        column.addWidget(self._trouble)
        column.addWidget(self._column, 1)
        self._parts: list[QWidget] = []
        self._column.body.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._trouble.hide()
        self.refresh()

    def retranslate(self) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Everything is made anew; the focus goes back to where it was, or to what can be done next."""
        focused = self.window().focusWidget()
        name = focused.objectName() if focused is not None and self.isAncestorOf(focused) else None
        if self.expected is not None and has_arrived(self._store, self.expected):
            self.expected = None
        found = files_out.waiting(self._store)
        for part in self._parts:
            part.hide()
            part.deleteLater()
        again = FileRows(files_out.files_of(self._store, "out"), NO_FILES, N_("Write again…"))
        again.chosen.connect(self._write_again)
        panel = Panel(N_("Files written"))
        panel.body.addWidget(again)
        stopped = StoppedPanel(found)
        stopped.write_wanted.connect(self._write_cancellations)
        self._parts = [self._mandates(found), self._draws(found), stopped, panel]
        for at, part in enumerate(self._parts):
            self._column.body.insertWidget(at, part)
        stopped.setVisible(not stopped.is_empty)
        if found.problem is not None:
            self._say(found.problem)
        if name is not None:
            _focus_again(self._parts, name)

    def _mandates(self, found: Waiting) -> Panel:
        panel = Panel(N_("Mandates"))
        new = plural("{n} new mandate", "{n} new mandates", found.new_mandates)
        gone = plural("{n} cancellation", "{n} cancellations", found.cancellations)
        waiting = [words for words, count in ((new, found.new_mandates), (gone, found.cancellations)) if count]
        words = ", ".join(waiting) or _("No mandate waits to be sent")
        button = SecondaryButton(N_("Write the file…"), "download")
        button.setObjectName("write_mandates")
        button.setEnabled(bool(found.new_mandates or found.cancellations) and found.problem is None)
        button.clicked.connect(self._write_mandates)
        panel.body.addLayout(line_with_button(words, _("The bank answers within some bank days."), button))
        return panel

    def _draws(self, found: Waiting) -> Panel:
        panel = Panel(N_("Draws"))
        if self.expected is not None:
            panel.body.addWidget(Label(N_("Fetching what the charging run planned…")))
        elif not found.batches:
            panel.body.addWidget(Label(N_("No draw waits to be sent. A charging run plans them.")))
        for batch in found.batches:
            button = SecondaryButton(N_("Write the file…"), "download")
            button.setObjectName("write_payments")
            button.setProperty("batch", batch)
            button.setEnabled(bool(batch.count) and found.problem is None)
            button.clicked.connect(self._ask)
            panel.body.addLayout(line_with_button(_batch_words(batch), _batch_note(batch), button))
        return panel

    def _write_cancellations(self) -> None:
        self._write(partial(files_out.write_cancellations, self._store, self._staff()))

    def _write_mandates(self) -> None:
        self._write(partial(files_out.write_mandates, self._store, self._staff()))

    def _ask(self) -> None:
        self._batch = self.sender().property("batch")
        assert self._batch is not None
        dialog = ConfirmDialog(
            N_("Write the file of draws?"), partial(_consequence, self._batch), N_("Write the file"), self.window()
        )
        dialog.accepted.connect(self._write_payments)
        dialog.open()

    def _write_payments(self) -> None:
        assert self._batch is not None
        day: date = self._batch.planned_for
        self._write(lambda folder: files_out.write_payments(self._store, self._staff(), folder, day))

    def _write_again(self, row: FileRow) -> None:
        self._write(lambda folder: files_out.write_again(self._store, self._staff(), row.id, folder))

    def _write(self, write: Callable[[Path], WrittenFile | Problem]) -> None:
        folder = CHOOSING.folder(self)
        if folder:
            self._tasks.submit(Lane.DATABASE, partial(_guarded, write, Path(folder)), self._was_written, self._failed)

    def _was_written(self, result: Written) -> None:
        self._trouble.hide()
        self.refresh()
        if isinstance(result, Problem):
            self._say(result)
        elif isinstance(result, OSError):
            self._say(Problem("autogiro_folder", values={"reason": result.strerror or str(result)}))
        else:
            self._toast.say(partial(_written_words, result))
            self.written.emit()

    def _failed(self, error: InpassError) -> None:
        self._trouble.tell(partial(str, error))

    def _say(self, problem: Problem) -> None:
        self._trouble.tell(partial(sentence, problem))


def _focus_again(parts: Sequence[QWidget], name: str) -> None:
    buttons = [one for part in parts for one in part.findChildren(QPushButton) if one.isEnabled()]
    found = next((one for one in buttons if one.objectName() == name), buttons[0] if buttons else None)
    if found is not None:
        found.setFocus()


def _guarded(write: Callable[[Path], WrittenFile | Problem], folder: Path) -> Written:
    """A folder that can't be written to is the user's to change."""
    try:
        return write(folder)
    except OSError as error:
        return error


def _batch_words(batch: DrawBatch) -> str:
    words = {"amount": formats.kronor(batch.amount), "day": formats.day(batch.day)}
    return plural("{day}: {n} draw, {amount}", "{day}: {n} draws, {amount}", batch.count, **words)


def _batch_note(batch: DrawBatch) -> str:
    latest = _("Bankgirot must have the file by {moment}.", moment=formats.moment(batch.orders_close))
    moved = _("Planned for {day}, which can’t be reached any more.", day=formats.day(batch.planned_for))
    left_out = plural(
        "{n} draw is left out: no mandate is active. It stands among what can’t be charged in the run.",
        "{n} draws are left out: no mandates are active. They stand among what can’t be charged in the run.",
        batch.left_out,
    )
    too_new = plural(
        "{n} draw waits: its mandate was sent to the bank too few bank days before.",
        "{n} draws wait: their mandates were sent to the bank too few bank days before.",
        batch.too_new,
    )
    left_out, too_new = f"{left_out} {batch.whose_left_out}.", f"{too_new} {batch.whose_too_new}."
    waiting = ((bool(batch.left_out), left_out), (bool(batch.too_new), too_new))
    parts = ((batch.day != batch.planned_for, moved), (True, latest), *waiting)
    return " ".join(words for is_so, words in parts if is_so)


def _consequence(batch: DrawBatch) -> str:
    words = {"amount": formats.kronor(batch.amount), "day": formats.day(batch.day)}
    return plural(
        "{n} draw of {amount} is marked as sent, to be made on {day}. Give the file to the bank.",
        "{n} draws of {amount} are marked as sent, to be made on {day}. Give the file to the bank.",
        batch.count,
        **words,
    )


def _written_words(file: WrittenFile) -> str:
    return _("Written: {path}", path=file.path)
