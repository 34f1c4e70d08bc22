"""The clock's moments, as they are kept."""

from datetime import datetime

from db.fields import moment_text
from kiosk.clock import SystemClock


def test_a_moment_is_the_same_when_it_is_read_again() -> None:
    clock = SystemClock()
    for moment in [clock.now() for _time in range(50)]:
        assert datetime.fromisoformat(moment_text(moment)) == moment
