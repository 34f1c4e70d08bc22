"""An old desk with a new central: what it can't read counts in cursor and hash, and comes when it is updated."""

import shutil
from pathlib import Path

import pytest

from central.enrolment import approve
from central.routes.asking import pulling_release
from db import migrating
from db.rows import found
from db.tables import SHARED, Device, Photo
from db.transactions import reading, writing
from kiosk.opening import DataFolder, opened
from kiosk.sync import line, taking_over
from kiosk.sync.enrolment import enrol
from kiosk.sync.faults import UpgradeRequired
from kiosk.sync.once import fetch_everything
from kiosk.sync.taking_over import progress
from kiosk.sync.talk import Talk
from kiosk.sync.wire import RELEASE
from tests.central.worlds import Desk, World
from tests.sync.acts import Newcomer, photograph
from tests.sync.invariants import check
from tests.sync.pictures import picture


def test_an_old_desk_is_whole_after_its_update(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = world.desk("one")
    folder = DataFolder(tmp_path / "two" / "data", tmp_path / "two" / "config")
    with opened(folder, world.clock) as store:
        enrol(store, world.url, "two", lambda code: approve(world.database, code, "SOD", world.clock.now()))
        two = Desk(world, "two", folder, store)
        anna = Newcomer()
        one.do(anna.register, photograph(anna.person_id, picture(20)))
        one.sync()
        with monkeypatch.context() as old:
            known = {name: table for name, table in SHARED.items() if table is not Photo}
            old.setattr(taking_over, "SHARED", known)
            two.sync()
            one.do(photograph(anna.person_id, picture(21)))
            one.sync()
            assert two.sync().pulled > 0
        assert two.sync().pulled == 0, "nothing is asked for twice"
        rows = two.rows()
        assert (len(rows["person"]), len(rows["photo"])) == (1, 0)
        two.hang_up()
    updated = shutil.copytree(migrating.MIGRATIONS, tmp_path / "migrations")
    (updated / "9000_newer.py").write_text("def up(migrator, db):\n    pass\n", "utf-8")
    monkeypatch.setattr(migrating, "MIGRATIONS", updated)
    with opened(folder, world.clock) as store:
        two = Desk(world, "two", folder, store)
        assert progress(store) is None, "nobody is told that the register is missing"
        two.sync()
        two.hang_up()
        assert len(two.rows()["photo"]) == 2
        with store.reading():
            assert found("SELECT COUNT(*) FROM arriving") == [(0,)]
        one.sync()
        check(world, one, two)


def test_two_releases_back_a_desk_sends_and_takes_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it does arrives, and everybody else gets it; what comes down waits for its update."""
    one, two = world.desk("one"), world.desk("two")
    world.release = RELEASE + 2
    world.restart()
    old, new = Newcomer(), Newcomer(None, given_name="Bo", mobile="+46701740699")
    with monkeypatch.context() as updated:
        updated.setattr(line, "RELEASE", world.release)
        two.do(new.register)
        two.sync()
    one.do(old.register)
    before = one.device.synced_at
    for _again in range(2):
        with pytest.raises(UpgradeRequired) as declined:
            one.sync()
        assert "uppdatera" in declined.value.remedy.lower()
    assert {row["id"] for row in world.rows()["person"]} == {old.person_id, new.person_id}
    assert one.device.acked_seq > 0
    assert [row["id"] for row in one.rows()["person"]] == [old.person_id]
    assert one.device.synced_at == before
    monkeypatch.setattr(line, "RELEASE", world.release)
    for desk in (one, two):
        desk.sync()
    check(world, one, two)


def test_a_new_desk_that_is_too_old_is_told(world: World) -> None:
    world.release = RELEASE + 2
    world.restart()
    desk = world.blank_desk("one")
    enrol(desk.store, world.url, "one", lambda code: approve(world.database, code, "SOD", world.clock.now()))
    with pytest.raises(UpgradeRequired):
        fetch_everything(desk.store)


@pytest.mark.parametrize("ahead", [-1, 0, 1])
def test_a_release_more_or_less_is_no_hindrance(world: World, ahead: int) -> None:
    world.release = RELEASE + ahead
    world.restart()
    one, two = world.desk("one"), world.desk("two")
    one.do(Newcomer().register)
    for desk in (one, two):
        assert desk.sync().is_complete
    check(world, one, two)


def test_a_desk_that_does_not_say_counts_as_the_first() -> None:
    """Programs from before this was told, and whatever else may stand in the header."""
    assert [pulling_release(said) for said in ("", "x", "-3", "2", "9" * 99)] == [0, 0, 0, 2, 0]


def test_central_hears_of_a_desk_that_is_too_old(world: World) -> None:
    """It is not taken for a desk that is silent."""
    one, two = world.desk("one"), world.desk("two")
    two.do(Newcomer().register)
    two.sync()
    world.release = RELEASE + 2
    world.restart()
    device_id = one.device.device_id
    with writing(world.database):
        Device.update(waiting=7).where(Device.id == device_id).execute()
    talk = Talk(one.store)
    with pytest.raises(UpgradeRequired):
        talk.exchange()
    talk.hang_up()
    with reading(world.database):
        assert Device.get_by_id(device_id).waiting == 0
