"""What an agreement's own price list means for what is charged later: at the desk, on the card and in a run."""

from dataclasses import replace
from datetime import date

import pytest

from db.tables import Subscription
from kiosk.customer_facts import read_customer_facts
from kiosk.demo.catalogue import price_list_id
from kiosk.desk_facts import read_facts
from kiosk.direct_debit.charging_facts import read_debit_facts
from kiosk.people.person_card_subscriptions import read_subscriptions
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.subscriptions.prices import Opened, PriceLists
from kiosk.subscriptions.products import Buyer, priced
from kiosk.subscriptions.prorating import PriceStep
from tests.organisations.joining import agree, joined, joining
from tests.people.members import certify
from tests.registration import ACCOUNT, debited

LISTS = PriceLists(
    {("regular", "gold"): 39900, ("type", "gold"): 35900, ("own", "gold"): 29900, ("student", "gold"): 29900,
     ("regular", "pool"): 9900, ("type", "pool"): 8900},
    {"ordinary": "regular", "organisation": "type", "student": "student"},
    "regular",
)  # fmt: skip
END = date(2026, 12, 14)
NEXT = date(2026, 12, 15)
AGREED = Opened("organisation", END, "own")


@pytest.mark.parametrize(
    ("price", "listed", "product", "certificates", "steps"),
    [
        (29900, "own", "gold", [AGREED], (PriceStep(NEXT, 39900),)),
        (8900, "type", "pool", [AGREED], (PriceStep(NEXT, 9900),)),  # the agreement's list doesn't have it
        (29900, "own", "gold", [replace(AGREED, until=None)], ()),
        (39900, "regular", "gold", [AGREED], ()),
        (29900, "own", "gold", [], ()),
        (29900, "own", "gold", [AGREED, Opened("student", date(2027, 1, 31))], (PriceStep(date(2027, 2, 1), 39900),)),
        (29900, "own", "gold", [AGREED, Opened("organisation", None)], (PriceStep(NEXT, 35900),)),  # another's people
        (27900, "left", "gold", [AGREED], (PriceStep(NEXT, 39900),)),
    ],
)
def test_what_follows_on_an_agreed_price(
    price: int, listed: str, product: str, certificates: list[Opened], steps: tuple[PriceStep, ...]
) -> None:
    """`left`: the list that the organisation had when it was sold, and has no more."""
    assert LISTS.later(price, listed, product, certificates) == steps


def test_an_agreements_own_list_stands_in_the_types_place(gym: Store) -> None:
    """Also where it is dearer; ordinary is always open."""
    facts = read_facts(gym)
    buyer = Buyer("organisation", None, None, agreed_id=price_list_id("standard"))
    found = priced(next(iter(facts.catalogue.products)), buyer, facts.today, facts)
    assert found is not None
    assert found.price == 49900, "GULD-AG, which the type has for 449"


def test_the_agreement_ends_alike_everywhere(gym: Store, staff: StaffMember) -> None:
    agree(gym, "TRAST", "agreement_until", END.isoformat())
    person_id = joined(gym, staff, joining(gym, "TRAST", products=debited(), mandate=ACCOUNT)).person_id
    with gym.reading():
        sold = Subscription.get()
        assert (sold.price, sold.price_list_id) == (29900, price_list_id("student"))
        (charged,) = read_debit_facts([sold.id], date(2027, 1, 1))
        (shown,) = read_subscriptions([person_id], date(2026, 11, 22))
    expected = (PriceStep(NEXT, 39900),)
    assert charged.chargeables[0].timeline.later_prices == expected
    assert read_customer_facts(gym, person_id).held[0].timeline.later_prices == expected
    assert shown.through == "Idrottsföreningen Trasten"
    assert shown.next_draw is not None
    assert shown.next_draw.amount == 13503 + 21881, "1–14 December at 299, 15–31 at 399"


def test_another_certificate_goes_on_when_the_agreement_ends(gym: Store, staff: StaffMember) -> None:
    agree(gym, "TRAST", "agreement_until", END.isoformat())
    person_id = joined(gym, staff, joining(gym, "TRAST", products=debited(), mandate=ACCOUNT)).person_id
    certify(gym, person_id, date(2027, 6, 30))
    expected = (PriceStep(date(2027, 7, 1), 39900),)
    assert read_customer_facts(gym, person_id).held[0].timeline.later_prices == expected
    with gym.reading():
        (charged,) = read_debit_facts([Subscription.get().id], date(2027, 1, 1))
    assert charged.chargeables[0].timeline.later_prices == expected
