"""How much room is left where the desk keeps its file: photos give way first, so that money still gets through."""

import shutil
from enum import StrEnum
from pathlib import Path
from typing import Any

from db.binding import current
from kiosk.store import Store

NO_PHOTOS_BELOW = 10**9  # bytes: a photo can be taken at the next visit, a sale can't be made again
LOW_BELOW = 200 * 10**6  # a few days of work, and a backup before the next migration


class Room(StrEnum):
    PLENTY = "plenty"
    NO_PHOTOS = "no_photos"
    LOW = "low"

    @property
    def takes_photos(self) -> bool:
        return self is Room.PLENTY


def free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free


def room(folder: Path) -> Room:
    """One question to the file system: microseconds on a disk of this machine, long on one across a bad line."""
    free = free_bytes(folder)
    if free < LOW_BELOW:
        return Room.LOW
    return Room.NO_PHOTOS if free < NO_PHOTOS_BELOW else Room.PLENTY


def room_here() -> Room:
    """Inside `store.reading()`: of the disk that the bound file is on; a file that is nowhere has plenty."""
    folder = _folder_of(current())
    return Room.PLENTY if folder is None else room(folder)


def room_of(store: Store) -> Room | None:
    """From any thread. None where the disk doesn't say."""
    try:
        folder = _folder_of(store.database)
        return None if folder is None else room(folder)
    except OSError:
        return None


def _folder_of(database: Any) -> Path | None:
    path: Path | None = getattr(database, "path", None)
    return path.parent if path is not None and path.parent.is_dir() else None
