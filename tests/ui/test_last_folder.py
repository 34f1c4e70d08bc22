"""Dialogs for files begin at home, then where the last file was at this desk, whichever dialog it was."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from kiosk.settings.machine import read_machine_settings
from ui.appearance import Appearance
from ui.controls.last_folder import FILES
from ui.documents.save_dialog import save_dialog
from ui.organisations.choosing_lists import choose_list, choose_report


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    FILES.keep_in(None)
    yield
    FILES.keep_in(None)


def test_home_first_then_where_the_last_file_was(
    qtbot: QtBot, appearance: Appearance, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    began: list[str] = []
    answers = iter([str(tmp_path / "in" / "lista.csv"), "", str(tmp_path / "out" / "rapport.csv")])

    def answer(_parent: QWidget, _title: str, begin_at: str, _kinds: str) -> tuple[str, str]:
        began.append(begin_at)
        return next(answers), ""

    for way in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, way, answer)
    window = QWidget()
    qtbot.addWidget(window)
    choose_list(window)
    choose_list(window)  # cancelled
    choose_report(window, "rapport.csv")
    inside = tmp_path / "in"
    assert began == [str(Path.home()), str(inside), str(inside / "rapport.csv")]
    (tmp_path / "out").mkdir()
    dialog = save_dialog(window, "underlag", "csv")
    assert Path(dialog.directory().absolutePath()) == tmp_path / "out"
    dialog.fileSelected.emit(str(tmp_path / "underlag.csv"))
    assert FILES.begin_at() == str(tmp_path)
    dialog.deleteLater()


def test_it_is_kept_for_the_next_start(tmp_path: Path) -> None:
    place = tmp_path / "machine.toml"
    FILES.keep_in(read_machine_settings(place))
    FILES.used(str(tmp_path / "lista.csv"))
    FILES.keep_in(None)
    assert FILES.begin_at() == str(Path.home())
    FILES.keep_in(read_machine_settings(place))
    assert FILES.begin_at("a.csv") == str(tmp_path / "a.csv")
