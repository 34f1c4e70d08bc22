"""The real desk killed (SIGKILL) in routines of an existing customer: on every page and before the commit nothing is
there, after it everything exactly once; and the receipt series goes on without gap or repeat."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from db.rows import found
from db.tables import Receipt
from kiosk.clock import FixedClock
from kiosk.opening import DataFolder, opened
from kiosk.store import Store
from kiosk.subscriptions.prorating import Freeze
from kiosk.subscriptions.timeline import Timeline
from tests.journeys.killing import Killing, Prepared, nothing_personal, place_desk
from tests.journeys.records import check_store, everything, files
from tests.people.members import give_card, register, sell, sell_at_till
from tests.people.serving import facts_of
from tests.registration import NOW
from tests.subscriptions.frozen import frozen

PAID = ("sale.made", "payment.taken", "receipt.issued")
FIRST, LAST = date(2026, 9, 15), date(2026, 12, 31)


@dataclass(frozen=True)
class Killed:
    """A routine, its pages, what its errand performs, and what it makes of the subscription."""

    routine: str
    steps: tuple[str, ...]
    operations: tuple[str, ...]
    is_done: Callable[[Timeline], bool]
    is_paid: bool = False


KILLED = (
    Killed(
        "freeze",
        ("identification", "reason", "period", "summary"),
        ("subscription.frozen",),
        lambda timeline: timeline.freezes == (Freeze(date(2026, 11, 22), date(2026, 12, 21)),),
    ),
    Killed(
        "thaw",
        ("identification", "day", "summary", "payment"),
        ("freeze.shortened", "subscription.charged", *PAID),
        lambda timeline: (
            (timeline.freezes, timeline.debited_until) == ((Freeze(FIRST, date(2026, 11, 21)),), date(2026, 11, 30))
        ),
        is_paid=True,
    ),
    Killed(
        "terminate",
        ("identification", "reason", "notice", "summary", "payment"),
        ("subscription.terminated", "subscription.charged", *PAID),
        lambda timeline: timeline.end_date == timeline.debited_until == date(2026, 12, 22),
        is_paid=True,
    ),
    Killed(
        "new_card",
        ("identification", "reason", "access_details", "summary", "payment"),
        ("card.blocked", "card.assigned", *PAID),
        lambda timeline: timeline.debited_until == date(2026, 11, 30),
        is_paid=True,
    ),
)
BY_NAME = {one.routine: one for one in KILLED}
BEFORE = [(one.routine, f"page:{step}") for one in KILLED for step in one.steps] + [
    (one.routine, "before_commit") for one in KILLED
]
AFTER = [*((one.routine, "after_commit") for one in KILLED), ("thaw", "receipt_shown")]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Prepared]:
    """For each routine a folder with a customer it can be done for, and receipt 1."""
    return {one.routine: _prepared(tmp_path_factory.mktemp(one.routine), one.routine) for one in KILLED}


def _prepared(place: Path, routine: str) -> Prepared:
    folder = DataFolder(place / "data", place / "config")
    with opened(folder, FixedClock(NOW)) as store:
        place_desk(store)
        person_id = register(store)
        paid_until = date(2026, 9, 16) if routine == "thaw" else date(2026, 11, 30)
        sell(store, person_id, "GULD-AG", start=date(2026, 6, 1), charged_until=paid_until, price=49900)
        if routine == "thaw":
            frozen(store, person_id, FIRST, LAST)
        if routine == "new_card":
            give_card(store, person_id)
        sell_at_till(store, person_id)
        return Prepared(folder, everything(store))


@pytest.mark.parametrize(("routine", "point"), BEFORE)
def test_killed_before_the_commit_nothing_is_there(
    routine: str, point: str, prepared: dict[str, Prepared], killing: Killing, tmp_path: Path
) -> None:
    copied = prepared[routine].copy(tmp_path)
    before = files(copied)
    killing.kill_at(routine, point, copied)
    assert files(copied) == before
    with opened(copied, FixedClock(NOW)) as store:
        check_store(store)
        assert everything(store) == prepared[routine].rows
        assert next_receipt(store) == 2
    assert nothing_personal(copied)


@pytest.mark.parametrize(("routine", "point"), AFTER)
def test_killed_after_the_commit_all_is_there_once(
    routine: str, point: str, prepared: dict[str, Prepared], killing: Killing, tmp_path: Path
) -> None:
    killed, copied = BY_NAME[routine], prepared[routine].copy(tmp_path)
    before = files(copied)
    killing.kill_at(routine, point, copied)
    assert files(copied) == before
    with opened(copied, FixedClock(NOW)) as store:
        check_store(store)
        assert operations_of(store, routine) == [
            "identity.checked",
            *killed.operations,
            "confirmation.issued",
            "journal.written",
        ]
        assert killed.is_done(facts_of(store, member(store)).chosen.timeline)
        assert next_receipt(store) == 2 + killed.is_paid
    assert nothing_personal(copied)


def operations_of(store: Store, routine: str) -> list[str]:
    """Of its last errand: a customer may have had a card before."""
    with store.reading():
        ((errand_id,),) = found("SELECT errand_id FROM journal_entry WHERE act = ? ORDER BY id DESC LIMIT 1", routine)
        return [kind for (kind,) in found("SELECT kind FROM operation_log WHERE errand_id = ? ORDER BY seq", errand_id)]


def member(store: Store) -> str:
    with store.reading():
        ((person_id,),) = found("SELECT id FROM person")
        return str(person_id)


def next_receipt(store: Store) -> int:
    """The one that the next customer gets."""
    receipt_id = sell_at_till(store, None)
    with store.reading():
        return int(Receipt.find(receipt_id).number)
