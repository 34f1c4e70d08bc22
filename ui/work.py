"""What stands behind the sign-in screen: areas, wizard, reader, sync, lock and paper, each given what it needs."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject

from kiosk.access.card_settings import card_format, wedge_settings
from kiosk.options import Options
from kiosk.organisations import invoice_basis
from kiosk.organisations.import_terms import IMPORT, IMPORTS
from kiosk.settings.gym import LOCK_MINUTES, gym_setting
from kiosk.staff.rights import StaffMember
from kiosk.staff.sign_in import SignIn
from kiosk.store import Store
from kiosk.texts import N_
from ui.application import Application
from ui.controls.last_folder import keep_folders_in
from ui.devices.guarded_reader import GuardedReader
from ui.devices.wedge_filter import WedgeFilter
from ui.direct_debit.autogiro_desk import AutogiroDesk
from ui.disk_watch import DiskWatch
from ui.documents.paperwork import Paperwork
from ui.lock_screen import IdleLock
from ui.main_window import MainWindow
from ui.organisations.import_desk import ImportDesk
from ui.organisations.invoice_desk import InvoiceDesk
from ui.people.card_doors import CardDoors
from ui.people.certificates_desk import CertificatesDesk
from ui.people.people_desk import PeopleDesk
from ui.people.registrations import KEYS, MEMBER, PRIVATE
from ui.settings.settings_desk import SettingsDesk
from ui.status import Status
from ui.sync.arriving_notice import ArrivingNotice
from ui.sync.matters_desk import MattersDesk
from ui.sync.sync_driver import SyncDriver
from ui.tasks import Lane
from ui.visit_desk import VisitDesk


class Work(QObject):
    """Lives on Qt's thread, as long as the window."""

    def __init__(
        self, window: MainWindow, application: Application, store: Store, options: Options, sign_in: SignIn
    ) -> None:
        super().__init__(window)
        self._window, self._store, self._tasks = window, store, application.tasks
        self._staff: StaffMember | None = None
        tasks, settings = application.tasks, application.settings
        self._settings = settings
        keep_folders_in(settings)
        with store.reading():
            self._cards = card_format()
            idle = _idle_time()
        self.reader = WedgeFilter(self._cards, wedge_settings(self._cards, settings), parent=self)
        self.sync = SyncDriver(store, tasks, is_offline=options.is_offline, parent=self)
        self._status = Status(window.status_line, self.sync, store, self.reader, application, options.camera)
        self._paper = Paperwork(window, window.toast, store, tasks, settings)
        self._visits = VisitDesk(window.pages, store, tasks, settings, options.camera, parent=self)
        self._invoices = InvoiceDesk(window, store, tasks, self.staff, self._paper, window.toast)
        self._imports = ImportDesk(window, store, tasks, self.staff, self._visits, window.toast)
        organisation_works: dict[str, Callable[[str], object]] = {
            MEMBER: lambda organisation_id: self.register(MEMBER, organisation_id=organisation_id),
            invoice_basis.NAME: self._invoices.open,
            IMPORT: self._imports.begin,
            IMPORTS: self._imports.show_imports,
        }
        camera = (self._visits.camera, self._visits.choose_camera)
        card = CardDoors(*camera, lambda: self.sync.is_online, organisation_works)
        doors = (self.register, self.begin_routine, card)
        self._people = PeopleDesk(window, store, tasks, self.staff, self._paper, *doors)
        self._matters = MattersDesk(window, store, tasks, self.staff, self.sync, self._people.open_person)
        open_person = self._people.open_person
        self._certificates = CertificatesDesk(window, store, tasks, self.staff, self._paper, open_person)
        self._autogiro = AutogiroDesk(window, store, tasks, self.staff, self._paper, open_person)
        self._lock = IdleLock(window, sign_in, tasks, idle, self._visits.may_lock)
        self._open_reader = GuardedReader(self.reader, lambda: not self._lock.is_locked, self)
        self._arriving = ArrivingNotice(store, self.sync, window.notices, self)
        self._gym_settings = SettingsDesk(window, store, tasks, self.staff, settings)
        self._disk = DiskWatch(store, tasks, window.notices, self)
        self._connect()

    def begin(self) -> None:
        """Begins to talk with central and devices, and makes ready what the first customer would wait for."""
        self.sync.start()
        self._status.start()
        self._disk.start()
        self._tasks.submit(Lane.PRINTER, _warm_up, self._warm)

    def close(self) -> None:
        keep_folders_in(None)
        self._visits.leave()
        self._autogiro.leave()
        self.sync.stop()
        self._arriving.stop()
        self._disk.stop()
        self._lock.stop()

    def signed_in(self, staff: StaffMember) -> None:
        self._staff = staff
        self._lock.watch(staff)
        self._matters.refresh()
        self._autogiro.staff_changed()
        self._people.staff_changed()

    def staff(self) -> StaffMember:
        """Who works here now. Raises RuntimeError before anyone has signed in."""
        if self._staff is None:
            raise RuntimeError("nobody is signed in")
        return self._staff

    def register(self, routine: str, typed: str = "", organisation_id: str = "") -> None:
        """`organisation_id`: through which they come, "" for one to be searched or none."""
        if self._staff is not None:
            self._window.toast.hide()
            where = (self.staff, self._open_reader, self.sync)
            self._visits.register(routine, typed, organisation_id, *where)

    def begin_routine(self, name: str, person_id: str, about: str) -> None:
        if self._staff is not None:
            self._window.toast.hide()
            where = (self.staff, self._open_reader, self.sync)
            self._visits.begin(name, person_id, about, *where)

    def _warm(self, _nothing: None) -> None:
        """Everything works without it: nobody is told."""

    def _connect(self) -> None:
        window = self._window
        registrations = self._people.registrations
        new, member = registrations.register_customer, registrations.register_member
        window.add_routine(PRIVATE, "user-plus", N_("New customer"), new, KEYS[PRIVATE], with_button=True)
        window.add_routine(MEMBER, "bank", N_("New organisation customer"), member, KEYS[MEMBER])
        self._lock.unlocked.connect(self.signed_in)
        self._lock.unlocked.connect(window.show_staff)
        window.lock_wanted.connect(self._lock.lock_now)
        window.switch_wanted.connect(self._lock.switch_user)
        window.sync_wanted.connect(self.sync.sync_now)
        window.not_synced_wanted.connect(self._show_waiting)
        self._visits.registered.connect(self._people.registered)
        self._visits.done.connect(self._people.done)
        self._visits.open_person.connect(self._people.open_person)
        self._visits.closed.connect(self._ready_for_the_next)
        self._people.matter_wanted.connect(self._matters.show_matter)
        self._matters.settled.connect(self._people.refresh)
        self._matters.receipt_wanted.connect(self._paper.show_receipt)
        self._paper.closed.connect(self._ready_for_the_next)
        self._paper.copied.connect(self._people.refresh)
        self._invoices.person_wanted.connect(self._people.open_person)
        self.sync.arrived.connect(self._invoices.refresh)
        self.sync.arrived.connect(self._people.refresh)
        self.sync.state_changed.connect(self._people.line_changed)
        self.sync.arrived.connect(self._matters.refresh)
        self.sync.arrived.connect(self._certificates.refresh)
        self.sync.arrived.connect(self._autogiro.refresh)
        self.sync.arrived.connect(self._settings_may_have_come)
        self.sync.arrived.connect(self._gym_settings.refresh)
        self._gym_settings.changed.connect(self._settings_may_have_come)
        window.settings_wanted.connect(self._gym_settings.open)
        self._autogiro.written.connect(self._people.refresh)
        self._autogiro.written.connect(self.sync.sync_now)  # a run at central leaves nothing here to send
        self.reader.card_presented.connect(self._card_presented)
        self.reader.card_garbled.connect(self._card_garbled)
        self._open_reader.unheard.connect(self._visits.card_unheard)
        self._visits.told.connect(window.toast.say)
        window.search.unseen.connect(self._visits.say_in_front)
        self._imports.changed.connect(self._people.refresh)

    def _settings_may_have_come(self) -> None:
        with self._store.reading():
            cards, idle = card_format(), _idle_time()
        self._lock.wait_for(idle)
        if cards != self._cards:
            self._cards = cards
            self.reader.set_format(cards, wedge_settings(cards, self._settings))

    def _ready_for_the_next(self) -> None:
        """The next name can be typed at once."""
        self._window.search.setFocus()

    def _hears_cards(self) -> bool:
        """The wizard listens for itself, and a locked desk opens nobody's card."""
        return self._staff is not None and not self._lock.is_locked and not self._visits.is_open

    def _card_presented(self, number: str) -> None:
        if self._hears_cards():
            self._people.card_presented(number)

    def _card_garbled(self, words: str) -> None:
        if self._hears_cards():
            self._window.toast.say(lambda: words)

    def _show_waiting(self) -> None:
        from ui.sync.waiting_list import WaitingList

        dialog = WaitingList(self._store, self.sync, self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.matters_wanted.connect(self._matters.show)
        dialog.open()


def _idle_time() -> timedelta:
    """Inside `store.reading()`."""
    return timedelta(minutes=gym_setting(LOCK_MINUTES))


def _warm_up() -> None:
    """What the first customer would otherwise wait for."""
    from kiosk.documents import warm_up as documents
    from kiosk.people import warm_up as people

    people.warm_up()
    documents.warm_up()
