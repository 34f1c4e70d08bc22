"""Face detection in the camera's worker, on a frame that has a face, beside the same search of the whole frame."""

import importlib
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.figure import Figure

ROUNDS = 30
LEAST_HZ = 10
CASCADE = Path(importlib.import_module("cv2").__file__ or "").parent / "data" / "haarcascade_frontalface_alt2.xml"


def milliseconds(work: Callable[[], object]) -> float:
    """The median of many rounds."""
    work()
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def main() -> list[Figure]:
    import cv2

    from kiosk.devices.demo_video import demo_frame
    from kiosk.devices.faces import look

    frame = demo_frame()
    half = cv2.resize(frame, (640, 360), interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY)
    cascade = cv2.CascadeClassifier(str(CASCADE))
    ours = milliseconds(lambda: look(half, 2))
    whole = milliseconds(lambda: cascade.detectMultiScale(grey, 1.1, 3))
    return [
        Figure("face detection, one frame with a face", ours, 1000 / LEAST_HZ, "ms"),
        Figure("face detection against the whole frame at 1.1", ours, whole / 4, "ms"),
        Figure("looks in the worker beside a 30 fps preview", looks_per_second(), LEAST_HZ, "Hz", "higher"),
    ]


def looks_per_second() -> float:
    from kiosk.devices.demo_video import write_demo_video
    from tests.benchmarks.bench_camera import application
    from ui.devices.camera_thread import CameraThread
    from ui.tour.hands import wait

    application()
    with tempfile.TemporaryDirectory() as folder:
        video = Path(folder) / "face.avi"
        write_demo_video(video, 3)
        camera = CameraThread(str(video))
        camera.start()
        wait(1000)
        before, began = camera.looks, time.monotonic()
        wait(3000)
        rate = (camera.looks - before) / (time.monotonic() - began)
        camera.stop()
    return rate
