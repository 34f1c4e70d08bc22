"""The desk's file: SQLCipher with a raw 256-bit key, WAL, FULL, foreign keys."""

from pathlib import Path
from typing import Any

from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2

OLDEST_SQLITE = (3, 51, 3)  # older ones have the WAL-reset bug
SqliteError = dbapi2.Error  # of what is done beside peewee
NOT_A_DATABASE = "file is not a database"  # what SQLCipher says of a wrong key and of a damaged first page alike

PRAGMAS = (
    ("journal_mode", "wal"),
    ("synchronous", "full"),  # NORMAL loses acknowledged work in a power cut
    ("foreign_keys", "on"),
    ("cell_size_check", "on"),
    ("temp_store", "memory"),
    ("cache_size", -16_000),  # kB
)


class EncryptedSqlite(SqlCipherDatabase):
    """One encrypted file; each thread has its own connection, readers never wait for the writer."""

    def __init__(self, path: Path, key: bytes) -> None:
        """`key` is 32 raw bytes: a passphrase would cost 150 ms per connection."""
        if dbapi2.sqlite_version_info < OLDEST_SQLITE:
            raise RuntimeError(f"SQLite {dbapi2.sqlite_version} is too old, {OLDEST_SQLITE} is needed")
        self.path = path
        self._key = key.hex()
        super().__init__(str(path), pragmas=PRAGMAS, timeout=10)

    def twin(self, path: Path) -> "EncryptedSqlite":
        """Another file under the same key."""
        return EncryptedSqlite(path, bytes.fromhex(self._key))

    def rollback(self) -> None:
        """SQLite itself undoes a transaction that meets a full or failing disk: asking again would hide why."""
        if self.is_closed() or self.connection().in_transaction:
            super().rollback()

    def _connect(self) -> Any:
        connection = dbapi2.connect(self.database, isolation_level=None, **self.connect_params)
        try:
            connection.execute(f"PRAGMA key = \"x'{self._key}'\"")
            self._add_conn_hooks(connection)
        except Exception:
            connection.close()
            raise
        return connection

    def copy_to(self, target: Path) -> None:
        """A consistent copy by SQLite's backup API, under the same key, also while others read and write."""
        copy = dbapi2.connect(str(target), isolation_level=None)
        try:
            copy.execute(f"PRAGMA key = \"x'{self._key}'\"")
            self.connection().backup(copy)
        finally:
            copy.close()

    def damage(self) -> list[str]:
        """What SQLCipher's page checks and SQLite's own find wrong; empty when all is well.

        SQLCipher reads the file itself: a checkpoint that a power cut tore is finished first, from the WAL.
        """
        self.execute_sql("PRAGMA wal_checkpoint")
        found = [str(row[0]) for row in self.execute_sql("PRAGMA cipher_integrity_check")]
        found += [str(row[0]) for row in self.execute_sql("PRAGMA integrity_check") if row[0] != "ok"]
        found += [f"foreign key: {row}" for row in self.execute_sql("PRAGMA foreign_key_check")]
        return found
