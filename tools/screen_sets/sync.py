"""What waits to be sent, matters to settle, and connecting to central."""

from collections.abc import Callable
from datetime import timedelta
from functools import cache

from PySide6.QtWidgets import QWidget

from db.rows import insert
from db.tables import Matter, Person, PhotoBlob, ThisDevice
from kiosk.demo.catalogue import staff_id
from kiosk.desk_status import Network
from kiosk.ids import new_id
from kiosk.staff.rights import Role, StaffMember
from kiosk.store import Store
from kiosk.sync.enrolment import ShownCode
from kiosk.sync.faults import declined, unreachable
from kiosk.sync.matters import open_matters
from kiosk.sync.taking_over import Progress
from kiosk.sync.ways import Way
from kiosk.sync.wire import Problem
from tools.screen_desk import demo_store
from tools.screen_sets.shell import NobodySignsIn
from ui.access.photo_capture import PhotoCapture
from ui.appearance import Appearance
from ui.controls import Tone
from ui.disk_watch import NEARLY_FULL
from ui.main_window import MainWindow
from ui.sync.arriving_notice import arriving_words
from ui.sync.enrol_dialog import EnrolDialog
from ui.sync.matters_desk import MattersDesk
from ui.sync.settle_dialog import SettleDialog
from ui.sync.sync_driver import SyncDriver, SyncState
from ui.sync.waiting_list import WaitingList
from ui.tasks import TaskRunner


@cache
def _with_matters(name: str) -> Store:
    """The demo gym with something to settle."""
    store = demo_store(name, 6)
    _open_matters(store)
    return store


def _open_matters(store: Store) -> None:
    with store.own_writing():
        persons = list(Person.select().limit(3))
        found = [
            ("card_in_use", {"card": "10000342", "holder_id": persons[1].id, "reason": ""}),
            ("price_differs", {"charged": 399000, "listed": 429000}),
            ("details_differ", {"fields": {"street": {"old": "Götgatan 1", "new": "Ringvägen 2"}}}),
        ]
        for person, (code, details) in zip(persons, found, strict=True):
            _open_matter(store, person, code, details)


def _open_matter(store: Store, person: Person, code: str, details: dict[str, object]) -> None:
    import msgspec

    values = {"code": code, "person_id": person.id, "operation_id": new_id(), "operation_kind": "card.assigned"}
    facts = {"facility_id": person.facility_id, "device_id": "", "staff_id": "", "opened_at": store.clock.now()}
    details_text = msgspec.json.encode(details).decode()
    insert(Matter, {"id": new_id(), **values, **facts, "details": details_text, "closed_at": None, "closed_by": None})


TOO_OLD = declined(Problem(type="upgrade-required", title="", status=426))
ALL_SENT = 1_000_000


def _list(name: str, members: int, network: Network, *, matters: bool = False) -> Callable[[Appearance], QWidget]:
    def build(_appearance: Appearance) -> QWidget:
        store = _with_matters(name) if matters else demo_store(name, members)
        with store.own_writing():
            ThisDevice.update(device_id="" if network is Network.NOT_ENROLLED else "device").execute()
            if not members:
                ThisDevice.update(acked_seq=ALL_SENT).execute()
                PhotoBlob.update(is_uploaded=True).execute()
        driver = SyncDriver(store, TaskRunner(), is_offline=True)
        trouble = {Network.OFFLINE: unreachable().words, Network.TOO_OLD: TOO_OLD.words}.get(network, "")
        skew = timedelta(minutes=7) if matters else timedelta()
        driver.state = SyncState(network, driver.state.waiting, trouble, skew)
        return WaitingList(store, driver)

    return build


MANAGER = StaffMember(staff_id("omar"), "omar", "Omar Platschef", Role.MANAGER)
RECEPTION = StaffMember(staff_id("anna"), "anna", "Anna Receptionist", Role.RECEPTION)


