"""What became of an import: counted, reported, undone, and found again among those of before."""

from pathlib import Path

import pytest

from db.tables import PreOrder
from kiosk.organisations.import_judging import Verdict
from kiosk.staff.rights import StaffMember
from tests.journeys.window import words_on
from tests.organisations.test_importing import NORRSKEN
from tests.ui.inspection import settle
from tests.ui.organisations.list_visitor import WRONG, Visitor
from ui.organisations.choosing_lists import CHOOSING
from ui.organisations.import_result_dialog import ImportResultDialog
from ui.organisations.import_words import ICONS, TONES, VERDICTS
from ui.organisations.imports_dialog import ImportsDialog
from ui.sync.waiting_list import ReadOnlyTable
from ui.tasks import TaskRunner
from ui.tour import hands


@pytest.fixture
def result(visitor: Visitor, tasks: TaskRunner, manager: StaffMember) -> ImportResultDialog:
    visitor.to_the_rows(WRONG)
    visitor.finish()
    hands.wait_until(lambda: bool(visitor.done), "the import")
    imported, draft = visitor.done[0]
    assert draft.rows.reading is not None
    dialog = ImportResultDialog(imported, draft.rows.reading, "lista.csv", visitor.store, tasks, lambda: manager)
    dialog.open()
    settle()
    return dialog


def test_the_result_is_counted_and_its_report_saved(
    result: ImportResultDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = words_on(result)
    assert "2 förbeställningar är importerade" in words
    for line in ("varav att se över | 1", "Utelämnade: fel | 2", "Utelämnade: finns redan | 1"):
        assert line in words
    offered: list[str] = []

    def chosen(_parent: object, name: str) -> str:
        offered.append(name)
        return str(tmp_path / name)

    monkeypatch.setattr(CHOOSING, "report", chosen)
    hands.click("save_report")
    hands.wait_until(lambda: "är sparad" in words_on(result), "the report")
    assert offered == ["lista-rapport.csv"]
    assert (tmp_path / "lista-rapport.csv").read_bytes().count(b"\r\n") == 5
    monkeypatch.setattr(CHOOSING, "report", lambda _parent, name: str(tmp_path / "none" / name))
    hands.click("save_report")
    hands.wait_until(lambda: "kunde inte sparas" in words_on(result), "the refusal")


def test_undone_from_the_result(result: ImportResultDialog, visitor: Visitor) -> None:
    changed: list[bool] = []
    result.changed.connect(lambda: changed.append(True))
    hands.click("undo_import")
    assert "2 förbeställningar återtas" in words_on(hands.find("confirm"))
    hands.click("confirm_button")
    hands.wait_until(lambda: "Importen är ångrad" in words_on(result), "the undoing")
    assert changed == [True]
    assert not result.undo.isEnabled()
    with visitor.store.reading():
        assert all(row.withdrawn_at for row in PreOrder.select())


def test_undone_from_the_list(
    result: ImportResultDialog, visitor: Visitor, tasks: TaskRunner, manager: StaffMember
) -> None:
    result.accept()
    dialog = ImportsDialog(NORRSKEN, visitor.store, tasks, lambda: manager)
    dialog.open()
    hands.wait_until(dialog.undo.isEnabled, "the list")
    table = hands.find("import_list", ReadOnlyTable)
    assert [table.item(0, column).text() for column in (2, 5, 6, 7)] == ["lista.csv", "2", "3", "Kan ångras"]  # type: ignore[union-attr]
    hands.click("undo_import")
    hands.click("confirm_button")
    hands.wait_until(lambda: table.item(0, 7).text() == "Ångrad i sin helhet", "the undoing")  # type: ignore[union-attr]
    assert not dialog.undo.isEnabled()


def test_the_list_of_an_organisation_without_imports(visitor: Visitor, tasks: TaskRunner, manager: StaffMember) -> None:
    dialog = ImportsDialog(NORRSKEN, visitor.store, tasks, lambda: manager)
    dialog.open()
    hands.wait_until(lambda: "Inga importer än" in words_on(dialog), "the list")
    assert not dialog.undo.isEnabled()


def test_verdicts_have_their_looks() -> None:
    assert set(ICONS) == set(TONES) == set(VERDICTS) == set(Verdict)
    assert len(set(ICONS.values())) == len(ICONS), "never by colour alone"
