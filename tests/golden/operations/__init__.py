"""One body of each kind and version that was ever shipped, as a desk wrote it: never changed, only added to.

`python -m tests.golden.operations` writes those of kinds and versions that have none yet.
"""

from pathlib import Path

FOLDER = Path(__file__).parent


def golden_body(kind: str, version: int) -> Path:
    return FOLDER / f"{kind}.{version}.json"