def _matters(name: str, staff: StaffMember) -> Callable[[Appearance], QWidget]:
    """The area in its window, with something of most kinds to settle."""

    def build(appearance: Appearance) -> QWidget:
        made: dict[str, Callable[[], Store]] = {"settled": lambda: demo_store(name, 6), "clash": _with_clashes}
        store = made.get(name, _with_many_matters)()
        window = MainWindow(appearance, NobodySignsIn(), TaskRunner(), gym_name="Demogymmet", version="0.1.0")
        driver = SyncDriver(store, TaskRunner(), is_offline=True)
        desk = MattersDesk(window, store, TaskRunner(), lambda: staff, driver, lambda _person: None)
        window.show_staff(staff)
        desk.show()
        return window

    return build


@cache
def _with_many_matters() -> Store:
    store = _with_matters("matters")
    _open_more(store)
    return store


@cache
def _with_clashes() -> Store:
    store = demo_store("clash", 6)
    with store.own_writing():
        for person, stood in zip(Person.select().limit(2), ("Berg", "af Klinckowström-Gyllenstierna"), strict=True):
            _open_matter(store, person, "details_clash", {"field": "family_name", "stood": stood, "now": "Ek"})
    return store


def _open_more(store: Store) -> None:
    with store.own_writing():
        persons = list(Person.select().limit(2))
        other: dict[str, object] = {"other_id": persons[1].id}
        found: list[tuple[str, dict[str, object]]] = [
            ("same_person_maybe", other),
            ("payment_reference_twice", {"reference": "T-4711", "amount": 39900, "sale_id": ""}),
            ("details_clash", {"field": "family_name", "stood": "Berg", "now": "Ek"}),
            ("operation_unknown", {"kind": "payment.taken"}),
        ]
        for code, details in found:
            _open_matter(store, persons[0], code, details)


def standing_notices(appearance: Appearance) -> QWidget:
    window = _matters("matters", MANAGER)(appearance)
    assert isinstance(window, MainWindow)
    window.notices.stand("disk", NEARLY_FULL, Tone.BAD)
    window.notices.stand("arriving", lambda: arriving_words(Progress(30, 120)), Tone.INFO)
    return window


def no_room(_appearance: Appearance) -> QWidget:
    capture = PhotoCapture()
    capture.refuse()
    return capture


def settle_dialog(appearance: Appearance) -> QWidget:
    _matters("matters", MANAGER)(appearance)
    store = _with_many_matters()
    matter = next(one for one in open_matters(store) if one.code == "payment_reference_twice")
    return SettleDialog(matter, Way.TERMINAL_CHECKED, MANAGER)


def enrol_code(_appearance: Appearance) -> QWidget:
    store = _with_matters("waiting")
    dialog = EnrolDialog(store, TaskRunner(), url="https://central.demogymmet.se")
    ends = store.clock.now() + timedelta(minutes=15)
    dialog._code_given(ShownCode("", "", "BKDF-WXQR", "", b"", 1000, ends))
    return dialog


def enrol_address(_appearance: Appearance) -> QWidget:
    return EnrolDialog(_with_matters("waiting"), TaskRunner())


SCREENS: dict[str, Callable[[Appearance], QWidget]] = {
    "sync-waiting": _list("waiting", 6, Network.OFFLINE, matters=True),
    "sync-too-old": _list("waiting", 6, Network.TOO_OLD),
    "sync-empty": _list("empty", 0, Network.ONLINE),
    "sync-not-enrolled": _list("not-enrolled", 3, Network.NOT_ENROLLED),
    "matters": _matters("matters", MANAGER),
    "matters-reception": _matters("matters", RECEPTION),
    "matters-clash": _matters("clash", MANAGER),
    "matters-none": _matters("settled", MANAGER),
    "settle-dialog": settle_dialog,
    "standing-notices": standing_notices,
    "photo-no-room": no_room,
    "enrol-address": enrol_address,
    "enrol-code": enrol_code,
}
