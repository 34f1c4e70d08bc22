"""Several online purchases of somebody new: all are found by whatever names the buyer, whichever came first."""

from datetime import UTC, date, datetime
from itertools import permutations
from typing import Any

import pytest

from kiosk.clock import today
from kiosk.desk_facts import read_facts
from kiosk.orders.newcomers import details_of, identification_of, order_to_collect, waiting_orders
from kiosk.people import registration
from kiosk.people.register_private_customer import ROUTINE, Draft
from kiosk.store import Store
from tests.orders.shop import order
from tests.people.members import register

MOMENTS = {number: datetime(2026, 11, day, 9, 0, tzinfo=UTC) for number, day in (("W-1", 17), ("W-2", 18), ("W-3", 20))}
ORDERS = [names for count in (2, 3) for names in permutations(MOMENTS, count)]
NAMED = ("900101-0017", "199001010017", "asa.oberg@example.se", "070-174 06 05", "Åsa Öberg", "oberg asa")
NO_NUMBER: dict[str, Any] = {"personal_number": None}


def arrive(store: Store, numbers: tuple[str, ...], **changes: Any) -> None:
    for number in numbers:
        order(store, number=f"{number}00", ordered_at=MOMENTS[number], **changes)


def numbers_found(store: Store, typed: str) -> list[str]:
    waiting = waiting_orders(store, typed)
    return [one.number for one in waiting.orders] if waiting else []


@pytest.mark.parametrize("arrived", ORDERS)
def test_all_are_listed_the_oldest_first_however_they_arrived(gym: Store, arrived: tuple[str, ...]) -> None:
    arrive(gym, arrived)
    listed = [f"{number}00" for number in sorted(arrived)]
    for typed in NAMED:
        assert numbers_found(gym, typed) == listed, typed
        collect = order_to_collect(gym, typed)
        assert collect is not None
        assert (collect.order.number, list(collect.others)) == (listed[0], listed[1:])


def test_by_its_number_that_one_is_begun_with(gym: Store) -> None:
    arrive(gym, ("W-1", "W-2", "W-3"))
    assert numbers_found(gym, "w-200") == ["W-200", "W-100", "W-300"]


def test_one_bought_without_the_number_is_the_same_buyers(gym: Store) -> None:
    """As it is theirs on the card afterwards: name, birth date and e-mail are the same."""
    arrive(gym, ("W-1",))
    arrive(gym, ("W-2",), **NO_NUMBER, email="Asa.Oberg@example.se")
    for typed in ("900101-0017", "Åsa Öberg", "W-100"):
        assert numbers_found(gym, typed) == ["W-100", "W-200"]


@pytest.mark.parametrize(
    "other",
    [
        {"personal_number": "199001022395", "birth_date": date(1990, 1, 2)},
        {**NO_NUMBER, "email": "another@example.se"},
        {**NO_NUMBER, "birth_date": date(1990, 1, 2)},
    ],
)
def test_of_different_buyers_none_is_chosen(gym: Store, other: dict[str, Any]) -> None:
    arrive(gym, ("W-1",))
    arrive(gym, ("W-2",), **other)
    waiting = waiting_orders(gym, "Åsa Öberg")
    assert waiting is not None
    assert (waiting.has_one_buyer, [one.number for one in waiting.orders]) == (False, ["W-100", "W-200"])
    assert order_to_collect(gym, "Åsa Öberg") is None
    assert numbers_found(gym, "W-200") == ["W-200"]
    assert order_to_collect(gym, "W-200") is not None


def test_who_is_registered_has_all_on_the_card(gym: Store) -> None:
    person_id = register(gym)
    arrive(gym, ("W-2", "W-1"), person_id=person_id)
    waiting = waiting_orders(gym, "asa.oberg@example.se")
    assert waiting is not None
    assert (waiting.person_id, len(waiting.orders)) == (person_id, 2)
    assert order_to_collect(gym, "Åsa Öberg") is None


@pytest.mark.parametrize(
    ("changes", "is_theirs"),
    [
        ({"email": "ASA.Oberg@example.se"}, True),
        ({"email": "another@example.se"}, False),
        ({"birth_date": date(1990, 1, 2)}, False),
        ({"given_name": "Aina"}, False),
        ({"personal_number": "199001022395"}, False),
    ],
)
def test_one_bought_without_a_number_is_a_members_by_name_birth_date_and_email(
    gym: Store, changes: dict[str, Any], is_theirs: bool
) -> None:
    """As it stands on their card, so nobody is asked to register them once more."""
    person_id = register(gym)
    order(gym, **NO_NUMBER | changes)
    waiting = waiting_orders(gym, "W-2001")
    assert waiting is not None
    assert (waiting.person_id, waiting.is_new) == ((person_id, False) if is_theirs else ("", True))


def test_the_summary_says_which_order_it_is(gym: Store) -> None:
    """The page of products is left out, and with it everything that was bought."""
    arrive(gym, ("W-1",))
    collect = order_to_collect(gym, "W-100")
    assert collect is not None
    draft = Draft(identification_of(collect.order, today(gym.clock)), details_of(collect.order, gym), collect=collect)
    said = {row.label: row.value for row in registration.summary(ROUTINE, draft, read_facts(gym))}
    assert said["Order"] == "W-100"
    assert said["Betalt online"].replace("\N{NO-BREAK SPACE}", " ") == "2 990,00 kr"
