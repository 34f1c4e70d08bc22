"""The real desk killed (SIGKILL) in routines of an existing customer: on its last page and before the commit nothing is
there, after it everything exactly once; and the receipt series goes on without gap or repeat."""

from pathlib import Path

import pytest

from db.rows import found
from db.tables import Receipt
from kiosk.clock import FixedClock
from kiosk.opening import DataFolder, opened
from kiosk.store import Store
from tests.journeys.killing import Killing, Prepared, place_desk
from tests.journeys.records import everything
from tests.journeys.walks import BY_ROUTINE, WALKS, seed
from tests.people.members import sell_at_till
from tests.people.serving import facts_of
from tests.registration import NOW

ON_EVERY_PAGE = ("freeze", "thaw", "terminate", "new_card", "use_agreement")
OPERATIONS = len(BY_ROUTINE["use_agreement"].does)  # of many kinds, the pre-order's among them
BEFORE = [
    *((name, f"page:{step}") for name in ON_EVERY_PAGE for step in BY_ROUTINE[name].steps),
    *((one.routine, f"page:{one.steps[-1]}") for one in WALKS if one.routine not in ON_EVERY_PAGE),
    *(("use_agreement", f"operation:{n}") for n in range(1, OPERATIONS + 1)),
    *((one.routine, "before_commit") for one in WALKS),
]
AFTER = [*((one.routine, "after_commit") for one in WALKS), ("thaw", "receipt_shown")]
RECEIPTS = 1


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """A folder with a customer for each routine."""
    place = tmp_path_factory.mktemp("customers")
    folder = DataFolder(place / "data", place / "config")
    with opened(folder, FixedClock(NOW)) as store:
        place_desk(store)
        assert seed(store) == RECEIPTS
        return Prepared(folder, everything(store))


@pytest.mark.parametrize(("routine", "point"), BEFORE)
def test_killed_before_the_commit_nothing_is_there(
    routine: str, point: str, prepared: Prepared, killing: Killing, tmp_path: Path
) -> None:
    copied = prepared.copy(tmp_path)
    with killing.opened_after(routine, point, copied, *names(routine)) as store:
        assert everything(store) == prepared.rows
        assert next_receipt(store) == RECEIPTS + 1


@pytest.mark.parametrize(("routine", "point"), AFTER)
def test_killed_after_the_commit_all_is_there_once(
    routine: str, point: str, prepared: Prepared, killing: Killing, tmp_path: Path
) -> None:
    walk, copied = BY_ROUTINE[routine], prepared.copy(tmp_path)
    with killing.opened_after(routine, point, copied, *names(routine)) as store:
        assert operations_of(store, routine) == [walk.does]
        assert walk.is_done(facts_of(store, walk.who.person_id))
        assert next_receipt(store) == RECEIPTS + 1 + walk.is_paid


def names(routine: str) -> tuple[str, str]:
    who = BY_ROUTINE[routine].who
    return who.given_name, who.family_name


def operations_of(store: Store, routine: str) -> list[tuple[str, ...]]:
    """Of each of its errands for its customer."""
    person_id = BY_ROUTINE[routine].who.person_id
    with store.reading():
        errands = found(
            "SELECT errand_id FROM journal_entry WHERE act = ? AND subject_id = ? ORDER BY id", routine, person_id
        )
        sql = "SELECT kind FROM operation_log WHERE errand_id = ? ORDER BY seq"
        return [tuple(kind for (kind,) in found(sql, errand_id)) for (errand_id,) in errands]


def next_receipt(store: Store) -> int:
    """The one that the next customer gets."""
    receipt_id = sell_at_till(store, None)
    with store.reading():
        return int(Receipt.find(receipt_id).number)
