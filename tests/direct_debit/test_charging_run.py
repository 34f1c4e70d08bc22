"""The charging run at a stand-alone desk: what it draws, for whom it can't, and that it does so exactly once."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.sqlite import EncryptedSqlite
from db.tables import (
    ChargingRun,
    DebitDraw,
    DebitDrawLine,
    Freeze,
    InvoiceLine,
    JournalEntry,
    Lot,
    Price,
    Subscription,
)
from kiosk.clock import FixedClock
from kiosk.demo.catalogue import facility_id
from kiosk.direct_debit import charging_facts
from kiosk.direct_debit.charging_plan import draw_for
from kiosk.direct_debit.charging_run import Run, RunLine, RunPreview, do_slice, preview, start, to_do
from kiosk.direct_debit.charging_work import Here, RunProgress, charging_work
from kiosk.direct_debit.shown_lines import in_list_order, run_lines
from kiosk.ids import new_id
from kiosk.operations import Body, kind_of
from kiosk.operations.book import Book
from kiosk.operations.charging_runs import SubscriptionCharged, lot_bodies
from kiosk.operations.subscription_changes import SubscriptionTerminated
from kiosk.sentences import sentences
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.subscriptions.charging import charge_ahead, charges_between
from kiosk.subscriptions.timeline import Lot as PaidDays
from kiosk.subscriptions.timeline import Timeline
from tests.direct_debit.payers import DECEMBER, payer
from tests.organisations.ordering import register as organisation
from tests.people.members import MANAGER, STAFF, certify, register, sell
from tests.people.serving import facts_of
from tests.prepared import gym_in_memory
from tests.sync.direct import copy_of

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
PRICE = 39900


def run_whole(store: Store, staff: StaffMember = MANAGER, month: date = DECEMBER) -> RunProgress:
    work = charging_work(store)
    progress = work.start(month, staff)
    while progress.state == "running":
        progress = work.step()
    return progress


def test_lists_go_by_name_and_protected_names_last(gym: Store) -> None:
    names: dict[str, dict[str, Any]] = {
        "Örjan Ek": {},
        "Aron Öst": {"protected_identity": True},
        "Åke Ek": {},
        "Bo Ek": {},
        "Émile Ek": {},
    }
    lines = []
    for serial, (name, values) in enumerate(names.items(), 1):
        given, family = name.split()
        who: dict[str, Any] = {"given_name": given, "family_name": family, "personal_number": None, **values}
        lines.append(RunLine(f"{serial}", register(gym, serial, **who), PRICE))
    seen = in_list_order(gym, RunPreview("2026-12", DECEMBER, tuple(lines), tuple(lines[:2]), 0, 0))
    shown = [line.title for line in run_lines(gym, seen.lines)]
    assert shown == ["Bo Ek", "Émile Ek", "Åke Ek", "Örjan Ek", "Skyddade personuppgifter"]
    assert [line.main_id for line in seen.exceptions] == ["1", "2"]


def draws(store: Store) -> dict[str, tuple[int, str]]:
    with store.reading():
        return {draw.subscription_id: (draw.amount, draw.state) for draw in DebitDraw.select()}


def freeze(store: Store, subscription_id: str, first: date, last: date) -> None:
    with store.own_writing():
        row: dict[str, Any] = {
            "id": new_id(),
            "facility_id": facility_id("SOD"),
            "subscription": subscription_id,
            "reason": "",
        }
        Book().insert(Freeze, first=first, last=last, **row)


def test_the_preview_says_what_the_run_then_does(gym: Store, manager: StaffMember) -> None:
    _person, subscription, _mandate = payer(gym)
    add_on: dict[str, Any] = {
        "start": date(2026, 10, 15),
        "charged_until": date(2026, 11, 30),
        "price": 9900,
        "main_id": subscription,
    }
    sell(gym, _person, "BAD", **add_on)
    seen = charging_work(gym).preview(DECEMBER)
    assert (len(seen.lines), seen.amount, seen.exceptions, seen.done) == (1, PRICE + 9900, (), 0)
    assert seen.draw_day == date(2026, 11, 30)
    assert run_whole(gym, manager) == RunProgress("2026-12", "done", 1, 1, PRICE + 9900, 0)
    assert draws(gym) == {subscription: (PRICE + 9900, "planned")}
    with gym.reading():
        assert sorted(line.amount for line in DebitDrawLine.select()) == [9900, PRICE]
        assert JournalEntry.select().where(JournalEntry.act == "charging_run").count() == 2
    after = charging_work(gym).preview(DECEMBER)
    assert (after.lines, after.done, after.done_amount) == ((), 1, PRICE + 9900)


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ("", "run_mandate_missing"),
        ("draft", "run_mandate_draft"),
        ("signed", "run_mandate_signed"),
        ("sent", "run_mandate_sent"),
        ("rejected", "run_mandate_rejected"),
        ("cancelled", "run_mandate_cancelled"),
    ],
)
def test_without_an_active_mandate_nothing_is_charged(gym: Store, state: str, reason: str) -> None:
    person, subscription, _mandate = payer(gym, state=state)
    (found,) = charging_work(gym).preview(DECEMBER).exceptions
    assert (found.person_id, found.main_id, found.reason) == (person, subscription, reason)
    assert reason in sentences()
    assert run_whole(gym).done == 0
    assert draws(gym) == {}


def test_frozen_ended_and_paid_months_are_not_drawn(gym: Store) -> None:
    _one, frozen, _m = payer(gym, 1)
    _two, ended, _m = payer(gym, 2)
    payer(gym, 3, charged_until=date(2026, 12, 31))
    payer(gym, 4, start=date(2027, 1, 10), charged_until=None)
    freeze(gym, frozen, date(2026, 12, 1), date(2027, 1, 31))
    with gym.errand(STAFF, "terminate") as errand:
        notice: dict[str, Any] = {"add_on_ids": [], "person_id": _two, "reason": "", "terminated_at": errand.at}
        errand.perform(SubscriptionTerminated(subscription_id=ended, end_date=date(2026, 11, 30), **notice))
    seen = charging_work(gym).preview(DECEMBER)
    assert [one.reason for one in seen.exceptions] == ["run_frozen"]
    assert seen.lines == ()


def test_add_ons_rest_while_their_main_subscription_is_frozen(gym: Store) -> None:
    person, subscription, _m = payer(gym)
    add_on: dict[str, Any] = {"start": date(2026, 10, 15), "charged_until": date(2026, 11, 30), "price": 9900}
    sell(gym, person, "BAD", main_id=subscription, **add_on)
    freeze(gym, subscription, date(2026, 12, 1), date(2026, 12, 15))
    assert [one.amount for one in charging_work(gym).preview(DECEMBER).lines] == [20594 + 5110]
    freeze(gym, subscription, date(2026, 12, 16), date(2026, 12, 31))
    assert charging_work(gym).preview(DECEMBER).lines == ()


def test_a_month_that_ends_in_its_middle_costs_its_days(gym: Store) -> None:
    person, subscription, _m = payer(gym, start=date(2026, 1, 1), charged_until=date(2026, 3, 31))
    with gym.errand(STAFF, "terminate") as errand:
        notice: dict[str, Any] = {"add_on_ids": [], "person_id": person, "reason": "", "terminated_at": errand.at}
        errand.perform(SubscriptionTerminated(subscription_id=subscription, end_date=date(2026, 4, 14), **notice))
    assert [one.amount for one in charging_work(gym).preview(date(2026, 4, 1)).lines] == [18620]


def test_after_the_certificate_the_ordinary_price_is_drawn(gym: Store) -> None:
    """rules.md 2: student 299 until 14 September, then 399."""
    terms: dict[str, Any] = {"start": date(2026, 1, 1), "charged_until": date(2026, 8, 31)}
    person, _subscription, _m = payer(gym, **terms, price=29900, price_list="student")
    with gym.own_writing():
        Price.update(amount=PRICE).where(Price.product_id == Subscription.get().product_id).execute()
    certify(gym, person, date(2026, 9, 14))
    assert [one.amount for one in charging_work(gym).preview(date(2026, 9, 1)).lines] == [35233]


def test_a_credit_is_taken_off_once(gym: Store) -> None:
    _person, subscription, _m = payer(gym)
    with gym.own_writing():
        Subscription.update(credit=447).execute()
    run_whole(gym)
    assert draws(gym)[subscription] == (PRICE - 447, "planned")
    with gym.reading():
        assert Subscription.get().credit == 0
        assert sum(lot.amount for lot in Lot.select().where(Lot.month == "2026-12")) == PRICE
    run_whole(gym, month=date(2027, 1, 1))
    assert sorted(draw.amount for draw in rows(gym)) == [PRICE - 447, PRICE]


def rows(store: Store) -> list[DebitDraw]:
    with store.reading():
        return list(DebitDraw.select())


def test_a_credit_that_covers_the_month_leaves_nothing_to_draw(gym: Store) -> None:
    _person, subscription, _m = payer(gym)
    with gym.own_writing():
        Subscription.update(credit=50000).execute()
    run_whole(gym)
    assert draws(gym)[subscription] == (0, "paid")
    with gym.reading():
        assert Subscription.get().credit == 50000 - PRICE


def test_who_came_after_the_run_is_charged_when_it_is_started_again(gym: Store) -> None:
    payer(gym, 1)
    run_whole(gym)
    payer(gym, 2)
    assert run_whole(gym) == RunProgress("2026-12", "done", 2, 2, 2 * PRICE, 0)


def test_a_cancelled_run_is_gone_on_with(gym: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charging_facts, "SLICE", 1)
    for serial in range(1, 5):
        payer(gym, serial)
    work = Here(gym)
    work.start(DECEMBER, MANAGER)
    work.step()
    work.step()
    assert work.cancel() == RunProgress("2026-12", "cancelled", 4, 2, 2 * PRICE, 0)
    assert Here(gym).progress(DECEMBER).state == "cancelled"
    assert run_whole(gym) == RunProgress("2026-12", "done", 4, 4, 4 * PRICE, 0)


@pytest.mark.parametrize(
    ("month", "now", "day"),
    [
        (date(2026, 12, 1), NOW, date(2026, 11, 30)),  # the 28th is a Saturday
        (date(2027, 1, 1), NOW, date(2026, 12, 28)),
        (date(2026, 12, 1), datetime(2026, 11, 27, 17, 59, tzinfo=UTC), date(2026, 11, 30)),
        (date(2026, 12, 1), datetime(2026, 11, 27, 18, 0, tzinfo=UTC), date(2026, 12, 1)),  # 19:00 in Stockholm
        (date(2026, 12, 1), datetime(2026, 12, 12, 9, 0, tzinfo=UTC), date(2026, 12, 15)),
    ],
)
def test_the_draw_day_can_still_be_reached(month: date, now: datetime, day: date) -> None:
    assert draw_for(month, 28, now).day == day


ORGANISATION = new_id()


class _Prepared:
    """Made once: a gym with members of every kind. Five are to be drawn for December and one is to be invoiced; one
    can't be, and one has paid."""

    database: EncryptedSqlite


