"""The machine's settings file: defaults, choices kept, and words for what can't be meant."""

from pathlib import Path

import pytest

from kiosk.errors import UnreadableFile
from kiosk.settings.machine import ALL, LANGUAGE, ZOOM, read_machine_settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_every_default_is_one_that_may_be_chosen(path: Path) -> None:
    settings = read_machine_settings(path)
    for setting in ALL:
        settings.choose(setting, setting.default)
    again = read_machine_settings(path)
    assert [again.get(setting) for setting in ALL] == [setting.default for setting in ALL]


def test_what_is_chosen_stands_in_the_file_and_unknown_names_stay(path: Path) -> None:
    path.write_text("newer = 3\n", "utf-8")
    settings = read_machine_settings(path)
    settings.choose(LANGUAGE, "en")
    settings.choose(ZOOM, 150)
    again = read_machine_settings(path)
    assert (again.get(LANGUAGE), again.get(ZOOM), again.values["newer"]) == ("en", 150, 3)


@pytest.mark.parametrize(
    "line",
    [
        'language = "de"',
        'theme = "blue"',
        "zoom = 1000",
        'zoom = "100"',
        "wedge_gap_ms = 0",
        'wedge_terminator = "space"',
        'receipt_paper = "a3"',
        "language = sv",
        "language",
    ],
)
def test_a_value_that_means_nothing_is_refused_in_words(path: Path, line: str) -> None:
    path.write_text(f"{line}\n", "utf-8")
    with pytest.raises(UnreadableFile) as caught:
        read_machine_settings(path)
    assert str(path) in caught.value.message
