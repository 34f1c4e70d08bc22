"""Opens central's database, on SQLite or PostgreSQL by its address, and serialises who may change shared rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import peewee

from db.binding import current
from db.migrating import migrate, unknown
from db.sqlite import EncryptedSqlite
from db.transactions import writing
from kiosk.errors import StoreNewer, WrongKey
from kiosk.keys import FileKey, new_key
from kiosk.texts import _

SQLITE = "sqlite:///"
JUDGE_LOCK = 0x1270A55  # any number, the same for every process of one service


def open_database(address: str, key_file: Path | None = None) -> peewee.Database:
    """`sqlite:///FILE` (encrypted; its key in `key_file`, else beside it) or `postgresql://…`."""
    path = sqlite_file(address)
    if path is not None:
        return _open_sqlite(path, key_file)
    from db.postgres import postgres

    return postgres(address)


def sqlite_file(address: str) -> Path | None:
    """None for PostgreSQL."""
    return Path(address.removeprefix(SQLITE)) if address.startswith(SQLITE) else None


def key_place(path: Path, key_file: Path | None) -> Path:
    """Where the key to the file is."""
    return key_file or path.with_suffix(".key")


def _open_sqlite(path: Path, key_file: Path | None) -> EncryptedSqlite:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    keeper = FileKey(key_place(path, key_file))
    key = keeper.get()
    if key is None:
        if path.exists():
            message = _("The key to {path} is missing: it should be in {place}.", path=path, place=keeper.place)
            raise WrongKey(message, _where_keys_are(path))
        key = new_key()
        keeper.keep(key)
    return EncryptedSqlite(path, key)


def _where_keys_are(database: Path) -> str:
    beside = database.with_suffix(".key")
    if beside.exists():
        return _(
            "There is a key beside the database. Set INPASS_CENTRAL_KEY_FILE={path}, and start again.", path=beside
        )
    return _(
        "Set INPASS_CENTRAL_KEY_FILE to the file with this database's key, or restore the key from its backup. Without "
        "it nobody can read the data."
    )


def bring_up_to_date(database: peewee.Database) -> None:
    """Migrates; a newer program's database is refused."""
    if unknown(database):
        raise StoreNewer(_("Central's database was written by a newer Inpass."), _("Update this program."))
    migrate(database)


@contextmanager
def judging(database: peewee.Database) -> Iterator[None]:
    """One transaction that may change shared rows; only one at a time, or two desks' claims could miss each other."""
    with writing(database):
        if not isinstance(database, peewee.SqliteDatabase):
            current().execute_sql("SELECT pg_advisory_xact_lock(%s)", [JUDGE_LOCK])
        yield
