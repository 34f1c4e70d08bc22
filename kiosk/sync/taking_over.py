"""Takes over many rows in slices, each a short transaction, so that an errand at the desk need not wait.

While it lasts, the stream's row in `arriving` says that what stands here is not whole (docs/decisions/0014).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from time import monotonic

import msgspec

from db.rows import found
from db.tables import FACILITY, GYM, SHARED, Arriving, Receipt, Row, ThisDevice
from kiosk.store import Store
from kiosk.sync import own_log
from kiosk.sync.arriving import (
    Key,
    Position,
    RowOrGone,
    do_held_again,
    held_bodies,
    keep_position,
    present,
    put,
    raise_receipt_series,
    standing,
)
from kiosk.sync.wire import ChangeLine, SnapshotRow

SLICE_ROWS = 150  # some 50 ms on a desk: less than anybody notices
FEWEST = 20  # each slice costs a commit
LONG = 0.12  # seconds; a Finish waits for one slice and for its own turn at the lock: 200 ms in all
LOOKED_AT = 500  # rows compared at a time: some 10 ms
TABLES = {table: place for place, table in enumerate((*GYM, *FACILITY))}
ANEW = b""  # in place of the hash: what was begun belongs to a history that central has lost


Told = msgspec.Raw | None
"""A row as it came, read when its turn comes: 40 000 of them at a time are kept. None: it is gone."""


class WorkCameBetween(Exception):
    """Something unsent was added meanwhile: push it before anything older is taken over."""


@dataclass(frozen=True, slots=True)
class Step:
    """One row, and how far the work has come with it."""

    done: int
    key: Key
    row: RowOrGone


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of a stream's rows have been taken over."""

    done: int
    total: int


def progress(store: Store) -> Progress | None:
    """None while everything here is whole. Quick enough for Qt's thread."""
    with store.reading():
        ((done, total),) = found("SELECT SUM(done), SUM(total) FROM arriving")
        return Progress(done, total) if total else None


def is_to_be_taken_anew(stream: str) -> bool:
    """Inside a read."""
    row = Arriving.find(stream)
    return row is not None and bytes(row.hash) == ANEW


def take_everything_anew() -> None:
    """Inside `own_writing`, after an update: what an older program could not read it has left out."""
    for (stream,) in found("SELECT stream FROM cursor"):
        values = {"stream": stream, "hash": ANEW, "done": 0, "total": 0}
        Arriving.insert(values).on_conflict_replace().execute()


def forget_what_was_begun() -> None:
    """Inside `own_writing`, when central turns out to be a restored one: rows of a lost history may stand here."""
    Arriving.update(hash=ANEW).execute()


def news_rows(changes: Iterable[ChangeLine]) -> dict[Key, Told]:
    """Each row as it stands after all of these; tables this program doesn't know are skipped."""
    latest: dict[Key, Told] = {}
    for change in changes:
        table = SHARED.get(change.table)
        if table is not None:
            latest.pop((table, change.id), None)
            latest[table, change.id] = None if bytes(change.row) == b"null" else change.row
    return latest


