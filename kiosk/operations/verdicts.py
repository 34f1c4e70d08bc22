"""What became of an operation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    APPLIED = "applied"
    APPLIED_CHANGED = "applied_changed"
    REJECTED = "rejected"
    HELD = "held"  # central could not read it yet; kept raw


@dataclass(frozen=True, slots=True)
class Finding:
    """What stands against an operation, or what differs: becomes a matter to settle."""

    code: str
    person_id: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    outcome: Outcome
    findings: tuple[Finding, ...] = ()


APPLIED = Verdict(Outcome.APPLIED)


def changed(*findings: Finding) -> Verdict:
    """Applied with a difference, or simply applied when there is none."""
    return Verdict(Outcome.APPLIED_CHANGED, findings) if findings else APPLIED


def rejected(finding: Finding) -> Verdict:
    return Verdict(Outcome.REJECTED, (finding,))
