"""What was asked for on the command line."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """`data` None: the platform's folder. `language` None: the machine's setting. `members`: of a new demo gym.

    `is_second`: another desk at the demo gym that is open.
    """

    data: Path | None = None
    language: str | None = None
    is_kiosk: bool = False
    is_offline: bool = False
    camera: str | None = None
    is_demo: bool = False
    is_second: bool = False
    members: int = 500
