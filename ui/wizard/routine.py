"""What a wizard needs of a routine: the door every routine of `kiosk` fits, whatever its draft holds."""

from collections.abc import Sequence
from typing import Protocol, TypeVar, runtime_checkable

from kiosk.long_work import LongWork
from kiosk.problems import Problem
from kiosk.routine import Outcome, Quote, SummaryRow

D_contra = TypeVar("D_contra", contravariant=True)

STEP = "step"
"""In a problem's values: the step where it is mended, when that is not the one it is shown on."""


class Routine(Protocol[D_contra]):
    """One visit. Its facts are read when the wizard opens, so that all but `refresh` and `finish` is pure and cheap."""

    @property
    def name(self) -> str:
        """The wizard's objectName."""
        ...

    def refresh(self) -> None:
        """Reads the facts again: the language or the gym's catalogue has become another."""
        ...

    def steps(self, draft: D_contra) -> Sequence[str]:
        """Those that apply to this draft, in their order."""
        ...

    def next_step(self, step: str, draft: D_contra) -> str | None:
        """None after the last one."""
        ...

    def problems(self, step: str, draft: D_contra) -> Sequence[Problem]:
        """What keeps the step from being finished, and warnings."""
        ...

    def quote(self, draft: D_contra) -> Quote: ...

    def summary(self, draft: D_contra) -> Sequence[SummaryRow]: ...

    def finish(self, draft: D_contra) -> Outcome:
        """Writes everything in one transaction; called on the database lane."""
        ...


@runtime_checkable
class TakesLong(Protocol):
    """A routine whose `finish` tells how far it is, and can be cancelled."""

    def new_work(self) -> LongWork:
        """Of the `finish` that begins now."""
        ...
