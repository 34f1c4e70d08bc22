"""Whatever is sold, mixed and taken back: every öre paid by invoice is in one organisation's basis, once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from db.sqlite import EncryptedSqlite
from kiosk.clock import FixedClock
from kiosk.ids import new_id
from kiosk.store import Store
from kiosk.till.selling import Line
from kiosk.till.tender import Method, Tender
from tests.organisations.invoices import ACME, DECEMBER, NOVEMBER, acme, basis, charge, do, member, sold, taken_back
from tests.organisations.ordering import register
from tests.prepared import gym_in_memory
from tests.sync.direct import copy_of

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
OTHER = new_id()
PAYERS = (ACME, OTHER, None)
PRICE = 39900
THEIRS, OWN, NOTHING = "theirs", "own", "nothing"


class _Prepared:
    """Made once: a member of each organisation and one who pays alone, each charged through November."""

    database: EncryptedSqlite
    members: list[tuple[str, str]]


@pytest.fixture(scope="module", autouse=True)
def prepared() -> Iterator[None]:
    _Prepared.database = gym_in_memory()
    store = Store(_Prepared.database, FixedClock(NOW))
    acme(store)
    do(store, register(OTHER, code="OTHER", organisation_number="5599000113"))
    _Prepared.members = [member(store, at + 1, terms={"invoiced_to": payer}) for at, payer in enumerate(PAYERS)]
    yield
    _Prepared.database.close()


@dataclass(frozen=True)
class Sale:
    """`lines`: öre, at which VAT, and what it is about: the subscription, one that nobody else pays for, or nothing;
    `share`: thousandths paid by invoice."""

    who: int
    lines: tuple[tuple[int, str, str], ...]
    share: int
    is_taken_back: bool

    @property
    def total(self) -> int:
        return sum(amount for amount, _kind, _about in self.lines)

    @property
    def invoiced(self) -> int:
        return 0 if PAYERS[self.who] is None else self.total * self.share // 1000


LINES = st.tuples(
    st.integers(1, 500000), st.sampled_from(["membership", "cards"]), st.sampled_from([THEIRS, OWN, NOTHING])
)
SALES = st.lists(
    st.builds(
        Sale,
        st.integers(0, 2),
        st.lists(LINES, min_size=1, max_size=4).map(lambda lines: ((*lines[0][:2], THEIRS), *lines[1:])),
        st.sampled_from([0, 1, 333, 500, 999, 1000]),
        st.booleans(),
    ),
    max_size=5,
)


def sell(store: Store, sale: Sale, number: int) -> None:
    person_id, subscription_id = _Prepared.members[sale.who]
    ids = {THEIRS: subscription_id, OWN: _Prepared.members[-1][1], NOTHING: None}
    lines = [Line("Vara", amount, kind, None, ids[about]) for amount, kind, about in sale.lines]
    rest = sale.total - sale.invoiced
    tenders = [Tender(Method.INVOICE, sale.invoiced)] if sale.invoiced else []
    tenders += [Tender(Method.CARD, rest, f"T-{number}")] if rest else []
    sale_id = sold(store, person_id, lines, tenders)
    if sale.is_taken_back:
        taken_back(store, sale_id)


MORE_THAN_THEIRS = Sale(0, ((210, "cards", THEIRS), (1144, "cards", OWN), (16485, "membership", OWN)), 999, False)


@settings(max_examples=40)
@example([MORE_THAN_THEIRS], False)
@example([replace(MORE_THAN_THEIRS, is_taken_back=True), MORE_THAN_THEIRS], True)
@given(SALES, st.booleans())
def test_every_invoiced_ore_is_in_one_basis_once(sales: list[Sale], is_charged: bool) -> None:
    database = copy_of(_Prepared.database)
    store = Store(database, FixedClock(NOW))
    for number, sale in enumerate(sales):
        sell(store, sale, number)
    if is_charged:
        charge(store)
        charge(store)
    for payer in (ACME, OTHER):
        november, december = basis(store, NOVEMBER, payer), basis(store, DECEMBER, payer)
        kept = [one.invoiced for one in sales if PAYERS[one.who] == payer and not one.is_taken_back]
        assert november.gross == sum(kept)
        assert december.gross == (PRICE if is_charged else 0)
        for part in (*november.parts, *december.parts):
            assert sum(row.vat for row in part.rows) == part.vat
            assert sum(row.net for row in part.rows) == part.net
    database.close()
