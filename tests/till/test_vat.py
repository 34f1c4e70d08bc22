"""VAT: the rates by date, and the figures of rules.md 6."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.till.vat import VatSum, vat_of, vat_rate, vat_sums

TODAY = date(2026, 11, 22)
KINDS = ("membership", "access", "classes", "fees", "goods", "cards", "food")


@pytest.mark.parametrize(
    ("kind", "rate"),
    [("membership", 6), ("access", 6), ("classes", 6), ("fees", 6), ("goods", 25), ("cards", 25), ("food", 6)],
)
def test_rates(kind: str, rate: int) -> None:
    assert vat_rate(kind, TODAY) == rate


@pytest.mark.parametrize(
    ("day", "rate"),
    [(date(2026, 3, 31), 12), (date(2026, 4, 1), 6), (date(2027, 12, 31), 6), (date(2028, 1, 1), 12)],
)
def test_food_is_lowered_for_a_time(day: date, rate: int) -> None:
    assert vat_rate("food", day) == rate


@given(st.sampled_from(KINDS), st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_every_kind_has_a_rate_every_day(kind: str, day: date) -> None:
    assert vat_rate(kind, day) in (6, 12, 25)
    assert vat_rate(kind, day + timedelta(days=1)) in (6, 12, 25)


def test_unknown_kind_is_a_bug() -> None:
    with pytest.raises(ValueError, match="petrol"):
        vat_rate("petrol", TODAY)


@pytest.mark.parametrize(
    ("gross", "rate", "vat"),
    [(39900, 6, 2258), (12500, 25, 2500), (0, 25, 0), (-39900, 6, -2258), (14, 12, 2), (-14, 12, -2)],
)
def test_vat_inside_the_price(gross: int, rate: int, vat: int) -> None:
    assert vat_of(gross, rate) == vat


def test_once_per_rate_on_the_sum() -> None:
    sums = vat_sums([(39900, 6), (12500, 25), (11970, 6)])
    assert sums == (VatSum(25, 12500, 2500), VatSum(6, 51870, 2936))
    assert sums[1].net == 48934


LINES = st.lists(st.tuples(st.integers(-100_000, 100_000), st.sampled_from((6, 12, 25))), max_size=8)


@given(LINES)
def test_sums_hold_every_line_and_a_return_mirrors_the_sale(lines: list[tuple[int, int]]) -> None:
    sums = vat_sums(lines)
    assert sum(one.gross for one in sums) == sum(gross for gross, _rate in lines)
    mirrored = vat_sums([(-gross, rate) for gross, rate in lines])
    assert [-one.vat for one in mirrored] == [one.vat for one in sums]
