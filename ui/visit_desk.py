"""Opens wizards from anywhere at the desk, one at a time, and lends them what the desk has."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from kiosk.settings.machine import CAMERA, MachineSettings
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import N_
from ui.devices.guarded_reader import GuardedReader
from ui.people.registrations import MEMBER
from ui.sync.sync_driver import SyncDriver
from ui.tasks import TaskRunner

if TYPE_CHECKING:
    from kiosk.organisations.import_pre_orders import Draft as ImportDraft
    from kiosk.organisations.importing import Imported
    from kiosk.organisations.ordering import OrderingFacts
    from kiosk.people.drafts import LookedUp
    from ui.visit_doors import VisitDoors
    from ui.wizard.routine_wizard import RoutineWizard

LOOK_UP_SECONDS = 5.0


class VisitDesk(QObject):
    """Lives as long as the window. While a wizard is open another is not begun: the open one is in front.

    Signals: registered(Outcome) and done(Outcome), of a registration or another routine: all is on disk;
    open_person(person id), somebody who is registered already; closed(), however the wizard ended;
    told(str), a passing word to the user.
    """

    registered = Signal(object)
    done = Signal(object)
    open_person = Signal(str)
    closed = Signal()
    told = Signal(str)

    def __init__(
        self,
        pages: QStackedWidget,
        store: Store,
        tasks: TaskRunner,
        settings: MachineSettings,
        camera: str | None,
        parent: QObject,
    ) -> None:
        """The wizard stands in `pages`; `camera` is the command line's, before the machine's setting."""
        super().__init__(parent)
        self._pages, self._store, self._tasks = pages, store, tasks
        self._settings, self._named_camera = settings, camera
        self._wizard: RoutineWizard | None = None

    @property
    def is_open(self) -> bool:
        return self._wizard is not None

    def may_lock(self) -> bool:
        """Never while a payment is going on."""
        return self._wizard is None or self._wizard.may_be_locked

    def register(
        self,
        routine: str,
        typed: str,
        organisation_id: str,
        staff: Callable[[], StaffMember],
        reader: GuardedReader,
        sync: SyncDriver,
    ) -> None:
        """`typed`: what the customer was looked for by; `organisation_id`: of the one through which they come, where
        the routine asks for it and it is known."""
        if self._wizard is not None:
            return
        doors = self._doors(staff, reader, sync, self.registered.emit)
        if routine == MEMBER:
            from ui.organisations.register_member import open_member_wizard

            self._stands(open_member_wizard(self._pages, doors, typed, organisation_id))
        else:
            from ui.people.register_customer import open_register_wizard

            self._stands(open_register_wizard(self._pages, doors, typed))

    def begin(
        self,
        routine: str,
        person_id: str,
        about: str,
        staff: Callable[[], StaffMember],
        reader: GuardedReader,
        sync: SyncDriver,
    ) -> None:
        """A routine for an existing customer; `about` as for the wizard."""
        from ui.customer_wizard import open_customer_wizard

        if self._wizard is None:
            doors = self._doors(staff, reader, sync, self.done.emit)
            self._stands(open_customer_wizard(self._pages, doors, routine, person_id, about))

    def import_pre_orders(
        self, staff: Callable[[], StaffMember], facts: "OrderingFacts", done: "Callable[[Imported, ImportDraft], Any]"
    ) -> None:
        """An organisation's list; `done` shows what became of it."""
        from ui.organisations.import_wizard import open_import_wizard

        if self._wizard is None:
            self._stands(open_import_wizard(self._pages, self._store, self._tasks, staff, facts, done))

    def card_unheard(self) -> None:
        """A card was held to the reader, and the page in view takes none."""
        if self._wizard is not None:
            self.told.emit(N_("The card isn’t used at this step."))

    def say_in_front(self) -> None:
        """Something was asked for that stands behind the open wizard."""
        if self._wizard is not None:
            self.told.emit(N_("Finish or cancel the errand first."))

    def leave(self) -> None:
        """The window closes: an open wizard is thrown away without a question."""
        if self._wizard is not None:
            self._wizard.leave()

    def _stands(self, wizard: "RoutineWizard") -> None:
        self._wizard = wizard
        wizard.finished.connect(self._closed)

    def _doors(
        self,
        staff: Callable[[], StaffMember],
        reader: GuardedReader,
        sync: SyncDriver,
        show_documents: Callable[[object], object],
    ) -> "VisitDoors":
        from ui.visit_doors import VisitDoors

        return VisitDoors(
            store=self._store,
            tasks=self._tasks,
            staff=staff,
            is_online=lambda: sync.is_online,
            look_up=partial(_look_up, self._store),
            reader=reader,
            camera=self.camera,
            camera_chosen=self.choose_camera,
            open_person=self.open_person.emit,
            show_documents=show_documents,
        )

    def camera(self) -> str | None:
        """The one to start, None for the first there is."""
        return self._named_camera or self._settings.get(CAMERA)

    def choose_camera(self, camera: str) -> None:
        """From now on at this machine."""
        self._settings.choose(CAMERA, camera)

    def _closed(self, _result: int) -> None:
        self._wizard = None
        self.closed.emit()


def _look_up(store: Store, personal_number: str) -> "LookedUp | None":
    """On the network lane."""
    from kiosk.sync.client import connected
    from kiosk.sync.lookup import look_up_person

    with connected(store, LOOK_UP_SECONDS) as client:
        return look_up_person(client, personal_number)
