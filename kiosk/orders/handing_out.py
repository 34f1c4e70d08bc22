"""Writes what an online purchase becomes when it is collected, inside an errand: subscription, mandate, collection."""

from collections.abc import Sequence

from kiosk.catalogue import swedish_name
from kiosk.customer_facts import Customer
from kiosk.desk_facts import Facts
from kiosk.direct_debit.drafts import MandateDraft
from kiosk.direct_debit.signing import draft_mandate, sign_electronically, stop_override
from kiosk.operations.orders import PurchaseCollected
from kiosk.orders.collecting import Collection, receipt_text
from kiosk.orders.ready import Order
from kiosk.people.registering import Newcomer
from kiosk.store import Errand
from kiosk.subscriptions.selling import Sold, receipt_line, sell
from kiosk.till.selling import Line


def hand_out(errand: Errand, found: Collection, *, person_id: str, terms_version: str) -> tuple[Sold, ...]:
    """The main subscription first. Another desk may have been earlier: then central makes a matter of it."""
    sold = sell(errand, found.plan, person_id=person_id, terms_version=terms_version, credit=found.credit)
    errand.perform(
        PurchaseCollected(
            order_id=found.order.id,
            person_id=person_id,
            subscription_id=sold[0].subscription_id,
            collected_at=errand.at,
        )
    )
    return sold


def receipt_lines(found: Collection, sold: tuple[Sold, ...]) -> tuple[Line, ...]:
    """Only what is paid at the desk: the rest has its receipt from the shop."""
    if not found.due:
        return ()
    if not found.order.paid:
        return tuple(receipt_line(one) for one in sold if one.planned.due_now)
    product = found.plan.main.product
    text = receipt_text(swedish_name(product.id), found.order.number)
    return (Line(text, found.due, product.vat_kind, product.id, sold[0].subscription_id),)


def sign(
    errand: Errand,
    found: Collection,
    typed: MandateDraft,
    customer: Newcomer | Customer,
    facts: Facts,
    known_ids: Sequence[str] | None = None,
) -> str:
    """The electronic mandate that came with the order, else the one typed here: the id of the form to be signed, ""
    without one. `known_ids`: as of `draft_mandate`."""
    draw = found.plan.draw
    if draw is None:
        return ""
    order = found.order
    draft = electronic(order) if order.has_mandate else typed
    if not order.has_mandate:
        stop_override(errand, draft)
    facility_id = customer.facility_id
    mandate_id = draft_mandate(
        errand, draft, customer, facts, facility_id=facility_id, first_draw=draw.day, known_ids=known_ids
    )
    if order.has_mandate:
        sign_electronically(errand, mandate_id, person_id=customer.person_id, facility_id=facility_id)
        return ""
    return mandate_id


def electronic(order: Order) -> MandateDraft:
    return MandateDraft(clearing=order.clearing, account=order.account)
