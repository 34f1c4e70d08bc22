"""Finds faces to frame a photo by, and says what is wrong with a picture. Never recognises, keeps nothing."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.devices.opencv import opencv

if TYPE_CHECKING:
    from kiosk.devices.frames import Picture

SEARCH_WIDTH = 640  # px; with these three a search takes some 7 ms and finds faces at arm's length and further
SCALE_FACTOR = 1.2
SMALLEST = 64
NEIGHBOURS = 3
DARK, BRIGHT = 45, 220  # mean of 255: outside of them the portrait shows no features
NEAR_ENOUGH = 0.22  # of the picture's height: less than 160 px of 720 makes a portrait under 350 px
BLUR_SIZE = 96  # px the face is brought to, so that near and far faces compare
WHOLE_EVERY = 8  # looks; between them only the place where the face was is searched, in a fifth of the time
ROOM = 0.5  # of the face, on each side of it: further it doesn't get between two looks
SHARP = 40.0  # Laplacian variance; the sample face has 370, 65 after a blur of 1 px, 17 after 2


class Hint(StrEnum):
    NO_FACE = "no_face"
    SEVERAL_FACES = "several_faces"
    TOO_DARK = "too_dark"
    TOO_BRIGHT = "too_bright"
    BLURRED = "blurred"
    TOO_FAR = "too_far"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Box:
    """In pixels of the picture it was found in."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Look:
    """What a picture shows; the largest face first."""

    faces: tuple[Box, ...]
    hint: Hint


def look(picture: Picture, scale: float = 1.0) -> Look:
    """`scale`: how much larger the frame is than this reduced `picture` of it; boxes are in pixels of the frame."""
    grey, scale = _search_picture(picture, scale)
    return _look(grey, _faces(grey), scale)


class FaceFollower:
    """Looks at one picture after the other of the same camera; a second face is noticed within a second."""

    def __init__(self) -> None:
        self._last: Box | None = None
        self._until_whole = 0

    def look(self, picture: Picture, scale: float = 1.0) -> Look:
        """As `look`."""
        grey, scale = _search_picture(picture, scale)
        faces = self._followed(grey)
        if not faces:
            faces, self._until_whole = _faces(grey), WHOLE_EVERY
        self._until_whole -= 1
        self._last = faces[0] if len(faces) == 1 else None
        return _look(grey, faces, scale)

    def _followed(self, grey: Picture) -> list[Box]:
        if self._last is None or self._until_whole <= 0:
            return []
        return _faces_near(grey, self._last)


def _search_picture(picture: Picture, scale: float) -> tuple[Picture, float]:
    cv2 = opencv()
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    shrink = SEARCH_WIDTH / grey.shape[1]
    if shrink >= 1:
        return grey, scale
    return cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA), scale / shrink


def _look(grey: Picture, faces: list[Box], scale: float) -> Look:
    return Look(tuple(_scaled(face, scale) for face in faces), _hint(grey, faces))


def _faces(grey: Picture, smallest: int = SMALLEST) -> list[Box]:
    found = _cascade().detectMultiScale(grey, SCALE_FACTOR, NEIGHBOURS, minSize=(smallest, smallest))
    boxes = [Box(int(x), int(y), int(w), int(h)) for x, y, w, h in found]
    return sorted(boxes, key=lambda box: -box.width)


def _faces_near(grey: Picture, box: Box) -> list[Box]:
    room = round(box.width * ROOM)
    left, top = max(0, box.left - room), max(0, box.top - room)
    part = grey[top : box.top + box.height + room, left : box.left + box.width + room]
    near = _faces(part, max(SMALLEST, round(box.width * 0.7)))
    return [Box(face.left + left, face.top + top, face.width, face.height) for face in near]


def _scaled(box: Box, by: float) -> Box:
    return Box(round(box.left * by), round(box.top * by), round(box.width * by), round(box.height * by))


class _OfThread(threading.local):
    cascade: Any = None  # a classifier keeps its working pictures: one for each thread


_of_thread = _OfThread()


def _cascade() -> Any:
    if _of_thread.cascade is None:
        cv2 = opencv()
        file = Path(cv2.data.haarcascades) / "haarcascade_frontalface_alt2.xml"
        _of_thread.cascade = cv2.CascadeClassifier(str(file))
    return _of_thread.cascade


def _hint(grey: Picture, faces: list[Box]) -> Hint:
    if len(faces) != 1:
        light = _light(grey)
        return light or (Hint.SEVERAL_FACES if faces else Hint.NO_FACE)
    face = faces[0]
    patch = grey[face.top : face.top + face.height, face.left : face.left + face.width]
    if face.height < NEAR_ENOUGH * grey.shape[0]:
        return Hint.TOO_FAR
    return _light(patch) or (Hint.BLURRED if _sharpness(patch) < SHARP else Hint.GOOD)


def _light(grey: Picture) -> Hint | None:
    mean = float(grey.mean())
    if mean < DARK:
        return Hint.TOO_DARK
    return Hint.TOO_BRIGHT if mean > BRIGHT else None


def _sharpness(patch: Picture) -> float:
    cv2 = opencv()
    small = cv2.resize(patch, (BLUR_SIZE, BLUR_SIZE), interpolation=cv2.INTER_AREA)
    return float(cv2.Laplacian(small, cv2.CV_16S).var())
