"""A gym in a test: central over real HTTP on either engine, and desks that exchange with it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import peewee

from central.backups import forget_state
from central.catalogue import publish
from central.database import bring_up_to_date, open_database
from central.enrolment import approve
from central.person_register import NoRegister, PersonRegister
from central.service import Service
from central.serving import served
from db.rows import all_raw
from db.sqlite import EncryptedSqlite
from db.tables import SHARED, ThisDevice
from db.transactions import reading
from kiosk.clock import FixedClock
from kiosk.demo.catalogue import catalogue_rows, staff_id
from kiosk.ids import new_id
from kiosk.opening import DataFolder, opened
from kiosk.staff.rights import Role, StaffMember
from kiosk.store import Errand, Store
from kiosk.sync.client import SyncClient, connect
from kiosk.sync.enrolment import enrol
from kiosk.sync.exchange import ExchangeReport, exchange
from kiosk.sync.wire import RELEASE
from tests.central.postgres_cluster import Cluster
from tests.prepared import copy_folder, empty_folder

ANNA = StaffMember(staff_id("anna"), "anna", "Anna Receptionist", Role.RECEPTION)
OMAR = StaffMember(staff_id("omar"), "omar", "Omar Platschef", Role.MANAGER)
Rows = dict[str, list[dict[str, Any]]]


def prepare(database: peewee.Database) -> None:
    """The demo gym's catalogue, published."""
    bring_up_to_date(database)
    publish(database, catalogue_rows())
    database.close()


@dataclass(frozen=True)
class Engine:
    """Where central's databases come from: each a copy of one that has the demo gym's catalogue."""

    name: str
    folder: Path
    cluster: Cluster | None = None
    _made: list[str] = field(default_factory=list)

    def new(self, name: str) -> str:
        """The address of a fresh database."""
        self._made.append(name)
        if self.cluster is not None:
            return self.cluster.create(name, "prepared")
        for ending in ("db", "key"):
            shutil.copy(self.folder / f"prepared.{ending}", self.folder / f"{name}.{ending}")
        return f"sqlite:///{self.folder / name}.db"

    def copy(self, address: str, name: str) -> str:
        """A copy of a database that nobody has open; in it a new epoch begins."""
        self._made.append(name)
        if self.cluster is not None:
            copied = self.cluster.create(name, urlsplit(address).path.removeprefix("/"))
        else:
            source = Path(address.removeprefix("sqlite:///"))
            for ending in ("db", "key"):
                shutil.copy(source.with_suffix(f".{ending}"), self.folder / f"{name}.{ending}")
            copied = f"sqlite:///{self.folder / name}.db"
        database = open_database(copied)
        forget_state(database)
        database.close()
        return copied

    def drop_all(self) -> None:
        for name in self._made:
            if self.cluster is not None:
                self.cluster.drop(name)
        self._made.clear()


def sqlite_engine(folder: Path) -> Engine:
    prepare(open_database(f"sqlite:///{folder / 'prepared.db'}"))
    return Engine("sqlite", folder)


def postgres_engine(folder: Path, cluster: Cluster) -> Engine:
    prepare(open_database(cluster.create("prepared")))
    return Engine("postgres", folder, cluster)


class Desk:
    """One desk with its own file."""

    def __init__(self, world: "World", name: str, folder: DataFolder, store: Store) -> None:
        self.world = world
        self.name = name
        self.folder = folder
        self.store = store
        self._client: SyncClient | None = None

    def do(self, *acts: Callable[[Errand], Any], act: str = "register_private_customer") -> str:
        """One errand with these operations; its id."""
        with self.store.errand(ANNA, act) as errand:
            for one in acts:
                one(errand)
            return errand.id

    @property
    def client(self) -> SyncClient:
        """One line for the whole test, as the desk's driver keeps one."""
        if self._client is None:
            self._client = connect(self.store)
        return self._client

    def hang_up(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None

    def sync(self) -> ExchangeReport:
        return exchange(self.store, self.client)

    def rows(self) -> Rows:
        with self.store.reading():
            return {name: all_raw(table) for name, table in SHARED.items()}

    @property
    def device(self) -> ThisDevice:
        with self.store.reading():
            return ThisDevice.get()


class World:
    """One central and its desks. `proxy` may change the address that desks are given."""

    def __init__(self, engine: Engine, address: str, folder: Path, clock: FixedClock) -> None:
        self.engine = engine
        self.address = address
        self.folder = folder
        self.clock = clock
        self.register: PersonRegister = NoRegister()
        self.snapshot_from = 1000
        self.metrics_token = ""
        self.release = RELEASE
        self.database = open_database(address)
        self.url = ""
        self._desks = ExitStack()
        self._running: ExitStack | None = None
        self._port = 0
        self.service: Service | None = None

    def start(self) -> str:
        """On the same port each time, as a central that was restarted."""
        self._running = ExitStack()
        self.service = Service(
            open_database(self.address),
            clock=self.clock,
            register=self.register,
            snapshot_from=self.snapshot_from,
            metrics_token=self.metrics_token,
            release=self.release,
        )
        self.url = self._running.enter_context(served(self.service, port=self._port))
        self._port = int(self.url.rpartition(":")[2])
        return self.url

    def stop(self) -> None:
        if self._running is not None:
            self._running.close()
            self._running = None

    def restart(self) -> None:
        self.stop()
        self.start()

    def back_up(self, name: str) -> str:
        """What `restore` takes. Central is stopped for it."""
        self.stop()
        self.database.close()
        copied = self.engine.copy(self.address, name)
        self.start()
        return copied

    def restore(self, backup: str, name: str) -> None:
        self.stop()
        self.database.close()
        self.address = self.engine.copy(backup, name)
        self.database = open_database(self.address)
        self.start()

    def clone(self, desk: Desk, name: str) -> Desk:
        """The desk's disk as it is now, in another machine."""
        folder = DataFolder(self.folder / name / "data", self.folder / name / "config")
        folder.path.mkdir(parents=True)
        key = desk.folder.key_store().get()
        database = desk.store.database
        assert key is not None
        assert isinstance(database, EncryptedSqlite)
        folder.key_store().keep(key)
        with desk.store.reading():
            database.copy_to(folder.database)
        return self.blank_desk(name, folder)

    def desk(self, name: str, facility: str = "SOD", url: str = "", *, is_confined: bool = False) -> Desk:
        """A new desk, let in and synchronised."""
        desk = self.blank_desk(name)

        def let_in(code: str) -> None:
            approve(self.database, code, facility, self.clock.now(), is_confined=is_confined)

        enrol(desk.store, url or self.url, name, let_in)
        desk.sync()
        return desk

    def blank_desk(self, name: str, folder: DataFolder | None = None) -> Desk:
        """`folder`: one with a desk's file in it; None for a new desk's."""
        place = folder or DataFolder(self.folder / name / "data", self.folder / name / "config")
        if folder is None:
            copy_folder(empty_folder(), place)
        store = self._desks.enter_context(opened(place, self.clock))
        if folder is None:
            with store.own_writing():
                ThisDevice.update(incarnation=new_id()).execute()
        desk = Desk(self, name, place, store)
        self._desks.callback(desk.hang_up)
        return desk

    def close(self) -> None:
        self._desks.close()
        self.stop()
        self.database.close()

    def rows(self) -> Rows:
        with reading(self.database):
            return {name: all_raw(table) for name, table in SHARED.items()}


@contextmanager
def new_world(engine: Engine, name: str, folder: Path, clock: FixedClock) -> Iterator[World]:
    world = World(engine, engine.new(name), folder, clock)
    try:
        world.start()
        yield world
    finally:
        world.close()
