"""The routines of the desk, each finished as a customer would have it, and undone to the last row."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from db.rows import found
from kiosk.access.drafts import AccessDraft
from kiosk.access.new_card import CardReason, Why
from kiosk.access.new_card import Draft as NewCard
from kiosk.demo.catalogue import product_id
from kiosk.devices.demo_video import FACE
from kiosk.operations.subscriptions import UNDONE
from kiosk.people.certify import Draft as Certify
from kiosk.people.drafts import IdentificationDraft
from kiosk.store import Store
from kiosk.subscriptions import remove_freeze
from kiosk.subscriptions.charge import Draft as Charge
from kiosk.subscriptions.extend_freeze import Draft as ExtendFreeze
from kiosk.subscriptions.freeze import Draft as Freeze
from kiosk.subscriptions.freeze import PeriodDraft
from kiosk.subscriptions.shorten_freeze import Draft as ShortenFreeze
from kiosk.subscriptions.swap import Draft as Swap
from kiosk.subscriptions.terminate import Draft as Terminate
from kiosk.subscriptions.terminate import Pays
from kiosk.subscriptions.thaw import Draft as Thaw
from kiosk.subscriptions.withdraw_termination import Draft as Withdraw
from tests.people.members import give_card, register, sell, sign_mandate
from tests.people.serving import SELF, facts_of, on, served
from tests.people.undoing import picture, undo

MARCH_10 = date(2026, 3, 10)
TABLES = ("subscription", "lot", "freeze", "card", "certificate")


class Desk:
    """Åsa has paid gold by direct debit to the end of March 2026; it is the tenth."""

    def __init__(self, store: Store) -> None:
        self.store = store
        on(store, date(2026, 1, 1))
        self.person_id = register(store)
        self.main = sell(store, self.person_id, start=date(2026, 1, 1), charged_until=date(2026, 3, 31))
        sign_mandate(store, self.person_id)
        give_card(store, self.person_id)
        on(store, MARCH_10)

    def serve(self, name: str, draft: Any) -> None:
        served(self.store, name, self.person_id, draft, self.main if name not in ABOUT_THE_PERSON else "")

    def freeze(self) -> None:
        self.serve("freeze", Freeze(SELF, "illness", PeriodDraft(MARCH_10, date(2026, 5, 31))))


ABOUT_THE_PERSON = ("certify", "new_card")


def _frozen(desk: Desk) -> None:
    desk.freeze()
    on(desk.store, date(2026, 4, 20))


def _terminated(desk: Desk) -> None:
    desk.serve("terminate", Terminate(SELF))


def _nothing(_desk: Desk) -> None:
    pass


STUDENT = IdentificationDraft("student", ticked=frozenset({"student_card"}), valid_until=date(2026, 9, 14))
CASES: dict[str, tuple[Callable[[Desk], None], Any]] = {
    "charge": (_nothing, Charge(SELF, 2)),
    "upgrade": (_nothing, Swap(SELF, product_id("GULD-AG"))),
    "downgrade": (_nothing, Swap(SELF, product_id("GYM-AG12"))),
    "freeze": (_nothing, Freeze(SELF, "illness", PeriodDraft(MARCH_10, date(2026, 5, 31)))),
    "thaw": (_frozen, Thaw(SELF, date(2026, 4, 20))),
    "shorten_freeze": (_frozen, ShortenFreeze(SELF, date(2026, 5, 1))),
    "extend_freeze": (_frozen, ExtendFreeze(SELF, "illness", date(2026, 7, 31))),
    "terminate": (_nothing, Terminate(SELF, pays=Pays.NOW)),
    "withdraw_termination": (_terminated, Withdraw(SELF)),
    "certify": (_nothing, Certify(SELF, STUDENT)),
    "new_card": (_nothing, NewCard(SELF, CardReason(Why.LOST), AccessDraft("2000 0001", FACE.read_bytes()))),
}


def standing(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """But for add-ons that a swap sold: those ended before they began."""
    rows = picture(store, *TABLES)
    return rows | {"subscription": [row for row in rows["subscription"] if UNDONE not in row]}


@pytest.mark.parametrize("name", CASES)
def test_undone_to_the_last_row(gym: Store, name: str) -> None:
    desk, (first, draft) = Desk(gym), CASES[name]
    first(desk)
    before = standing(gym)
    desk.serve(name, draft)
    assert standing(gym) != before
    undo(gym, desk.person_id)
    assert standing(gym) == before
    with gym.reading():
        sums = gym.database.execute_sql("SELECT COALESCE(SUM(amount), 0) FROM payment").fetchone()
    assert sums == (0,)


@pytest.mark.parametrize("name", ["thaw", "remove_freeze"])
def test_a_freeze_that_was_there_before_the_notice_comes_back_in_it(gym: Store, name: str) -> None:
    """Nothing is frozen during a notice; but that it was thawed or removed was a mistake."""
    desk = Desk(gym)
    spell = (MARCH_10, date(2026, 5, 31)) if name == "thaw" else (date(2026, 6, 1), date(2026, 7, 31))
    desk.serve("freeze", Freeze(SELF, "illness", PeriodDraft(*spell)))
    desk.serve("terminate", Terminate(SELF))
    on(gym, date(2026, 4, 20))
    begun = remove_freeze.begun(facts_of(gym, desk.person_id, desk.main))
    desk.serve(name, Thaw(SELF, date(2026, 4, 20)) if name == "thaw" else replace(begun, actor=SELF))
    undo(gym, desk.person_id)
    with gym.reading():
        assert found("SELECT first, last FROM freeze") == [tuple(str(day) for day in spell)]


def test_what_was_undone_stands_in_nobodys_way(gym: Store) -> None:
    """Frozen for 98,00, terminated, the freeze removed: each of them goes back, the last first."""
    desk = Desk(gym)
    before = standing(gym)
    desk.serve("freeze", Freeze(SELF, "travel", PeriodDraft(date(2026, 6, 1), date(2026, 7, 31))))
    desk.serve("terminate", Terminate(SELF))
    begun = remove_freeze.begun(facts_of(gym, desk.person_id, desk.main))
    desk.serve("remove_freeze", replace(begun, actor=SELF))
    for _errand in range(3):
        undo(gym, desk.person_id)
    assert standing(gym) == before
    with gym.reading():
        assert found("SELECT amount FROM payment ORDER BY amount") == [(-9800,), (9800,)]
