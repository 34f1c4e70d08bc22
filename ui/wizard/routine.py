"""What a wizard needs of a routine: the door every routine of `kiosk` fits, whatever its draft holds."""

from collections.abc import Sequence
from typing import Protocol, TypeVar, runtime_checkable

from kiosk.long_work import LongWork
from kiosk.problems import Problem
from kiosk.routine import Outcome, Quote, SummaryRow

D = TypeVar("D")

STEP = "step"
"""In a problem's values: the step where it is mended, when that is not the one it is shown on."""


class Routine(Protocol[D]):
    """One visit. Its facts are read when the wizard opens, so that all is pure and cheap but `refresh`, `renewed` and
    `finish`."""

    @property
    def name(self) -> str:
        """The wizard's objectName."""
        ...

    def refresh(self) -> None:
        """Reads the facts again: the language or the gym's catalogue has become another."""
        ...

    def renewed(self, draft: D) -> D:
        """The draft with what the file says now of whom and what it is about, after Finish was refused."""
        ...

    def steps(self, draft: D) -> Sequence[str]:
        """Those that apply to this draft, in their order."""
        ...

    def next_step(self, step: str, draft: D) -> str | None:
        """None after the last one."""
        ...

    def problems(self, step: str, draft: D) -> Sequence[Problem]:
        """What keeps the step from being finished, and warnings."""
        ...

    def quote(self, draft: D) -> Quote: ...

    def summary(self, draft: D) -> Sequence[SummaryRow]: ...

    def finish(self, draft: D) -> Outcome:
        """Writes everything in one transaction; called on the database lane."""
        ...


@runtime_checkable
class TakesLong(Protocol):
    """A routine whose `finish` tells how far it is, and can be cancelled."""

    def new_work(self) -> LongWork:
        """Of the `finish` that begins now."""
        ...
