"""100 000 pre-orders from a file to committed, beside the csv module and executemany alone in the same run."""

import csv
import io
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from db.binding import bound
from db.rows import found
from db.sqlite import EncryptedSqlite
from db.tables import PreOrder
from kiosk.clock import FixedClock
from kiosk.opening import DataFolder, opened
from kiosk.operations.pre_order_imports import COLUMNS
from kiosk.store import Store
from tests.benchmarks.figure import Figure
from tests.benchmarks.one_import import imported, previewed, the_gym
from tests.benchmarks.people_file import ROWS, people_file

ROUNDS = 7
PREVIEWS = 20
SHARE = 0.3  # of bare rows per second: each row is read, judged, compared with all others, logged and hashed too
UNINDEXED_SHARE = 0.25  # what the table's three indexes cost is no part of that
PREVIEW_SECONDS = 3
MOST_MB = 100  # more than before, for the rows of a whole preview and all that writing them takes
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def main() -> list[Figure]:
    with TemporaryDirectory() as made:
        file = Path(made, "lista.csv")
        file.write_bytes(people_file(ROWS))
        ours, bare, unindexed = [], [], []
        for number in range(ROUNDS):
            with _desk(Path(made, str(number))) as store:
                began = perf_counter()
                imported(store, previewed(store, file))
                ours.append(ROWS / (perf_counter() - began))
                rows = _rows_of(store)
            bare.append(ROWS / _bare(Path(made, f"bare-{number}.db"), file, rows, is_indexed=True))
            unindexed.append(ROWS / _bare(Path(made, f"plain-{number}.db"), file, rows, is_indexed=False))
        previews = list(_previews(Path(made, "preview"), file))
        command = [sys.executable, "-m", "tests.benchmarks.one_import", str(Path(made, "memory")), str(file)]
        ended = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    beside = "import: rows from file to committed"
    return [
        Figure(f"{beside}, beside csv + executemany", median(ours), SHARE * median(bare), "/s", "higher"),
        Figure(
            f"{beside}, the same without indexes", median(ours), UNINDEXED_SHARE * median(unindexed), "/s", "higher"
        ),
        Figure(f"import: preview of {ROWS:,} rows, p95", quantiles(previews, n=20)[18], PREVIEW_SECONDS, "s"),
        Figure("import: more memory for it", float(ended.stdout), MOST_MB, "MB"),
    ]


@contextmanager
def _desk(place: Path) -> Iterator[Store]:
    with opened(DataFolder(place, place / "config"), FixedClock(NOW)) as store:
        the_gym(store)
        yield store


def _previews(place: Path, file: Path) -> Iterator[float]:
    """Seconds from the file to every row's verdict."""
    with _desk(place) as store:
        for _time in range(PREVIEWS):
            began = perf_counter()
            previewed(store, file)
            yield perf_counter() - began


def _rows_of(store: Store) -> dict[str, tuple[Any, ...]]:
    """What was written of each row besides its cells, by its number: the bare way gets it for nothing."""
    names = ", ".join(COLUMNS)
    with store.reading():
        return {row[1]: row for row in found(f"SELECT {names} FROM pre_order")}


def _bare(path: Path, file: Path, rows: dict[str, tuple[Any, ...]], *, is_indexed: bool) -> float:
    """Seconds: the csv module, one executemany and a commit; the same encryption, WAL and FULL."""
    database = EncryptedSqlite(path, bytes(32))
    with bound(database):
        database.connect()
        if is_indexed:
            database.create_tables([PreOrder])
        else:
            database.execute_sql(f"CREATE TABLE pre_order ({', '.join(COLUMNS)})")
        connection, number = database.connection(), count()
        sql = f"INSERT INTO pre_order ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
        began = perf_counter()
        read = csv.reader(io.StringIO(file.read_bytes().decode("cp1252"), newline=""), delimiter=";")
        next(read)
        connection.execute("BEGIN IMMEDIATE")
        shared = next(iter(rows.values()))
        ready = [
            (f"{next(number):036x}", who, *rows[who][2:3], name, *rows[who][4:5], mail, *shared[6:])
            for name, who, mail in read
        ]
        connection.executemany(sql, ready)
        connection.execute("COMMIT")
        seconds = perf_counter() - began
        database.close()
    return seconds


if __name__ == "__main__":
    for figure in main():
        sys.stdout.write(f"{figure}\n")
