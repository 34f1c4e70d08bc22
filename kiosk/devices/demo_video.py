"""A video of a face, for the guided tour, the tests and the benchmarks. See resources/demo/LICENCE.md."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.devices.opencv import opencv

if TYPE_CHECKING:
    from kiosk.devices.frames import Picture

FACE = Path(__file__).parent.parent.parent / "resources" / "demo" / "face.jpg"
ENLARGED = 3.0  # in a picture 720 px high: the face is then as large as a person's before a desk, and fills the oval
FACE_MIDDLE = (224, 115)  # px in the face file
SIDEWAYS, UP_AND_DOWN = 12, 6  # px


def write_demo_video(path: Path, seconds: float, fps: int = 30, size: tuple[int, int] = (1280, 720)) -> None:
    """An AVI of JPEG frames, as a webcam sends them; the face sways, so no two frames are the same."""
    cv2 = opencv()
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), fps, size)
    try:
        face = cv2.imread(str(FACE))
        for number in range(round(seconds * fps)):
            writer.write(_frame(face, size, number / fps))
    finally:
        writer.release()


def demo_frame(size: tuple[int, int] = (1280, 720)) -> Picture:
    """The video's first frame, BGR."""
    return _frame(opencv().imread(str(FACE)), size, 0)


def _frame(face: Picture, size: tuple[int, int], at: float) -> Picture:
    import numpy as np

    cv2 = opencv()
    width, height = size
    enlarged = ENLARGED * height / 720
    left = width / 2 - FACE_MIDDLE[0] * enlarged + SIDEWAYS * math.sin(at * math.tau / 3)
    top = height * 0.47 - FACE_MIDDLE[1] * enlarged + UP_AND_DOWN * math.sin(at * math.tau / 2.1)
    moved = np.array([[enlarged, 0, left], [0, enlarged, top]], np.float32)
    return cv2.warpAffine(face, moved, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
