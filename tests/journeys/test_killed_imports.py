"""The real desk killed (SIGKILL) with an import of pre-orders under way, and with one that is being undone: all of the
list or nothing of it, and the next desk goes on as if nothing had been."""

from pathlib import Path

import pytest

from db.tables import JournalEntry, LoggedOperation, PreOrder, PreOrderImport
from kiosk.clock import FixedClock
from kiosk.opening import DataFolder, opened
from kiosk.organisations.import_terms import ImportTerms
from kiosk.store import Store
from tests.central.worlds import OMAR
from tests.journeys.killing import Killing, Prepared, place_desk
from tests.journeys.lists import FILE, MANY
from tests.journeys.records import check_store, everything
from tests.organisations.nasty_files import numbered
from tests.organisations.test_importing import NORRSKEN, SOLVIK, TERMS, taken_in
from tests.registration import NOW

IMPORT, UNDO = "import_pre_orders", "undo_import"
LIST, EARLIER = numbered(MANY), numbered(1500, MANY)
OPERATIONS = {
    IMPORT: ("pre_order_import.recorded", *["pre_orders.imported"] * 3, "journal.written"),
    UNDO: ("pre_order_import.undone", *["pre_orders.withdrawn"] * 2, "journal.written"),
}
BEFORE = [
    *((IMPORT, f"page:import_{step}") for step in ("file", "columns", "terms", "rows")),
    (UNDO, "page:asked"),
    *((act, f"operation:{n}") for act, kinds in OPERATIONS.items() for n in range(1, len(kinds) + 1)),
    *((act, "before_commit") for act in OPERATIONS),
]
AFTER = [(act, point) for act in OPERATIONS for point in ("after_commit", "receipt_shown")]
Counts = tuple[int, int, int]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """Another organisation's list has been imported."""
    place = tmp_path_factory.mktemp("imported")
    folder = DataFolder(place / "data", place / "config")
    with opened(folder, FixedClock(NOW)) as store:
        place_desk(store)
        terms = ImportTerms(SOLVIK, TERMS.product_id, TERMS.valid_from, TERMS.valid_until)
        assert taken_in(store, OMAR, EARLIER, terms).accepted == 1500
        return Prepared(folder, everything(store))


@pytest.fixture
def copied(prepared: Prepared, tmp_path: Path) -> DataFolder:
    """With the list beside it."""
    (tmp_path / FILE).write_bytes(LIST.encode())
    return prepared.copy(tmp_path)


def counted(store: Store, organisation: str) -> Counts:
    """Imports, and pre-orders that wait and that are withdrawn."""
    with store.reading():
        theirs = PreOrder.select().where(PreOrder.organisation_id == organisation)
        waiting = theirs.where(PreOrder.withdrawn_at.is_null()).count()
        imports = PreOrderImport.select().where(PreOrderImport.organisation_id == organisation)
        return imports.count(), waiting, theirs.count() - waiting


@pytest.mark.parametrize(("act", "point"), BEFORE)
def test_killed_before_the_commit_nothing_is_half(
    act: str, point: str, prepared: Prepared, copied: DataFolder, killing: Killing
) -> None:
    """The list can be imported then, and is not taken for one that has been."""
    with killing.opened_after(act, point, copied, "Person 17", "p17@") as store:
        assert everything(store) == prepared.rows
        assert taken_in(store, OMAR, LIST).accepted == MANY
        assert counted(store, NORRSKEN) == (1, MANY, 0)
        check_store(store)


@pytest.mark.parametrize(("act", "point"), AFTER)
def test_killed_after_the_commit_all_is_there_once(act: str, point: str, copied: DataFolder, killing: Killing) -> None:
    with killing.opened_after(act, point, copied, "Person 17", "p17@") as store:
        with store.reading():
            entry = JournalEntry.select().where(JournalEntry.act == act).order_by(JournalEntry.id.desc()).get()
            logged = LoggedOperation.select().where(LoggedOperation.errand_id == entry.errand_id)
            assert tuple(one.kind for one in logged.order_by(LoggedOperation.seq)) == OPERATIONS[act]
        if act == IMPORT:
            assert counted(store, NORRSKEN) == (1, MANY, 0)
            assert counted(store, SOLVIK) == (1, 1500, 0)
            assert [one.code for one in taken_in(store, OMAR, LIST).problems] != [], "it is known again"
        else:
            assert counted(store, SOLVIK) == (1, 0, 1500)
            assert counted(store, NORRSKEN) == (0, 0, 0)
