"""A desk that exchanges and kills itself in the middle: `python -m tests.sync.killed_in_slices DATA CONFIG SLICE`."""

import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from kiosk.clock import SystemClock
from kiosk.opening import DataFolder, opened
from kiosk.sync import arriving, taking_over
from kiosk.sync.arriving import Key, RowOrGone
from kiosk.sync.client import connected
from kiosk.sync.exchange import exchange


def main(data: Path, config: Path, last: int) -> None:
    taking_over.SLICE_ROWS = 5
    slices = 0

    def put(rows: Mapping[Key, RowOrGone]) -> None:
        nonlocal slices
        slices += 1
        arriving.put(rows)
        if slices == last:
            os.kill(os.getpid(), signal.SIGKILL)

    vars(taking_over)["put"] = put
    with opened(DataFolder(data, config), SystemClock()) as store, connected(store) as client:
        exchange(store, client)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
