"""Any order of freezing, thawing, extending, removing, paying and terminating at two desks, exchanged at any time:
the same everywhere, freezes apart from each other, and no day charged twice."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from central.catalogue import publish
from db.migrating import migrate
from db.rows import found
from db.sqlite import EncryptedSqlite
from db.transactions import reading
from kiosk.clock import FixedClock
from kiosk.demo.catalogue import catalogue_rows
from kiosk.ids import new_id
from kiosk.store import Errand, Refused, Store
from kiosk.subscriptions.freezing import collision
from tests.central.worlds import ANNA
from tests.sync.acts import Act, Newcomer
from tests.sync.direct import DirectCentral, DirectDesk, copy_of, enrolled
from tests.sync.freeze_acts import PRICE, START, Subscribed
from tests.sync.invariants import check

NOW = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)
DAYS = st.integers(0, 12).map(lambda count: START + timedelta(count * 10))
COMMITTED = 60
LENGTHS = st.integers(1, 12).map(lambda count: count * 10 - 1)  # so that they often meet, and often just touch
SOLD = 2 * PRICE  # June and July


@dataclass(frozen=True)
class Did:
    """`desk` 0 or 1; what there is nothing to do with is left out."""

    desk: int
    what: str
    day: date
    length: int


HISTORY = st.lists(
    st.builds(
        Did,
        st.integers(0, 1),
        st.sampled_from(["freeze", "freeze", "freeze", "end", "end", "remove", "pay", "terminate", "withdraw", "sync"]),
        DAYS,
        LENGTHS,
    ),
    min_size=3,
    max_size=14,
)


class Gym:
    """Central and two desks in memory, which know one subscription."""

    def __init__(self, central: EncryptedSqlite, empty: EncryptedSqlite) -> None:
        self.clock = FixedClock(NOW)
        self.central = DirectCentral(copy_of(central), self.clock)
        self.desks = [self._desk(name, empty) for name in ("one", "two")]
        newcomer = Newcomer()
        self.member = Subscribed(newcomer.person_id, new_id(), new_id(), COMMITTED)
        self.do(0, newcomer.register, self.member.sold)
        self.settle()

    def _desk(self, name: str, empty: EncryptedSqlite) -> DirectDesk:
        desk = enrolled(name, Store(copy_of(empty), self.clock), self.central)
        desk.sync()
        return desk

    def do(self, desk: int, *acts: Act) -> None:
        self.clock.moment += timedelta(minutes=1)
        with suppress(Refused), self.desks[desk].store.errand(ANNA, "freeze") as errand:
            for act in acts:
                act(errand)

    def settle(self) -> None:
        for desk in (*self.desks, *self.desks):
            desk.sync()

    def close(self) -> None:
        self.central.database.close()
        for desk in self.desks:
            desk.store.close()

    def play(self, did: Did) -> None:
        if did.what == "sync":
            self.desks[did.desk].sync()
        else:
            self.do(did.desk, lambda errand: self._act(did, errand))

    def _act(self, did: Did, errand: Errand) -> None:
        """Also what the desk's routines would forbid: operations must hold for themselves."""
        kept, last = self.member.freezes(), did.day + timedelta(did.length)
        which = did.length % len(kept) if kept else -1
        match did.what:
            case "freeze":
                self.member.frozen(did.day, last)(errand)
            case "end" if kept and kept[which].freeze.first < did.day:
                self.member.ends(did.day - timedelta(1), which)(errand)
            case "remove" if kept:
                self.member.removed(which)(errand)
            case "pay":
                self.member.paid_until(did.day)(errand)
            case "terminate":
                self.member.noticed(did.day)(errand)
            case "withdraw":
                self.member.withdrawn(errand)


@pytest.fixture(scope="module")
def prepared() -> Iterator[tuple[EncryptedSqlite, EncryptedSqlite]]:
    """Central with the demo gym's catalogue, and an empty desk."""
    central, desk = (EncryptedSqlite(Path(":memory:"), bytes(32)) for _which in range(2))
    for database in (central, desk):
        migrate(database)
    publish(central, catalogue_rows())
    yield central, desk
    central.close()
    desk.close()


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=HISTORY)
def test_any_history_of_freezes(prepared: tuple[EncryptedSqlite, EncryptedSqlite], history: list[Did]) -> None:
    gym = Gym(*prepared)
    try:
        for did in history:
            gym.play(did)
        gym.settle()
        check(gym.central, *gym.desks)
        with gym.desks[1].store.reading():
            freezes_are_apart(gym.member)
            it_ends_by_notice_and_commitment(gym.member)
        no_day_is_charged_twice(gym)
    finally:
        gym.close()


def freezes_are_apart(member: Subscribed) -> None:
    kept = [one.freeze for one in member.freezes()]
    for at, one in enumerate(kept):
        assert one.first <= one.last
        assert collision(one, kept[:at]) is None


def it_ends_by_notice_and_commitment(member: Subscribed) -> None:
    """As the commitment stands now (rules.md 3), its add-on with it."""
    sql = "SELECT end_date, notice_end FROM subscription WHERE id IN (?, ?)"
    for end, notice in found(sql, member.main, member.add_on):
        bound = member.timeline().committed_until
        assert end == (notice and max(notice, str(bound)))


def no_day_is_charged_twice(gym: Gym) -> None:
    """One lot a month, and what was taken at either desk is in the lots or in matters."""
    with reading(gym.central.database):
        lots = found("SELECT month, amount FROM lot WHERE subscription_id = ?", gym.member.main)
        bodies = found("SELECT body FROM received_operation WHERE kind = 'subscription.charged'")
        matters = found("SELECT details FROM matter WHERE code = 'charged_twice'")
    months = [month for month, _amount in lots if month is not None]
    assert len(months) == len(set(months))
    taken = sum(lot["amount"] for (body,) in bodies for lot in msgspec.json.decode(body)["lots"])
    twice = sum(msgspec.json.decode(details)["amount"] for (details,) in matters)
    assert sum(amount for _month, amount in lots) == SOLD + taken - twice
