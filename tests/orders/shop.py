"""What the web shop sends, as operations at a desk that has pulled them."""

from datetime import date, timedelta
from typing import Any

from kiosk.demo.catalogue import product_id
from kiosk.ids import new_id
from kiosk.operations.orders import PurchaseOrdered
from kiosk.store import Errand, Store
from tests.people.members import STAFF

ASA: dict[str, Any] = {
    "personal_number": "199001010017",
    "birth_date": date(1990, 1, 1),
    "given_name": "Åsa",
    "family_name": "Öberg",
    "email": "asa.oberg@example.se",
}


def ordered(errand: Errand, product: str = "GULD-12", **changes: Any) -> PurchaseOrdered:
    """Åsa's student year for 2990, two days ago, or whatever `changes` makes of it."""
    values: dict[str, Any] = {
        "order_id": new_id(),
        "facility_id": errand.facility_id,
        "number": "W-2001",
        "person_id": None,
        **ASA,
        "mobile": "+46701740605",
        "product_id": product_id(product),
        "add_on_ids": [],
        "customer_type": "student",
        "certificate_kind": "",
        "certificate_until": None,
        "paid": 299000,
        "ordered_at": errand.at - timedelta(days=2),
        "has_mandate": False,
        "clearing": "",
        "account": "",
    }
    return PurchaseOrdered(**(values | changes))


def order(store: Store, product: str = "GULD-12", **changes: Any) -> str:
    """Its id."""
    with store.errand(STAFF, "demo_order") as errand:
        body = ordered(errand, product, **changes)
        errand.perform(body)
    return body.order_id
