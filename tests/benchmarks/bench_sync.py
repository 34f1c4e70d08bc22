"""An exchange over real HTTP with central in a process of its own, beside bare inserts of as many rows."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlcipher3 import dbapi2

from central.database import open_database
from central.embedded import ROOT
from central.enrolment import approve
from db.rows import found
from db.sqlite import PRAGMAS
from db.tables import Change, Received, ReceivedOperation
from db.transactions import reading
from kiosk.clock import FixedClock
from kiosk.opening import DataFolder, opened
from kiosk.store import Store
from kiosk.sync.client import connected
from kiosk.sync.enrolment import enrol
from kiosk.sync.exchange import exchange
from tests.benchmarks.figure import Figure
from tests.central.postgres_cluster import running_cluster
from tests.central.worlds import ANNA, prepare
from tests.sync.acts import Newcomer, whole_visit

VISITS = 300
BATCH = 500  # operations per transaction, as the exchange sends them
SHARE = 1 / 60  # of bare inserts: each operation is read, judged by the gym's rules, hashed and numbered, in Python
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def main() -> list[Figure]:
    figures = []
    with TemporaryDirectory() as place, running_cluster() as cluster:
        for name, address in (
            ("SQLite", f"sqlite:///{place}/central.db"),
            ("PostgreSQL", cluster.create("bench")),
        ):
            figures += _measured(name, address, Path(place, name))
    return figures


def _measured(name: str, address: str, folder: Path) -> list[Figure]:
    prepare(open_database(address))
    with ExitStack() as stack:
        url = stack.enter_context(_central(address))
        one = stack.enter_context(_desk(folder / "one", url, address))
        two = stack.enter_context(_desk(folder / "two", url, address))
        _work(one)
        pushed, seconds = _synced(one)
        pulled, pull_seconds = _pulled(two)
        bare_operations, bare_rows = _bare(folder / "bare.db", pushed, _rows_written(address))
    return [
        Figure(f"Sync: operations sent and judged, {name}", pushed / seconds, bare_operations * SHARE, "/s", "higher"),
        Figure(
            f"Sync: rows taken over by another desk, {name}", pulled / pull_seconds, bare_rows * SHARE, "/s", "higher"
        ),
    ]


@contextmanager
def _central(address: str) -> Iterator[str]:
    """As `inpass central serve`; it ends when its input closes."""
    command = [sys.executable, "-m", "central", "--database", address]
    key = {"INPASS_CENTRAL_KEY_FILE": address.removeprefix("sqlite:///").replace(".db", ".key")}
    child = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **key},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert child.stdout is not None
    assert child.stdin is not None
    try:
        yield child.stdout.readline().decode().strip()
    finally:
        child.stdin.close()
        child.send_signal(signal.SIGTERM)
        child.wait()
        child.stdout.close()


@contextmanager
def _desk(folder: Path, url: str, address: str) -> Iterator[Store]:
    with opened(DataFolder(folder / "data", folder / "config"), FixedClock(NOW)) as store:
        database = open_database(address)
        enrol(store, url, folder.name, lambda code: approve(database, code, "SOD", datetime.now(UTC)))
        database.close()
        _synced(store)
        yield store


def _work(store: Store) -> None:
    for number in range(VISITS):
        born = date(1950, 1, 1) + timedelta(days=number)
        newcomer = Newcomer(f"{born:%Y%m%d}{number:04d}", birth_date=born, mobile=f"+4670{number:07d}")
        with store.errand(ANNA, "register_private_customer") as errand:
            for act in whole_visit(newcomer, f"{10_000_000 + number}"):
                act(errand)


def _synced(store: Store) -> tuple[int, float]:
    with connected(store) as client:
        start = time.perf_counter()
        report = exchange(store, client)
        return report.pushed, time.perf_counter() - start


def _pulled(store: Store) -> tuple[int, float]:
    with connected(store) as client:
        start = time.perf_counter()
        report = exchange(store, client)
        return report.pulled, time.perf_counter() - start


def _rows_written(address: str) -> list[tuple[str, list[tuple[Any, ...]]]]:
    """What central wrote for the operations besides the gym's own rows: log, operations, changes."""
    database = open_database(address)
    try:
        with reading(database):
            names = [table.table_name() for table in (Received, ReceivedOperation, Change)]
            return [(name, found(f'SELECT * FROM "{name}"')) for name in names]
    finally:
        database.close()


def _bare(path: Path, operations: int, tables: list[tuple[str, list[tuple[Any, ...]]]]) -> tuple[float, float]:
    """Operations and rows per second when the same rows are only inserted: WAL, FULL, one transaction per batch."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    for pragma, value in PRAGMAS:
        connection.execute(f"PRAGMA {pragma} = {value}").fetchall()
    rows = 0
    for table, written in tables:
        columns = ", ".join(f"c{place}" for place in range(len(written[0])))
        connection.execute(f'CREATE TABLE "{table}" ({columns})')
    start = time.perf_counter()
    for table, written in tables:
        marks = ", ".join("?" * len(written[0]))
        for at in range(0, len(written), BATCH):
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(
                f'INSERT INTO "{table}" VALUES ({marks})', [_plain(row) for row in written[at : at + BATCH]]
            )
            connection.execute("COMMIT")
            rows += len(written[at : at + BATCH])
    seconds = time.perf_counter() - start
    connection.close()
    return operations / seconds, rows / seconds


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(str(value) if isinstance(value, datetime) else value for value in row)


if __name__ == "__main__":
    for figure in main():
        sys.stdout.write(f"{figure}\n")
