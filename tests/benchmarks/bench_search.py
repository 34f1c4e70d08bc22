"""Searching among a million persons, every keystroke of what is typed, beside the bare queries on the same file."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from kiosk.opening import DataFolder
from tests.benchmarks.figure import Figure

PEOPLE = 1_000_000
MOST_MINUTES = 30  # to build the file on a machine with other work
MOST_MB = 300
MODEL_MB = 32


def main() -> list[Figure]:
    """The file is built and searched in processes of their own, so that each one's memory is its own."""
    with TemporaryDirectory() as path:
        began = perf_counter()
        subprocess.run([sys.executable, "-m", "tests.benchmarks.crowd", path, str(PEOPLE)], check=True)
        minutes = (perf_counter() - began) / 60
        if hasattr(os, "sync"):
            os.sync()  # gigabytes still on their way to the disk would be measured as searching
        size = DataFolder(Path(path, "data"), Path(path, "config")).database.stat().st_size
        command = [sys.executable, "-m", "tests.benchmarks.typing", path]
        typed = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return [
        Figure(f"search: {PEOPLE:,} persons written", minutes, MOST_MINUTES, "min"),
        Figure("search: size of the file", size / 2**30, 6, "GB"),
        Figure("search: file per person", size / PEOPLE / 1024, 6, "kB"),
        *_figures(dict(line.split("\t", 1) for line in typed.stdout.splitlines())),
    ]


def _figures(measured: dict[str, str]) -> Iterator[Figure]:
    """Limits: milliseconds that a hand doesn't notice, and three times the bare queries of the same keystrokes."""
    times = {name: [float(ms) for ms in text.split()] for name, text in measured.items()}
    bare, query, painted = (_percentiles(times[name]) for name in ("bare", "query", "painted"))
    keystrokes = f"{len(times['query'])} keystrokes"
    yield Figure(f"search: who is found, p50 of {keystrokes}", query[50], 0.4, "ms")
    yield Figure("search: who is found, p99", query[99], 5, "ms")
    yield Figure("search: who is found, the slowest", query[100], 20, "ms")
    yield Figure("search: who is found beside the bare queries, p50", query[50] / bare[50], 3, "times")
    yield Figure("search: who is found beside the bare queries, p99", query[99] / bare[99], 3, "times")
    yield Figure("search: the bare queries alone, p50", bare[50], 0.4, "ms")
    yield Figure("search: the bare queries alone, p99", bare[99], 5, "ms")
    yield Figure("search: keystroke to painted hits, p50", painted[50], 5, "ms")
    yield Figure("search: keystroke to painted hits, p99", painted[99], 16.7, "ms")
    yield Figure("search: keystroke to painted hits, the slowest", painted[100], 100, "ms")
    yield Figure("search: memory of the desk's process", times["memory"][0], MOST_MB, "MB")
    yield Figure("search: more memory after 10,000 rows scrolled", times["scrolled"][0], MODEL_MB, "MB")


def _percentiles(times: list[float]) -> dict[int, float]:
    cuts = quantiles(times, n=100)
    return {50: cuts[49], 99: cuts[98], 100: max(times)}
