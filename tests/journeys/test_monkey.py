"""Some hundred random acts in the desk's window: nothing raised, no warning of Qt's, and it still works afterwards."""

import pytest

from tests.journeys.monkey import IMPATIENCE_S, Monkey
from ui.desk import Desk
from ui.tour import hands

ACTS = 150


@pytest.mark.parametrize("seed", [3, 8])
def test_a_monkey_breaks_nothing(seed: int, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """`open_desk` looks at the log when it closes."""
    monkeypatch.setattr(hands, "PATIENCE_S", IMPATIENCE_S)
    monkey = Monkey(desk, seed)
    monkey.run(ACTS)
    assert monkey.done.total() >= ACTS / 2
