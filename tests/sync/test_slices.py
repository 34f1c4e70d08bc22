"""A large stream is taken over in slices: nobody waits for it, nothing is half after a crash, own work stays."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest

from central import devices, streams
from central.embedded import ROOT
from central.enrolment import approve
from db.tables import FACILITY, FetchedChunk, Person, ReceiptSeries
from db.transactions import reading
from kiosk.opening import DataFolder, opened
from kiosk.sync import arriving, pulling, taking_over
from kiosk.sync.arriving import Key, RowOrGone, position
from kiosk.sync.enrolment import enrol
from kiosk.sync.taking_over import progress
from tests.central.worlds import Desk, World
from tests.sync.acts import Newcomer
from tests.sync.invariants import check
from tests.sync.test_snapshots import busy, fill
from tests.sync.test_work_between import move

__all__ = ["busy"]

FEW = 5


class Slices:
    """Counts the slices of facilities' streams, and lets something happen inside the n-th."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.events: list[str] = []
        self.inside: dict[int, Callable[[], None]] = {}
        monkeypatch.setattr(taking_over, "SLICE_ROWS", FEW)
        monkeypatch.setattr(taking_over, "put", self._put)

    @property
    def count(self) -> int:
        return self.events.count("slice")

    def _put(self, rows: Mapping[Key, RowOrGone]) -> None:
        arriving.put(rows)
        if any(table in FACILITY for table, _id in rows):
            self.events.append("slice")
            self.inside.pop(self.count, lambda: None)()


@pytest.fixture
def slices(monkeypatch: pytest.MonkeyPatch) -> Slices:
    return Slices(monkeypatch)


def new_desk(world: World, name: str, facility: str = "SOD") -> Desk:
    """Let in, and nothing fetched yet."""
    desk = world.blank_desk(name)
    enrol(desk.store, world.url, name, lambda code: approve(world.database, code, facility, world.clock.now()))
    return desk


def in_thread(desk: Desk, work: Callable[[], Any]) -> threading.Thread:
    """Begun, and waiting for the file."""

    def run() -> None:
        work()
        desk.store.close()

    thread = threading.Thread(target=run)
    thread.start()
    ends = time.monotonic() + 20
    while not desk.store.turns.is_wanted and time.monotonic() < ends:
        time.sleep(0.001)
    assert desk.store.turns.is_wanted
    return thread


def test_a_finish_in_the_middle_waits_for_one_slice(busy: World, slices: Slices) -> None:
    one = busy.desk("one")
    fill(one, 8)
    one.sync()
    two = new_desk(busy, "two")
    threads: list[threading.Thread] = []
    bo = Newcomer("198507099805", "Bo", "Ek", mobile="+46701740606")
    two.store.on_written.append(lambda: slices.events.append("finish"))
    before = slices.count
    slices.inside[before + 4] = lambda: threads.append(in_thread(two, lambda: two.do(bo.register)))
    report = two.sync()
    for thread in threads:
        thread.join()
    at = slices.events.index("finish")
    assert slices.events[:at].count("slice") == before + 4, "not one slice more came before it"
    assert report.is_complete
    assert report.pushed == 2
    one.sync()
    check(busy, one, two)


def test_it_goes_on_where_it_was(busy: World, slices: Slices) -> None:
    """After work in between the rows that are here already are not written again."""
    one = busy.desk("one")
    fill(one, 8)
    one.sync()
    two, three = new_desk(busy, "two"), new_desk(busy, "three")
    before = slices.count
    two.sync()
    undisturbed = slices.count - before
    bo = Newcomer("198507099805", "Bo", "Ek", mobile="+46701740606")
    threads: list[threading.Thread] = []
    before = slices.count
    slices.inside[before + undisturbed - 2] = lambda: threads.append(in_thread(three, lambda: three.do(bo.register)))
    three.sync()
    for thread in threads:
        thread.join()
    assert slices.count - before <= undisturbed + 3
    for desk in (one, two):
        desk.sync()
    check(busy, one, two, three)


def test_what_changed_after_the_cut_stands_as_it_is_now(busy: World, slices: Slices) -> None:
    one = busy.desk("one")
    anna = Newcomer()
    one.do(anna.register)
    fill(one, 6, first=1)
    one.sync()
    busy.desk("two")
    one.do(move(anna.person_id, "Ringvägen 2"))
    one.sync()
    three = new_desk(busy, "three")
    three.sync()
    one.sync()
    check(busy, one, three)


def test_while_it_lasts_the_desk_knows_that_it_is_not_whole(busy: World, slices: Slices) -> None:
    one = busy.desk("one")
    fill(one, 8)
    one.sync()
    two = new_desk(busy, "two")
    assert progress(two.store) is None
    seen: list[Any] = []
    for number in (3, 9):
        slices.inside[slices.count + number] = lambda: seen.append(in_other_thread(lambda: progress(two.store)))
    two.sync()
    assert all(seen), "another thread reads it beside the work"
    assert 0 < seen[0].done < seen[1].done < seen[1].total
    assert progress(two.store) is None


def in_other_thread(work: Callable[[], Any]) -> Any:
    found: list[Any] = []
    thread = threading.Thread(target=lambda: found.append(work()))
    thread.start()
    thread.join()
    return found[0]


