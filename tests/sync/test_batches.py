"""Batches: sizes, time-outs, repeats, pipelines, and work that goes on meanwhile."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.database import JUDGE_LOCK
from db.tables import Card, Matter, ReceivedOperation
from db.transactions import reading, writing
from kiosk.sync import own_log
from kiosk.sync.arriving import position
from kiosk.sync.back_off import BackOff, BatchSize
from kiosk.sync.client import SyncClient, connect
from kiosk.sync.exchange import exchange
from kiosk.sync.faults import Declined
from kiosk.sync.wire import BATCH_BYTES, Batch
from tests.central.worlds import Desk, World
from tests.sync.acts import Newcomer, whole_visit
from tests.sync.invariants import check, check_central


def fill(desk: Desk, count: int, first: int = 0) -> None:
    for number in range(first, first + count):
        newcomer = Newcomer(f"19900101{number:04d}", mobile=f"+4670000{number:04d}")
        desk.do(*whole_visit(newcomer, str(10_000_000 + number)))


def batches(desk: Desk, size: int) -> list[Batch]:
    """The whole log in batches, sent or not."""
    found = []
    with desk.store.own_writing():
        acked = desk.device.acked_seq
        for after in range(0, own_log.last_seq(desk.device.incarnation), size):
            desk.store.database.execute_sql("UPDATE this_device SET acked_seq = ?", [after])
            batch = own_log.next_batch(size, desk.store.clock)
            assert batch is not None
            found.append(batch)
        desk.store.database.execute_sql("UPDATE this_device SET acked_seq = ?", [acked])
    return found


def test_a_batch_again_and_again_is_done_once(world: World) -> None:
    one = world.desk("one")
    fill(one, 1)
    (batch,) = batches(one, 500)
    answers = [one.client.push(batch) for _time in range(3)]
    assert answers[0] == answers[1] == answers[2]
    one.sync()
    check(world, one)


@pytest.mark.parametrize("seed", range(4))
def test_batches_in_any_order_end_the_same(world: World, seed: int) -> None:
    """Reordered, repeated and one long after the others: each is taken in its turn, or told what is missing."""
    random = Random(seed)
    one = world.desk("one")
    fill(one, 3)
    waiting = batches(one, 4) * 2
    random.shuffle(waiting)
    for batch in waiting:
        with reading(world.database):
            expected = ReceivedOperation.select().count() + 1
        if batch.first_seq <= expected:
            one.client.push(batch)
            continue
        with pytest.raises(Declined) as declined:
            one.client.push(batch)
        assert (declined.value.type, declined.value.problem.expected_seq) == ("sequence-gap", expected)
    one.sync()
    one.client.push(batches(one, 4)[0])
    check(world, one)


def test_pipelined_batches_from_one_desk(world: World) -> None:
    """Several at the same time, as from a program with a bug: central takes each once."""
    one = world.desk("one")
    fill(one, 2)
    found = batches(one, 3)
    twice = [*found, *found]
    clients = [connect(one.store) for _batch in twice]
    for client in clients:
        client.has_photo(
            "0" * 64
        )  # each has its token: at the same moment, one desk's proofs stand in each other's way

    def push(client: SyncClient, batch: Batch) -> str:
        try:
            client.push(batch)
        except Declined as declined:
            return declined.type
        finally:
            client.close()
        return "taken"

    with ThreadPoolExecutor(4) as pool:
        ends = list(pool.map(push, clients, twice))
    assert set(ends) <= {"taken", "sequence-gap"}
    one.sync()
    check(world, one)


def test_two_desks_at_the_same_moment(world: World) -> None:
    """The same persons and cards from both, pushed at once: every claim is judged against the other's."""
    desks = [world.desk("one"), world.desk("two")]
    for desk in desks:
        fill(desk, 4)
    start = threading.Barrier(2)

    def push(desk: Desk) -> None:
        client = connect(desk.store)
        start.wait()
        exchange(desk.store, client)
        client.close()
        desk.store.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(push, desks))
    for desk in desks:
        desk.sync()
    check(world, *desks)
    with reading(world.database):
        assert Card.select().count() == 4
        assert {matter.code for matter in Matter.select()} == {"same_person_merged", "subscription_starts_later"}


def test_many_operations_go_in_bounded_batches(world: World) -> None:
    one = world.desk("one")
    fill(one, 4)
    one.client.batch_size.limit = 5
    assert one.sync().pushed == 28
    assert one.client.batch_size.limit > 5, "it grows while all goes well"
    check(world, one)


def test_a_batch_holds_at_most_a_megabyte(world: World) -> None:
    one = world.desk("one")
    for number in range(4):
        one.do(Newcomer(f"19900101{number:04d}", street="x" * 400_000, mobile=f"+4670000{number:04d}").register)
    with one.store.reading():
        batch = own_log.next_batch(500, one.store.clock)
    assert batch is not None
    assert len(msgspec.json.encode(batch)) <= BATCH_BYTES
    assert one.sync().pushed == 8
    check(world, one)