@pytest.fixture(scope="module", autouse=True)
def prepared() -> Iterator[None]:
    _Prepared.database = gym_in_memory()
    store = Store(_Prepared.database, FixedClock(NOW))
    for serial in range(1, 6):
        payer(store, serial)
    payer(store, 6, state="sent")
    payer(store, 7, charged_until=date(2026, 12, 31))
    with store.errand(STAFF, "organisation") as errand:
        organisation(ORGANISATION)(errand)
    payer(store, 8, "", invoiced_to=ORGANISATION)
    yield
    _Prepared.database.close()


ACTS = st.lists(st.sampled_from(["start", "step", "step", "cancel", "another", "pay", "replay"]), max_size=14)


class Desk:
    """A desk at which the run is started, gone on with, cancelled, and paid around."""

    def __init__(self, database: EncryptedSqlite) -> None:
        self.store = Store(database, FixedClock(NOW))
        self.works = [Here(self.store)]
        self.paid = 0

    def start(self) -> None:
        self.works[-1].start(DECEMBER, MANAGER)

    def another(self) -> None:
        """The program was started again in the middle."""
        self.works.append(Here(self.store))
        self.start()

    def step(self) -> None:
        if self.works[-1]._run is not None:
            self.works[-1].step()

    def cancel(self) -> None:
        if self.works[-1]._run is not None:
            self.works[-1].cancel()

    def pay(self) -> None:
        """Somebody pays December at the desk, if it isn't charged."""
        with self.store.errand(STAFF, "charge") as errand:
            row = Subscription.select().order_by(Subscription.id).get()
            days = sum(lot.days for lot in Lot.select().where(Lot.subscription == row.id))
            timeline = Timeline(row.start, row.price, lots=(PaidDays(0, days),))
            charges = [one for one in charge_ahead(timeline, 1) if one.month == "2026-12"]
            if charges:
                self.paid += sum(one.amount for one in charges)
                lots = lot_bodies(row.id, charges)
                where = {"facility_id": row.facility_id, "person_id": row.person_id, "subscription_id": row.id}
                errand.perform(SubscriptionCharged(lots=lots, charged_at=errand.at, **where))

    def replay(self) -> None:
        """Another desk's whole run arrives, planned on what was before anything here."""
        with self.store.own_writing():
            for body in _bodies_of_a_whole_run():
                kind_of(body).perform(Book(), body)


