"""Why something can't go on: a code with its values. The sentence is made in `kiosk.sentences`."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Severity(StrEnum):
    ERROR = "error"  # the step can't be finished
    WARNING = "warning"  # shown, and the step can be finished


@dataclass(frozen=True, slots=True)
class Problem:
    """`field` is the draft field it belongs to, "" for the whole step."""

    code: str
    field: str = ""
    severity: Severity = Severity.ERROR
    values: Mapping[str, object] = dataclasses.field(default_factory=lambda: MappingProxyType({}))

    @property
    def blocks(self) -> bool:
        return self.severity is Severity.ERROR

    def at(self, step: str) -> "Problem":
        """Said of a step, unless it names its own: where it is mended."""
        return dataclasses.replace(self, values={"step": str(step), **self.values})
