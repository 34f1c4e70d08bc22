"""An operation that fails in the middle leaves nothing of itself at central."""

from typing import Any

import pytest

from db.tables import Matter, Person
from db.transactions import reading
from kiosk.operations import kinds
from kiosk.operations.kinds import Kind
from tests.central.worlds import World
from tests.sync.acts import Newcomer
from tests.sync.invariants import check_central


def test_nothing_of_half_an_operation_stays(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    one = world.desk("one")
    one.do(Newcomer().register)
    kind = kinds._BY_NAME["person.registered"]

    def half(book: Any, body: Any) -> Any:
        kind.perform(book, body)
        raise ZeroDivisionError

    monkeypatch.setitem(kinds._BY_NAME, "person.registered", Kind(kind.name, kind.version, kind.body, half))
    assert one.sync().verdicts == {"held": 1}
    with reading(world.database):
        assert Person.select().count() == 0
        assert [matter.code for matter in Matter.select()] == ["operation_failed"]
    check_central(world)
