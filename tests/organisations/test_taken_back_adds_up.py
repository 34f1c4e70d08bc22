"""Runs, months taken back and bases printed in any order: the bases are what is charged, and no day comes twice."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from db.rows import found
from db.sqlite import EncryptedSqlite
from kiosk.clock import FixedClock
from kiosk.customer_facts import read_customer_facts
from kiosk.organisations.invoice_basis import Origin
from kiosk.organisations.invoice_work import Form, note_taken_out
from kiosk.organisations.taking_back import ToTakeBack, read_to_take_back, take_back
from kiosk.problems import Problem
from kiosk.store import Store
from kiosk.subscriptions.months import add_months, month_end
from tests.organisations.invoices import DECEMBER, acme, basis, charge, member
from tests.people.members import MANAGER
from tests.prepared import gym_in_memory
from tests.sync.direct import copy_of

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
PRICE, MONTHS = 39900, 4
RUN, TAKE, PRINT = "run", "take", "print"
ACTS = st.lists(st.tuples(st.sampled_from([RUN, RUN, TAKE, TAKE, PRINT]), st.integers(0, MONTHS - 1)), max_size=12)


class _Prepared:
    """Made once: a member whose organisation pays, charged through November."""

    database: EncryptedSqlite
    person_id: str
    subscription_id: str


@pytest.fixture(scope="module", autouse=True)
def prepared() -> Iterator[None]:
    _Prepared.database = gym_in_memory()
    store = Store(_Prepared.database, FixedClock(NOW))
    acme(store)
    _Prepared.person_id, _Prepared.subscription_id = member(store)
    yield
    _Prepared.database.close()


def month(number: int) -> date:
    return add_months(DECEMBER, number)


def try_to_take(store: Store, number: int) -> bool:
    asked = read_to_take_back(store, MANAGER, _Prepared.subscription_id, f"{month(number):%Y-%m}")
    if isinstance(asked, Problem):
        return False
    assert isinstance(asked, ToTakeBack)
    assert take_back(store, MANAGER, asked, "Slutat") is None
    return True


@settings(max_examples=40)
@example([(RUN, 0), (TAKE, 0), (RUN, 1), (TAKE, 1), (RUN, 0)])
@example([(RUN, 1), (PRINT, 1), (TAKE, 1), (RUN, 1), (TAKE, 1), (RUN, 3), (TAKE, 3)])
@given(ACTS)
def test_the_bases_are_what_is_charged(acts: list[tuple[str, int]]) -> None:
    """`runs`: each run that stands, with how many months it charged. rules.md 3: a run takes the days in (D, end of
    its month]."""
    database = copy_of(_Prepared.database)
    store = Store(database, FixedClock(NOW))
    runs: list[tuple[int, int]] = []
    for act, number in acts:
        through = sum(months for _run, months in runs)
        if act == RUN:
            charge(store, month(number))
            runs += [(number, number + 1 - through)] if number >= through else []
        elif act == PRINT:
            note_taken_out(store, MANAGER, basis(store, month(number)), Form.CSV)
        elif try_to_take(store, number):
            assert runs.pop()[0] == number, "only the latest"
        else:
            assert not runs or runs[-1][0] != number
        assert_stands(store, dict(runs))
    database.close()


def assert_stands(store: Store, runs: dict[int, int]) -> None:
    bases = [basis(store, month(number)) for number in range(MONTHS)]
    assert [one.gross for one in bases] == [PRICE * runs.get(number, 0) for number in range(MONTHS)]
    for one in bases:
        assert {row.billed.gross for row in one.rows if row.billed.origin is Origin.TAKEN_BACK} <= {0}
    charged = sum(runs.values())
    until = read_customer_facts(store, _Prepared.person_id).held[0].timeline.debited_until
    assert until == month_end(month(charged - 1))
    with store.reading():
        ((lots, distinct, lines),) = found(
            """SELECT COUNT(*), COUNT(DISTINCT first), (SELECT COUNT(*) FROM invoice_line)
            FROM lot WHERE first >= '2026-12-01'"""
        )
    assert lots == distinct == lines == charged
