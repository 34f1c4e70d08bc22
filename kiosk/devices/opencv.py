"""The one door to OpenCV, opened when a picture is first needed: importing it takes 150 ms."""

import os
from functools import cache
from types import ModuleType

QUIET = {
    "OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT": "2",  # seconds until a silent camera counts as lost; 10 otherwise
    "OPENCV_FFMPEG_LOGLEVEL": "-8",
    "OPENCV_FFMPEG_THREADS": "1",
}


@cache
def opencv() -> ModuleType:
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    import cv2

    library: ModuleType = cv2
    library.setLogLevel(2)  # errors; a camera that isn't there is no news on stderr
    return library
