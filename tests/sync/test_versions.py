"""An old desk with a new central: what it can't read counts in cursor and hash, and comes when it is updated."""

import shutil
from pathlib import Path

import pytest

from central.enrolment import approve
from db import migrating
from db.rows import found
from db.tables import SHARED, Photo
from kiosk.opening import DataFolder, opened
from kiosk.sync import taking_over
from kiosk.sync.enrolment import enrol
from kiosk.sync.taking_over import progress
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
