"""A video of a face, for the guided tour, the tests and the benchmarks. See resources/demo/LICENCE.md."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.devices.opencv import opencv

if TYPE_CHECKING:
    from kiosk.devices.frames import Picture

FACE = Path(__file__).parent.parent.parent / "resources" / "demo" / "face.jpg"
ENLARGED = 1.9  # the face is then 180 px high in 720: as far as a person before a desk
SIDEWAYS, UP_AND_DOWN = 12, 6  # px


def write_demo_video(path: Path, seconds: float, fps: int = 30, size: tuple[int, int] = (1280, 720)) -> None:
    """An AVI of JPEG frames, as a webcam sends them; the face sways, so no two frames are the same."""
    cv2 = opencv()
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), fps, size)
    try:
        face = cv2.imread(str(FACE))
        behind = _background(face, size)
        for number in range(round(seconds * fps)):
            writer.write(_frame(face, behind, number / fps))
    finally:
        writer.release()


def demo_frame(size: tuple[int, int] = (1280, 720)) -> Picture:
    """The video's first frame, BGR."""
    face = opencv().imread(str(FACE))
    return _frame(face, _background(face, size), 0)


def _background(face: Picture, size: tuple[int, int]) -> Picture:
    cv2 = opencv()
    return cv2.GaussianBlur(cv2.resize(face, size), (0, 0), size[1] / 30)


def _frame(face: Picture, behind: Picture, at: float) -> Picture:
    import numpy as np

    cv2 = opencv()
    height, width = behind.shape[:2]
    enlarged = ENLARGED * height / 720
    left = (width - face.shape[1] * enlarged) / 2 + SIDEWAYS * math.sin(at * math.tau / 3)
    top = -20 * height / 720 + UP_AND_DOWN * math.sin(at * math.tau / 2.1)
    moved = np.array([[enlarged, 0, left], [0, enlarged, top]], np.float32)
    return cv2.warpAffine(face, moved, (width, height), dst=behind.copy(), borderMode=cv2.BORDER_TRANSPARENT)