@dataclass
class TakingOver:
    """One stream's rows on their way in. `goal` names where they lead to: with the same goal it goes on."""

    store: Store
    stream: str
    goal: bytes
    end: Position
    news: dict[Key, Told]
    rows: int = 0
    _total: int = 0
    _is_whole: bool = False
    _given: defaultdict[type[Row], set[str]] = field(default_factory=lambda: defaultdict(set))
    _after: list[Key] = field(default_factory=list)

    def follow(self) -> None:
        """The news only. Raises WorkCameBetween."""
        self._total = len(self.news)
        self._in_slices(self._news_in_order())

    def replace(self, snapshot: Iterable[SnapshotRow], survey: "Survey") -> None:
        """The stream's rows become those of the snapshot with the news over them. Raises WorkCameBetween."""
        self._is_whole, self._total = True, survey.rows
        with self.store.own_writing():
            raise_receipt_series(survey.highest_receipt)  # before anything is sold meanwhile
        self._in_slices(self._all_of(snapshot))

    def _all_of(self, snapshot: Iterable[SnapshotRow]) -> Iterator[Step]:
        """A row that has changed since stands there at once as it is now: nobody sees it older than it was."""
        begun = self._begun()
        for place, row in enumerate(snapshot, start=1):
            table = SHARED.get(row.table)
            if table is None:
                continue
            key = (table, row.id)
            self._given[table].add(row.id)
            if self.news.get(key) is not None:
                yield Step(place, key, _read(self.news[key]))
            elif key not in self.news and place > begun:
                yield Step(place, key, _read(row.row))
        yield from self._news_in_order()
        yield from self._gone()

    def _begun(self) -> int:
        """How many rows of this very snapshot were taken over before."""
        with self.store.reading():
            row = Arriving.find(self.stream)
        return row.done if row is not None and bytes(row.hash) == self.goal else 0

    def _news_in_order(self) -> Iterator[Step]:
        """What belongs to something comes after it, and goes before it: each slice stands by itself."""
        keys = sorted(self.news, key=lambda key: TABLES[key[0]])
        there = [key for key in keys if self.news[key] is not None and not self._is_given(key)]
        gone = [key for key in reversed(keys) if self.news[key] is None]
        for place, key in enumerate([*there, *gone], start=1):
            yield Step(self._total if self._is_whole else place, key, _read(self.news[key]))

    def _gone(self) -> Iterator[Step]:
        """What the stream has no more. What central holds stays until it is done here again, in the last slice."""
        with self.store.reading():
            here, held = present(self.stream), held_bodies()
        missing = [key for key in here if not self._is_given(key) and key not in self.news]
        self._after = [key for key in missing if key[1].encode() in held]
        for key in sorted(set(missing) - set(self._after), key=lambda key: (-TABLES[key[0]], key[1])):
            yield Step(self._total, key, None)

    def _is_given(self, key: Key) -> bool:
        table, row_id = key
        return row_id in self._given[table]

    def _differing(self, steps: Iterator[Step]) -> Iterator[Step]:
        """Without what stands here just so: a desk is told its own work too, 100 000 rows of an import. What is done
        here after they were compared is unsent, and stops the next slice."""
        while some := list(islice(steps, LOOKED_AT)):
            with self.store.reading():
                same = standing({step.key: step.row for step in some})
            yield from (step for step in some if step.key not in same)

    def _in_slices(self, all_steps: Iterator[Step]) -> None:
        """What fits into one slice is one transaction with its cursor."""
        steps = self._differing(all_steps)
        size, now = SLICE_ROWS, list(islice(steps, SLICE_ROWS))
        while True:
            following = list(islice(steps, size))
            self.store.turns.give_way()
            with self.store.own_writing():
                began = monotonic()
                if own_log.standing().has_unsent:
                    raise WorkCameBetween
                put({step.key: step.row for step in now})
                if following:
                    self._note(now[-1].done)
                else:
                    self._finish()
            self.rows += len(now)
            if not following:
                return
            size, now = _paced(size, monotonic() - began), following

    def _note(self, done: int) -> None:
        values = {"stream": self.stream, "hash": self.goal, "done": done, "total": self._total}
        Arriving.insert(values).on_conflict_replace().execute()

    def _finish(self) -> None:
        if self._is_whole:
            put(dict.fromkeys(self._after))
            do_held_again()
        keep_position(self.stream, self.end)
        Arriving.delete().where(Arriving.stream == self.stream).execute()


def _read(told: Told) -> RowOrGone:
    return None if told is None else msgspec.json.decode(told)


def _paced(size: int, seconds: float) -> int:
    """How many rows the slice after the next has: on a machine that is slow or busy, fewer."""
    if seconds > LONG:
        return max(size // 2, min(FEWEST, SLICE_ROWS))
    return min(size * 2, SLICE_ROWS) if seconds < LONG / 3 else size


@dataclass(frozen=True, slots=True)
class Survey:
    """What must be known of a snapshot before its first row is taken over."""

    rows: int
    highest_receipt: int


def survey(store: Store, snapshot: Iterable[SnapshotRow]) -> Survey:
    with store.reading():
        till_id = ThisDevice.get().till_id
    rows, highest = 0, 0
    for row in snapshot:
        rows += 1
        if row.table == Receipt.table_name():
            receipt = msgspec.json.decode(row.row)
            highest = max(highest, receipt["number"] if receipt["till_id"] == till_id else 0)
    return Survey(rows, highest)
