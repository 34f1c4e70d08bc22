"""Opens a data folder: lock, key, backup, migrations, and this desk's own row. Every failure has its words."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import peewee
from sqlcipher3 import dbapi2

from db.migrating import migrate, pending, unknown
from db.rows import insert
from db.sqlite import NOT_A_DATABASE, EncryptedSqlite
from db.tables import ThisDevice
from kiosk.clock import Clock
from kiosk.errors import DiskFull, StoreDamaged, StoreLocked, StoreNewer, WrongKey
from kiosk.folders import SETTINGS, default_config, default_data
from kiosk.ids import new_id
from kiosk.keys import KeyStore, key_store, new_key
from kiosk.settings.machine import MachineSettings, read_machine_settings
from kiosk.store import Store
from kiosk.texts import _

DATABASE = "inpass.db"
DEMO_MARK = "demo-gym"  # a file in the demo gym's folder
BALLAST = "ballast"
BALLAST_BYTES = 64 * 2**20  # freed when the disk is full, so that money still gets through
BALLAST_NEEDS = 10 * BALLAST_BYTES  # free space below which no ballast is laid
BACKUPS = 5


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Where one desk keeps everything. `config` holds the key, outside the data."""

    path: Path
    config: Path

    @property
    def database(self) -> Path:
        return self.path / DATABASE

    @property
    def settings(self) -> Path:
        return self.path / SETTINGS

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    @property
    def backups(self) -> Path:
        return self.path / "backups"

    @property
    def is_demo(self) -> bool:
        """Only such a folder is ever reset."""
        return (self.path / DEMO_MARK).exists()

    def key_store(self) -> KeyStore:
        return key_store(self.path, self.config)

    def machine_settings(self) -> MachineSettings:
        return read_machine_settings(self.settings)


def data_folder(path: Path | None = None) -> DataFolder:
    """The one named by `--data`, else the platform's."""
    return DataFolder(path or default_data(), default_config())


@contextmanager
def opened(folder: DataFolder, clock: Clock) -> Iterator[Store]:
    """The store of this folder, made on first use; no other process may have it open."""
    folder.path.mkdir(parents=True, exist_ok=True, mode=0o700)
    with locked(folder):
        store = Store(_connected(folder), clock)
        _bring_up_to_date(folder, store)
        _lay_ballast(folder)
        store.on_full = lambda: (folder.path / BALLAST).unlink(missing_ok=True)
        try:
            yield store
        finally:
            store.close()


@contextmanager
def opened_beside(folder: DataFolder, clock: Clock) -> Iterator[Store]:
    """The store while another process has it open: to be read, as it stands. Nothing is made, and nothing migrated."""
    store = Store(_connected(folder), clock)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def locked(folder: DataFolder) -> Iterator[None]:
    """One process per file. Raises StoreLocked."""
    handle = os.open(folder.path / "inpass.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _take(handle, folder)
        yield
    finally:
        os.close(handle)


def _take(handle: int, folder: DataFolder) -> None:
    try:
        _lock(handle)
    except (BlockingIOError, PermissionError) as error:
        message = _("Inpass is already open with the data in {path}.", path=folder.path)
        raise StoreLocked(message, _("Use that window, or choose another folder with --data.")) from error


def _lock(handle: int) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _connected(folder: DataFolder) -> EncryptedSqlite:
    keys = folder.key_store()
    try:
        key = keys.get()
    except ValueError as error:
        message = _("The key in {place} is damaged.", place=keys.place)
        raise WrongKey(message, _("Restore the key from its backup. Without it nobody can read the data.")) from error
    if key is None:
        if folder.database.exists():
            message = _(
                "The key to {path} is missing: it should be in {place}.", path=folder.database, place=keys.place
            )
            raise WrongKey(message, _("Restore the key from its backup. Without it nobody can read the data."))
        key = new_key()
        keys.keep(key)
    return EncryptedSqlite(folder.database, key)


def _bring_up_to_date(folder: DataFolder, store: Store) -> None:
    database = store.database
    try:
        newer = unknown(database)
        if newer:
            message = _("The data in {path} was written by a newer Inpass.", path=folder.path)
            raise StoreNewer(message, _("Update this desk's program; nothing has been changed."))
        is_updated = bool(pending(database))
        if is_updated:
            _back_up(folder, database)
            migrate(database)
    except (peewee.DatabaseError, dbapi2.DatabaseError) as error:
        if "full" in str(error):
            message = _("The disk is full: {path} can't be opened.", path=folder.database)
            raise DiskFull(message, _("Nothing is lost. Free space and start again.")) from error
        if NOT_A_DATABASE not in str(error) and "malformed" not in str(error):
            raise
        message = _("{path} can't be read: the key is wrong or the file is damaged.", path=folder.database)
        remedy = _("Restore the key, or a backup of the file.")
        raise StoreDamaged(message, remedy) from error
    with store.own_writing():
        if ThisDevice.get_or_none() is None:
            insert(ThisDevice, _new_device())
        if is_updated:
            from kiosk.sync.taking_over import take_everything_anew  # not before a window is shown

            take_everything_anew()


def _new_device() -> dict[str, object]:
    return {
        "id": 1,
        "device_id": "",
        "incarnation": new_id(),
        "name": "",
        "facility_id": "",
        "till_id": "",
        "central_url": "",
        "private_key": None,
        "epoch": "",
        "acked_seq": 0,
        "durable_seq": 0,
        "synced_at": None,
    }


def _back_up(folder: DataFolder, database: peewee.Database) -> None:
    if not isinstance(database, EncryptedSqlite) or not database.get_tables():
        return
    folder.backups.mkdir(exist_ok=True, mode=0o700)
    database.copy_to(folder.backups / f"{new_id()}.db")
    for old in sorted(folder.backups.glob("*.db"))[:-BACKUPS]:
        old.unlink()


def _lay_ballast(folder: DataFolder) -> None:
    ballast = folder.path / BALLAST
    if not ballast.exists() and shutil.disk_usage(folder.path).free > BALLAST_NEEDS:
        with ballast.open("wb") as file:
            reserve = getattr(os, "posix_fallocate", None)  # neither macOS nor Windows has it
            if reserve is None:
                file.write(bytes(BALLAST_BYTES))
            else:
                reserve(file.fileno(), 0, BALLAST_BYTES)
