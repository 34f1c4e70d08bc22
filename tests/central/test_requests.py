"""Requests that no desk sends: oversized, packed to burst, torn, of the wrong types."""

import gzip
from collections.abc import Callable
from typing import Any

import httpx
import msgspec
import pytest

from db.tables import ReceivedOperation
from db.transactions import reading
from kiosk.sync import own_log
from kiosk.sync.faults import Declined
from kiosk.sync.wire import Batch
from tests.central.worlds import Desk, World
from tests.sync.acts import Newcomer

OPERATIONS = "/v1/devices/me/operations"


@pytest.fixture
def desk(world: World) -> Desk:
    desk = world.desk("one")
    desk.do(Newcomer().register)
    return desk


def batch_of(desk: Desk) -> dict[str, Any]:
    with desk.store.reading():
        batch = own_log.next_batch(500, desk.store.clock)
    assert isinstance(batch, Batch)
    return dict(msgspec.json.decode(msgspec.json.encode(batch)))


def refusal(desk: Desk, path: str, data: bytes, content_type: str = "application/json") -> str:
    with pytest.raises(Declined) as refused:
        desk.client.line.send("POST", path, data, content_type=content_type)
    with reading(desk.world.database):
        assert ReceivedOperation.select().count() == 0
    return refused.value.type


def spoil(change: Callable[[dict[str, Any]], None]) -> Callable[[dict[str, Any]], bytes]:
    def spoiled(batch: dict[str, Any]) -> bytes:
        change(batch)
        return msgspec.json.encode(batch)

    return spoiled


def set_first(field: str, value: Any) -> Callable[[dict[str, Any]], bytes]:
    return spoil(lambda batch: batch["operations"][0].update({field: value}))


Spoiled = Callable[[dict[str, Any]], bytes]
NO_BATCHES: tuple[tuple[str, Spoiled], ...] = (
    ("unreadable", lambda _batch: b""),
    ("unreadable", lambda _batch: b"\xff\xfe"),
    ("unreadable", lambda _batch: b"[]"),
    ("unreadable", lambda _batch: b"[" * 100_000),
    ("unreadable", lambda batch: msgspec.json.encode(batch)[:-20]),
    ("unreadable", spoil(lambda batch: batch.update(operations=[]))),
    ("unreadable", spoil(lambda batch: batch.update(first_seq=False))),
    ("unreadable", spoil(lambda batch: batch.update(first_seq=1.0))),
    ("unreadable", spoil(lambda batch: batch.update(first_seq="1"))),
    ("unreadable", spoil(lambda batch: batch.update(previous_hash="0" * 63))),
    ("unreadable", spoil(lambda batch: batch.update(incarnation="../../etc"))),
    ("unreadable", spoil(lambda batch: batch.update(operations=batch["operations"] * 300))),
    ("unreadable", spoil(lambda batch: batch["operations"].reverse())),
    ("unreadable", set_first("seq", True)),
    ("unreadable", set_first("seq", 7)),
    ("unreadable", set_first("seq", 2**70)),
    ("unreadable", set_first("op_id", "a\0b")),
    ("unreadable", set_first("kind", "x" * 65)),
    ("unreadable", set_first("basis", "x" * 100_001)),
    ("chain-broken", set_first("staff_id", "someone-else")),
    ("chain-broken", set_first("body", {"another": "body"})),
    ("chain-broken", spoil(lambda batch: batch.update(hash="0" * 64))),
)


def test_what_is_no_batch_is_declined_and_changes_nothing(desk: Desk, subtests: pytest.Subtests) -> None:
    for number, (kind, made) in enumerate(NO_BATCHES):
        with subtests.test(kind, number=number):
            assert refusal(desk, OPERATIONS, made(batch_of(desk))) == kind


def test_another_beginning_is_a_fork(desk: Desk) -> None:
    batch = batch_of(desk)
    batch["previous_hash"] = "1" * 64
    assert refusal(desk, OPERATIONS, _with_hash_of(desk, batch)) == "device-fork"


