"""Process start to usable window, against a bare QApplication with a label in the same run; memory and idle CPU."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.clock import SystemClock
from kiosk.demo.gym import make_demo
from kiosk.opening import data_folder, opened
from tests.benchmarks.figure import Figure

RUNS = 7
TIMES_BARE = 2.5
IDLE_S = 10.0
IDLE_PERCENT = 0.5
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@contextmanager
def started(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], float]]:
    """The process once its window is usable, and how many ms that took."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # as installed: byte code is there
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.started_desk", *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip() == "usable":
                break
        else:
            raise RuntimeError(f"{arguments[0]} ended before its window was usable")
        took = (time.perf_counter() - began) * 1000
        try:
            yield process, took
        finally:
            process.kill()


def took(*arguments: str) -> float:
    with started(*arguments) as (_process, ms):
        return ms


def cpu_ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def main() -> list[Figure]:
    with tempfile.TemporaryDirectory() as made:
        data = Path(made) / "data"
        folder = data_folder(data)
        with opened(folder, SystemClock()) as store:
            make_demo(folder, store, 500, lambda _words: None)
        arguments = ("desk", str(data))
        took(*arguments)  # byte code and the disk's cache
        pairs = [(took("bare"), took(*arguments)) for _run in range(RUNS)]
        bare, desk = (statistics.median(times) for times in zip(*pairs, strict=True))
        figures = [Figure("process start to usable window", desk, TIMES_BARE * bare, "ms")]
        if Path("/proc").exists():
            figures += idle(arguments)
        folder.key_store().forget()
    return figures


def idle(arguments: tuple[str, ...]) -> list[Figure]:
    with started(*arguments) as (process, _ms):
        time.sleep(3)  # what is loaded after the window
        before = cpu_ticks(process.pid)
        time.sleep(IDLE_S)
        percent = (cpu_ticks(process.pid) - before) / TICKS / IDLE_S * 100
    return [Figure("idle CPU, signed out", percent, IDLE_PERCENT, "% of a core")]
