"""What came of something done on an organisation's card."""

from dataclasses import dataclass

from kiosk.operations.organisations import OrganisationChanged
from kiosk.problems import Problem


@dataclass(frozen=True, slots=True)
class Written:
    """What the desk did: either problems and nothing written, or whose card has changed. `errand_id` "": there was
    nothing to write. `undoable`: what `undo_change` takes back."""

    problems: tuple[Problem, ...] = ()
    organisation_id: str = ""
    errand_id: str = ""
    undoable: OrganisationChanged | None = None

    @property
    def is_done(self) -> bool:
        return not self.problems
