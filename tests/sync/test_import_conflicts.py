"""Files of pre-orders at two desks that don't hear each other, on both engines; and a large one on its way between."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from central import devices, snapshots, streams
from db import rows
from db.tables import Change, LoggedOperation, PreOrder, PreOrderImport, Row
from db.transactions import reading
from kiosk.operations.kinds import kind_named, read_body
from kiosk.operations.pre_order_imports import ROWS_EACH, ImportedRow
from kiosk.organisations.import_command import Asked, import_file
from kiosk.organisations.import_facts import known_pre_orders
from kiosk.organisations.import_rows import judged_again
from kiosk.organisations.importing import Imported, import_rows, undo_import
from kiosk.sync import own_log
from kiosk.sync.matters import open_matters
from kiosk.sync.settling import settle_matter
from kiosk.sync.ways import Way
from kiosk.sync.wire import BATCH_BYTES
from tests.central.worlds import OMAR, Desk, World
from tests.organisations.nasty_files import EXCEL, numbered, opened, read
from tests.organisations.ordering import merge, register, spend
from tests.organisations.test_importing import TERMS
from tests.sync.acts import Newcomer
from tests.sync.invariants import check_central, settle
from tests.sync.test_conflicts import found


def taken_in(desk: Desk, text: str = EXCEL, *, knowingly: bool = False, **terms: Any) -> Imported:
    chosen = replace(TERMS, **terms)
    with desk.store.reading():
        judged = judged_again(read(text), known_pre_orders(chosen))
    done = import_rows(desk.store, OMAR, opened(text), judged, chosen, knowingly=knowingly)
    assert not done.problems
    return done


def codes(desk: Desk) -> list[str]:
    return [matter.code for matter in open_matters(desk.store)]


@pytest.fixture
def anna(desks: tuple[Desk, Desk]) -> Newcomer:
    newcomer = Newcomer()
    desks[0].do(newcomer.register)
    settle(*desks)
    return newcomer


def test_an_import_comes_to_the_others(desks: tuple[Desk, Desk]) -> None:
    first, second = desks
    taken_in(first)
    settle(first, second)
    assert [row.name for row in found(second, PreOrder)] == ["Åsa Öberg", "Bo Ek"]
    assert found(second, PreOrderImport)[0].accepted == 2
    assert codes(second) == []


def test_an_import_by_the_command_line_comes_to_the_others(desks: tuple[Desk, Desk], tmp_path: Path) -> None:
    """Nobody is signed in there."""
    first, second = desks
    file = tmp_path / "norrsken.csv"
    file.write_bytes(EXCEL.encode("cp1252"))
    asked = Asked(file, "NORRSKEN", "GULD-12", TERMS.valid_from.isoformat(), TERMS.valid_until.isoformat())
    assert import_file(first.store, asked) == 0
    settle(first, second)
    assert [row.name for row in found(second, PreOrder)] == ["Åsa Öberg", "Bo Ek"]
    assert [row.staff_id for row in found(second, PreOrderImport)] == [""]
    assert codes(second) == []


def test_the_same_file_at_two_desks(desks: tuple[Desk, Desk]) -> None:
    first, second = desks
    taken_in(first)
    later = taken_in(second)
    settle(first, second)
    for desk in desks:
        (matter,) = open_matters(desk.store)
        assert (matter.code, matter.ways) == ("import_twice", (Way.PUT_RIGHT, Way.BOTH_STAND))
        assert "lista.csv" in matter.what
        assert "Norrskensverken AB" in matter.what
        assert len(found(desk, PreOrder)) == 4
    assert undo_import(first.store, OMAR, later.import_id) is None
    assert settle_matter(first.store, OMAR, open_matters(first.store)[0].matter_id, Way.PUT_RIGHT) is None
    settle(first, second)
    assert [row.import_id for row in found(second, PreOrder) if row.withdrawn_at] == [later.import_id] * 2
    assert codes(second) == []


def test_the_same_file_knowingly_is_no_matter(desks: tuple[Desk, Desk]) -> None:
    first, second = desks
    undone = taken_in(second)
    undo_import(second.store, OMAR, undone.import_id)
    taken_in(first)
    settle(second, first)
    taken_in(second, knowingly=True, valid_from=date(2028, 1, 1), valid_until=date(2028, 12, 31))
    settle(first, second)
    assert codes(second) == []
    assert [row.withdrawn_at is None for row in found(first, PreOrder)].count(True) == 4


def test_undone_here_and_one_spent_there_before(desks: tuple[Desk, Desk], anna: Newcomer) -> None:
    """Who sells wins: all of the import stands, everywhere, and people are told."""
    first, second = desks
    done = taken_in(first)
    settle(first, second)
    asa, _bo = found(first, PreOrder)
    second.do(spend(asa.id, anna.person_id, "sold"))
    assert undo_import(first.store, OMAR, done.import_id) is None
    settle(second, first)
    for desk in desks:
        assert found(desk, PreOrderImport)[0].undone_at is None
        assert [(row.withdrawn_at, row.subscription_id) for row in found(desk, PreOrder)] == [
            (None, "sold"),
            (None, None),
        ]
        (matter,) = open_matters(desk.store)
        assert (matter.code, matter.ways) == ("import_undone_used", (Way.ORGANISATION_KNOWS, Way.PUT_RIGHT))
        assert (matter.who, "Guld årskort" in matter.what) == ("Åsa Öberg", True)


def test_undone_here_and_one_spent_there_after(desks: tuple[Desk, Desk], anna: Newcomer) -> None:
    """The sale stands all the same, as for a pre-order that was withdrawn by itself."""
    first, second = desks
    done = taken_in(first)
    settle(first, second)
    asa, _bo = found(first, PreOrder)
    second.do(spend(asa.id, anna.person_id, "sold"))
    assert undo_import(first.store, OMAR, done.import_id) is None
    settle(first, second)
    for desk in desks:
        assert found(desk, PreOrderImport)[0].undone_at is not None
        assert [row.withdrawn_at is None for row in found(desk, PreOrder)] == [False, False]
        assert found(desk, PreOrder)[0].subscription_id == "sold"
        assert codes(desk) == ["pre_order_used_withdrawn"]


def test_spent_between_the_undoing_and_its_rows(
    world: World, desks: tuple[Desk, Desk], anna: Newcomer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows follow in batches of their own, and another desk's sale may come between them."""
    first, second = desks
    done = taken_in(first)
    settle(first, second)
    asa, _bo = found(first, PreOrder)
    second.do(spend(asa.id, anna.person_id, "sold"))
    undo_import(first.store, OMAR, done.import_id)
    with first.store.reading():
        batch = own_log.next_batch(1, first.store.clock)
    assert batch is not None
    assert batch.operations[0].kind == "pre_order_import.undone"
    first.client.push(batch)
    settle(second, first)
    for desk in desks:
        asa, bo = found(desk, PreOrder)
        assert (asa.withdrawn_at, asa.subscription_id) == (None, "sold")
        assert bo.withdrawn_at is not None
        assert codes(desk) == ["pre_order_withdrawn_used"]


