"""What an operator does at central's command line: backs it up and tests that, lists desks, and closes one out."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from central.database import open_database
from central.embedded import ROOT
from central.enrolment import APPROVED, REVOKED, approve
from central.operating import BACKED_UP, RESTORED, backup, close_out
from db.tables import Change, DurableLog, JournalEntry, ServiceState, ThisDevice
from db.transactions import reading, writing
from kiosk.errors import InpassError
from kiosk.sync.enrolment import enrol
from kiosk.sync.faults import Declined
from tests.central.postgres_cluster import newest_programs
from tests.central.worlds import Desk, World
from tests.sync.acts import Newcomer, whole_visit
from tests.sync.invariants import check

Central = Callable[..., subprocess.CompletedProcess[str]]


def visit(desk: Desk, number: int) -> str:
    newcomer = Newcomer(f"19900101{number:04d}", mobile=f"+4670000{number:04d}")
    desk.do(*whole_visit(newcomer, str(10_000_000 + number)))
    return newcomer.person_id


def key_of(address: str) -> str:
    return address.removeprefix("sqlite:///").replace(".db", ".key")


@pytest.fixture
def central(world: World) -> Central:
    """`inpass central …` in a process of its own, in Swedish, on the world's database."""

    def run(*arguments: str, address: str = "") -> subprocess.CompletedProcess[str]:
        database = address or world.address
        command = [sys.executable, "-m", "kiosk", "central", *arguments, "--database", database]
        env = os.environ | {"INPASS_CENTRAL_KEY_FILE": key_of(database)}
        return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, encoding="utf-8", check=False)

    return run


