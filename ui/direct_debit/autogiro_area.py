"""The area of direct debit: the charging run, files to the bank, and files from it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kiosk.direct_debit.charging_work import CANCELLED, RunProgress
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.staff.rights import Right, StaffMember
from kiosk.store import Store
from kiosk.texts import N_
from ui.controls import Button, EmptyState, Kind, Label, ScrollColumn, Toast, TypeRole
from ui.direct_debit.in_page import InPage
from ui.direct_debit.out_page import OutPage
from ui.direct_debit.run_page import RunPage
from ui.tasks import TaskRunner
from ui.theme import Space, px


class AutogiroArea(QWidget):
    """Lives on Qt's thread. Who may not is told so, and sees nothing of it.

    Signals: person_wanted(person id); written(), something was charged, sent or imported; print_wanted(RunPreview).
    """

    person_wanted = Signal(str)
    print_wanted = Signal(object)
    written = Signal()

    def __init__(
        self,
        store: Store,
        tasks: TaskRunner,
        staff: Callable[[], StaffMember],
        toast: Toast,
    ) -> None:
        super().__init__()
        self._staff = staff
        self.run = RunPage(store, tasks, staff, toast)
        self.out = OutPage(store, tasks, staff, toast)
        self.incoming = InPage(store, tasks, staff, toast)
        self._pages, self._choices = QStackedWidget(), QButtonGroup(self)
        self._tabs = QHBoxLayout()
        self._tabs.setSpacing(0)
        for name, title, page in (
            ("tab_run", N_("Charging run"), self.run),
            ("tab_out", N_("Files to the bank"), self.out),
            ("tab_in", N_("Files from the bank"), self.incoming),
        ):
            self._add_tab(name, title, page)
        self._tabs.addStretch(1)
        self.run.ended.connect(self._run_ended)
        self.run.print_wanted.connect(self.print_wanted)
        self._choices.idClicked.connect(self._tab_clicked)
        for page in (self.run, self.incoming):
            page.person_wanted.connect(self.person_wanted)
        for page in (self.run, self.out, self.incoming):
            page.written.connect(self.written)
        self._lay_out()
        self.refresh()

    def refresh(self) -> None:
        """Someone else works here now, or something came from central."""
        may = self._staff().may(Right.DIRECT_DEBIT)
        self._whole.setCurrentIndex(0 if may else 1)
        page = self._pages.currentWidget()
        if may and isinstance(page, RunPage | OutPage | InPage) and page.isVisible():  # the others when they are shown
            page.refresh()

    def _run_ended(self, progress: RunProgress) -> None:
        self.out.expected = progress
        if progress.state != CANCELLED and self.run.isAncestorOf(self.focusWidget()):
            self._choices.button(self._pages.indexOf(self.out)).setFocus()  # the files are what comes next

    def _tab_clicked(self, index: int) -> None:
        """The tab that is shown already: looked at once more, such as when the line is back."""
        if index == self._pages.currentIndex():
            self.refresh()
        self._pages.setCurrentIndex(index)

    def _add_tab(self, name: str, title: str, page: QWidget) -> None:
        button = Button(title, Kind.TAB)
        button.setObjectName(name)
        button.setCheckable(True)
        button.setChecked(not self._pages.count())
        self._choices.addButton(button, self._pages.count())
        self._tabs.addWidget(button)
        self._pages.addWidget(page)

    def _lay_out(self) -> None:
        inside = ScrollColumn()
        column = inside.body
        column.setContentsMargins(px(Space.WIDE), px(Space.WIDE), px(Space.WIDE), px(Space.MEDIUM))
        column.addWidget(Label(N_("Direct debit"), TypeRole.TITLE))
        column.addLayout(self._tabs)
        column.addWidget(self._pages, 1)
        not_allowed = EmptyState("lock", N_("Not for everybody"), lambda: sentence(Problem("may_not_direct_debit")))
        self._whole = QStackedWidget()
        self._whole.addWidget(inside)
        self._whole.addWidget(not_allowed)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._whole)
