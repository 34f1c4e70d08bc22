"""Searching a hundred thousand persons, every keystroke of what is typed, beside the bare query on the same file."""

import random
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from db.rows import found
from db.tables import ThisDevice
from kiosk.clock import SystemClock
from kiosk.demo.catalogue import facility_id, seed_catalogue, till_id
from kiosk.opening import DataFolder, opened
from kiosk.people.search import LAST_LETTER, find
from kiosk.people.search_hits import read_hits
from kiosk.people.search_ranges import KeyRange, read_query
from kiosk.store import Store
from tests.benchmarks.crowd import write_crowd
from tests.benchmarks.figure import Figure

PEOPLE = 100_000
LOOKED_FOR = 40
PAGE = 10  # rows read for the list at once (ui/people/search_model.py)
TODAY = date(2026, 11, 22)
TIMES_BARE = 3  # the aim: the router costs at most three bare queries, for it asks several
WORST_MS = 20.0


def main() -> list[Figure]:
    """Limits: three times the bare queries of the same keystrokes, and what the eye takes for at once."""
    with TemporaryDirectory() as path:
        folder = DataFolder(Path(path, "data"), Path(path, "config"))
        with opened(folder, SystemClock()) as store:
            _fill(store)
            typed = list(_typed(store))
            return [
                *_figures(store, typed),
                Figure("file per person", folder.database.stat().st_size / PEOPLE / 1024, 6, "kB"),
            ]


def _fill(store: Store) -> None:
    with store.own_writing():
        seed_catalogue()
        ThisDevice.update(facility_id=facility_id("SOD"), till_id=till_id("SOD")).execute()
    write_crowd(store, PEOPLE, TODAY)


def _typed(store: Store) -> Iterator[str]:
    """Each keystroke of names, numbers, phones, e-mails and cards of persons all over the file."""
    columns = "given_name, family_name, email, mobile, personal_number, member_number, card.number"
    with store.reading():
        everyone = found(f"SELECT {columns} FROM person JOIN card ON card.person_id = person.id ORDER BY person.id")
    for given, family, email, mobile, personal, member, card in random.Random(3).sample(everyone, LOOKED_FOR):
        whole = (
            f"{given} {family}",
            f"{family} {given}",
            f"{given[:3]} {family[:3]}",
            email,
            f"0{mobile[3:]}",
            mobile[-4:],
            personal,
            f"{personal[2:8]}-{personal[8:]}",
            member,
            card,
        )
        for text in whole:
            yield from (text[:length] for length in range(1, len(text) + 1))


def _figures(store: Store, typed: list[str]) -> Iterator[Figure]:
    bare = _times(typed, lambda text: _bare(store, text))
    keys = _times(typed, lambda text: find(store, text))
    rows = _times(typed, lambda text: read_hits(store, find(store, text).matches[:PAGE], TODAY))
    for percent, at in (("p50", 49), ("p99", 98)):
        limit = TIMES_BARE * quantiles(bare, n=100)[at]
        yield Figure(f"search: who is found, {percent}", quantiles(keys, n=100)[at], limit, "ms")
    worst_bare = quantiles(bare, n=100)[98]
    yield Figure("search: found and first rows read, p50", quantiles(rows, n=100)[49], WORST_MS / 4, "ms")
    yield Figure("search: found and first rows read, p99", quantiles(rows, n=100)[98], WORST_MS, "ms")
    yield Figure("bare queries of a keystroke, p99", worst_bare, WORST_MS, "ms")


def _bare(store: Store, text: str) -> None:
    """The same stretches of the b-tree as SQL alone, without putting anything together."""
    sql = "SELECT person_id, key FROM search_key WHERE kind = ? AND key >= ? AND key < ? ORDER BY key LIMIT 51"
    with store.reading():
        for place in read_query(text).places:
            if isinstance(place, KeyRange):
                found(sql, place.kind.value, place.prefix, place.prefix + LAST_LETTER)


def _times(typed: list[str], act: Callable[[str], object]) -> list[float]:
    """Milliseconds each."""
    times = []
    for text in typed:
        begun = perf_counter()
        act(text)
        times.append((perf_counter() - begun) * 1000)
    return times
