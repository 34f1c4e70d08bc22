"""The page File: chosen by a dialog or dropped here; one that was imported before is known again."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent

from kiosk.errors import InpassError
from kiosk.organisations.import_pre_orders import Draft, FilePart, ImportRoutine, Step, known_already
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.texts import N_, _
from ui.controls import Notice, Tone
from ui.organisations.choosing_lists import CHOOSING
from ui.organisations.drop_target import DropTarget
from ui.tasks import Lane, TaskRunner
from ui.wizard.routine_page import RoutinePage
from ui.wizard.tick_field import TickField

ABOUT = N_("A list saved as CSV: name, personal number or birth date, e-mail. How it is written is found out.")
KB = 1000


class ImportFilePage(RoutinePage[FilePart]):
    """Fills in `file`. Reading is on the printer's lane, as all files are: a folder on the net may keep it waiting, and
    errands are not to wait for that."""

    def __init__(self, routine: ImportRoutine, tasks: TaskRunner) -> None:
        super().__init__(Step.FILE, "file", N_("File"), ABOUT)
        self._routine, self._tasks = routine, tasks
        self.setAcceptDrops(True)

    def build(self) -> None:
        self._trouble = Notice("", Tone.BAD)
        self._trouble.hide()
        self._target = DropTarget()
        self._target.choose.clicked.connect(self._choose)
        self._again = TickField(N_("The file is to be imported once &more"))
        self.inputs.bind(self._again.tick, "again", self._again)
        for part in (self._trouble, self._target, self._again):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def show_draft(self, draft: Draft) -> None:
        part = draft.file
        self._target.show_file("" if part.file is None else _file_words(part.file.name, len(part.file.data)))
        self._again.setVisible(bool(part.earlier))
        self._again.say_hint(partial(sentence, known_already(part.earlier)) if part.earlier else "")

    def show_problems(self, problems: Iterable[Problem], *, insist: bool = False) -> None:
        """Why a file wasn't taken is said once: above the fields as soon as that is known, then in the summary."""
        super().show_problems(problems, insist=insist)
        refused = self.part.refused
        if refused is not None:
            self._trouble.show_notice(partial(sentence, refused), Tone.BAD)
        self._trouble.setVisible(refused is not None and self.notices.summary.isHidden())

    def entered(self) -> None:
        self._target.choose.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._target.offered(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._target.offered(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._target.left()

    def dropEvent(self, event: QDropEvent) -> None:
        path = self._target.offered(event)
        if path:
            self._target.rest()
            self.open(path)

    def open(self, path: str) -> None:
        if self.notices.is_busy:
            return
        self.notices.begin_work(N_("Reading the file…"))
        self._tasks.submit(Lane.PRINTER, partial(self._routine.opened, Path(path)), self._opened, self._failed)

    def _choose(self) -> None:
        path = CHOOSING.list(self)
        if path:
            self.open(path)

    def _opened(self, found: FilePart | Problem) -> None:
        self.notices.end_work()
        self.put(FilePart(refused=found) if isinstance(found, Problem) else found)
        self._target.choose.setFocus()

    def _failed(self, error: InpassError) -> None:
        self.notices.end_work()
        self.notices.say_error(error)


def _file_words(name: str, size: int) -> str:
    return _("{name}, {size} kB", name=name, size=-(-size // KB))
