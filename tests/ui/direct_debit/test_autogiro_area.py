"""The area of direct debit in every dress: nothing cut, everything named and within reach."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kiosk.direct_debit.charging_work import RunProgress
from kiosk.direct_debit.files_in import Incoming, preview_file
from kiosk.direct_debit.shown_lines import ShownLine
from kiosk.settings.machine import read_machine_settings
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import Language
from tests.direct_debit.bankgirot import ADVICE, as_bytes
from tests.direct_debit.payers import payer
from tests.direct_debit.test_charging_run import run_whole
from tests.direct_debit.test_files_out_and_in import advice, number
from tests.ui.inspection import faults, settle, stretched_texts
from ui.appearance import Appearance
from ui.controls import Toast
from ui.controls.last_folder import FILES, keep_folders_in
from ui.direct_debit.autogiro_area import AutogiroArea
from ui.direct_debit.choosing_files import CHOOSING
from ui.direct_debit.line_list import PAGE, LineList
from ui.tasks import TaskRunner
from ui.theme import Scheme

TABS = ("tab_run", "tab_out", "tab_in")


@pytest.fixture
def area(qtbot: QtBot, tasks: TaskRunner, gym: Store, manager: StaffMember) -> AutogiroArea:
    for serial, state in ((1, "active"), (2, "sent"), (3, "draft")):
        payer(gym, serial, state)
    run_whole(gym)
    payer(gym, 4)
    window = QWidget()
    qtbot.addWidget(window)
    found = AutogiroArea(gym, tasks, lambda: manager, Toast(window))
    qtbot.addWidget(found)
    found.resize(1180, 700)
    found.show()
    return found


def show(area: AutogiroArea, tab: str, store: Store, qtbot: QtBot) -> None:
    button = area.findChild(QAbstractButton, tab)
    assert button is not None
    button.click()
    if tab == "tab_in":
        area.incoming._looked(preview_file(store, "svar.txt", advice((number(2), "32"), (number(9), "32"))))
    else:
        start = area.run._start
        qtbot.waitUntil(lambda: tab != "tab_run" or start.isEnabled())
    settle()


@pytest.mark.parametrize("tab", TABS)
def test_it_has_no_faults_in_any_dress(
    area: AutogiroArea, tab: str, gym: Store, appearance: Appearance, tmp_path: Path, qtbot: QtBot
) -> None:
    show(area, tab, gym, qtbot)
    for language in Language:
        appearance.choose_language(language)
        assert faults(area) == []
    with stretched_texts(appearance, tmp_path):
        assert faults(area) == []
    appearance.choose_scheme(Scheme.DARK)
    appearance.choose_zoom(200)
    settle()
    assert faults(area) == []
    appearance.choose_zoom(100)


def test_what_is_not_read_yet_is_not_said_to_be_nothing(area: AutogiroArea, qtbot: QtBot) -> None:
    start = area.run._start
    assert not start.isEnabled()
    assert "Hämtar…" in words_in(area)
    assert not any("Ingen återstår" in words or "(0)" in words for words in words_in(area))
    qtbot.waitUntil(start.isEnabled)
    assert "Hämtar…" not in words_in(area)


def test_draws_that_a_run_at_central_planned_are_awaited(area: AutogiroArea, gym: Store, qtbot: QtBot) -> None:
    """Central has told how far it came before sync brings what it did."""
    show(area, "tab_out", gym, qtbot)
    area.run.ended.emit(RunProgress("2027-01", "done", total=2, done=2))
    area.refresh()
    settle()
    assert any("Hämtar det som" in words for words in words_in(area))
    run_whole(gym, month=date(2027, 1, 1))  # what sync brings
    area.refresh()
    settle()
    assert not any("Hämtar det som" in words for words in words_in(area))


def words_in(area: AutogiroArea) -> list[str]:
    return [label.text() for label in area.findChildren(QLabel) if label.isVisible()]


def test_a_long_list_reads_a_page_at_a_time(qtbot: QtBot) -> None:
    asked: list[int] = []

    def read(numbers: object) -> list[ShownLine]:
        assert isinstance(numbers, range)
        asked.append(len(numbers))
        return [ShownLine("", f"{one}", "") for one in numbers]

    lines = LineList("lines", "Lines", read)
    qtbot.addWidget(lines)
    lines.show_lines(range(20_000))
    assert lines.rows.rowCount() == PAGE
    lines.rows.fetchMore(lines.rootIndex())
    assert (lines.rows.rowCount(), asked) == (2 * PAGE, [PAGE, PAGE])


def focused(area: AutogiroArea) -> str:
    found = area.window().focusWidget()
    return found.objectName() if found is not None else ""


def test_after_the_run_the_files_to_the_bank_are_next(area: AutogiroArea, gym: Store, qtbot: QtBot) -> None:
    show(area, "tab_run", gym, qtbot)
    area.run._start.setFocus()
    area.run._begin()
    assert area.run._strip.has_focus
    qtbot.waitUntil(lambda: not area.run.driver.is_running)
    settle()
    assert focused(area) == "tab_out"
    qtbot.waitUntil(lambda: "Hämtar…" not in words_in(area))


def test_after_an_import_the_next_file_is_next(area: AutogiroArea, gym: Store, qtbot: QtBot) -> None:
    show(area, "tab_in", gym, qtbot)
    assert focused(area) == "import_file"
    area.incoming._import.click()
    qtbot.waitUntil(lambda: not area.incoming._import.isVisible())
    assert focused(area) == "choose_file"
    show(area, "tab_in", gym, qtbot)
    area.incoming._drop.setFocus()
    area.incoming._drop.click()
    assert focused(area) == "choose_file"


def test_a_report_of_another_kind_is_named_in_words(area: AutogiroArea, gym: Store, qtbot: QtBot) -> None:
    """The list of files that were read in says it as the preview did."""
    lines = ADVICE[0].replace("AG-MEDAVI", "MEDGIVA. "), *ADVICE[1:]
    found = preview_file(gym, "svar.txt", as_bytes(lines))
    assert isinstance(found, Incoming)
    assert found.kind == "other"
    show(area, "tab_in", gym, qtbot)
    area.incoming._looked(found)
    assert any("Ett annat slags rapport" in words for words in words_in(area))
    press(area, "import_file")
    qtbot.waitUntil(lambda: any(words.startswith("Ett annat slags rapport  ·") for words in words_in(area)))


def test_the_dialogs_begin_where_they_were_at_this_desk(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    """The folder of what goes out and of what comes in, each its own; the first time where files were chosen last."""
    lists, out, incoming = tmp_path / "listor", tmp_path / "ut", tmp_path / "in"
    asked: list[str] = []
    chosen = {"folder": str(out), "file": str(incoming / "svar.txt")}

    def folder(_parent: QWidget, _title: str, begin_at: str) -> str:
        asked.append(begin_at)
        return chosen["folder"]

    def file(_parent: QWidget, _title: str, begin_at: str) -> tuple[str, str]:
        asked.append(begin_at)
        return chosen["file"], ""

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", folder)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", file)
    window = QWidget()
    qtbot.addWidget(window)
    for _day in range(2):  # the second after a new start
        keep_folders_in(read_machine_settings(tmp_path / "machine.toml"))
        FILES.used(str(lists / "lista.csv"))
        assert CHOOSING.folder(window) == str(out)
        assert CHOOSING.file(window) == str(incoming / "svar.txt")
    assert asked == [str(lists), str(lists), str(out), str(incoming)]
    chosen |= {"folder": "", "file": ""}
    for _time in range(2):
        assert (CHOOSING.folder(window), CHOOSING.file(window)) == ("", "")
    assert asked[-2:] == [str(out), str(incoming)], "cancelled: the last one stays"
    keep_folders_in(None)
    assert CHOOSING.folder(window) == ""
    assert asked[-1] == str(Path.home())


def press(area: AutogiroArea, name: str) -> None:
    button = area.findChild(QAbstractButton, name)
    assert button is not None
    button.click()
