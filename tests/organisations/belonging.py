"""Members who have an organisation's prices and pay themselves, by direct debit."""

from datetime import date
from typing import Any

from db.tables import Lot
from kiosk.clock import day_of
from kiosk.demo.organisations import organisation_id
from kiosk.ids import new_id
from kiosk.operations.customers import CustomerTypeChanged
from kiosk.operations.people import CertificateRecorded
from kiosk.store import Errand, Store
from tests.direct_debit.payers import payer
from tests.organisations.ordering import Act
from tests.people.members import STAFF

TRAST = organisation_id("TRAST")
"""With a price list of its own, the students': 299 a month for what costs 399."""
OWN, ORDINARY = 29900, 39900


def belongs(person_id: str, until: date | None, organisation: str | None = TRAST) -> Act:
    """Shown, when the agreement's last day was this one."""

    def act(errand: Errand) -> None:
        errand.perform(
            CertificateRecorded(
                certificate_id=new_id(),
                person_id=person_id,
                facility_id=errand.facility_id,
                customer_type="organisation",
                kind="organisation",
                valid_from=day_of(errand.at),
                valid_until=until,
                staff_id=errand.staff.id,
                organisation_id=organisation,
            )
        )
        errand.perform(CustomerTypeChanged(person_id=person_id, customer_type="organisation", changed_at=errand.at))

    return act


def member(store: Store, until: date | None, serial: int = 1, **terms: Any) -> tuple[str, str]:
    """Charged through November 2026 at the agreement's price: ids of person and subscription."""
    sold: dict[str, Any] = {"price": OWN, "price_list": "student"}
    person_id, subscription_id, _mandate = payer(store, serial, **(sold | terms))
    with store.errand(STAFF, "certify") as errand:
        belongs(person_id, until)(errand)
    return person_id, subscription_id


def charged(store: Store, subscription_id: str) -> dict[str, int]:
    """Öre of each month from December on."""
    with store.reading():
        lots = Lot.select().where((Lot.subscription == subscription_id) & (Lot.month >= "2026-12"))
        return {str(lot.month): int(lot.amount) for lot in lots.order_by(Lot.month)}
