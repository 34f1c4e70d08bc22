"""The charging run from a desk's window when it is central's job; told when there is no line."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QApplication

from db.tables import DebitDraw
from db.transactions import reading
from kiosk.clock import FixedClock
from tests.central.fixtures import prepared_sqlite
from tests.central.worlds import Engine, World, new_world
from tests.direct_debit.payers import payer
from tests.journeys.window import confirm, open_desk, wait_for_words
from tests.sync.invariants import check
from ui.tour import hands

__all__ = ["prepared_sqlite"]

VIEW = "view_direct_debit"


@pytest.fixture
def world(prepared_sqlite: Engine, tmp_path: Path, clock: FixedClock, qapp: QApplication) -> Iterator[World]:
    with new_world(prepared_sqlite, f"w{uuid4().hex}", tmp_path, clock) as found:
        yield found


def test_a_run_at_central_from_the_window(world: World) -> None:
    desk = world.desk("one")
    for serial in (1, 2):
        payer(desk.store, serial, price=49900)
    desk.sync()
    with open_desk(desk.folder, desk.store, login="omar"):
        hands.click("area_direct_debit")
        wait_for_words(VIEW, "2 dragningar, 998,00 kr")
        hands.click("start_run")
        confirm()
        wait_for_words("toast", "Klart: 2 dragningar")
        wait_for_words(VIEW, "Redan debiterat: 2 dragningar, 998,00 kr")
        hands.click("tab_out")
        wait_for_words(VIEW, "2 dragningar, 998,00 kr")
        hands.click("tab_run")
        with reading(world.database):
            assert sum(draw.amount for draw in DebitDraw.select()) == 2 * 49900
        world.stop()
        hands.choose("run_month", "2027-01-01")
        wait_for_words(VIEW, "Debiteringskörningen görs av centralen, som inte går att nå")
        world.clock.moment += timedelta(minutes=1)  # or it would take the desk's proofs for old ones, sent again
        world.start()
        hands.click("tab_run")
        wait_for_words(VIEW, "2 dragningar")
        hands.choose("run_month", "2026-12-01")
        wait_for_words(VIEW, "Redan debiterat: 2 dragningar")
    desk.sync()
    check(world, desk)
    with desk.store.reading():
        assert DebitDraw.select().count() == 2
