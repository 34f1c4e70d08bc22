"""Matters to settle among their neighbours in the window: the area, and its count on the rail."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.sync.matters import open_matter_count
from kiosk.texts import N_
from ui.main_window import MainWindow
from ui.sync.sync_driver import SyncDriver
from ui.tasks import TaskRunner

if TYPE_CHECKING:
    from ui.sync.matters_view import MattersView

AREA = "matters"


class MattersDesk(QObject):
    """Lives as long as the window; the list comes when it is first shown. `open_person` leads to the person card,
    and begins the routine named besides.

    Signals: settled(), when a matter is closed; receipt_wanted(receipt id), of a return that was made.
    """

    settled = Signal()
    receipt_wanted = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        store: Store,
        tasks: TaskRunner,
        staff: Callable[[], StaffMember],
        sync: SyncDriver,
        open_person: Callable[..., None],
    ) -> None:
        super().__init__(window)
        self._window, self._store, self._tasks, self._staff = window, store, tasks, staff
        self._open_person = open_person
        self._view: MattersView | None = None
        self._count = open_matter_count(store)
        area_help = N_("Settle what desks did without knowing of each other.")
        window.add_area(AREA, "list-check", N_("To settle"), self._built, area_help)
        window.rail.show_count(AREA, self._count)
        window.area_shown.connect(self._area_shown)
        sync.state_changed.connect(self._changed)

    def show(self) -> None:
        """Not behind a wizard, where nobody sees it: the search says what is in front."""
        if self._window.isVisible() and not self._window.search.isVisible():
            self._window.search.start()
        else:
            self._window.show_area(AREA)

    def show_matter(self, matter_id: str) -> None:
        """In sight among the others, with the focus."""
        self.show()
        if self._view is not None:
            self._view.show_matter(matter_id)

    def refresh(self) -> None:
        """Someone else works here now, or something came from central."""
        self._changed()
        if self._view is not None and self._view.isVisible():
            self._view.refresh()

    def _changed(self) -> None:
        count = open_matter_count(self._store)
        if count != self._count:
            self._count = count
            self._window.rail.show_count(AREA, count)

    def _area_shown(self, name: str) -> None:
        if name == AREA and self._view is not None:
            self._view.refresh()

    def _built(self) -> QWidget:
        from ui.sync.matters_view import MattersView

        self._view = MattersView(self._store, self._tasks, self._staff, self._window.toast)
        self._view.person_wanted.connect(self._person_wanted)
        self._view.card_wanted.connect(self._card_wanted)
        self._view.settled.connect(self.refresh)
        self._view.settled.connect(self.settled)
        self._view.receipt_wanted.connect(self.receipt_wanted)
        return self._view

    def _person_wanted(self, person_id: str) -> None:
        self._open_person(person_id)

    def _card_wanted(self, person_id: str) -> None:
        self._open_person(person_id, "new_card")
