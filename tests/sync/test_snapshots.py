"""A desk that starts, or is far behind, takes each stream as it stands."""

from datetime import date

import pytest

from central import devices, snapshots
from central.enrolment import approve
from db.tables import Change, FetchedChunk, Snapshot, SnapshotChunk, Stream
from db.transactions import reading, writing
from kiosk.errors import CentralUnreachable
from kiosk.sync.enrolment import enrol
from tests.central.worlds import Desk, World
from tests.sync.acts import Newcomer, whole_visit
from tests.sync.fault_proxy import Fault, faulty
from tests.sync.invariants import check


@pytest.fixture
def busy(world: World) -> World:
    """Snapshots from the first change on, in small chunks."""
    world.stop()
    world.snapshot_from = 1
    world.start()
    return world


def fill(desk: Desk, count: int, first: int = 0) -> None:
    for number in range(first, first + count):
        born = date(1990, 1, 1 + number % 28)
        newcomer = Newcomer(f"19900101{number:04d}", birth_date=born, mobile=f"+4670000{number:04d}")
        desk.do(*whole_visit(newcomer, str(10_000_000 + number)))


def test_a_new_desk_starts_from_snapshots(busy: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "CHUNK_BYTES", 2000)
    one = busy.desk("one")
    fill(one, 5)
    one.sync()
    two = busy.blank_desk("two")
    enrol(two.store, busy.url, "two", lambda code: approve(busy.database, code, "SOL", busy.clock.now()))
    report = two.sync()
    assert report.snapshots == 2
    one.sync()
    check(busy, one, two)
    everywhere = "SELECT COUNT(*) FROM search_key WHERE kind <> 'top'"  # top is of those who belong to one facility
    with two.store.reading():
        assert FetchedChunk.select().count() == 0
        keys = two.store.database.execute_sql(everywhere).fetchone()[0]
    with one.store.reading():
        assert keys == one.store.database.execute_sql(everywhere).fetchone()[0]


def test_what_came_after_the_cut_follows(busy: World) -> None:
    one = busy.desk("one")
    fill(one, 2)
    one.sync()
    busy.desk("two")
    fill(one, 2, first=2)
    one.sync()
    three = busy.desk("three")
    one.sync()
    check(busy, one, three)
    with reading(busy.database):
        assert Snapshot.select().where(Snapshot.stream != "gym").count() == 1, "the recent one was offered again"


def test_a_broken_line_goes_on_where_it_was(busy: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "CHUNK_BYTES", 3000)
    one = busy.desk("one")
    fill(one, 6)
    one.sync()
    with faulty(busy.url) as proxy:
        two = busy.blank_desk("two")
        enrol(two.store, proxy.url, "two", lambda code: approve(busy.database, code, "SOD", busy.clock.now()))
        kept = 0
        while True:
            two.hang_up()
            proxy.plan([Fault.CUT])
            try:
                two.sync()
                break
            except CentralUnreachable:
                with two.store.reading():
                    now = FetchedChunk.select().where(FetchedChunk.stream != "gym").count()
                assert now >= kept
                kept = now
        assert kept > 1
        two.hang_up()
        one.sync()
        check(busy, one, two)


def test_a_desk_far_behind_takes_a_snapshot(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "FAR_BEHIND", 10)
    one, two = world.desk("one"), world.desk("two")
    for desk in (one, two):
        fill(one, 1, first=desk is two)
        one.sync()
        two.sync()
    fill(one, 3, first=2)
    one.sync()
    fill(two, 1, first=10)
    assert two.sync().snapshots == 1
    one.sync()
    check(world, one, two)


def test_changes_that_are_gone_are_replaced_by_a_snapshot(world: World) -> None:
    one, two = world.desk("one"), world.desk("two")
    fill(one, 1)
    one.sync()
    two.sync()
    fill(one, 1, first=1)
    one.sync()
    with writing(world.database):
        stream = Stream.get(Stream.name != "gym")
        Change.delete().where((Change.stream == stream.name) & (Change.s < stream.head)).execute()
    assert two.sync().snapshots == 1
    assert two.rows() == world.rows()


def test_old_snapshots_and_their_chunks_are_forgotten(busy: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "STALE_AFTER", 0)
    one = busy.desk("one")
    for number in range(4):
        fill(one, 1, first=number)
        one.sync()
        with writing(busy.database):
            snapshots.offer(one.device.facility_id)
    with reading(busy.database):
        mine = list(Snapshot.select().where(Snapshot.stream == one.device.facility_id))
        assert len(mine) == snapshots.KEPT
        chunks = SnapshotChunk.select().where(SnapshotChunk.stream == one.device.facility_id).count()
    assert chunks == len(mine)