def _with_hash_of(desk: Desk, batch: dict[str, Any]) -> bytes:
    """A chain that holds, but from another beginning."""
    from kiosk.operations.hashing import operation_hash

    running = bytes.fromhex(batch["previous_hash"])
    with desk.store.reading():
        for row in own_log._rows(batch["incarnation"], 0, 500):
            running = operation_hash(running, row)
    return msgspec.json.encode(batch | {"hash": running.hex()})


def test_a_batch_that_is_too_large(desk: Desk) -> None:
    data = b'{"incarnation": "' + b"x" * (4 * 2**20) + b'"}'
    assert refusal(desk, OPERATIONS, data) == "batch-too-large"


def test_a_zip_bomb_is_not_unpacked(desk: Desk) -> None:
    bomb = gzip.compress(b" " * (200 * 2**20), compresslevel=9)
    assert len(bomb) < 300_000
    headers = {"content-encoding": "gzip", **desk.client.line._authorization()}
    with httpx.Client(base_url=desk.world.url, trust_env=False) as http:
        answer = http.post(OPERATIONS, content=bomb, headers=headers)
        assert (answer.status_code, answer.json()["type"]) == (413, "batch-too-large")
        torn = http.post(OPERATIONS, content=gzip.compress(b"{}" * 5000)[:-9], headers=headers)
        assert (torn.status_code, torn.json()["type"]) == (400, "unreadable")
        strange = http.post(OPERATIONS, content=b"x", headers=headers | {"content-encoding": "br"})
        assert strange.status_code == 400


NOWHERE = (
    "/v1/streams/gym/changes?after=-1",
    "/v1/streams/gym/changes?after=x",
    "/v1/streams/gym/changes?after=1e3",
    "/v1/streams/gym/changes?wait=26",
    "/v1/streams/gym/changes?after=99999999",
    "/v1/streams/%2e%2e/changes",
    "/v1/streams/nowhere/changes",
    "/v1/streams/gym/snapshot/../../secrets",
    "/v1/streams/gym/snapshot/" + "g" * 64,
    "/v1/photos/" + "A" * 64,
    "/v1/photos/x",
    "/v1/operations/%00",
    "/v1/operations/" + "x" * 1000,
    "/v1/nothing",
    "/docs",
    "/openapi.json",
)


def test_addresses_that_lead_nowhere(desk: Desk, subtests: pytest.Subtests) -> None:
    for path in NOWHERE:
        with subtests.test(path), pytest.raises(Declined) as refused:
            desk.client.line.send("GET", path)
        assert refused.value.problem.status in (400, 404, 409)


def test_a_wrong_method_is_a_problem_too(desk: Desk) -> None:
    with pytest.raises(Declined):
        desk.client.line.send("DELETE", OPERATIONS)


def test_another_desks_operation_is_not_shown(world: World, desk: Desk) -> None:
    two = world.desk("two")
    desk.sync()
    with desk.store.reading():
        op_id = own_log._rows(desk.device.incarnation, 0, 1)[0]["op_id"]
    assert b'"outcome":"applied"' in desk.client.line.send("GET", f"/v1/operations/{op_id}").data
    with pytest.raises(Declined):
        two.client.line.send("GET", f"/v1/operations/{op_id}")


def test_health_and_metrics(world: World) -> None:
    with httpx.Client(base_url=world.url, trust_env=False) as http:
        assert http.get("/healthz").text == "ok\n"
        assert http.get("/metrics", headers={"authorization": "Bearer x"}).status_code == 401


def test_metrics_count_and_name_nobody(world: World, desk: Desk) -> None:
    desk.sync()
    world.stop()
    world.metrics_token = "secret"
    world.start()
    with httpx.Client(base_url=world.url, trust_env=False) as http:
        text = http.get("/metrics", headers={"authorization": "Bearer secret"}).text
    assert 'inpass_operations{verdict="applied"} 2' in text
    assert "berg" not in text