@pytest.fixture
def key_is_set(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """For what is called in this process."""
    monkeypatch.setenv("INPASS_CENTRAL_KEY_FILE", key_of(world.address))


def is_sqlite(world: World) -> bool:
    return world.engine.cluster is None


def acts(world: World) -> list[str]:
    """What was done at central's command line, but letting the desks in."""
    by_central = (JournalEntry.device_id == "central") & (JournalEntry.act != APPROVED)
    with reading(world.database):
        return [row.act for row in JournalEntry.select().where(by_central)]


def durable(world: World) -> list[int]:
    with reading(world.database):
        return [row.seq for row in DurableLog.select()]


def test_a_backup_is_restored_as_a_test_and_counted_on(world: World, central: Central, tmp_path: Path) -> None:
    """While central serves. What comes after it is not counted on; a restore loses nothing that desks have."""
    one = world.desk("one")
    kept = visit(one, 1)
    one.sync()
    file = tmp_path / "backup.db"
    done = central("backup", str(file))
    if not is_sqlite(world):
        assert (done.returncode, done.stdout) == (1, "")
        assert "pg_dump --format=custom --exclude-table-data=service_state" in done.stderr
        assert "inpass central backup --restored" in done.stderr
        assert not file.exists()
        return
    assert done.returncode == 0, done.stderr
    assert str(file) in done.stdout
    assert key_of(world.address) in done.stdout
    assert [path.name for path in tmp_path.glob("backup*")] == ["backup.db"]
    assert file.stat().st_mode & 0o777 == 0o600
    assert (durable(world), acts(world)) == ([7], [BACKED_UP])
    lost = visit(one, 2)
    one.sync()
    with one.store.reading():
        device = ThisDevice.get()
        assert (device.durable_seq, device.acked_seq) == (7, 14)
    world.stop()
    world.database.close()
    restored = world.engine.folder / "restored.db"
    file.rename(restored)
    restored.with_suffix(".key").write_bytes(Path(key_of(world.address)).read_bytes())
    world.address = f"sqlite:///{restored}"
    world.database = open_database(world.address)
    world.start()
    assert {row["id"] for row in world.rows()["person"]} == {kept}
    assert one.sync().has_new_epoch
    one.sync()
    assert {row["id"] for row in world.rows()["person"]} == {kept, lost}
    check(world, one)


def test_a_database_restored_from_a_backup_made_otherwise(world: World, central: Central, tmp_path: Path) -> None:
    one = world.desk("one")
    visit(one, 1)
    one.sync()
    restored = _dumped_and_restored(world, tmp_path / "backup.dump")
    visit(one, 2)
    one.sync()
    done = central("backup", "--restored", restored)
    assert done.returncode == 0, done.stderr
    assert (durable(world), acts(world)) == ([7], [BACKED_UP])


def _dumped_and_restored(world: World, file: Path) -> str:
    """As the words of the command tell; SQLite's by a copy of the file."""
    if world.engine.cluster is None:
        return world.back_up("elsewhere")
    restored = world.engine.cluster.create("elsewhere")
    world.engine._made.append("elsewhere")
    programs = newest_programs()
    dump = ["--format=custom", "--exclude-table-data=service_state", f"--file={file}", world.address]
    subprocess.run([str(programs / "pg_dump"), *dump], check=True)
    subprocess.run([str(programs / "pg_restore"), "--no-owner", f"--dbname={restored}", str(file)], check=True)
    return restored


def test_what_is_no_whole_backup_is_not_counted_on(world: World, central: Central) -> None:
    one = world.desk("one")
    visit(one, 1)
    one.sync()
    itself = central("backup", "--restored", world.address)
    assert (itself.returncode, itself.stderr.count("\n")) == (1, 1)
    assert "service_state" in itself.stderr
    address = world.back_up("torn")
    torn = open_database(address)
    with writing(torn):
        Change.update(row=None).where(Change.s == 2).execute()
    torn.close()
    done = central("backup", "--restored", address)
    assert done.returncode == 1
    assert "inte hel" in done.stderr
    assert (durable(world), acts(world)) == ([], [])


@pytest.mark.usefixtures("key_is_set")
def test_a_backup_never_writes_over_another(world: World, tmp_path: Path) -> None:
    file = tmp_path / "backup.db"
    file.write_text("the one of yesterday")
    if is_sqlite(world):
        with pytest.raises(InpassError, match="finns redan"):
            backup(world.address, file, "", print)
        with pytest.raises(InpassError, match="ingen mapp"):
            backup(world.address, tmp_path / "none" / "backup.db", "", print)
    assert file.read_text() == "the one of yesterday"
    for named, restored in ((None, ""), (file, world.address)):
        with pytest.raises(InpassError, match="--restored"):
            backup(world.address, named, restored, print)
    assert durable(world) == []


def test_a_central_that_is_not_there_is_not_made(tmp_path: Path, central: Central) -> None:
    for words in (("devices",), ("revoke", "one"), ("restored",), ("backup", str(tmp_path / "b.db"))):
        done = central(*words, address=f"sqlite:///{tmp_path / 'nothing.db'}")
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert not list(tmp_path.glob("nothing*"))


def test_a_plain_copy_put_back_begins_a_new_epoch(world: World, central: Central) -> None:
    one = world.desk("one")
    visit(one, 1)
    one.sync()
    epoch = one.client.line.epoch
    world.stop()
    done = central("restored")
    assert done.returncode == 0, done.stderr
    with reading(world.database):
        assert not ServiceState.select().exists()
    world.start()
    assert one.sync().has_new_epoch
    assert one.client.line.epoch != epoch
    one.sync()
    check(world, one)
    assert acts(world) == [RESTORED]


def test_desks_are_listed_and_one_is_closed_out(world: World, central: Central) -> None:
    one, two = world.desk("Reception 1"), world.desk("Reception 2", "SOL")
    visit(two, 1)
    two.sync()
    listed = central("devices").stdout.splitlines()
    assert [line.split("  ")[:3] for line in listed] == [
        [two.device.device_id, "Reception 2", "Demogymmet Solna"],
        [one.device.device_id, "Reception 1", "Demogymmet Södermalm"],
    ]
    assert all("hördes av 2026-11-22 10:30" in line for line in listed)
    visit(two, 2)
    done = central("revoke", two.device.device_id)
    assert done.returncode == 0, done.stderr
    assert "Reception 2" in done.stdout
    with pytest.raises(Declined) as refused:
        two.sync()
    assert refused.value.type == "device-revoked"
    one.sync()
    assert central("devices").stdout.splitlines()[-1].endswith("utestängd")
    again = central("revoke", "reception 2")
    assert (again.returncode, "redan" in again.stdout) == (0, True)
    with reading(world.database):
        (entry,) = JournalEntry.select().where(JournalEntry.act == REVOKED)
        facts = (entry.subject_id, entry.facility_id, msgspec.json.decode(entry.details))
    assert facts == (two.device.device_id, two.device.facility_id, {})
    with one.store.reading():
        assert JournalEntry.select().where(JournalEntry.act == REVOKED).count() == 1


@pytest.mark.usefixtures("key_is_set")
def test_which_desk_is_meant(world: World) -> None:
    """By name where one is let in so called, else by id or its first letters; never by guess."""
    for name in ("first", "second"):
        blank = world.blank_desk(name)
        enrol(blank.store, world.url, "Reception", lambda code: _let_in(world, code))
    third = world.desk("Disk 3")
    told: list[str] = []
    for named, words in (("nobody", "heter nobody"), ("Reception", "id:"), (third.device.device_id[:4], "heter")):
        with pytest.raises(InpassError, match=words):
            close_out(world.address, named, told.append, world.clock)
    assert not told
    close_out(world.address, third.device.device_id[:-1].upper(), told.append, world.clock)
    assert "Disk 3" in told[0]


def _let_in(world: World, code: str) -> None:
    approve(world.database, code, "SOD", world.clock.now())


def test_nobody_is_listed_before_a_desk_is_let_in(central: Central) -> None:
    done = central("devices")
    assert (done.returncode, done.stdout) == (0, "Ingen disk är insläppt.\n")
