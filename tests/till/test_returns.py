"""Sales that are taken back part by part: to the öre, by the means they were paid with."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.tables import Payment, Sale, SaleLine
from kiosk.problems import Problem
from kiosk.store import Store
from kiosk.till.cash import cash_rounded
from kiosk.till.returns import PaidBack, Part, return_sale, what_is_paid_back
from kiosk.till.selling import Line, take_payment
from kiosk.till.tender import Method, Settlement, Tender, settle
from tests.people.members import STAFF

FIRST = date(2026, 12, 1)
KINDS = ("membership", "goods", "fees")
REFERENCES = count()
Days = tuple[date, date]


def sold(store: Store, lines: Sequence[Line], tenders: Sequence[Tender]) -> str:
    settlement = settle(sum(line.amount for line in lines), tenders)
    assert isinstance(settlement, Settlement), settlement
    with store.errand(STAFF, "sale") as errand:
        return take_payment(errand, lines, settlement, person_id=None).sale_id


def line_ids(store: Store, sale_id: str) -> list[str]:
    with store.reading():
        return [row.id for row in SaleLine.select().where(SaleLine.sale == sale_id).order_by(SaleLine.position)]


def told(store: Store, sale_id: str, parts: Sequence[Part] = ()) -> PaidBack | Problem:
    with store.reading():
        return what_is_paid_back(sale_id, store.place().till_id, parts)


def returned(store: Store, sale_id: str, parts: Sequence[Part]) -> list[tuple[str, int]]:
    """By which means, and how much; what was said before is what was done, and the receipt adds up."""
    said = told(store, sale_id, parts)
    assert isinstance(said, PaidBack), said
    with store.errand(STAFF, "undo") as errand:
        back_id = return_sale(errand, sale_id, parts).sale_id
    with store.reading():
        back = Sale.find(back_id)
        refunds = list(Payment.select().where(Payment.sale == back_id).order_by(Payment.id))
        amounts = [row.amount for row in SaleLine.select().where(SaleLine.sale == back_id)]
    assert sorted(amounts) == sorted(-part.amount for part in parts)
    assert back.total == sum(amounts)
    assert back.total + back.rounding == sum(row.amount for row in refunds) == -said.amount
    return [(row.method, -row.amount) for row in refunds]


def part(line_id: str, amount: int, days: Days | None = None) -> Part:
    first, last = days or (None, None)
    return Part(line_id, amount, first, last)


def spell(month: int) -> Days:
    first = FIRST + timedelta(days=31 * month)
    return first, first + timedelta(days=30)


CARD, CASH = Tender(Method.CARD, 30000, "T-1"), Method.CASH


@pytest.mark.parametrize(
    ("tenders", "first", "rest"),
    [
        # 518,70 of which 212,80 goes back, and then 305,90
        ([Tender(CASH, 51870)], [("cash", 21300)], [("cash", 30600)]),
        ([Tender(Method.SWISH, 51870, "S-1")], [("swish", 21280)], [("swish", 30590)]),
        ([CARD, Tender(CASH, 21870)], [("card", 21280)], [("card", 8720), ("cash", 21900)]),
        ([Tender(CASH, 21870), CARD], [("card", 21280)], [("cash", 21900), ("card", 8720)]),
        (
            [Tender(Method.CARD, 10000, "T-2"), Tender(CASH, 41870)],
            [("card", 10000), ("cash", 11300)],
            [("cash", 30600)],
        ),
    ],
)
def test_what_was_paid_exactly_goes_back_first_and_the_last_part_takes_what_is_left(
    gym: Store, tenders: list[Tender], first: list[tuple[str, int]], rest: list[tuple[str, int]]
) -> None:
    sale_id = sold(gym, [Line("Guld", 51870, "membership")], tenders)
    (line_id,) = line_ids(gym, sale_id)
    assert returned(gym, sale_id, [part(line_id, 21280, spell(0))]) == first
    assert returned(gym, sale_id, [part(line_id, 30590, spell(1))]) == rest


def test_the_same_days_and_the_whole_are_not_returned_after_a_part(gym: Store) -> None:
    sale_id = sold(gym, [Line("Guld", 79800, "membership")], [Tender(Method.CARD, 79800, "T-3")])
    (line_id,) = line_ids(gym, sale_id)
    december = part(line_id, 39900, spell(0))
    returned(gym, sale_id, [december])
    for again in ([december], [part(line_id, 1000, (FIRST, FIRST))], [part(line_id, 39900)], []):
        assert told(gym, sale_id, again) == Problem("return_made")


def test_cash_rounded_up_time_after_time_leaves_less_for_the_last(gym: Store) -> None:
    """14 kr in all, and four times 3,50: 4 kr each, and what is left."""
    sale_id = sold(gym, [Line("Guld", 1400, "membership")], [Tender(CASH, 1400)])
    (line_id,) = line_ids(gym, sale_id)
    back = [returned(gym, sale_id, [part(line_id, 350, spell(month))]) for month in range(4)]
    assert back == [[("cash", 400)]] * 3 + [[("cash", 200)]]


def test_what_was_paid_back_without_its_lines_is_not_paid_back_again(gym: Store) -> None:
    """As by a desk that made a return of one line only, and gave it all."""
    lines = [Line("Guld", 39900, "membership", "p0"), Line("Kort", 10000, "goods", "p1")]
    sale_id = sold(gym, lines, [Tender(Method.CARD, 49900, "T-4")])
    main, card = line_ids(gym, sale_id)
    returned(gym, sale_id, [part(card, 10000)])
    with gym.own_writing():
        Payment.update(amount=-49900).where(Payment.refund_of.is_null(False)).execute()
    assert told(gym, sale_id, [part(main, 39900, spell(0))]) == Problem("return_made")


@st.composite
def sales(draw: Any) -> tuple[list[list[int]], list[int], bool]:
    """Of each line what its parts come to; percent of the total that are paid exactly; whether cash pays the rest."""
    lines = draw(st.lists(st.lists(st.integers(1, 60000), min_size=1, max_size=3), min_size=1, max_size=3))
    shares = draw(st.lists(st.integers(1, 50), max_size=2))
    return lines, shares, draw(st.booleans())


def tenders_for(total: int, shares: Sequence[int], *, is_cash_last: bool) -> list[Tender]:
    exact = [amount for amount in (total * share // 100 for share in shares) if amount]
    left = total - sum(exact)
    paid = [Tender(Method.CARD, amount, f"R-{next(REFERENCES)}") for amount in exact]
    if is_cash_last and cash_rounded(left):
        return [Tender(CASH, left), *paid]
    return [*paid, Tender(Method.SWISH, left, f"R-{next(REFERENCES)}")] if left else paid


def test_part_by_part_all_of_it_goes_back_and_no_more(gym: Store) -> None:
    @settings(max_examples=40)
    @given(sale=sales(), data=st.data())
    def of_any_sale(sale: tuple[list[list[int]], list[int], bool], data: st.DataObject) -> None:
        amounts, shares, is_cash_last = sale
        tenders = tenders_for(sum(map(sum, amounts)), shares, is_cash_last=is_cash_last)
        has_cash = any(tender.method is CASH for tender in tenders)
        lines = [Line("Rad", sum(parts), KINDS[at], product_id=f"p{at}") for at, parts in enumerate(amounts)]
        sale_id = sold(gym, lines, tenders)
        ids = line_ids(gym, sale_id)
        all_parts = [
            part(line_id, amount, spell(month))
            for line_id, parts in zip(ids, amounts, strict=True)
            for month, amount in enumerate(parts)
        ]
        for one in data.draw(st.permutations(all_parts)):
            wanted, given_back = one.amount, sum(amount for _how, amount in returned(gym, sale_id, [one]))
            assert has_cash or given_back == wanted
        with gym.reading():
            for payment in Payment.select().where(Payment.sale == sale_id):
                refunds = [row.amount for row in Payment.select().where(Payment.refund_of == payment.id)]
                assert payment.amount + sum(refunds) == 0
                assert all(amount < 0 for amount in refunds)
            all_sales = list(Sale.select().where((Sale.id == sale_id) | (Sale.return_of == sale_id)))
        assert (sum(row.total for row in all_sales), sum(row.rounding for row in all_sales)) == (0, 0)
        assert told(gym, sale_id) == Problem("return_made")

    of_any_sale()