def test_own_work_is_never_older_in_between(world: World, slices: Slices, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "FAR_BEHIND", 10)
    one, two = world.desk("one"), world.desk("two")
    anna = Newcomer()
    one.do(anna.register)
    one.sync()
    two.sync()
    one.do(move(anna.person_id, "Theirs 1"))
    fill(one, 6, first=1)
    one.sync()
    streets: list[str] = []

    def work() -> None:
        two.do(move(anna.person_id, "Own 2"))
        streets.append("done")

    def look() -> None:
        if streets:
            streets.append(Person.find(anna.person_id).street)

    threads: list[threading.Thread] = []
    slices.inside = dict.fromkeys(range(slices.count, slices.count + 60), look)
    slices.inside[slices.count + 3] = lambda: threads.append(in_thread(two, work))
    report = two.sync()
    for thread in threads:
        thread.join()
    assert report.snapshots >= 1
    assert len(streets) > 3
    assert set(streets[1:]) == {"Own 2"}
    one.sync()
    check(world, one, two)


@pytest.mark.parametrize("last", [3, 15])
def test_killed_in_the_middle(busy: World, slices: Slices, last: int) -> None:
    """What stands is marked as not whole; the next exchange makes it so, and goes on from there."""
    one = busy.desk("one")
    fill(one, 8)
    one.sync()
    folder = DataFolder(busy.folder / "two" / "data", busy.folder / "two" / "config")
    with opened(folder, busy.clock) as store:
        enrol(store, busy.url, "two", lambda code: approve(busy.database, code, "SOD", busy.clock.now()))
    command = [sys.executable, "-m", "tests.sync.killed_in_slices", str(folder.path), str(folder.config), str(last)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -signal.SIGKILL
    with opened(folder, busy.clock) as store:
        again = Desk(busy, "two", folder, store)
        damage: Any = store.database
        assert damage.damage() == []
        with store.reading():
            assert position(again.device.facility_id).cursor == 0
        assert progress(store) is not None
        bo = Newcomer("198507099805", "Bo", "Ek", mobile="+46701740606")
        again.do(bo.register)
        again.sync()
        again.hang_up()
        one.sync()
        check(busy, one, again)
        with store.reading():
            assert FetchedChunk.select().count() == 0
            assert progress(store) is None


def test_a_restored_central_in_the_middle(world: World, slices: Slices) -> None:
    """What was taken over of the history that central has lost doesn't stay, though the cursor fits."""
    one, two = world.desk("one"), world.desk("two")
    fill(one, 2)
    one.sync()
    two.sync()
    backup = world.back_up("backup")
    fill(one, 6, first=2)
    one.sync()

    def stop() -> None:
        raise KeyboardInterrupt

    slices.inside[slices.count + 4] = stop
    with pytest.raises(KeyboardInterrupt):
        two.sync()
    assert progress(two.store) is not None
    assert len(two.rows()["person"]) > 2
    world.restore(backup, "restored")
    world.clock.moment += timedelta(seconds=1)
    assert two.sync().snapshots == 1
    assert progress(two.store) is None
    assert two.rows() == world.rows()


def test_receipt_numbers_are_known_before_anything_is_sold(busy: World, slices: Slices) -> None:
    """A desk that begins anew with its till: its receipts come last, and their numbers count from the first slice."""
    one = busy.desk("one")
    fill(one, 4)
    one.sync()
    two = new_desk(busy, "two")
    numbers, till_id = list[int](), one.device.till_id

    def look() -> None:
        series = ReceiptSeries.find(till_id)
        numbers.append(series.last_number if series else 0)

    slices.inside = dict.fromkeys(range(slices.count + 1, slices.count + 3), look)
    with two.store.own_writing():
        two.store.database.execute_sql("UPDATE this_device SET till_id = ?", [till_id])
    two.sync()
    assert numbers == [4, 4]


def test_a_desk_is_not_fetching_its_own_work(busy: World, slices: Slices, monkeypatch: pytest.MonkeyPatch) -> None:
    """However much it did: what is told back stands here. Nor is everything offered because of it."""
    monkeypatch.setattr(pulling, "MOST_AT_ONCE", 2 * FEW)
    monkeypatch.setattr(streams, "PAGE_CHANGES", FEW)
    monkeypatch.setattr(devices, "FAR_BEHIND", 2 * FEW)
    one, two = busy.desk("one"), busy.desk("two")
    one.sync()
    two.sync()
    fill(one, 8)
    before = slices.count
    report = one.sync()
    assert report.is_complete
    assert (report.pushed > 0, report.snapshots, report.pulled, slices.count - before) == (True, 0, 0, 0)
    stream = one.device.facility_id
    with one.store.reading():
        reached = position(stream).cursor
    with reading(busy.database):
        assert reached == streams.head_of(stream).cursor > 4 * FEW
    bo = Newcomer("198507099805", "Bo", "Ek", mobile="+46701740606")
    two.do(bo.register)
    assert two.sync().is_complete
    before = slices.count
    assert one.sync().pulled > 0, "others' work is"
    assert slices.count - before == 1
    check(busy, one, two)
