"""The charging run as central's job: the desk is its face, several desks may start it, and it is done exactly once."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import date, datetime
from typing import Any

import pytest

from central.jobs import Jobs
from db.tables import ChargingRun, DebitDraw, JournalEntry, Lot
from db.transactions import reading
from kiosk.direct_debit import charging_facts
from kiosk.direct_debit.charging_run import Run
from kiosk.direct_debit.charging_work import AtCentral, ChargingWork, Here, RunProgress, charging_work
from kiosk.errors import CentralRefused, CentralUnreachable, NotAllowed
from kiosk.sync.charging import ask_cancel, ask_start
from kiosk.sync.client import connect
from kiosk.sync.faults import Declined
from tests.central.worlds import ANNA, OMAR, Desk, World
from tests.direct_debit.payers import DECEMBER, payer
from tests.sync.invariants import check

PRICE = 49900  # gold by direct debit, as the price list has it
MEMBERS = 5
PATIENCE = 20.0
Faces = Callable[[Desk], ChargingWork]


@pytest.fixture
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charging_facts, "SLICE", 2)


@pytest.fixture
def desk(world: World) -> Desk:
    desk = world.desk("one")
    for serial in range(1, MEMBERS + 1):
        payer(desk.store, serial, price=PRICE)
    payer(desk.store, MEMBERS + 1, state="signed", price=PRICE)
    desk.sync()
    return desk


@pytest.fixture
def face() -> Iterator[Faces]:
    """The run as a desk works with it, one line for the whole test."""
    with ExitStack() as stack:
        works: dict[str, ChargingWork] = {}

        def of(desk: Desk) -> ChargingWork:
            if desk.name not in works:
                works[desk.name] = stack.enter_context(closing(charging_work(desk.store)))
            return works[desk.name]

        yield of


def until(found: Callable[[], RunProgress], state: str) -> RunProgress:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        progress = found()
        if progress.state == state:
            return progress
        time.sleep(0.02)
    raise AssertionError(f"never {state}: {progress}")


def run(work: ChargingWork) -> RunProgress:
    assert isinstance(work, AtCentral)
    work.start(DECEMBER, OMAR)
    return until(work.step, "done")


def test_a_desk_previews_starts_and_follows_it(world: World, desk: Desk, face: Faces, small_slices: None) -> None:
    seen = face(desk).preview(DECEMBER)
    assert (len(seen.lines), seen.amount, seen.draw_day) == (MEMBERS, MEMBERS * PRICE, date(2026, 11, 30))
    assert [one.reason for one in seen.exceptions] == ["run_mandate_signed"]
    assert run(face(desk)) == RunProgress("2026-12", "done", MEMBERS, MEMBERS, MEMBERS * PRICE, 1)
    desk.sync()
    check(world, desk)
    with desk.store.reading():
        assert [draw.amount for draw in DebitDraw.select()] == [PRICE] * MEMBERS
        entry = JournalEntry.select().where(JournalEntry.act == "charging_run").get()
        assert (entry.staff_id, entry.device_id) == (OMAR.id, "central")
    assert face(desk).preview(DECEMBER).done == MEMBERS


def test_central_draws_nothing_until_six_bank_days_after_the_mandate_was_sent(desk: Desk, face: Faces) -> None:
    """rules.md 5: sent 2026-11-20 → 11-30; sent on the 23rd it is a day later, and the draw is made before that."""
    for serial, sent in ((7, "2026-11-20"), (8, "2026-11-23")):
        payer(desk.store, serial, price=PRICE, sent_at=datetime.fromisoformat(f"{sent}T09:30:00+00:00"))
    desk.sync()
    seen = face(desk).preview(DECEMBER)
    assert (len(seen.lines), seen.draw_day) == (MEMBERS + 1, date(2026, 11, 30))
    assert sorted(one.reason for one in seen.exceptions) == ["run_mandate_new", "run_mandate_signed"]
    assert run(face(desk)).done == MEMBERS + 1


def test_two_desks_start_it_and_a_month_is_paid_at_a_third(
    world: World, desk: Desk, face: Faces, small_slices: None
) -> None:
    other, third = world.desk("two"), world.desk("three")
    works = [face(one) for one in (desk, other)]
    for work in (*works, *works):
        work.start(DECEMBER, OMAR)
    for work in works:
        until(work.step, "done")
    for one in (desk, other, third, desk):
        one.sync()
    check(world, desk, other, third)
    with reading(world.database):
        lots: list[Any] = list(Lot.select().where(Lot.month == "2026-12"))
        assert len({lot.subscription_id for lot in lots}) == len(lots) == MEMBERS
        assert sum(draw.amount for draw in DebitDraw.select()) == sum(lot.amount for lot in lots)
    assert third.rows()["charging_run"] == desk.rows()["charging_run"]


def test_cancelled_it_stops_after_its_slice_and_is_gone_on_with(
    world: World, desk: Desk, face: Faces, small_slices: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = face(desk)
    monkeypatch.setattr(Jobs, "_do_one", _cancelling(Jobs._do_one))
    work.start(DECEMBER, OMAR)
    assert until(work.step, "cancelled").done == 2
    monkeypatch.undo()
    assert run(face(desk)).done == MEMBERS


def _cancelling(do_one: Callable[[Jobs, Run, list[str]], bool]) -> Callable[[Jobs, Run, list[str]], bool]:
    """Somebody presses Cancel while the first slice is done."""

    def done(jobs: Jobs, run: Run, ids: list[str]) -> bool:
        went = do_one(jobs, run, ids)
        jobs.cancel(run)
        return went

    return done


def test_one_that_fails_stops_visibly_and_the_next_is_done(
    world: World, desk: Desk, face: Faces, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_jobs: Jobs, _run: Run, _ids: list[str]) -> bool:
        raise KeyError

    work = face(desk)
    monkeypatch.setattr(Jobs, "_do_one", failing)
    work.start(DECEMBER, OMAR)
    assert until(work.step, "cancelled").done == 0
    monkeypatch.undo()
    assert run(face(desk)).done == MEMBERS


def test_a_central_that_was_stopped_in_the_middle_goes_on(
    world: World, desk: Desk, face: Faces, small_slices: None
) -> None:
    work = face(desk)
    work.start(DECEMBER, OMAR)
    world.restart()  # wherever it was
    assert until(work.step, "done").done == MEMBERS
    with reading(world.database):
        assert ChargingRun.get().state == "done"
        assert Lot.select().where(Lot.month == "2026-12").count() == MEMBERS


def test_a_desk_without_its_line_says_that_it_needs_it(world: World, desk: Desk, face: Faces) -> None:
    world.stop()
    with pytest.raises(CentralUnreachable, match="Debiteringsk"):
        face(desk).preview(DECEMBER)


def test_a_desk_ran_it_alone_before_it_was_let_in(world: World, desk: Desk, face: Faces) -> None:
    """Two desks' runs planned on the same facts are one: the ids say what is meant."""
    here = Here(desk.store)
    here.start(DECEMBER, OMAR)
    here.step()
    assert run(face(desk)).done == MEMBERS  # central has not heard of the desk's run yet
    desk.sync()
    check(world, desk)
    with desk.store.reading():
        assert DebitDraw.select().count() == Lot.select().where(Lot.month == "2026-12").count() == MEMBERS


def test_who_may_not_work_with_direct_debit_starts_and_cancels_nothing(world: World, desk: Desk, face: Faces) -> None:
    """Not at the desk, and not by asking central around it."""
    with pytest.raises(NotAllowed, match="chefer"):
        face(desk).start(DECEMBER, ANNA)
    with closing(connect(desk.store)) as client:
        for staff in (ANNA.id, "", "nobody"):
            for asking in (ask_start, ask_cancel):
                with pytest.raises(CentralRefused) as refused:
                    asking(client, "2026-12", staff)
                assert isinstance(refused.value, Declined)
                assert refused.value.type == "not-allowed"
    assert face(desk).progress(DECEMBER).state == "none"
