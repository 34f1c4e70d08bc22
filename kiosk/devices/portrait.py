"""From a camera's or a file's picture to the member's portrait: cropped 3:4, small, without metadata."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kiosk.access.picture_headers import LARGEST_PHOTO, PictureHeader, PictureKind, read_header
from kiosk.devices.frames import PictureFault, is_black
from kiosk.devices.opencv import opencv
from kiosk.errors import UnreadableFile
from kiosk.problems import Problem
from kiosk.texts import _

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.devices.faces import Box, Look
    from kiosk.devices.frames import Picture

MAX_WIDTH, MAX_HEIGHT = 640, 853
ROOM_AROUND_FACE = 2.2  # crop height in face boxes: hair and shoulders come with it
FACE_FROM_TOP = 0.46  # where the middle of the face lies in the crop
SMALLEST_CROP = 160  # px high; less is a blur
QUALITIES = (90, 85, 80, 70, 60, 50, 40, 30, 20)
FILE_BYTES = 30_000_000
FILE_PIXELS = 50_000_000
WORKING_SIDE = 2560  # px; a larger picture from a file is shrunk to this before it is shown


@dataclass(frozen=True, slots=True)
class Still:
    """One whole picture, taken or read from a file, with what it shows; `fault` when the camera had one."""

    picture: Picture
    look: Look
    fault: PictureFault | None = None

    @property
    def size(self) -> tuple[int, int]:
        return self.picture.shape[1], self.picture.shape[0]


@dataclass(frozen=True, slots=True)
class Crop:
    """The part of a picture that becomes the portrait: always 3:4 and inside the picture's `frame` (width, height)."""

    left: int
    top: int
    height: int
    frame: tuple[int, int]

    @property
    def width(self) -> int:
        return self.height * 3 // 4

    @staticmethod
    def whole(frame: tuple[int, int]) -> Crop:
        """The largest that fits, in the middle."""
        crop = Crop(0, 0, frame[1], frame)._fitted()
        return crop.moved((frame[0] - crop.width) // 2, (frame[1] - crop.height) // 2)

    @staticmethod
    def around(face: Box, frame: tuple[int, int]) -> Crop:
        height = round(face.height * ROOM_AROUND_FACE)
        middle_x, middle_y = face.left + face.width / 2, face.top + face.height / 2
        sized = Crop(0, 0, height, frame)._fitted()
        return sized.moved(round(middle_x - sized.width / 2), round(middle_y - sized.height * FACE_FROM_TOP))

    @staticmethod
    def suggested(still: Still) -> Crop:
        """Around the largest face, else the middle."""
        faces = still.look.faces
        return Crop.around(faces[0], still.size) if faces else Crop.whole(still.size)

    def moved(self, right: int, down: int) -> Crop:
        return replace(self, left=self.left + right, top=self.top + down)._fitted()

    def zoomed(self, factor: float) -> Crop:
        """Over 1 shows more of the picture, under 1 less; the middle stays where it can."""
        sized = replace(self, height=round(self.height * factor))._fitted()
        return sized.moved(
            self.left + self.width // 2 - sized.left - sized.width // 2,
            self.top + self.height // 2 - sized.top - sized.height // 2,
        )

    def _fitted(self) -> Crop:
        width, height = self.frame
        largest = min(height, width * 4 // 3)
        fitted = replace(self, height=max(min(self.height, largest), min(SMALLEST_CROP, largest)))
        left = max(0, min(fitted.left, width - fitted.width))
        return replace(fitted, left=left, top=max(0, min(fitted.top, height - fitted.height)))


def still_problem(still: Still | None) -> Problem | None:
    """Why this picture can't be the member's photo."""
    if still is None:
        return Problem("photo-no-picture", "photo")
    if still.fault is PictureFault.BLACK or is_black(still.picture):
        return Problem("photo-black", "photo")
    return Problem("photo-frozen", "photo") if still.fault is PictureFault.FROZEN else None


def make_portrait(picture: Picture, crop: Crop) -> bytes:
    """A JPEG of at most 640×853 px and 200 kB, without metadata."""
    cv2 = opencv()
    part = picture[crop.top : crop.top + crop.height, crop.left : crop.left + crop.width]
    if crop.height > MAX_HEIGHT:
        part = cv2.resize(part, (MAX_WIDTH, MAX_HEIGHT), interpolation=cv2.INTER_AREA)
    data = b""
    for quality in QUALITIES:
        data = cv2.imencode(".jpg", part, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()
        if len(data) <= LARGEST_PHOTO:
            break
    return data


def from_file(path: Path) -> Still:
    """A picture somebody chose, turned upright. Raises UnreadableFile."""
    from kiosk.devices.faces import look

    data = _read(path)
    header = read_header(data)
    if header is None:
        raise UnreadableFile(
            _("This file isn't a picture that can be used."), _("Choose a picture of the kind JPEG, PNG or WebP.")
        )
    if header.pixels > FILE_PIXELS:
        raise _too_large()
    if min(header.width, header.height) < SMALLEST_CROP:
        raise UnreadableFile(
            _("The picture is too small: each side must be at least {pixels} pixels.", pixels=SMALLEST_CROP),
            _("Choose another picture, or take a photo with the camera."),
        )
    picture = _decoded(data, header)
    if picture is None:
        raise UnreadableFile(
            _("The picture in this file is broken."), _("Choose another picture, or take a photo with the camera.")
        )
    return Still(picture, look(picture))


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > FILE_BYTES:
            raise _too_large()
        return path.read_bytes()
    except OSError as fault:
        raise UnreadableFile(
            _("The file can't be read."), _("Check that it is still there and that you may open it.")
        ) from fault


def _too_large() -> UnreadableFile:
    return UnreadableFile(
        _("The picture is too large: at most {megabytes} MB and {megapixels} million pixels.", **_limits()),
        _("Make it smaller, or choose another."),
    )


def _limits() -> dict[str, object]:
    return {"megabytes": FILE_BYTES // 1_000_000, "megapixels": FILE_PIXELS // 1_000_000}


def _decoded(data: bytes, header: PictureHeader) -> Picture | None:
    """OpenCV turns the picture as its EXIF says and forgets the EXIF; a large JPEG is decoded at reduced size."""
    import numpy as np

    cv2 = opencv()
    longest = max(header.width, header.height)
    flag = cv2.IMREAD_COLOR
    if header.kind is PictureKind.JPEG and longest >= 2 * WORKING_SIDE:
        flag = cv2.IMREAD_REDUCED_COLOR_2
    picture: Picture | None = cv2.imdecode(np.frombuffer(data, np.uint8), flag)
    if picture is None:
        return None
    shrink = WORKING_SIDE / max(picture.shape[:2])
    return cv2.resize(picture, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA) if shrink < 1 else picture
