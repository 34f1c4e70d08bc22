"""Members who pay by direct debit, made through real operations."""

from datetime import date, datetime, timedelta
from typing import Any

from kiosk.demo.catalogue import facility_id
from kiosk.direct_debit.mandate_states import CancelledBy
from kiosk.direct_debit.signing import sign_mandate
from kiosk.operations.direct_debit import MandateAnswered, MandateCancelled, MandateSent
from kiosk.people.member_number import make_member_number
from kiosk.store import Store
from tests.people.members import STAFF, draft_mandate, register, sell

NOVEMBER, DECEMBER = date(2026, 11, 30), date(2026, 12, 1)
LONG_AGO = timedelta(days=60)


def payer(
    store: Store, serial: int = 1, state: str = "active", sent_at: datetime | None = None, **terms: Any
) -> tuple[str, str, str]:
    """Somebody charged through November whose mandate is in this state: ids of person, subscription, mandate."""
    numbers: dict[str, Any] = {"personal_number": None} if serial > 1 else {}
    person_id = register(store, serial, mobile=f"+4670174{serial:04}", email=f"m{serial}@example.se", **numbers)
    sold: dict[str, Any] = {"start": date(2026, 10, 15), "charged_until": NOVEMBER}
    subscription_id = sell(store, person_id, **(sold | terms))
    return person_id, subscription_id, mandate(store, person_id, serial, state, sent_at) if state else ""


def mandate(
    store: Store, person_id: str, serial: int = 1, state: str = "active", sent_at: datetime | None = None
) -> str:
    """Sent so long ago that it has taken effect, where nothing else is said."""
    mandate_id = draft_mandate(store, person_id, payer_number=make_member_number(serial))
    if state != "draft":
        sign_mandate(store, STAFF, mandate_id)
    if state in ("sent", "active", "rejected"):
        where = {"facility_id": facility_id("SOD")}
        with store.errand(STAFF, "mandate") as errand:
            at = sent_at or errand.at - LONG_AGO
            errand.perform(MandateSent(mandate_ids=[mandate_id], file_id="file", sent_at=at, **where))
            if state != "sent":
                answer = {"mandate_id": mandate_id, "code": "32" if state == "active" else "05"}
                is_accepted = state == "active"
                errand.perform(MandateAnswered(is_accepted=is_accepted, answered_at=errand.at, **answer, **where))
    if state == "cancelled":
        cancel(store, mandate_id)
    return mandate_id


def cancel(store: Store, mandate_id: str) -> None:
    """By the customer, at the desk."""
    with store.errand(STAFF, "cancel_mandate") as errand:
        at, where = errand.at, {"mandate_id": mandate_id, "facility_id": facility_id("SOD")}
        errand.perform(MandateCancelled(by=CancelledBy.CUSTOMER, code="", cancelled_at=at, **where))
