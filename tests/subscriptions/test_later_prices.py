"""What a day costs after the certificate that gave the price: the same at the desk, on the card and in the run."""

from datetime import date
from typing import Any

import pytest

from kiosk.direct_debit.charging_facts import read_debit_facts
from kiosk.people.person_card import read_person_card
from kiosk.people.person_card_facts import PersonCard
from kiosk.store import Store
from kiosk.subscriptions.charging import charge_run, due
from kiosk.subscriptions.prices import TypePrice, after_certificate
from kiosk.subscriptions.prorating import PriceStep
from tests.people.members import STAFF, certify, register, sell
from tests.people.serving import facts_of

SEPTEMBER_14 = date(2026, 9, 14)


@pytest.mark.parametrize(
    ("until", "others", "steps"),
    [
        (None, [], ()),
        (SEPTEMBER_14, [], (PriceStep(date(2026, 9, 15), 39900),)),
        (SEPTEMBER_14, [TypePrice(31900)], (PriceStep(date(2026, 9, 15), 31900),)),
        (SEPTEMBER_14, [TypePrice(49900)], (PriceStep(date(2026, 9, 15), 39900),)),
        (SEPTEMBER_14, [TypePrice(29900, date(2026, 12, 31))], (PriceStep(date(2027, 1, 1), 39900),)),
        (
            SEPTEMBER_14,
            [TypePrice(31900, date(2026, 10, 31))],
            (PriceStep(date(2026, 9, 15), 31900), PriceStep(date(2026, 11, 1), 39900)),
        ),
    ],
)
def test_the_cheapest_that_is_open(until: date | None, others: list[TypePrice], steps: tuple[PriceStep, ...]) -> None:
    """299 by a student's certificate, 399 without one (rules.md 2)."""
    assert after_certificate(29900, until, 39900, others) == steps


@pytest.mark.parametrize(("is_pensioner", "september"), [(False, 35233), (True, 13953 + 17013)])
def test_card_desk_and_run_agree(gym: Store, is_pensioner: bool, september: int) -> None:
    """rules.md: 13953 + 21280 = 35233; as a pensioner, too, the days after cost 319 a month: 16 of 30 are 17013."""
    person_id = register(gym, customer_type="student")
    certify(gym, person_id, SEPTEMBER_14)
    if is_pensioner:
        certify(gym, person_id, None, "pension_early", "pensioner")
    sold: dict[str, Any] = {
        "start": date(2026, 1, 1),
        "charged_until": date(2026, 8, 31),
        "price": 29900,
        "price_list": "student",
    }
    subscription_id = sell(gym, person_id, **sold)
    desk = facts_of(gym, person_id).chosen.timeline
    with gym.reading():
        run = read_debit_facts([subscription_id], SEPTEMBER_14)[0].chargeables[0].timeline
    card = read_person_card(gym, person_id, STAFF, date(2026, 9, 1))
    assert isinstance(card, PersonCard)
    assert [due(charge_run(one, SEPTEMBER_14)) for one in (desk, run)] == [september, september]
    draw = card.subscriptions[0].next_draw
    assert draw is not None
    assert draw.amount > september  # the October draw pays September too: it is late
