"""The wizard's routine without its window: what keeps each step, what is read anew, and what stands put right."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from db.tables import PreOrder
from kiosk.long_work import LongWork, WorkCancelled
from kiosk.organisations.drafts import TermsDraft
from kiosk.organisations.import_bytes import Encoding
from kiosk.organisations.import_columns import layout_of
from kiosk.organisations.import_judging import Verdict
from kiosk.organisations.import_pre_orders import ColumnsPart, Draft, FilePart, ImportRoutine, Step, begun
from kiosk.organisations.import_rows import corrected
from kiosk.organisations.importing import undo_import
from kiosk.organisations.ordering import OrderingFacts, read_ordering
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from tests.organisations.nasty_files import EXCEL, TODAY, numbered
from tests.organisations.ordering import order
from tests.organisations.test_importing import GULD, NORRSKEN

ORDERED = TermsDraft(GULD, date(2027, 1, 1), date(2027, 12, 31))


@pytest.fixture
def routine(gym: Store, manager: StaffMember) -> ImportRoutine:
    facts = read_ordering(gym, manager, NORRSKEN)
    assert isinstance(facts, OrderingFacts)
    return ImportRoutine(gym, lambda: manager, facts)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "lista.csv"
    path.write_bytes(EXCEL.encode("cp1252"))
    return path


def with_file(routine: ImportRoutine, path: Path, **parts: object) -> Draft:
    part = routine.opened(path)
    assert isinstance(part, FilePart)
    return replace(begun(routine.facts), file=part, **{"terms": ORDERED, **parts})  # type: ignore[arg-type]


def read(routine: ImportRoutine, draft: Draft) -> Draft:
    return replace(draft, rows=routine.read(draft, LongWork()))


def codes(routine: ImportRoutine, step: str, draft: Draft) -> list[str]:
    found = routine.problems(step, draft)
    assert all(sentence(problem) for problem in found)
    return [problem.code for problem in found]


def test_the_steps(routine: ImportRoutine) -> None:
    draft = begun(routine.facts)
    steps = [str(Step.FILE)]
    while (following := routine.next_step(steps[-1], draft)) is not None:
        steps.append(following)
    assert steps == ["import_file", "import_columns", "import_terms", "import_rows"]
    assert draft.terms == TermsDraft("", TODAY, date(2027, 2, 21))
    assert codes(routine, Step.FILE, draft) == ["import_file_missing"]
    assert codes(routine, Step.COLUMNS, draft) == []
    assert codes(routine, Step.TERMS, draft) == ["pre_order_product_missing"]
    assert codes(routine, Step.ROWS, draft) == ["import_not_looked_at"]


def test_a_whole_visit(routine: ImportRoutine, gym: Store, file: Path) -> None:
    draft = with_file(routine, file)
    assert codes(routine, Step.FILE, draft) == []
    draft = read(routine, draft)
    assert [codes(routine, step, draft) for step in Step] == [[], [], [], []]
    work = routine.new_work()
    done = routine.finish(draft)
    assert (done.problems, done.accepted, work.done, work.total) == ((), 2, 2, 2)
    with gym.reading():
        assert PreOrder.select().count() == 2


def test_a_file_that_is_none(routine: ImportRoutine, tmp_path: Path) -> None:
    found = routine.opened(tmp_path)
    assert isinstance(found, Problem)
    assert found.code == "import_directory"


def test_the_same_file_needs_a_tick(routine: ImportRoutine, gym: Store, manager: StaffMember, file: Path) -> None:
    first = routine.finish(read(routine, with_file(routine, file)))
    draft = with_file(routine, file)
    assert codes(routine, Step.FILE, draft) == ["import_known"]
    (problem,) = routine.problems(Step.FILE, draft)
    assert "2026-11-22 10:30" in sentence(problem)
    assert manager.name in sentence(problem)
    ticked = replace(draft, file=replace(draft.file, again=True))
    assert codes(routine, Step.FILE, ticked) == []
    assert codes(routine, Step.ROWS, read(routine, ticked)) == ["import_nothing_to_take_in"]
    undo_import(gym, manager, first.import_id)
    assert codes(routine, Step.FILE, with_file(routine, file)) == []


def test_imported_at_another_desk_while_the_wizard_stands_open(routine: ImportRoutine, file: Path) -> None:
    draft = read(routine, with_file(routine, file))
    routine.finish(read(routine, with_file(routine, file)))
    done = routine.finish(draft)
    assert [problem.code for problem in done.problems] == ["import_changed_meanwhile"]
    assert codes(routine, Step.ROWS, draft) == ["import_not_looked_at"]
    assert routine.must_read(draft)
    again = read(routine, draft)
    assert codes(routine, Step.ROWS, again) == ["import_nothing_to_take_in"]
    later = read(routine, replace(draft, terms=TermsDraft(GULD, date(2028, 1, 1), date(2028, 2, 1))))
    known = routine.finish(later)
    assert [(one.code, one.values["step"]) for one in known.problems] == [("import_known_now", Step.FILE)]


def test_another_layout_is_read_anew(routine: ImportRoutine, file: Path) -> None:
    draft = read(routine, with_file(routine, file))
    file_now = draft.file.file
    assert file_now is not None
    chosen = replace(draft, columns=ColumnsPart(file_now, layout_of(file_now, Encoding.CP850)))
    assert codes(routine, Step.ROWS, chosen) == ["import_not_looked_at"]
    now = read(routine, chosen)
    assert now.rows.reading is not None
    assert now.rows.reading.rows[0].name == "┼sa Íberg"
    other_file = replace(now, file=with_file(routine, file).file)
    assert other_file.layout == other_file.file.detected, "what was chosen was for the file before"


def test_other_terms_keep_what_was_put_right(
    routine: ImportRoutine, gym: Store, manager: StaffMember, file: Path
) -> None:
    """Only beside the register the rows are judged anew."""
    with gym.errand(manager, "test") as errand:
        order("known", NORRSKEN, personal_number="199001012385", valid_until=date(2027, 6, 30))(errand)
    file.write_text("Åsa;x;a@example.se\nBo;9001012385;b@example.se\n")
    draft = read(routine, with_file(routine, file))
    reading = draft.rows.reading
    assert reading is not None
    assert [row.verdict for row in reading.rows] == [Verdict.ERROR, Verdict.DUPLICATE]
    put_right = corrected(reading, 0, ("Åsa", "850709-2388", "a@example.se"), TODAY)
    draft = replace(draft, rows=replace(draft.rows, reading=put_right))
    assert codes(routine, Step.ROWS, draft) == []
    later = replace(draft, terms=TermsDraft(GULD, date(2027, 7, 1), date(2027, 12, 31)))
    assert codes(routine, Step.ROWS, later) == ["import_not_looked_at"]
    now = read(routine, later).rows.reading
    assert now is not None
    assert [row.verdict for row in now.rows] == [Verdict.OK, Verdict.OK]


def test_a_file_that_is_refused_as_a_whole(routine: ImportRoutine, file: Path) -> None:
    file.write_text("Namn;Personnummer;E-post\n")
    draft = read(routine, with_file(routine, file))
    assert codes(routine, Step.ROWS, draft) == ["import_header_only"]
    assert not routine.must_read(draft), "it would be read again and again"


def test_reading_and_finishing_can_be_cancelled(routine: ImportRoutine, gym: Store, file: Path) -> None:
    file.write_text(numbered(1500))
    draft, work = with_file(routine, file), LongWork()
    work.cancel()
    with pytest.raises(WorkCancelled):
        routine.read(draft, work)
    draft = read(routine, draft)
    routine.new_work().cancel()
    assert [problem.code for problem in routine.finish(draft).problems] == ["import_cancelled"]
    with gym.reading():
        assert PreOrder.select().count() == 0
    routine.new_work()
    assert routine.finish(draft).accepted == 1500
