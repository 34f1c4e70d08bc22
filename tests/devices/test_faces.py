"""Faces in real pictures: where they are, and plain hints for the next photo."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from kiosk.devices.demo_video import demo_frame
from kiosk.devices.faces import WHOLE_EVERY, FaceFollower, Hint, look

if TYPE_CHECKING:
    from kiosk.devices.frames import Picture


def two_faces(frame: Picture) -> Picture:
    both = frame.copy()
    both[60:620, 0:430] = frame[60:620, 430:860]
    return both


def far_away(frame: Picture) -> Picture:
    small = cv2.resize(frame, None, fx=0.52, fy=0.52, interpolation=cv2.INTER_AREA)
    around = np.full_like(frame, 120)
    around[: small.shape[0], : small.shape[1]] = small
    return around


def darkened(frame: Picture) -> Picture:
    return frame // 4


def overexposed(frame: Picture) -> Picture:
    return np.clip(frame.astype(int) * 2 + 140, 0, 255).astype(np.uint8)


def blurred(frame: Picture) -> Picture:
    return cv2.GaussianBlur(frame, (0, 0), 5)


def nobody(frame: Picture) -> Picture:
    return np.random.default_rng(3).integers(60, 200, frame.shape, np.uint8)


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        (lambda frame: frame, Hint.GOOD),
        (two_faces, Hint.SEVERAL_FACES),
        (far_away, Hint.TOO_FAR),
        (darkened, Hint.TOO_DARK),
        (overexposed, Hint.TOO_BRIGHT),
        (blurred, Hint.BLURRED),
        (nobody, Hint.NO_FACE),
    ],
)
def test_a_picture_gets_the_hint_that_helps(change: Callable[[Picture], Picture], hint: Hint) -> None:
    assert look(change(demo_frame())).hint is hint


def test_the_face_is_found_where_it_is_at_any_scale() -> None:
    frame = demo_frame()
    whole = look(frame).faces[0]
    half = look(cv2.resize(frame, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), scale=2).faces[0]
    for face in (whole, half):
        assert abs(face.left + face.width / 2 - 640) < 40  # the nose in the first frame
        assert abs(face.top + face.height / 2 - 338) < 40
        assert 230 < face.width < 350
    assert abs(whole.left - half.left) < 30


def test_a_face_is_followed_lost_and_found() -> None:
    follower, frame = FaceFollower(), demo_frame()
    for step in range(20):
        moved = np.roll(frame, step * 20, axis=1)
        found = follower.look(moved)
        assert found.hint is Hint.GOOD
        assert abs(found.faces[0].left + found.faces[0].width / 2 - 640 - step * 20) < 60
    assert follower.look(nobody(frame)).hint is Hint.NO_FACE
    assert follower.look(frame).hint is Hint.GOOD


def test_a_second_face_is_noticed_in_time() -> None:
    follower, frame = FaceFollower(), demo_frame()
    follower.look(frame)
    hints = [follower.look(two_faces(frame)).hint for _ in range(WHOLE_EVERY)]
    assert Hint.SEVERAL_FACES in hints
