"""A real video with a real face, written once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.devices.demo_video import write_demo_video
from kiosk.texts import Language, set_language


@pytest.fixture(scope="session")
def face_video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("video") / "face.avi"
    write_demo_video(file, seconds=0.5)
    return file


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    set_language(Language.ENGLISH)
    yield
    set_language(Language.SWEDISH)