def _bodies_of_a_whole_run() -> list[Body]:
    performed: list[Body] = []

    def perform(body: Body) -> object:
        performed.append(body)
        return kind_of(body).perform(Book(), body)

    database = copy_of(_Prepared.database)
    other, run = Store(database, FixedClock(NOW)), Run(facility_id("SOD"), DECEMBER, "other")
    with other.own_writing():
        seen = preview(run.facility_id, run.month, NOW)
        start(run, seen, perform, NOW)  # type: ignore[arg-type]
        for ids in to_do(seen):
            do_slice(run, ids, perform, NOW)  # type: ignore[arg-type]
    database.close()
    return performed


def test_two_desks_that_plan_the_same_write_the_same() -> None:
    one, other = _bodies_of_a_whole_run(), _bodies_of_a_whole_run()
    assert one == other


@settings(max_examples=60)
@given(ACTS)
def test_each_subscription_and_month_is_charged_exactly_once(acts: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(charging_facts, "SLICE", 2)
        database = copy_of(_Prepared.database)
        desk = Desk(database)
        for act in acts:
            getattr(desk, act)()
        assert run_whole(desk.store).state == "done"
        with desk.store.reading():
            _check_all_is_charged_once(desk.paid)
        database.close()


def _check_all_is_charged_once(paid: int) -> None:
    lots: list[Any] = list(Lot.select().where(Lot.month == "2026-12"))
    assert len({lot.subscription_id for lot in lots}) == len(lots) == 7
    assert sum(lot.amount for lot in lots) == 7 * PRICE
    drawn, invoiced = list(DebitDraw.select()), list(InvoiceLine.select())
    assert sum(draw.amount for draw in drawn) + paid == 5 * PRICE
    assert [(line.amount, line.month, line.organisation_id) for line in invoiced] == [(PRICE, "2026-12", ORGANISATION)]
    assert {line.lot_id for line in invoiced} <= {lot.id for lot in lots}
    for draw in drawn:
        lines = list(DebitDrawLine.select().where(DebitDrawLine.draw == draw.id))
        assert draw.amount == sum(line.amount for line in lines)
        assert {line.lot_id for line in lines} <= {lot.id for lot in lots}
    (run,) = ChargingRun.select()
    assert (run.amount, run.state) == (sum(draw.amount for draw in drawn), "done")
    assert (run.invoiced, run.invoiced_amount) == (1, PRICE)


def test_a_first_day_that_comes_again_is_charged(gym: Store, staff: StaffMember) -> None:
    """A run charged 31 December behind a freeze; the freeze went, and the day became another one that is not paid."""
    person_id, subscription_id, _mandate = payer(gym)
    freeze(gym, subscription_id, date(2026, 12, 1), date(2026, 12, 30))
    run_whole(gym)
    with gym.own_writing():
        Freeze.delete().execute()
    with gym.errand(STAFF, "charge") as errand:
        timeline = facts_of(gym, person_id).chosen.timeline
        assert timeline.debited_until == date(2026, 12, 1)
        charges = charges_between(timeline, date(2026, 12, 2), date(2026, 12, 30))
        errand.perform(
            SubscriptionCharged(
                subscription_id=subscription_id,
                facility_id=errand.facility_id,
                person_id=person_id,
                lots=lot_bodies(subscription_id, charges),
                charged_at=errand.at,
            )
        )
    run_whole(gym)
    assert facts_of(gym, person_id).chosen.timeline.debited_until == date(2026, 12, 31)
