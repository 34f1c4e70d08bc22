"""Parts of a receipt paid back one after the other: never more than was paid, and in the end all of it."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.tables import Payment, Sale, SaleLine
from kiosk.ids import new_id
from kiosk.problems import Problem
from kiosk.store import Store
from kiosk.till.cash import cash_rounded
from kiosk.till.returns import PaidBack, Part, return_sale, what_is_paid_back
from kiosk.till.selling import Line, take_payment
from kiosk.till.tender import Method, Settlement, Tender, settle
from tests.people.members import STAFF

FIRST = date(2026, 12, 1)


def sold(store: Store, amounts: list[int], card: int) -> str:
    """A line for each, a day each; `card` öre of them on the card, the rest in cash."""
    total = sum(amounts)
    card = min(card, total)
    tenders = [Tender(Method.CARD, card, new_id())] if card else []
    tenders += [Tender(Method.CASH, total - card)] if total > card else []
    settlement = settle(total, tenders)
    assert isinstance(settlement, Settlement), settlement
    with store.errand(STAFF, "charge") as errand:
        lines = [
            Line("Guld", amount, "membership", subscription_id="s").for_days(day, day)
            for day, amount in zip(days(len(amounts)), amounts, strict=True)
        ]
        return take_payment(errand, lines, settlement, person_id=None).sale_id


def days(count: int) -> list[date]:
    return [FIRST + timedelta(days=at) for at in range(count)]


def parts_of(store: Store, sale_id: str) -> list[Part]:
    with store.reading():
        lines = SaleLine.select().where(SaleLine.sale == sale_id).order_by(SaleLine.position)
        return [Part(line.id, line.amount, line.first, line.last) for line in lines]


def told(store: Store, sale_id: str, parts: list[Part]) -> PaidBack | Problem:
    with store.reading():
        return what_is_paid_back(sale_id, store.place().till_id, parts)


def back(store: Store, sale_id: str, parts: list[Part]) -> int:
    """Öre that went back, as it was said."""
    said = told(store, sale_id, parts)
    assert isinstance(said, PaidBack), said
    with store.errand(STAFF, "back") as errand:
        paid = return_sale(errand, sale_id, parts)
    with store.reading():
        sale = Sale.find(paid.sale_id)
        refunds = [row.amount for row in Payment.select().where(Payment.sale == paid.sale_id)]
    assert sum(refunds) == sale.total + sale.rounding == -said.amount
    assert sale.total == -sum(part.amount for part in parts)
    return said.amount


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    amounts=st.lists(st.integers(1, 60000), min_size=1, max_size=6),
    card=st.one_of(st.just(0), st.integers(1, 200000)),
    order=st.randoms(use_true_random=False),
)
def test_all_parts_together_are_what_was_paid(gym: Store, amounts: list[int], card: int, order: object) -> None:
    sale_id = sold(gym, amounts, card)
    with gym.reading():
        paid = {row.id: row.amount for row in Payment.select().where(Payment.sale == sale_id)}
    parts = parts_of(gym, sale_id)
    order.shuffle(parts)  # type: ignore[attr-defined]
    some = order.sample(range(len(parts)), order.randint(0, len(parts)))  # type: ignore[attr-defined]
    cuts = sorted({0, len(parts), *some})
    gone = sum(back(gym, sale_id, parts[first:after]) for first, after in pairwise(cuts))
    assert gone == sum(paid.values())
    with gym.reading():
        for payment_id, amount in paid.items():
            refunds = [row.amount for row in Payment.select().where(Payment.refund_of == payment_id)]
            assert sum(refunds) == -amount
    again = told(gym, sale_id, parts[:1])
    assert isinstance(again, Problem)
    assert again.code == "return_made"


@pytest.mark.parametrize(
    ("amounts", "card", "first", "then"),
    [
        ([13953, 21280], 0, 14000, 21200),  # 352,33 in cash is 352 kr: 140 and the rest of it
        ([13953, 21280], 13953, 13953, 21300),
        ([13953, 21280], 20000, 13953, 21247),  # 200,00 by card and 152,33 in cash, which was 152 kr
        ([39900, 39900], 79800, 39900, 39900),
        ([4949, 4949], 0, 4900, 5000),  # 98,98 in cash was 99 kr
    ],
)
def test_what_goes_back_first_and_what_is_left(
    gym: Store, amounts: list[int], card: int, first: int, then: int
) -> None:
    sale_id = sold(gym, amounts, card)
    one, two = parts_of(gym, sale_id)
    assert back(gym, sale_id, [one]) == first
    assert back(gym, sale_id, [two]) == then
    assert first + then == card + cash_rounded(sum(amounts) - card)


def test_cash_rounded_up_time_after_time_leaves_less_for_the_last(gym: Store) -> None:
    """14 kr in all, and four times 3,50: 4 kr each, and what is left."""
    sale_id = sold(gym, [350] * 4, 0)
    assert [back(gym, sale_id, [one]) for one in parts_of(gym, sale_id)] == [400, 400, 400, 200]


def test_what_was_paid_back_without_its_lines_is_not_paid_back_again(gym: Store) -> None:
    """As where somebody made a return of one line, and gave back all."""
    sale_id = sold(gym, [39900, 10000], 49900)
    main, other = parts_of(gym, sale_id)
    back(gym, sale_id, [other])
    with gym.own_writing():
        Payment.update(amount=-49900).where(Payment.refund_of.is_null(False)).execute()
    assert told(gym, sale_id, [main]) == Problem("return_made")


def test_what_was_paid_exactly_goes_back_first(gym: Store) -> None:
    """Whichever was paid first: of 518,70 first 300 and then 218,70."""
    lines = [Line("Guld", 30000, "membership", "p0"), Line("Kort", 21870, "goods", "p1")]
    settlement = settle(51870, [Tender(Method.CASH, 11870), Tender(Method.SWISH, 40000, "S-1")])
    assert isinstance(settlement, Settlement)
    with gym.errand(STAFF, "sale") as errand:
        sale_id = take_payment(errand, lines, settlement, person_id=None).sale_id
    for part in parts_of(gym, sale_id):
        back(gym, sale_id, [part])
    with gym.reading():
        refunds = [(row.method, row.amount) for row in Payment.select().where(Payment.amount < 0).order_by(Payment.id)]
    assert refunds == [("swish", -30000), ("cash", -11900), ("swish", -10000)]


def test_days_that_a_return_has_met_are_not_returned_again(gym: Store) -> None:
    """Of a line of two months: December is gone, January is not."""
    with gym.errand(STAFF, "charge") as errand:
        line = Line("Guld", 79800, "membership", subscription_id="s").for_days(FIRST, date(2027, 1, 31))
        settlement = settle(79800, [Tender(Method.CARD, 79800, "T-1")])
        assert isinstance(settlement, Settlement)
        sale_id = take_payment(errand, [line], settlement, person_id=None).sale_id
    (whole,) = parts_of(gym, sale_id)
    december = Part(whole.line_id, 39900, FIRST, date(2026, 12, 31))
    assert back(gym, sale_id, [december]) == 39900
    for parts, code in (([december], "return_made"), ([whole], "return_made"), ([], "return_made")):
        said = told(gym, sale_id, parts)
        assert isinstance(said, Problem)
        assert said.code == code
    assert back(gym, sale_id, [Part(whole.line_id, 39900, date(2027, 1, 1), date(2027, 1, 31))]) == 39900
