"""Finish of a registration beside a bare transaction that writes the very same rows, WAL and FULL both."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from sqlcipher3 import dbapi2

from kiosk.check_digits import luhn_digit
from kiosk.clock import FixedClock
from kiosk.demo.catalogue import seed_desk, staff_id
from kiosk.desk_facts import read_facts
from kiosk.opening import DataFolder, opened
from kiosk.people import registration
from kiosk.people.register_private_customer import ROUTINE, Draft
from kiosk.staff.rights import Role, StaffMember
from kiosk.store import Store
from tests.benchmarks.figure import Figure
from tests.registration import debited, paid_by_card, student_direct_debit

ROUNDS = 60
WARMING = 5  # the first ones import libraries and fill caches
LIMIT = 5  # times the bare transaction
STAFF = StaffMember(staff_id("anna"), "anna", "Anna Receptionist", Role.RECEPTION)
PHOTO = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 160  # 40 kB, as a portrait is

Rows = list[tuple[str, list[tuple[Any, ...]]]]


def main() -> list[Figure]:
    with TemporaryDirectory() as place, opened(DataFolder(Path(place), Path(place, "config")), clock()) as store:
        with store.own_writing():
            seed_desk()
        bare = _Bare(store, Path(place, "bare.db"))
        ours, theirs, rows = [], [], 0
        for place_in_line in range(ROUNDS + WARMING):
            ours.append(_finish_one(store, place_in_line))
            written = bare.written(store)
            rows = sum(len(found) for _table, found in written)
            theirs.append(bare.write(written))
        limit = LIMIT * median(theirs[WARMING:])
        return [
            Figure(f"Finish: {rows} rows in one errand", median(ours[WARMING:]), limit, "ms"),
            Figure("Finish: the slowest tenth", sorted(ours[WARMING:])[int(ROUNDS * 0.9)], 2 * limit, "ms"),
        ]


def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 22, 9, 30, tzinfo=UTC))


def drafts(place: int) -> Draft:
    """A student with direct debit, two add-ons, photo and card: about as much as a registration can be."""
    born = date(1990, 1, 1) + timedelta(days=place)
    digits = f"{born:%y%m%d}238"  # a series that is given out for tests
    draft = replace(student_direct_debit(), products=debited("GULD-AG", "BAD"))
    details = replace(
        draft.details,
        personal_number=digits + luhn_digit(digits),
        email=f"kund{place}@example.se",
        mobile=f"070-17406{5 + place:02d}" if place < 94 else "",
    )
    access = replace(draft.access, card_number=f"1000{place:04d}", photo=PHOTO + place.to_bytes(4))
    return replace(draft, details=details, access=access)


def _finish_one(store: Store, place: int) -> float:
    facts = read_facts(store)
    draft = paid_by_card(drafts(place), facts, f"R{place}")
    start = time.perf_counter()
    outcome = registration.finish(ROUTINE, store, STAFF, draft, facts)
    spent = time.perf_counter() - start
    assert outcome.is_done, outcome.problems
    return spent * 1000


class _Bare:
    """A copy of the same file, written with plain INSERTs: what the disk and the encryption cost anyway."""

    def __init__(self, store: Store, path: Path) -> None:
        database: Any = store.database
        database.copy_to(path)
        self._connection = dbapi2.connect(str(path), isolation_level=None)
        self._connection.execute(f"PRAGMA key = \"x'{database._key}'\"")
        for pragma in ("journal_mode=wal", "synchronous=full", "foreign_keys=on", "cell_size_check=on"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._seen = {table: self._rows(store, table) for table in self._tables()}

    def written(self, store: Store) -> Rows:
        """What the store has and this copy has not, table by table."""
        found: Rows = []
        for table in self._seen:
            now = self._rows(store, table)
            found.append((table, sorted(now - self._seen[table], key=repr)))
            self._seen[table] = now
        return [(table, rows) for table, rows in found if rows]

    def write(self, rows: Rows) -> float:
        start = time.perf_counter()
        self._connection.execute("BEGIN IMMEDIATE")
        for table, found in rows:
            marks = ", ".join("?" * len(found[0]))
            for row in found:
                self._connection.execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", row)
        self._connection.execute("COMMIT")
        return (time.perf_counter() - start) * 1000

    def _tables(self) -> Iterator[str]:
        sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        for (name,) in self._connection.execute(sql).fetchall():
            yield str(name)

    @staticmethod
    def _rows(store: Store, table: str) -> set[tuple[Any, ...]]:
        return set(store.database.execute_sql(f'SELECT * FROM "{table}"').fetchall())
