"""Subscriptions to swap in tests: sold, charged and priced as a case wants it."""

from datetime import date
from typing import Any

from db.rows import found
from db.tables import Price, ProductAddOn
from kiosk.demo.catalogue import product_id
from kiosk.ids import fixed_id
from kiosk.operations.subscription_changes import SubscriptionTerminated
from kiosk.store import Store
from kiosk.subscriptions.swap import Draft
from tests.people.members import STAFF
from tests.people.serving import SELF, facts_of


def to(code: str) -> Draft:
    return Draft(SELF, product_id(code))


def set_price(store: Store, code: str, amount: int, price_list: str = "standard") -> None:
    with store.own_writing():
        Price.update(amount=amount).where(Price.id == fixed_id("price", price_list, code)).execute()


def without_mandatory_add_ons(store: Store) -> None:
    with store.own_writing():
        ProductAddOn.delete().where(ProductAddOn.choice == "mandatory").execute()


def terminate(store: Store, person_id: str, end: date) -> None:
    held = facts_of(store, person_id).chosen
    with store.errand(STAFF, "terminate") as errand:
        errand.perform(
            SubscriptionTerminated(
                subscription_id=held.id,
                add_on_ids=[one.id for one in held.add_ons],
                person_id=person_id,
                end_date=end,
                reason="",
                terminated_at=errand.at,
            )
        )


def lots(store: Store, subscription_id: str) -> list[tuple[Any, ...]]:
    """(month, öre, days, first, last) in order."""
    with store.reading():
        sql = "SELECT month, amount, days, first, last FROM lot WHERE subscription_id = ? ORDER BY position"
        return found(sql, subscription_id)


def taken(store: Store) -> int:
    """Öre that all customers have paid at this desk."""
    with store.reading():
        ((total,),) = found("SELECT COALESCE(SUM(total), 0) FROM sale")
    return int(total)
