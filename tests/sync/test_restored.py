"""Disks copied, desks and central put back from an old image: nothing is lost, nothing is done twice."""

from datetime import timedelta

import pytest

from central import backups
from central.database import open_database
from db.tables import Change, Receipt, ReceivedOperation, ThisDevice
from db.transactions import reading, writing
from kiosk.clock import FixedClock
from tests.central.worlds import Desk, World
from tests.sync.acts import Newcomer, whole_visit
from tests.sync.invariants import check, check_central


def visit(desk: Desk, number: int) -> str:
    """A person nobody else registers; their id."""
    newcomer = Newcomer(f"19900101{number:04d}", mobile=f"+4670000{number:04d}")
    desk.do(*whole_visit(newcomer, str(10_000_000 + number)))
    return newcomer.person_id


def persons(world: World) -> set[str]:
    return {row["id"] for row in world.rows()["person"]}


def test_a_cloned_disk_goes_on_under_a_new_incarnation(world: World) -> None:
    one = world.desk("one")
    shared = visit(one, 1)
    clone = world.clone(one, "clone")
    theirs, own = visit(clone, 2), visit(one, 3)
    assert not one.sync().has_forked
    assert clone.sync().has_forked
    assert clone.device.incarnation != one.device.incarnation
    later = visit(one, 4)
    for desk in (one, clone, one, clone):
        desk.sync()
    assert persons(world) == {shared, theirs, own, later}
    with reading(world.database):
        assert ReceivedOperation.select().count() == 4 * 7
    check_central(world)
    assert one.rows() == world.rows() == clone.rows()


def test_a_desk_restored_from_an_old_image_knows_what_it_forgot(world: World) -> None:
    one = world.desk("one")
    visit(one, 1)
    one.sync()
    old = world.clone(one, "old")
    visit(one, 2)
    one.sync()
    newest = one.rows()
    assert old.sync().has_forked
    assert old.rows() == newest
    visit(old, 3)
    old.sync()
    check(world, old)
    with old.store.reading():
        assert sorted(row.number for row in Receipt.select()) == [1, 2, 3]


def test_an_old_image_with_unsent_work_sends_it_once(world: World) -> None:
    one = world.desk("one")
    unsent = visit(one, 1)
    old = world.clone(one, "old")
    one.sync()
    visit(one, 2)
    one.sync()
    assert old.sync().has_forked
    assert unsent in persons(world)
    with reading(world.database):
        assert ReceivedOperation.select().count() == 2 * 7
    assert old.rows() == world.rows()
    check_central(world)


def test_a_restored_central_gets_back_what_it_lost(world: World) -> None:
    one, two = world.desk("one"), world.desk("two")
    kept = visit(one, 1)
    one.sync()
    backup = world.back_up("backup1")
    lost, theirs = visit(one, 2), visit(two, 3)
    for desk in (one, two, one):
        desk.sync()
    world.restore(backup, "restored1")
    assert persons(world) == {kept}
    unsent = visit(two, 4)
    reports = [desk.sync() for desk in (one, two, one, two)]
    assert [report.has_new_epoch for report in reports] == [True, True, False, False]
    assert persons(world) == {kept, lost, theirs, unsent}
    check(world, one, two)


def test_a_restored_central_gets_older_incarnations_too(world: World) -> None:
    one = world.desk("one")
    backup = world.back_up("backup2")
    first = visit(one, 1)
    one.sync()
    clone = world.clone(one, "clone")
    theirs = visit(clone, 2)
    clone.sync()
    second = visit(one, 3)
    assert one.sync().has_forked
    third = visit(one, 4)
    one.sync()
    world.restore(backup, "restored2")
    one.sync()
    assert persons(world) == {first, second, third}
    clone.sync()
    one.sync()
    assert persons(world) == {first, second, third, theirs}
    check_central(world)
    assert one.rows() == world.rows() == clone.rows()


def test_a_desk_with_a_wrong_clock_is_put_in_order_by_arrival(world: World) -> None:
    one, two = world.desk("one"), world.desk("two")
    moment = world.clock.moment
    for shift in (timedelta(days=3650), timedelta(hours=-1), timedelta(days=-3650)):
        one.store.clock = FixedClock(moment + shift)
        one.hang_up()
        visit(one, 100 + abs(shift.days))
        assert one.sync().skew == shift
    two.sync()
    check(world, one, two)
    with reading(world.database):
        occurred = [row.occurred_at for row in ReceivedOperation.select()]
    assert all(abs(at - moment) < timedelta(minutes=5) for at in occurred)


def test_what_is_durable_is_what_a_restored_backup_has(world: World) -> None:
    one = world.desk("one")
    visit(one, 1)
    one.sync()
    backup = open_database(world.back_up("backup3"))
    visit(one, 2)
    one.sync()
    backups.note_durable(world.database, backups.tested(backup))
    one.sync()
    with one.store.reading():
        device = ThisDevice.get()
        assert (device.durable_seq, device.acked_seq) == (7, 14)
    with writing(backup):
        Change.update(row=None).where(Change.s == 2).execute()
    with pytest.raises(backups.BackupDamaged):
        backups.tested(backup)
    backup.close()
