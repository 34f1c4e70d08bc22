"""Other people's pre-orders, whose numbers are hidden where one is spent: nor can they be guessed."""

import pytest

from kiosk.demo.organisations import organisation_id
from kiosk.organisations.pre_orders import unused_of
from kiosk.store import Store
from tests.organisations.nasty_files import TODAY
from tests.organisations.ordering import order
from tests.people.members import MANAGER

SOLVIK = organisation_id("SOLVIK")


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("9", False), ("1990", False), ("900101", False), ("900101-001", False), ("19900101001", False),
        ("900101-0017", True), ("9001010017", True), ("199001010017", True), ("19900101-0017", True),
        ("190001010017", False), ("åsa", True), ("ö", True),
    ],
)  # fmt: skip
def test_a_hidden_number_is_found_by_all_of_it_only(gym: Store, typed: str, is_found: bool) -> None:
    """Its beginnings would tell it, digit by digit."""
    with gym.errand(MANAGER, "create_pre_order") as errand:
        order("one", SOLVIK)(errand)
    with gym.reading():
        assert [row.pre_order_id for row in unused_of(SOLVIK, TODAY, typed).rows] == ["one"][: int(is_found)]
