"""What stands in the place of a list's rows: the rows, that they are not read, or why they can't be taken in."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from kiosk.organisations.import_pre_orders import Step
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.texts import N_
from ui.controls import EmptyState


class ImportRowsPlace(QStackedWidget):
    """Signals: read_wanted(); go_to(step), to choose another file."""

    read_wanted = Signal()
    go_to = Signal(str)

    def __init__(self, rows: QWidget) -> None:
        super().__init__()
        title, about = N_("The rows are not read"), N_("Nothing is changed by reading them.")
        nothing = EmptyState("file-text", title, about, N_("Read the rows"))
        assert nothing.action is not None
        nothing.action.setObjectName("read_rows")
        nothing.action.clicked.connect(self.read_wanted)
        self.addWidget(rows)
        self.addWidget(nothing)
        self._refused: EmptyState | None = None

    def show_what(self, *, is_read: bool, refused: Problem | None) -> None:
        if self._refused is not None:
            self.removeWidget(self._refused)
            self._refused.deleteLater()
            self._refused = None
        self.setCurrentIndex(0 if is_read else 1)
        if refused is not None:
            self._refused = self._made(refused)
            self.setCurrentIndex(self.addWidget(self._refused))

    def _made(self, problem: Problem) -> EmptyState:
        why = partial(sentence, problem)
        refused = EmptyState("alert", N_("The file can’t be imported"), why, N_("Choose another file"))
        assert refused.action is not None
        refused.action.setObjectName("another_file")
        refused.action.clicked.connect(self._another_wanted)
        return refused

    def _another_wanted(self) -> None:
        self.go_to.emit(Step.FILE)
