"""The one door to OpenCV, opened when a picture is first needed: importing it takes 150 ms."""

import os
from functools import cache
from types import ModuleType

QUIET = {
    "OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT": "2",  # seconds until a silent camera counts as lost; 10 otherwise
    "OPENCV_FFMPEG_LOGLEVEL": "-8",
    "OPENCV_LOG_LEVEL": "ERROR",  # a camera that isn't there is no news on stderr
    "OPENCV_FFMPEG_THREADS": "1",
}


@cache
def opencv() -> ModuleType:
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    import cv2

    cv2.setNumThreads(1)  # its own threads would take the processor from the window in bursts, and spin while they wait
    return cv2
