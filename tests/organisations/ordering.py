"""What desks do with organisations and pre-orders in these tests, as the operations of an errand."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from msgspec.structs import replace

from kiosk.demo.catalogue import price_list_id, product_id
from kiosk.ids import new_id
from kiosk.operations.kinds import Body
from kiosk.operations.organisations import OrganisationChanged, OrganisationMerged, OrganisationRegistered
from kiosk.operations.pre_orders import PreOrderCreated, PreOrderUsed, PreOrderUseUndone, PreOrderWithdrawn
from kiosk.operations.subscriptions import LotBody, SubscriptionSold
from kiosk.store import Errand

Act = Callable[[Errand], Any]
NUMBER, OTHER_NUMBER = "5599000105", "5599000113"  # they check out, and are nobody's
GULD = product_id("GULD-12")
PRICE = 399000
COMPANY = OrganisationRegistered(
    organisation_id="",
    code="BJORK",
    name="Björk & Berg AB",
    organisation_number=NUMBER,
    account_manager="Omar Platschef",
    email="lon@bjork.example.se",
    phone="+46846500120",
    street="Björkgatan 1",
    postcode="11662",
    city="Stockholm",
    is_active=True,
    price_list_id=price_list_id("organisation"),
    pre_orders=True,
    pays="organisation",
    agreement_until=date(2027, 12, 31),
    product_ids=[GULD],
    invoice_reference="Ref 1",
    known_twins=[],
)
ORDER = PreOrderCreated(
    pre_order_id="",
    organisation_id="",
    product_id=GULD,
    valid_from=date(2026, 11, 1),
    valid_until=date(2026, 12, 31),
    personal_number="199001010017",
    birth_date=date(1990, 1, 1),
    name="Åsa Öberg",
    email="asa@bjork.example.se",
    created_at=datetime(2026, 11, 2, 9, 30, tzinfo=UTC),
)


def does(body: Body) -> Act:
    return lambda errand: errand.perform(body)


def register(organisation_id: str, **facts: Any) -> Act:
    return does(replace(COMPANY, organisation_id=organisation_id, **facts))


def change(organisation_id: str, field: str, old: Any, new: Any, known_twins: list[str] | None = None) -> Act:
    values = {"old": {field: old}, "new": {field: new}}
    return does(OrganisationChanged(organisation_id=organisation_id, **values, known_twins=known_twins or []))


def merge(organisation_id: str, other_id: str) -> Act:
    return does(OrganisationMerged(organisation_id=organisation_id, other_id=other_id))


def order(pre_order_id: str, organisation_id: str, **facts: Any) -> Act:
    return does(replace(ORDER, pre_order_id=pre_order_id, organisation_id=organisation_id, **facts))


def withdraw(pre_order_id: str) -> Act:
    return lambda errand: errand.perform(PreOrderWithdrawn(pre_order_id=pre_order_id, withdrawn_at=errand.at))


def sell_to(person_id: str, organisation_id: str | None, subscription_id: str = "", **facts: Any) -> Act:
    """A year of gold through the organisation's agreement, which pays for it."""

    def act(errand: Errand) -> None:
        first = facts.pop("start", date(2026, 11, 22))
        last = first.replace(year=first.year + 1)
        lot = LotBody(id=new_id(), month=None, amount=PRICE, days=365, first=first, last=last)
        errand.perform(
            SubscriptionSold(
                subscription_id=subscription_id or new_id(),
                facility_id=errand.facility_id,
                person_id=person_id,
                main_id=None,
                product_id=GULD,
                kind="prepaid",
                start=first,
                price=PRICE,
                price_list_id=price_list_id("standard"),
                is_prepaid=True,
                period_months=12,
                committed_days=0,
                first_draw=None,
                terms_version="2026-1",
                terms_accepted_at=errand.at,
                sold_at=errand.at,
                lots=[lot],
                organisation_id=organisation_id,
                invoiced_to=organisation_id,
                **facts,
            )
        )

    return act


def spend(pre_order_id: str, person_id: str, subscription_id: str) -> Act:
    def act(errand: Errand) -> None:
        used = PreOrderUsed(
            pre_order_id=pre_order_id, person_id=person_id, subscription_id=subscription_id, used_at=errand.at
        )
        errand.perform(used)

    return act


def give_back(pre_order_id: str, subscription_id: str) -> Act:
    return does(PreOrderUseUndone(pre_order_id=pre_order_id, subscription_id=subscription_id))
