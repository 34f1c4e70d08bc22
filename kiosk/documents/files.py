"""A finished document as a file: all of it, or none."""

import errno
import os
from pathlib import Path

from kiosk.errors import DiskFull, FileNotSaved, InpassError
from kiosk.texts import _


def save_file(data: bytes, path: Path) -> Path:
    """Replaces what stands there; raises FileNotSaved or DiskFull and then leaves it as it was."""
    half = path.with_name(f".{path.name}.part")
    try:
        half.write_bytes(data)
        os.replace(half, path)  # noqa: PTH105 one step on every system, also over an existing file
    except OSError as error:
        half.unlink(missing_ok=True)
        raise _not_saved(error, path) from error
    return path


def file_name(title: str, ending: str = "pdf") -> str:
    """A title as a file name that Windows takes too."""
    kept = "".join(letter if letter.isalnum() or letter in " -_.," else "-" for letter in title)
    return f"{kept.strip(' .') or 'dokument'}.{ending}"


def _not_saved(error: OSError, path: Path) -> InpassError:
    if error.errno == errno.ENOSPC:
        return DiskFull(
            _("The disk is full; {file} was not saved.", file=path.name), _("Free some space, or choose another place.")
        )
    return FileNotSaved(_("{file} could not be saved there.", file=path.name), _("Choose another folder."))
