"""Direct debit among its neighbours in the window: the area, built when it is first shown."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kiosk.staff.rights import Right, StaffMember
from kiosk.store import Store
from kiosk.texts import N_
from ui.main_window import MainWindow
from ui.tasks import TaskRunner

if TYPE_CHECKING:
    from ui.direct_debit.autogiro_area import AutogiroArea

AREA = "direct_debit"


class AutogiroDesk(QObject):
    """Lives as long as the window. `open_person` leads to the person card.

    Signals: written(), something was charged, sent or imported.
    """

    written = Signal()

    def __init__(
        self,
        window: MainWindow,
        store: Store,
        tasks: TaskRunner,
        staff: Callable[[], StaffMember],
        open_person: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._window, self._store, self._tasks, self._staff = window, store, tasks, staff
        self._open_person = open_person
        self._area: AutogiroArea | None = None
        area_help = N_("Charge the month, send files to the bank, and import what it answers.")
        window.add_area(AREA, "bank", N_("Direct debit"), self._built, area_help)
        window.area_shown.connect(self._area_shown)

    def staff_changed(self) -> None:
        """Only those who may work with it see the area."""
        self._window.offer_area(AREA, self._staff().may(Right.DIRECT_DEBIT))
        self.refresh()

    def refresh(self) -> None:
        """Something came from central."""
        if self._area is not None:
            self._area.refresh()

    def leave(self) -> None:
        """The window closes."""
        if self._area is not None:
            self._area.run.driver.leave()

    def _area_shown(self, name: str) -> None:
        if name == AREA:
            self.refresh()

    def _built(self) -> QWidget:
        from ui.direct_debit.autogiro_area import AutogiroArea

        self._area = AutogiroArea(self._store, self._tasks, self._staff, self._window.toast)
        self._area.person_wanted.connect(self._person_wanted)
        self._area.written.connect(self.written)
        return self._area

    def _person_wanted(self, person_id: str) -> None:
        self._open_person(person_id)
