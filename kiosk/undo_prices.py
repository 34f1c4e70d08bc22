"""What becomes of prices when certificates and customer types are taken back: as the routine said it, turned round."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from db.rows import json_list
from db.tables import Person
from kiosk.customer_facts import Customer, CustomerFacts
from kiosk.operations.customers import CustomerTypeChanged
from kiosk.operations.kinds import Body
from kiosk.operations.people import CertificateRecorded
from kiosk.operations.subscription_changes import SubscriptionRepriced
from kiosk.operations.subscriptions import SubscriptionSold
from kiosk.people.certificates import certificates_of
from kiosk.people.certify import costing, price_changes
from kiosk.routine import Change
from kiosk.subscriptions.kept import KeptSubscription
from kiosk.subscriptions.timeline import Timeline
from kiosk.undo_inverses import Undoing

PRICED = (CertificateRecorded, CustomerTypeChanged, SubscriptionRepriced)
"""Operations that prices of days to come follow from."""


def prices_back(
    bodies: Sequence[Body], undoing: Undoing, read_facts: Callable[[], CustomerFacts]
) -> tuple[Change, ...]:
    """What days that are not charged yet cost now, and again when the errand with these `bodies` is undone. Inside
    `store.reading()`; the facts are read only where it may be so. What the errand sold itself is no part of it: it is
    gone then."""
    priced = [body for body in bodies if isinstance(body, PRICED)]
    if not priced:
        return ()
    facts = read_facts()
    if not any(body.person_id in facts.customer.ids for body in priced):
        return ()
    customer = _customer_before(bodies, undoing, facts.customer)
    anew = {body.subscription_id for body in bodies if isinstance(body, SubscriptionRepriced)}
    sold = {body.subscription_id for body in bodies if isinstance(body, SubscriptionSold)}

    def after_of(kept: KeptSubscription) -> Timeline:
        agreed = (kept.timeline.price, kept.price_list_id)
        if kept.id in anew:
            was = undoing.before(kept.id)
            agreed = (was["price"], was["price_list_id"])
        return costing(kept, *agreed, customer, facts)

    left = tuple(one for one in facts.held if one.id not in sold)
    return tuple(price_changes(after_of, replace(facts, held=left)))


def _customer_before(bodies: Iterable[Body], undoing: Undoing, customer: Customer) -> Customer:
    recorded = [body.certificate_id for body in bodies if isinstance(body, CertificateRecorded)]
    rows = (undoing.trace.row(Person, one) for one in customer.ids)
    types = (str(row["customer_type"]) for row in rows if row is not None)
    return replace(
        customer,
        customer_type=next(types, customer.customer_type),
        certificates=certificates_of(json_list(customer.ids), recorded),
    )
