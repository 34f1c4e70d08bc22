"""The desk's wiring: window, areas, wizard, reader, sync, lock and paper, each given what it needs."""

from datetime import timedelta
from functools import partial

from PySide6.QtCore import QObject

from kiosk import __version__
from kiosk.access.card_settings import card_format
from kiosk.demo.catalogue import DEMO_STAFF
from kiosk.opening import DataFolder
from kiosk.options import Options
from kiosk.people.drafts import LookedUp
from kiosk.people.search import person_with_card
from kiosk.routine import Outcome
from kiosk.settings.gym import LOCK_MINUTES, gym_setting
from kiosk.settings.machine import CAMERA
from kiosk.staff.rights import StaffMember
from kiosk.staff.sign_in import SignIn
from kiosk.store import Store
from kiosk.sync.client import connected
from kiosk.sync.lookup import look_up_person
from kiosk.texts import N_, _
from ui.application import Application
from ui.devices.wedge_filter import WedgeFilter
from ui.documents.paperwork import Paperwork
from ui.lock_screen import IdleLock
from ui.main_window import MainWindow
from ui.people.person_area import PersonArea
from ui.sign_in import DemoAccount
from ui.status import Status
from ui.sync.sync_driver import SyncDriver
from ui.wizard.routine_wizard import RoutineWizard


