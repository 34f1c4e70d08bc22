"""QR codes as few, whole rectangles."""

import re
from functools import lru_cache

Rectangle = tuple[int, int, int, int]
DARK = re.compile(rb"\x01+")
MASK = 3  # trying all eight takes five times as long, and readers take any (tests/documents/test_layout.py)


@lru_cache(maxsize=64)
def rectangles(content: str) -> tuple[int, tuple[Rectangle, ...]]:
    """The code's side in modules (without its quiet zone) and its dark parts as (x, y, width, height).

    Equal runs on neighbouring rows become one rectangle: no hairlines between rows, a third of the path.
    """
    import segno

    matrix = segno.make_qr(content, error="m", boost_error=False, mask=MASK).matrix
    open_runs: dict[tuple[int, int], int] = {}
    found: list[Rectangle] = []
    for y, row in enumerate([*matrix, bytearray(len(matrix))]):
        runs = _runs(row)
        for x, width in [run for run in open_runs if run not in runs]:
            top = open_runs.pop((x, width))
            found.append((x, top, width, y - top))
        for run in runs:
            open_runs.setdefault(run, y)
    return len(matrix), tuple(found)


def _runs(row: bytearray) -> set[tuple[int, int]]:
    """Where dark modules stand in a row: (x, width)."""
    return {(run.start(), run.end() - run.start()) for run in DARK.finditer(row)}
