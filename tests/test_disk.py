"""What gives way as the disk fills: photos first, then a notice; money never."""

from pathlib import Path

import pytest

from kiosk import disk
from kiosk.desk_facts import read_facts
from kiosk.disk import Room, room, room_of
from kiosk.store import Store

MB = 10**6


@pytest.mark.parametrize(
    ("free", "found"),
    [
        (5000 * MB, Room.PLENTY),
        (1000 * MB, Room.PLENTY),
        (1000 * MB - 1, Room.NO_PHOTOS),
        (200 * MB, Room.NO_PHOTOS),
        (200 * MB - 1, Room.LOW),
        (0, Room.LOW),
    ],
)
def test_the_thresholds(gym: Store, monkeypatch: pytest.MonkeyPatch, free: int, found: Room) -> None:
    monkeypatch.setattr(disk, "free_bytes", lambda _folder: free)
    assert room(Path()) is found
    assert room_of(gym) is found
    assert read_facts(gym).takes_photos is (found is Room.PLENTY)


def test_a_real_disk_says(gym: Store) -> None:
    assert isinstance(room_of(gym), Room)


def test_a_disk_that_does_not_say(gym: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_folder: Path) -> int:
        raise OSError

    monkeypatch.setattr(disk, "free_bytes", gone)
    assert room_of(gym) is None