class Desk(QObject):
    """One desk in one window. Lives on Qt's thread; `close` before the application's."""

    def __init__(self, application: Application, folder: DataFolder, store: Store, options: Options) -> None:
        super().__init__()
        self.application, self._store, self._options = application, store, options
        self._folder = folder
        self._staff: StaffMember | None = None
        self._wizard: RoutineWizard | None = None
        sign_in = SignIn(store)
        accounts = [DemoAccount(login, name, pin) for login, name, _role, pin in DEMO_STAFF] if options.is_demo else []
        self.window = MainWindow(
            application.appearance,
            sign_in,
            application.tasks,
            gym_name=facility_name(store),
            version=__version__,
            demo_accounts=accounts,
        )
        with store.reading():
            self.reader = WedgeFilter(card_format(), parent=self)
            idle = timedelta(minutes=gym_setting(LOCK_MINUTES))
        self._lock = IdleLock(self.window, sign_in, application.tasks, idle, self._may_lock)
        self.sync = SyncDriver(store, application.tasks, is_offline=options.is_offline, parent=self)
        self._status = Status(self.window.status_line, self.sync, store, self.reader, application, options.camera)
        self._paper = Paperwork(self.window, self.window.toast, store, application.tasks, application.settings)
        self._add_areas()
        self._connect()

    def start(self) -> None:
        """Shows the sign-in screen, and begins to sync and to look at the devices."""
        self.window.show_sign_in()
        if self._options.is_kiosk:
            self.window.enter_kiosk_mode()
        else:
            self.window.show()
        self.sync.start()
        self._status.start()

    def close(self) -> None:
        self.sync.stop()
        self._lock.stop()
        self.window.close()

    def register_customer(self, _typed: str = "") -> None:
        """Opens the wizard, or goes back to the one that is open."""
        from ui.people.register_customer import DeskDoors, open_register_wizard

        if self._staff is None or self._wizard is not None:
            return
        doors = DeskDoors(
            store=self._store,
            tasks=self.application.tasks,
            staff=self.staff,
            is_online=lambda: self.sync.is_online,
            look_up=self._look_up,
            reader=self.reader,
            camera=self._camera,
            camera_chosen=partial(self.application.settings.choose, CAMERA),
            open_person=self._open_person,
            show_documents=self._registered,
        )
        self._wizard = open_register_wizard(self.window.pages, doors)
        self._wizard.finished.connect(self._wizard_closed)

    def staff(self) -> StaffMember:
        """Who works here now. Raises RuntimeError before anyone has signed in."""
        if self._staff is None:
            raise RuntimeError("nobody is signed in")
        return self._staff

    def _add_areas(self) -> None:
        self.window.add_area("people", "users", N_("People"), self._person_area, N_("Find a person, or register one."))
        self.window.add_routine(
            "register_private_customer",
            "user-plus",
            N_("New customer"),
            self.register_customer,
            "F2",
            with_button=True,
        )

    def _person_area(self) -> PersonArea:
        area = PersonArea(self._store, self.application.tasks, self.staff, self.window.search, self.window.toast)
        self._people = area
        area.register_wanted.connect(self.register_customer)
        area.reprint_receipt.connect(self._copy_receipt)
        area.show_agreement.connect(self._paper.show_agreement)
        area.show_mandate_form.connect(self._paper.show_mandate_form)
        self.sync.arrived.connect(area.refresh)
        return area

    def _connect(self) -> None:
        window = self.window
        window.signed_in.connect(self._signed_in)
        self._lock.unlocked.connect(self._signed_in)
        self._lock.unlocked.connect(window.show_staff)
        window.lock_wanted.connect(self._lock.lock_now)
        window.switch_wanted.connect(self._lock.switch_user)
        window.sync_wanted.connect(self.sync.sync_now)
        window.not_synced_wanted.connect(self._show_waiting)
        self.reader.card_presented.connect(self._card_presented)
        self.reader.card_garbled.connect(self._card_garbled)
        self.application.instance.raise_wanted.connect(self._come_to_front)

    def _signed_in(self, staff: StaffMember) -> None:
        self._staff = staff
        self._lock.watch(staff)

    def _may_lock(self) -> bool:
        return self._wizard is None or self._wizard.may_be_locked

    def _camera(self) -> str | None:
        return self._options.camera or self.application.settings.get(CAMERA)

    def _look_up(self, personal_number: str) -> LookedUp | None:
        """On the network lane."""
        with connected(self._store) as client:
            return look_up_person(client, personal_number)

    def _open_person(self, person_id: str) -> None:
        self.window.show_area("people")
        self._people.open_person(person_id)

    def _registered(self, outcome: Outcome) -> None:
        """The person card, and over it the receipt."""
        self._open_person(outcome.person_id)
        if outcome.receipt_id:
            self._paper.show_receipt(outcome.receipt_id)
        self.window.toast.say(N_("Registered."))

    def _copy_receipt(self, receipt_id: str) -> None:
        self._paper.show_copy(receipt_id, self.staff())

    def _wizard_closed(self, _result: int) -> None:
        self._wizard = None

    def _card_presented(self, number: str) -> None:
        if self._staff is None or self._lock.is_locked or self._wizard is not None:
            return  # the wizard listens for itself
        person_id = person_with_card(self._store, number)
        if person_id is None:
            self._say(_("Card {number} is not known here.", number=number))
        else:
            self._open_person(person_id)

    def _card_garbled(self, words: str) -> None:
        if self._staff is not None and self._wizard is None:
            self._say(words)

    def _say(self, words: str) -> None:
        self.window.toast.say(partial(str, words))

    def _show_waiting(self) -> None:
        from ui.sync.waiting_list import WaitingList

        dialog = WaitingList(self._store, self.sync, self.window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _come_to_front(self) -> None:
        self.window.showNormal() if self.window.isMinimized() else self.window.show()
        self.window.raise_()
        self.window.activateWindow()


def facility_name(store: Store) -> str:
    """The gym's name at this desk; "" before the catalogue has come."""
    from kiosk.catalogue import read_catalogue

    place = store.place()
    with store.reading():
        found = [one.name for one in read_catalogue().facilities if one.id == place.facility_id]
    return found[0] if found else ""


def run_desk(application: Application, folder: DataFolder, store: Store, options: Options) -> int:
    """The event loop until the window is closed; the exit code."""
    desk = Desk(application, folder, store, options)
    desk.window.closed.connect(application.qt.quit)
    desk.start()
    code = application.qt.exec()
    desk.close()
    return code
