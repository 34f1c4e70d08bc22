"""Lists of pre-orders by name, a page after the other: sorted as Swedes do, or by index where there are too many."""

from datetime import date

import pytest

from kiosk.organisations import pre_orders
from kiosk.organisations.pre_orders import read_pre_orders
from kiosk.store import Store
from tests.organisations.test_pre_orders import SOLVIK, listed, ordered

SWEDISH = ["Anna Ek", "Anna Zorn", "Anna Åberg", "Hugo Ek", "Håkan Ek", "Åke Ek", "Ärla Ek", "Örjan Ek"]


@pytest.mark.parametrize("length", [1, 3, 50])
def test_they_stand_in_swedish_order_page_by_page(gym: Store, length: int) -> None:
    for serial, name in enumerate(reversed(SWEDISH)):
        ordered(gym, name, personal_number=None, birth_date=date(1980, 1, 1 + serial))
    assert [one.name for one in listed(gym, length=length)] == SWEDISH


@pytest.mark.parametrize("length", [1, 3, 50])
def test_too_many_to_sort_stand_by_folded_names_each_once(
    gym: Store, monkeypatch: pytest.MonkeyPatch, length: int
) -> None:
    monkeypatch.setattr(pre_orders, "MOST_SORTED", len(SWEDISH) - 1)
    for serial, name in enumerate(SWEDISH):
        ordered(gym, name, personal_number=None, birth_date=date(1980, 1, 1 + serial))
    found = [one.name for one in listed(gym, length=length)]
    assert found == ["Åke Ek", "Anna Åberg", "Anna Ek", "Anna Zorn", "Ärla Ek", "Håkan Ek", "Hugo Ek", "Örjan Ek"]


@pytest.mark.parametrize("is_first_sorted", [True, False])
def test_a_list_goes_on_as_it_was_begun_when_it_grows_or_shrinks_beyond_the_limit(
    gym: Store, monkeypatch: pytest.MonkeyPatch, is_first_sorted: bool
) -> None:
    for serial, name in enumerate(SWEDISH):
        ordered(gym, name, personal_number=None, birth_date=date(1980, 1, 1 + serial))
    limits = [0, 100]
    monkeypatch.setattr(pre_orders, "MOST_SORTED", limits[is_first_sorted])
    first = read_pre_orders(gym, SOLVIK, None, "", None, 3)
    monkeypatch.setattr(pre_orders, "MOST_SORTED", limits[not is_first_sorted])
    rest = read_pre_orders(gym, SOLVIK, None, "", first.next_page, 50)
    assert sorted(one.name for one in (*first.rows, *rest.rows)) == sorted(SWEDISH)
