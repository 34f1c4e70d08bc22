"""What stands round a page's fields: an error and what to put right above them, work under way below."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.errors import InpassError
from kiosk.problems import Problem
from kiosk.sentences import sentence
from ui.controls import BusyStrip, Notice, ProblemSummary, ScrollColumn, Text, Tone, Trouble
from ui.theme import Space, px


class PageNotices(QWidget):
    """`column` is the page's own; `is_busy` while the page waits for something it asked for, `is_writing` while what it
    waits for can't be cancelled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary = ProblemSummary()
        self.busy = BusyStrip()
        self.column = ScrollColumn()
        self.is_busy = self._can_cancel = False
        self._error = Trouble()
        self._told = Notice("", Tone.INFO)
        self._told.setObjectName("told")
        self._told.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(Space.MEDIUM))
        column.addWidget(self._error)
        column.addWidget(self._told)
        self.column.body.addWidget(self.summary)
        column.addWidget(self.column, 1)
        column.addWidget(self.busy)

    @property
    def is_writing(self) -> bool:
        return self.is_busy and not self._can_cancel

    @property
    def inside(self) -> QWidget:
        """What is scrolled."""
        found = self.column.widget()
        assert found is not None
        return found

    def show_problems(self, problems: Iterable[Problem]) -> None:
        self.summary.show_problems(problems)
        self._error.hide()
        self._told.hide()

    def lead_to_summary(self) -> None:
        """Which may be scrolled away: where no field shows what is wrong, nothing else does."""
        self.column.body.activate()  # it may just have come up
        self.column.ensureWidgetVisible(self.summary)

    def begin_work(self, text: Text, *, can_cancel: bool = False) -> None:
        self._error.hide()
        self._told.hide()
        self.is_busy, self._can_cancel = True, can_cancel
        self.busy.start(text, can_cancel=can_cancel)

    def end_work(self) -> None:
        self.is_busy = False
        self.busy.finish()

    def tell(self, problem: Problem) -> None:
        """How Finish ended, where nothing is to be put right."""
        self._told.show_notice(partial(sentence, problem), Tone.INFO)
        self._told.show()

    def say_error(self, error: InpassError) -> None:
        """Something expected went wrong: what it means and what to do; all that was entered stands."""
        self._error.tell(partial(str, error))
