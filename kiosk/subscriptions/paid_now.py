"""Days of running subscriptions that are paid at the desk: what they cost, why, and how it is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from kiosk.catalogue import Product, swedish_name
from kiosk.customer_facts import CustomerFacts, Held
from kiosk.formats import amount
from kiosk.operations.charging_runs import SubscriptionCharged, lot_bodies
from kiosk.routine import Due, QuoteLine
from kiosk.store import Errand
from kiosk.subscriptions.charge_words import month_words, priced_days
from kiosk.subscriptions.charging import Charge, charged, charges_until, due
from kiosk.subscriptions.kept import KeptSubscription
from kiosk.subscriptions.timeline import Timeline
from kiosk.texts import _
from kiosk.till.selling import Line
from kiosk.till.vat import vat_rate


@dataclass(frozen=True, slots=True)
class PaidNow:
    """Of one subscription: `charges` of `timeline`, which is as it will be before they are paid."""

    kept: KeptSubscription
    product: Product
    timeline: Timeline
    charges: tuple[Charge, ...]

    @property
    def credit_used(self) -> int:
        """A credit is taken off what is charged next; it is never paid out."""
        return min(self.kept.credit, due(self.charges))

    @property
    def due_now(self) -> int:
        return due(self.charges) - self.credit_used

    @property
    def last(self) -> date:
        """The last day paid; for one that has something to pay."""
        return self.charges[-1].last

    @property
    def after(self) -> Timeline:
        return charged(self.timeline, self.charges)


def paid_now(held: Held, timelines: Sequence[Timeline], last: date) -> tuple[PaidNow, ...]:
    """The unpaid days through `last` of each subscription: of the main one, then of its add-ons. A prepaid one has
    been paid for."""
    return tuple(
        PaidNow(kept, product, timeline, () if timeline.is_prepaid else charges_until(timeline, last))
        for kept, product, timeline in zip(held.all, held.products, timelines, strict=True)
    )


def paid_through(paid: Sequence[PaidNow]) -> date | None:
    """The last day of them; None where nothing is paid."""
    return max((one.last for one in paid if one.charges), default=None)


def quote_lines(paid: Sequence[PaidNow], today: date) -> Iterator[QuoteLine]:
    """A line for each subscription, and one for a credit that is taken off."""
    for one in paid:
        vat = vat_rate(one.product.vat_kind, today)
        line = partial(QuoteLine, due=Due.NOW, vat_percent=vat, product_id=one.product.id, subscription_id=one.kept.id)
        if one.charges:
            days = (part for each in one.charges for part in priced_days(one.timeline, each.first, each.last))
            yield line(text=one.product.name, amount=due(one.charges), why=f"{'; '.join(month_words(days))}.")
        if one.credit_used:
            yield line(text=_("Credit"), amount=-one.credit_used, why=_("Credited when the subscription was changed."))


def credit_left(paid: Sequence[PaidNow]) -> int:
    return sum(one.kept.credit - one.credit_used for one in paid)


def write_paid(errand: Errand, paid: Sequence[PaidNow], facts: CustomerFacts) -> tuple[Line, ...]:
    """Inside the errand, when freezes and dates have been written; the receipt's lines."""
    lines = []
    for one in paid:
        if not one.charges:
            continue
        errand.perform(
            SubscriptionCharged(
                subscription_id=one.kept.id,
                facility_id=one.kept.facility_id,
                person_id=facts.customer.person_id,
                lots=lot_bodies(one.kept.id, one.charges),
                credit_used=one.credit_used,
                price=one.timeline.price,
                charged_at=errand.at,
            )
        )
        if one.due_now:
            lines.append(_receipt_line(one))
    return tuple(lines)


def _receipt_line(one: PaidNow) -> Line:
    product = one.product
    credited = f", tillgodo {amount(one.credit_used)} kr avdraget" if one.credit_used else ""
    line = Line(swedish_name(product.id), one.due_now, product.vat_kind, product.id, one.kept.id)
    return line.for_days(one.charges[0].first, one.last, credited)
