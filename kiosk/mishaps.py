"""One error as the user is told it, whether it was expected or is a bug. Holds no values, only places in the code."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kiosk.errors import InpassError
from kiosk.texts import _

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Mishap:
    """`details` are for support: where in the program it happened, and on what kind of machine."""

    happened: str
    remedy: str
    code: str
    details: str


def told(error: BaseException, version: str) -> Mishap:
    """An expected error says itself what to do; anything else is a bug, known by where it happened."""
    import traceback
    import zlib

    frames = [f"{_relative(f.filename)}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)]
    kind = type(error).__name__
    if isinstance(error, InpassError):
        happened, remedy, code = error.message, error.remedy, error.code
    else:
        happened = _("Something went wrong in the program. What you finished before is saved.")
        remedy = _("Try again. If it comes back, restart Inpass and give support the code below.")
        code = f"E-{zlib.crc32('|'.join([kind, *frames[-3:]]).encode()):08X}"
    head = f"Inpass {version}  {code}  {kind}"
    return Mishap(happened, remedy, code, "\n".join([head, f"{moment_in_words()}  {machine_in_words()}", *frames]))


def moment_in_words(moment: datetime | None = None) -> str:
    """UTC, to the second; None is now."""
    return (moment or datetime.now(UTC)).isoformat(timespec="seconds")


def machine_in_words() -> str:
    """Versions and system, never the machine's name."""
    import platform

    return f"Python {platform.python_version()}  {platform.platform()}"


def without_folders(stacks: str) -> str:
    """The interpreter's own stacks name whole paths, and a home folder has somebody's name."""
    return re.sub(r'File "([^"]*)"', lambda found: f'File "{_relative(found[1])}"', stacks)


def _relative(filename: str) -> str:
    path = Path(filename)
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
