"""What the dialogs about imports have in common: what is said of an undoing, its strip, and a way out."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.errors import InpassError
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import N_
from ui.controls import (
    BusyStrip,
    Label,
    Notice,
    PrimaryButton,
    Retranslated,
    SecondaryButton,
    Text,
    Tone,
    TypeRole,
    spoken,
    within_window,
)
from ui.organisations.import_undoing import ImportUndoing
from ui.tasks import TaskRunner
from ui.theme import Space, px


class ImportDialog(Retranslated, QDialog):
    """Put things into `body` and buttons into `buttons`; it can't be closed while something is being undone.

    Signals: changed(), an import was undone.
    """

    changed = Signal()

    def __init__(
        self,
        name: str,
        title: Text,
        size: tuple[int, int],
        store: Store,
        tasks: TaskRunner,
        staff: Callable[[], StaffMember],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._title = title
        self.notice = Notice("", Tone.BAD)
        self.notice.hide()
        self._strip = BusyStrip()
        self.undoing = ImportUndoing(store, tasks, staff, self._strip, self)
        self.undoing.undone.connect(self._undone)
        self.undoing.refused.connect(self._refused)
        self.undoing.failed.connect(self._failed)
        self.undo = SecondaryButton(N_("&Undo the import…"), "arrow-back-up")
        self.undo.setObjectName("undo_import")
        self.body, self.buttons = QVBoxLayout(), QHBoxLayout()
        self._lay_out()
        self.resize(within_window(self, px(size[0]), px(size[1])))
        self.retranslate()

    def _lay_out(self) -> None:
        close = PrimaryButton(N_("&Close"))
        close.setObjectName("close_button")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self.buttons.setSpacing(px(Space.MEDIUM))
        self.buttons.addWidget(self.undo)
        self.buttons.addStretch(1)
        self.buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(Space.WIDE), px(Space.WIDE), px(Space.WIDE), px(Space.WIDE))
        column.setSpacing(px(Space.LARGE))
        column.addWidget(Label(self._title, TypeRole.TITLE))
        column.addWidget(self.notice)
        column.addLayout(self.body, 1)
        column.addWidget(self._strip)
        column.addLayout(self.buttons)

    def retranslate(self) -> None:
        self.setWindowTitle(spoken(self._title))

    def done(self, result: int) -> None:
        if not self.undoing.is_running:
            super().done(result)

    def was_undone(self, import_id: str) -> None:
        """Shows it."""

    def tell(self, words: Text, tone: Tone) -> None:
        self.notice.show_notice(words, tone)
        self.notice.show()

    def _undone(self, import_id: str) -> None:
        self.tell(N_("The import is undone: its pre-orders are withdrawn."), Tone.GOOD)
        self.was_undone(import_id)
        self.changed.emit()

    def _refused(self, problem: Problem) -> None:
        self.tell(partial(sentence, problem), Tone.BAD if problem.blocks else Tone.INFO)

    def _failed(self, error: InpassError) -> None:
        self.tell(partial(str, error), Tone.BAD)
