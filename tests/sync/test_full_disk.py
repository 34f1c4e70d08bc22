"""A disk that is full: nothing is half, nothing earlier is lost, and what was meant gets through with the ballast."""

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import pytest

from kiosk.errors import DiskFull
from kiosk.opening import BALLAST
from tests.central.worlds import Desk, World
from tests.sync.acts import Newcomer, photograph, whole_visit
from tests.sync.invariants import check

MUCH = 2**31 - 2  # pages: no limit


@contextmanager
def full(desk: Desk, left: int = 0) -> Iterator[None]:
    """SQLite may take only so many pages more."""
    database = desk.store.database
    ((pages,),) = database.execute_sql("PRAGMA page_count")
    database.execute_sql(f"PRAGMA max_page_count = {pages + left}")
    try:
        yield
    finally:
        database.execute_sql(f"PRAGMA max_page_count = {MUCH}")


def large_photo(seed: int) -> bytes:
    return Random(seed).randbytes(2**20)


def test_an_errand_that_does_not_fit_leaves_nothing(world: World) -> None:
    one = world.desk("one")
    bo = Newcomer("198507099805", "Bo", "Ek", mobile="+46701740606")
    one.do(*whole_visit(bo, "10000359"))
    before = one.rows()
    ballast = one.folder.path / BALLAST
    ballast.write_bytes(b"room")
    anna = Newcomer()
    acts = (*whole_visit(anna, "10000342"), photograph(anna.person_id, large_photo(1)))
    with full(one), pytest.raises(DiskFull):
        one.do(*acts)
    assert one.rows() == before
    assert not ballast.exists(), "room is made for the next try"
    one.do(*acts)
    one.sync()
    check(world, one)


def test_an_exchange_that_does_not_fit_goes_on_when_there_is_room(world: World) -> None:
    one, two = world.desk("one"), world.desk("two")
    for number in range(40):
        newcomer = Newcomer(f"19900101{number:04d}", mobile=f"+4670000{number:04d}", street="Lång gata " * 200)
        one.do(newcomer.register)
    one.sync()
    with full(two), pytest.raises(DiskFull):
        two.sync()
    two.sync()
    one.sync()
    check(world, one, two)


def test_wherever_it_fills_up_an_errand_is_whole_or_not_there(world: World) -> None:
    one = world.desk("one")
    anna = Newcomer()
    acts = (*whole_visit(anna, "10000342"), photograph(anna.person_id, large_photo(1)[: 2**16]))
    before, refused = one.rows(), 0
    for left in range(0, 200, 2):
        try:
            with full(one, left):
                one.do(*acts)
        except DiskFull:
            refused += 1
            assert one.rows() == before
        else:
            break
    assert refused > 3
    one.sync()
    check(world, one)


def test_wherever_it_fills_up_an_exchange_goes_on(world: World) -> None:
    one, two = world.desk("one"), world.desk("two")
    for number in range(12):
        newcomer = Newcomer(f"19900101{number:04d}", mobile=f"+4670000{number:04d}", street="Lång gata " * 200)
        one.do(newcomer.register)
    one.sync()
    refused = 0
    for left in range(0, 200, 4):
        try:
            with full(two, left):
                two.sync()
        except DiskFull:
            refused += 1
        else:
            break
    assert refused > 3
    one.sync()
    check(world, one, two)
