"""What central can't read or perform is held, in nobody's way, and done when it can be."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from central.held import retry_held
from db.tables import LoggedOperation, Matter, ReceivedOperation
from db.transactions import reading
from kiosk.clock import monotonic_ms
from kiosk.operations import kinds
from kiosk.sync import own_log
from kiosk.sync.matters import open_matters
from kiosk.sync.wire import RawOperation
from tests.central.worlds import Desk, World
from tests.sync.acts import Newcomer, pay, photograph, whole_visit
from tests.sync.invariants import check, check_central
from tests.sync.pictures import picture


def log_of(desk: Desk) -> list[Any]:
    with desk.store.reading():
        return list(LoggedOperation.select().order_by(LoggedOperation.seq))


def verdicts(desk: Desk) -> dict[str, str]:
    return {row.kind: row.verdict for row in log_of(desk)}


def spoil_log(desk: Desk, kind: str, **changes: Any) -> None:
    """As a newer program would have written it: the chain holds."""
    with desk.store.own_writing():
        LoggedOperation.update(**changes).where(LoggedOperation.kind == kind).execute()
        device = desk.device
        own_log.begin_incarnation({device.incarnation: device.acked_seq})


def test_a_kind_that_central_does_not_know_yet(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = world.desk("one"), world.desk("two")
    anna = Newcomer()
    one.do(*whole_visit(anna, "10000342"))
    known = kinds._BY_NAME.pop("payment.taken")
    report = one.sync()
    assert report.verdicts == {"held": 1}
    assert verdicts(one)["payment.taken"] == "held"
    assert len(one.rows()["payment"]) == 1, "the desk keeps its own work"
    (matter,) = open_matters(one.store)
    assert matter.code == "operation_unknown"
    kinds._BY_NAME["payment.taken"] = known
    world.restart()
    one.sync()
    two.sync()
    assert open_matters(one.store) == []
    check(world, one, two)


def test_a_newer_version_is_held_and_does_not_block_the_rest(world: World) -> None:
    one = world.desk("one")
    one.do(*whole_visit(Newcomer(), "10000342"))
    spoil_log(one, "card.assigned", version=2)
    assert one.sync().verdicts == {"held": 1}
    one.do(Newcomer("198507099805", "Bo", "Ek", mobile="+46701740606").register)
    assert one.sync().verdicts == {}
    check_central(world)


def test_what_rests_on_a_held_operation_waits_with_it(world: World) -> None:
    one, two = world.desk("one"), world.desk("two")
    anna = Newcomer()
    known = kinds._BY_NAME.pop("person.registered")
    one.do(anna.register, photograph(anna.person_id, picture(40)), pay(anna.person_id))
    try:
        one.sync()
    finally:
        kinds._BY_NAME["person.registered"] = known
    assert verdicts(one) == {
        "person.registered": "held",
        "photo.set": "held",
        "sale.made": "applied",
        "payment.taken": "applied",
        "receipt.issued": "applied",
        "journal.written": "applied",
    }
    assert [row["id"] for row in one.rows()["person"]] == [anna.person_id]
    assert retry_held(world.database, world.clock.now()) == 2
    for desk in (one, two):
        desk.sync()
    check(world, one, two)


def test_what_is_still_held_for_another_reason_keeps_its_one_matter(world: World) -> None:
    one = world.desk("one")
    anna = Newcomer()
    one.do(anna.register, photograph(anna.person_id, picture(40)))
    known = {name: kinds._BY_NAME.pop(name) for name in ("person.registered", "photo.set")}
    try:
        one.sync()
        kinds._BY_NAME["photo.set"] = known["photo.set"]
        assert retry_held(world.database, world.clock.now()) == 0
    finally:
        kinds._BY_NAME.update(known)
    one.sync()
    assert [matter.code for matter in open_matters(one.store)] == ["operation_unknown"] * 2
    assert one.rows()["matter"] == world.rows()["matter"]


def test_a_body_that_fails_every_time_is_held(world: World) -> None:
    """PostgreSQL takes no NUL in a text; SQLite does. A number beyond 64 bits fits in neither."""
    one = world.desk("one")
    one.do(pay("", 2**62), pay("", 100))
    body = {
        "sale_id": "s",
        "facility_id": one.device.facility_id,
        "till_id": "t",
        "receipt_id": "r",
        "kind": "ordinary",
    }
    huge = body | {"number": 2**70, "issued_at": "2026-11-22T09:30:00Z"}
    spoil_log(
        one,
        "receipt.issued",
        body=msgspec.json.encode({**huge, "number": 1}).replace(b":1,", b":99999999999999999999,"),
    )
    report = one.sync()
    assert report.verdicts == {"held": 2}
    assert one.device.acked_seq == 7
    check_central(world)


def test_a_damaged_operation_takes_the_raw_way_and_the_rest_goes_on(world: World) -> None:
    one = world.desk("one")
    one.do(*whole_visit(Newcomer(), "10000342"))
    with one.store.own_writing():
        damaged = LoggedOperation.get(LoggedOperation.kind == "card.assigned")
        body = bytes(damaged.body)
        flipped = body[:-10] + b"\xff" + body[-9:]
        LoggedOperation.update(body=flipped).where(LoggedOperation.op_id == damaged.op_id).execute()
    report = one.sync()
    assert report.verdicts == {"held": 1}
    assert one.device.acked_seq == 7
    with reading(world.database):
        received = ReceivedOperation.find(damaged.op_id)
        assert (received.verdict, bytes(received.body)) == ("held", flipped)
        assert ReceivedOperation.select().count() == 7
    (matter,) = open_matters(one.store)
    assert matter.code == "operation_raw"
    one.do(Newcomer("198507099805", "Bo", "Ek", mobile="+46701740606").register)
    assert one.sync().is_complete
    check_central(world)


def test_the_raw_way_takes_anything_once(world: World) -> None:
    one = world.desk("one")
    raw = RawOperation(
        incarnation=one.device.incarnation,
        seq=1,
        previous_hash="0" * 64,
        hash="1" * 64,
        op_id="\0 no id at all" * 20,
        kind="no kind\0",
        envelope="\0{",
        body=b"\x00\xff",
    )
    first = one.client.push_raw(raw)
    assert first.acked_seq == 1
    assert [verdict.outcome for verdict in first.verdicts] == ["held"]
    assert one.client.push_raw(raw) == first
    with reading(world.database):
        assert ReceivedOperation.select().count() == 1
        assert Matter.select().count() == 1


def test_a_held_operation_survives_a_snapshot(world: World) -> None:
    world.stop()
    world.snapshot_from = 1
    world.start()
    one = world.desk("one")
    known = kinds._BY_NAME.pop("person.registered")
    anna = Newcomer()
    one.do(anna.register)
    try:
        one.sync()
    finally:
        kinds._BY_NAME["person.registered"] = known
    with one.store.own_writing():
        one.store.database.execute_sql("DELETE FROM cursor")
    assert one.sync().snapshots > 0
    assert [row["id"] for row in one.rows()["person"]] == [anna.person_id]


def test_when_it_happened_is_told_by_the_monotonic_clock(world: World) -> None:
    one = world.desk("one")
    one.do(Newcomer().register)
    with one.store.own_writing():
        back = monotonic_ms() // 2  # since the machine started: it may not have run for long
        LoggedOperation.update(mono_ms=LoggedOperation.mono_ms - back).execute()
        own_log.begin_incarnation({one.device.incarnation: 0})
    one.sync()
    with reading(world.database):
        occurred = {row.occurred_at for row in ReceivedOperation.select()}
    then = world.clock.now() - timedelta(milliseconds=back)
    assert all(abs(at - then) < timedelta(seconds=20) for at in occurred)


def test_a_matter_is_as_old_as_what_it_is_about(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not as the hour when the line came back."""
    one = world.desk("one")
    one.do(Newcomer().register)
    with one.store.own_writing():
        back = monotonic_ms() // 2
        LoggedOperation.update(mono_ms=LoggedOperation.mono_ms - back).execute()
        own_log.begin_incarnation({one.device.incarnation: 0})
    monkeypatch.delitem(kinds._BY_NAME, "person.registered")
    one.sync()
    (matter,) = [one for one in open_matters(one.store) if one.code == "operation_unknown"]
    then = world.clock.now() - timedelta(milliseconds=back)
    assert abs(matter.at - then) < timedelta(seconds=20)
