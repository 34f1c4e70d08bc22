"""The power goes at any write: what was said to be done is there, whole, and nothing is half (sync.md, fault 1)."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import pytest

import db.sqlite
from central.catalogue import publish
from db.migrating import migrate
from db.sqlite import EncryptedSqlite
from kiosk.clock import FixedClock
from kiosk.demo.catalogue import catalogue_rows
from kiosk.store import Store
from tests.central.worlds import ANNA
from tests.prepared import NOW
from tests.sync.acts import Act, Newcomer, photograph, whole_visit
from tests.sync.direct import DirectCentral, DirectDesk, enrolled
from tests.sync.failing_disk import Disk, PowerCut, Told, watched

KEY = bytes(range(32))
SEED = int(os.environ.get("INPASS_SEED", "20261122"))  # another one: INPASS_SEED=…; what fails says its own
SECONDS = 15.0  # for the cuts: some hundreds; a slow machine tries fewer of them
IN_A_PASS = 50
OFTEN = 60  # pages of WAL until a checkpoint, so that there are many
FILE = "desk.db"


class WatchedSqlite(EncryptedSqlite):
    """Tells the disk when the program is told that something is safe, and keeps what the file held then."""

    disk: Disk | None = None
    states: list[str]

    def commit(self) -> None:
        super().commit()
        if self.disk is not None:
            self.states.append(state_of(self))
            self.disk.events.append(Told(len(self.states) - 1))


def state_of(database: EncryptedSqlite) -> str:
    """Every row of every table, as one hash."""
    names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    digest = sha256()
    for (name,) in database.execute_sql(names).fetchall():
        rows = sorted(repr(row) for row in database.execute_sql(f'SELECT * FROM "{name}"').fetchall())
        digest.update(repr((name, rows)).encode())
    return digest.hexdigest()


@dataclass
class Recorded:
    """A day's work: the file before it, what happened to the disk, and the state after each commit."""

    before: dict[str, bytes]
    events: list[Any]
    states: list[str] = field(default_factory=list)


def a_day(folder: Path) -> Recorded:
    """A desk is let in, takes over the catalogue, serves customers, and exchanges what it and another one did."""
    folder.mkdir()
    empty = EncryptedSqlite(folder / FILE, KEY)
    migrate(empty)
    empty.close()
    before = {FILE: (folder / FILE).read_bytes()}
    central_file = EncryptedSqlite(Path(":memory:"), KEY)
    migrate(central_file)
    publish(central_file, catalogue_rows())
    clock = FixedClock(NOW)
    central = DirectCentral(central_file, clock)
    other = _desk(EncryptedSqlite(Path(":memory:"), KEY), central, clock, "other", is_new=True)
    with watched(folder) as disk:
        database = WatchedSqlite(folder / FILE, KEY)
        database.states = []
        database.connect()
        database.execute_sql(f"PRAGMA wal_autocheckpoint = {OFTEN}")
        database.states.append(state_of(database))
        database.disk = disk
        desk = _desk(database, central, clock, "one")
        for number in range(4):
            _serve(desk, number, photograph)
        desk.sync()
        _serve(other, 90, photograph)
        other.sync()
        desk.sync()
        for number in range(4, 7):
            _serve(desk, number, photograph)
        desk.sync()
        database.disk = None
        database.close()
    other.store.close()
    central_file.close()
    return Recorded(before, disk.events, database.states)


def _desk(
    database: EncryptedSqlite, central: DirectCentral, clock: FixedClock, name: str, *, is_new: bool = False
) -> DirectDesk:
    if is_new:
        migrate(database)
    desk = enrolled(name, Store(database, clock), central)
    desk.sync()
    return desk


def _serve(desk: DirectDesk, number: int, take_photo: Callable[[str, bytes], Act]) -> None:
    anna = Newcomer(f"19900101{number:04d}", mobile=f"+4670000{number:04d}")
    with desk.store.errand(ANNA, "register_private_customer") as errand:
        for act in whole_visit(anna, f"10000{number:03d}", f"T-{number}"):
            act(errand)
        take_photo(anna.person_id, Random(number).randbytes(9000))(errand)


@dataclass
class Found:
    """`lost`: cuts after which something was gone that had been said to be safe."""

    tried: int = 0
    lost: list[str] = field(default_factory=list)


def after_cuts(day: Recorded, place: Path, seed: int, seconds: float, *, until_lost: bool = False) -> Found:
    """At events taken by lot, a handful in each pass over the day, for as long as there is time: all that was loose is
    gone, or a part of it."""
    random, ends, found = Random(seed), time.monotonic() + seconds, Found()
    while not found.tried or (time.monotonic() < ends and not (until_lost and found.lost)):
        cuts = frozenset(random.sample(range(len(day.events)), IN_A_PASS))
        disk, told = PowerCut({name: bytearray(data) for name, data in day.before.items()}), 0
        for at, event in enumerate(day.events):
            if at in cuts:
                for image in (disk.image(None), disk.image(random)):
                    found.tried += 1
                    if why := _after(image, day.states[told : told + 2], place):
                        found.lost.append(f"seed {seed}, event {at} of {len(day.events)}: {why}")
            if isinstance(event, Told):
                told = event.state
            else:
                disk.take(event)
    return found


def _after(files: dict[str, bytes], allowed: list[str], place: Path) -> str:
    """What is wrong when the desk is started again; "" when what was told, or what was just being done, is there."""
    for old in place.glob(f"{FILE}*"):
        old.unlink()
    for name, data in files.items():
        (place / name).write_bytes(data)
    database = EncryptedSqlite(place / FILE, KEY)
    try:
        database.connect()
        damage = database.damage()
        if damage:
            return f"damaged: {damage[0]}"
        return "" if state_of(database) in allowed else "what was told to be safe is not there"
    finally:
        database.close()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    place = tmp_path / "after"
    place.mkdir()
    return place


def test_what_was_told_is_there_after_any_power_cut(tmp_path: Path, place: Path) -> None:
    found = after_cuts(a_day(tmp_path / "desk"), place, SEED, SECONDS)
    assert found.lost == []
    assert found.tried >= 2 * IN_A_PASS


def test_with_less_syncing_it_would_not_be(tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or the test above is blind."""
    lazy = tuple((name, "normal" if name == "synchronous" else value) for name, value in db.sqlite.PRAGMAS)
    monkeypatch.setattr(db.sqlite, "PRAGMAS", lazy)
    found = after_cuts(a_day(tmp_path / "desk"), place, SEED, SECONDS, until_lost=True)
    assert found.lost