def test_rows_that_central_reads_after_the_undoing(desks: tuple[Desk, Desk]) -> None:
    """They were held: nobody spends one of a list that was taken back."""
    first, second = desks
    done = taken_in(first)
    with first.store.reading():
        rows = next(body for name, body in logged(first) if name == "pre_orders.imported")
    undo_import(first.store, OMAR, done.import_id)
    settle(first, second)
    later = msgspec.structs.replace(rows, first=2, rows=[ImportedRow("196411129804", "Li", "")])
    second.do(lambda errand: errand.perform(later))
    settle(first, second)
    for desk in desks:
        assert [row.name for row in found(desk, PreOrder) if row.withdrawn_at is None] == []
        assert len({row.withdrawn_at for row in found(desk, PreOrder)}) == 1


def logged(desk: Desk) -> list[tuple[str, Any]]:
    """Kind and body of what the desk did."""
    operations = LoggedOperation.select().order_by(LoggedOperation.seq)
    bodies = ((kind_named(one.kind), one) for one in operations)
    return [(one.kind, read_body(kind, bytes(one.body), one.version)) for kind, one in bodies if kind]


def test_undone_at_two_desks(desks: tuple[Desk, Desk]) -> None:
    first, second = desks
    done = taken_in(first)
    settle(first, second)
    for desk in desks:
        assert undo_import(desk.store, OMAR, done.import_id) is None
    settle(first, second)
    assert codes(first) == []
    assert all(row.withdrawn_at for row in found(second, PreOrder))


def test_an_organisation_made_another_meanwhile(desks: tuple[Desk, Desk]) -> None:
    first, second = desks
    first.do(register("first"), register("later", known_twins=["first"]))
    settle(first, second)
    first.do(merge("first", "later"))
    taken_in(second, organisation_id="later")
    settle(first, second)
    for desk in desks:
        assert {row.organisation_id for row in (*found(desk, PreOrder), *found(desk, PreOrderImport))} == {"first"}


def test_batches_stay_small(world: World) -> None:
    """A large import is sent in several, each within what is allowed."""
    first = world.desk("one")
    count = 25 * ROWS_EACH
    taken_in(first, numbered(count))
    sizes = []
    while True:
        with first.store.reading():
            batch = own_log.next_batch(500, first.store.clock)
        if batch is None:
            break
        sizes.append(sum(len(operation.body) for operation in batch.operations))
        with first.store.own_writing():
            own_log.acknowledge(batch, first.client.push(batch))
    assert len(sizes) > 1
    assert max(sizes) <= BATCH_BYTES
    with reading(world.database):
        assert PreOrder.select().count() == count
    check_central(world)


def test_what_an_undoing_changes_is_numbered_in_parts(
    world: World, desks: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each row once, in one transaction, whatever fits into memory at a time."""
    first, second = desks
    done = taken_in(first, numbered(2 * ROWS_EACH))
    settle(first, second)
    with reading(world.database):
        before = Change.select().count()
    monkeypatch.setattr(streams, "ROWS_AT_ONCE", 300)
    asked: list[int] = []

    def raw_many(table: type[Row], ids: list[str]) -> list[dict[str, Any]]:
        asked.append(len(ids))
        return rows.raw_many(table, ids)

    monkeypatch.setattr(streams, "raw_many", raw_many)
    undo_import(first.store, OMAR, done.import_id)
    settle(first, second)
    with reading(world.database):
        assert Change.select().count() == before + 2 * ROWS_EACH + 1 + 1  # the import's row, and the journal's
    assert max(asked) == 300
    assert all(row.withdrawn_at for row in found(second, PreOrder))
    assert date(2027, 12, 31) == found(second, PreOrderImport)[0].valid_until


def test_a_desk_far_behind_gets_it_as_it_stands(
    world: World, desks: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cut so many rows at a time, at the edges of those too."""
    monkeypatch.setattr(devices, "FAR_BEHIND", 100)
    monkeypatch.setattr(snapshots, "ROWS_AT_ONCE", 150)
    first, second = desks
    taken_in(first, numbered(450))
    first.sync()
    assert second.sync().snapshots > 0
    settle(first, second)
    assert len(found(second, PreOrder)) == 450
