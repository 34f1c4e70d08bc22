"""Memory of a desk at the demo gym with the wizard open and the camera live."""

import subprocess
import sys
import tempfile
from pathlib import Path

from kiosk.clock import SystemClock
from kiosk.demo.gym import make_demo
from kiosk.devices.demo_video import write_demo_video
from kiosk.opening import opened
from tests.benchmarks.figure import Figure
from tests.benchmarks.wizard_with_camera import prepared

MOST_MB = 250


def main() -> list[Figure]:
    if not Path("/proc/self/statm").exists():
        return []
    with tempfile.TemporaryDirectory() as made:
        folder, video = prepared(Path(made))
        write_demo_video(video, 4)
        with opened(folder, SystemClock()) as store:
            make_demo(folder, store, 500, lambda _words: None)
        command = [sys.executable, "-m", "tests.benchmarks.wizard_with_camera", made]
        ended = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return [Figure("memory, wizard and camera open", float(ended.stdout.split()[-1]), MOST_MB, "MB")]
