"""The page File: chosen by a dialog or dropped here; one that was imported before is known again."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from kiosk.errors import InpassError
from kiosk.organisations.import_pre_orders import Draft, FilePart, ImportRoutine, Step
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.texts import N_, _
from ui.controls import IconLabel, Label, Notice, SecondaryButton, Tone, TypeRole
from ui.organisations.choosing_lists import CHOOSING
from ui.tasks import Lane, TaskRunner
from ui.theme import Space, px
from ui.theme.icons import Role
from ui.wizard.routine_page import RoutinePage
from ui.wizard.tick_field import TickField

ABOUT = N_("A list saved as CSV: name, personal number or birth date, e-mail. How it is written is found out.")
HINT, ANOTHER_HINT = N_("Drop the file here, or choose it."), N_("Drop another file here, or choose one.")
CHOOSE, ANOTHER = N_("Choose a file…"), N_("Choose another file…")
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
        file = draft.file.file
        self._target.show_file("" if file is None else _file_words(file.name, len(file.data)))
        self._again.setVisible(bool(draft.file.earlier))

    def entered(self) -> None:
        self._target.choose.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event.mimeData())
        if path:
            event.acceptProposedAction()
            self.open(path)

    def open(self, path: str) -> None:
        if self.notices.is_busy:
            return
        self._trouble.hide()
        self.notices.begin_work(N_("Reading the file…"))
        self._tasks.submit(Lane.PRINTER, partial(self._routine.opened, Path(path)), self._opened, self._failed)

    def _choose(self) -> None:
        path = CHOOSING.list(self)
        if path:
            self.open(path)

    def _opened(self, found: FilePart | Problem) -> None:
        self.notices.end_work()
        if isinstance(found, Problem):
            self._trouble.show_notice(partial(sentence, found), Tone.BAD)
            self._trouble.show()
            self.put(FilePart())
        else:
            self.put(found)
        self._target.choose.setFocus()

    def _failed(self, error: InpassError) -> None:
        self.notices.end_work()
        self.notices.say_error(error)


class DropTarget(QFrame):
    """Where a file is dropped; its name when it is here."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", "card")
        self._sign = IconLabel("file-text", Role.MUTED, side=48)
        self._name = Label("", TypeRole.HEADING)
        self._name.setObjectName("file_name")
        self._name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._hint = Label(HINT, TypeRole.MUTED)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.choose = SecondaryButton(CHOOSE, "download")
        self.choose.setObjectName("choose_file")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(Space.WIDE), px(Space.HUGE), px(Space.WIDE), px(Space.HUGE))
        column.setSpacing(px(Space.MEDIUM))
        column.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._name)
        column.addWidget(self._hint)
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_file(self, words: str) -> None:
        """ "" for none."""
        self._name.say(lambda: words)
        self._name.setVisible(bool(words))
        self._sign.show_icon("file-text", Role.GOOD if words else Role.MUTED)
        self._hint.say(ANOTHER_HINT if words else HINT)
        self.choose.say(ANOTHER if words else CHOOSE)


def dropped_file(data: QMimeData) -> str:
    """The path of the one file that is dragged; "" for anything else."""
    urls = data.urls() if data.hasUrls() else []
    return urls[0].toLocalFile() if len(urls) == 1 and urls[0].isLocalFile() else ""


def _file_words(name: str, size: int) -> str:
    return _("{name}, {size} kB", name=name, size=-(-size // KB))