def test_an_operation_larger_than_a_batch_goes_alone(world: World) -> None:
    one = world.desk("one")
    one.do(Newcomer(street="x" * 2_000_000).register)
    assert one.sync().verdicts == {}
    check(world, one)


def test_an_operation_too_large_for_any_batch_takes_the_raw_way(world: World) -> None:
    one = world.desk("one")
    one.do(Newcomer(street="x" * 4_000_000).register)
    assert one.sync().verdicts == {"held": 1}
    assert one.device.acked_seq == 2
    check_central(world)


@dataclass
class Watched(BatchSize):
    shrunk: bool = False

    def shrink(self) -> bool:
        self.shrunk = True
        return super().shrink()


def test_slow_answers_make_smaller_batches(world: World) -> None:
    """A lock that another holds for a while: the time-out halves the batch, and everything arrives once."""
    one = world.desk("one")
    fill(one, 2)
    one.hang_up()
    client = connect(one.store, seconds=0.5)
    client.line.send("GET", "/v1/matters")
    client.batch_size = watched = Watched(500)
    held, free = threading.Event(), threading.Event()

    def hold() -> None:
        with writing(world.database):
            if world.engine.name == "postgres":
                world.database.execute_sql("SELECT pg_advisory_xact_lock(%s)", [JUDGE_LOCK])
            held.set()
            free.wait(20)
        world.database.close()

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait()
    timer = threading.Timer(0.8, free.set)
    timer.start()
    try:
        exchange(one.store, client)
    finally:
        free.set()
        holder.join()
        timer.cancel()
        client.close()
    assert watched.shrunk
    one.sync()
    check(world, one)


def test_work_done_during_an_exchange_is_never_covered_by_older_state(world: World) -> None:
    """Writes go on in another thread while pages come in: the desk always sees its own."""
    one, two = world.desk("one"), world.desk("two")
    fill(two, 6, first=100)
    two.sync()
    stop = threading.Event()
    lost: list[str] = []

    def work() -> None:
        number = 0
        while not stop.is_set() and number < 40:
            newcomer = Newcomer(f"19900101{number:04d}", birth_date=date(1990, 1, 1 + number % 28), mobile="")
            one.do(newcomer.register)
            with one.store.reading():
                seen = one.store.database.execute_sql("SELECT 1 FROM person WHERE id = ?", [newcomer.person_id])
                if seen.fetchone() is None:
                    lost.append(newcomer.person_id)
            number += 1
        one.store.close()

    worker = threading.Thread(target=work)
    worker.start()
    for _round in range(4):
        one.sync()
    stop.set()
    worker.join()
    one.sync()
    two.sync()
    assert lost == []
    check(world, one, two)


def test_a_long_poll_hears_of_news_at_once(world: World) -> None:
    one, two = world.desk("one"), world.desk("two")
    fill(one, 1)
    with two.store.reading():
        here = position(two.device.facility_id)

    def tell() -> None:
        one.sync()
        one.store.close()

    timer = threading.Timer(0.3, tell)
    timer.start()
    page = two.client.page(two.device.facility_id, here.cursor, here.hash, wait=20)
    timer.join()
    assert page.changes
    empty = two.client.page("gym", *_gym(two), wait=0)
    assert empty.changes == []


def _gym(desk: Desk) -> tuple[int, bytes]:
    with desk.store.reading():
        here = position("gym")
    return here.cursor, here.hash


def test_a_long_poll_ends_when_central_stops(world: World) -> None:
    one = world.desk("one")
    timer = threading.Timer(0.3, world.stop)
    timer.start()
    page = one.client.page("gym", *_gym(one), wait=25)
    timer.join()
    assert page.changes == []


@given(st.integers(0, 200))
def test_pauses_grow_to_a_minute_and_never_beyond(failures: int) -> None:
    pauses = BackOff(Random(1))
    for _failure in range(failures):
        pause = pauses.failed()
        assert timedelta() <= pause <= timedelta(seconds=60)
    assert BackOff(Random(1)).failed() <= timedelta(seconds=1)
    pauses.went_well()
    assert pauses.failed() <= timedelta(seconds=1)


def test_pauses_are_spread() -> None:
    pauses = BackOff(Random(7), failures=10)
    found = [pauses.failed() for _time in range(200)]
    assert min(found) < timedelta(seconds=6)
    assert max(found) > timedelta(seconds=54)


def test_a_batch_halves_down_to_one_and_grows_back() -> None:
    size = BatchSize(500)
    seen = []
    while size.shrink():
        seen.append(size.limit)
    assert seen == [250, 125, 62, 31, 15, 7, 3, 1]
    for _time in range(12):
        size.grow()
    assert size.limit == 500
