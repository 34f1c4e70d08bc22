"""subscription.charged: months are charged once, whoever charges them, and what was paid twice becomes a matter."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import msgspec
import pytest

from db.tables import DebitDraw, DebitDrawLine, Lot, Subscription
from kiosk.demo.catalogue import facility_id
from kiosk.ids import new_id
from kiosk.operations import Verdict, kind_of
from kiosk.operations.book import Book
from kiosk.operations.charging_runs import SubscriptionCharged, lot_bodies
from kiosk.operations.subscriptions import LotBody
from kiosk.store import Store
from kiosk.subscriptions.charging import charges_until
from kiosk.subscriptions.prorating import Freeze
from kiosk.subscriptions.timeline import Timeline
from kiosk.sync.matters import open_matters
from tests.central.worlds import Desk, World
from tests.sync.acts import MONTH, Newcomer, sell
from tests.sync.invariants import check

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
PRICE = 39900
NOVEMBER = LotBody(
    id="november", month="2026-11", amount=21280, days=16, first=date(2026, 11, 15), last=date(2026, 11, 30)
)
DECEMBER = LotBody(
    id="december", month="2026-12", amount=PRICE, days=31, first=date(2026, 12, 1), last=date(2026, 12, 31)
)


def charged(*lots: LotBody, subscription: str = "s", draw: str | None = None) -> SubscriptionCharged:
    return SubscriptionCharged(
        subscription_id=subscription,
        facility_id=facility_id("SOD"),
        person_id="p",
        lots=list(lots),
        draw_id=draw,
        charged_at=AT,
    )


def perform(body: SubscriptionCharged) -> Verdict:
    return kind_of(body).perform(Book(), body)


@pytest.fixture
def subscription(gym: Store) -> Iterator[str]:
    """Bound for the test's whole length, inside one transaction."""
    with gym.own_writing():
        Book().insert(
            Subscription,
            id="s",
            facility_id=facility_id("SOD"),
            person_id="p",
            main_id=None,
            product_id="gold",
            kind="direct_debit",
            start=date(2026, 11, 15),
            price=PRICE,
            price_list_id="standard",
            is_prepaid=False,
            period_months=None,
            committed_days=0,
            first_draw=None,
            end_date=None,
            terms_version="",
            terms_accepted_at=AT,
            sold_at=AT,
        )
        yield "s"


def months() -> list[tuple[str | None, int, int]]:
    return [(lot.month, lot.position, lot.amount) for lot in Lot.select().order_by(Lot.position)]


def test_lots_are_added_in_order(subscription: str) -> None:
    assert perform(charged(NOVEMBER, DECEMBER)).findings == ()
    assert months() == [("2026-11", 0, 21280), ("2026-12", 1, PRICE)]


def test_the_same_operation_again_changes_nothing(subscription: str) -> None:
    perform(charged(NOVEMBER, DECEMBER))
    assert perform(charged(NOVEMBER, DECEMBER)).findings == ()
    assert len(months()) == 2


def test_a_month_paid_a_second_time_is_not_added_and_the_money_is_named(subscription: str) -> None:
    perform(charged(DECEMBER))
    again = LotBody(id="other", month="2026-12", amount=39800, days=31, first=DECEMBER.first, last=DECEMBER.last)
    (finding,) = perform(charged(again)).findings
    assert (finding.code, finding.person_id, finding.values["amount"]) == ("charged_twice", "p", 39800)
    assert months() == [("2026-12", 0, PRICE)]


def test_a_begun_month_is_completed_without_its_name(subscription: str) -> None:
    """Terminated in the middle of November, withdrawn, and then paid to its end."""
    first = LotBody(id="a", month="2026-11", amount=1330, days=1, first=date(2026, 11, 15), last=date(2026, 11, 15))
    perform(charged(first))
    timeline = Timeline(date(2026, 11, 15), PRICE)
    charges = charges_until(timeline.with_lots([]), date(2026, 11, 15))
    timeline = timeline.with_lots(one.lot for one in charges)
    lots = lot_bodies(subscription, charges_until(timeline, date(2026, 12, 31)))
    assert [lot.month for lot in lots] == [None, "2026-12"]
    assert perform(charged(*lots)).findings == ()
    assert sum(amount for _month, _position, amount in months()) == 21280 + PRICE


def test_completing_a_month_twice_is_found_by_its_days(subscription: str) -> None:
    perform(charged(NOVEMBER))
    again = LotBody(id="b", month=None, amount=1330, days=1, first=date(2026, 11, 30), last=date(2026, 11, 30))
    (finding,) = perform(charged(again)).findings
    assert finding.code == "charged_twice"
    assert len(months()) == 1


def test_days_after_a_freeze_that_was_shortened_may_be_paid(subscription: str) -> None:
    """The lot's days lie beside those of an earlier lot of the same calendar month, yet nobody paid them."""
    timeline = Timeline(date(2026, 11, 15), PRICE, (Freeze(date(2026, 11, 20), date(2026, 11, 24)),))
    (november,) = charges_until(timeline, date(2026, 11, 30))
    paid = LotBody(id="a", month="2026-11", amount=1, days=november.days, first=november.first, last=november.last)
    perform(charged(paid))  # eleven days, and the freeze is gone now: paid until the 25th
    top_up = LotBody(id="b", month=None, amount=6650, days=5, first=date(2026, 11, 26), last=date(2026, 11, 30))
    assert perform(charged(top_up)).findings == ()


def test_a_draw_is_the_sum_of_its_lines(subscription: str) -> None:
    Book().insert(
        DebitDraw,
        id="d",
        facility_id=facility_id("SOD"),
        person_id="p",
        mandate_id="m",
        subscription_id="s",
        month="2026-12",
        amount=0,
        draw_day=date(2026, 11, 30),
        state="planned",
        state_code="",
        planned_at=AT,
        sent_at=None,
        settled_at=None,
        run_id=None,
        file_id=None,
    )
    perform(charged(NOVEMBER, DECEMBER, draw="d"))
    assert DebitDraw.find("d").amount == 21280 + PRICE == sum(line.amount for line in DebitDrawLine.select())
    other = LotBody(id="other", month="2026-12", amount=PRICE, days=31, first=DECEMBER.first, last=DECEMBER.last)
    assert perform(charged(other, draw="d")).findings == ()  # nothing was drawn: nothing to settle
    assert DebitDraw.find("d").amount == 21280 + PRICE


def pay_december(desk: Desk, person_id: str) -> None:
    with desk.store.reading():
        subscription = Subscription.get().id
    lot = msgspec.structs.replace(DECEMBER, id=new_id())
    body = msgspec.structs.replace(charged(lot, subscription=subscription), person_id=person_id)
    desk.do(lambda errand: errand.perform(body), act="charge")


def test_two_desks_take_money_for_the_same_month(world: World) -> None:
    one, two = world.desk("one"), world.desk("two")
    anna = Newcomer()
    one.do(anna.register, sell(anna.person_id, prepaid=False, price=MONTH))
    one.sync()
    two.sync()
    for desk in (one, two):
        pay_december(desk, anna.person_id)
    for desk in (one, two, one, two):
        desk.sync()
    check(world, one, two)
    with two.store.reading():
        assert Lot.select().where(Lot.month == "2026-12").count() == 1
    (matter,) = open_matters(two.store)
    assert matter.code == "charged_twice"
    assert "399,00" in matter.what
    assert "2026-12-01" in matter.what
