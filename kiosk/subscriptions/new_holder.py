"""Who takes a subscription over, and what its days that are left cost them (docs/decisions/0040). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kiosk.catalogue import Product
from kiosk.customer_facts import CustomerFacts, Held
from kiosk.desk_facts import Facts
from kiosk.organisations.agreements import Payer
from kiosk.people.customer_types import ORDINARY
from kiosk.people.drafts import IdentificationDraft, PersonalDetailsDraft
from kiosk.people.identification import opened_by, with_opened
from kiosk.people.personal_details import birth_date_of
from kiosk.subscriptions.charging import Charge
from kiosk.subscriptions.kept import KeptSubscription
from kiosk.subscriptions.prices import ORGANISATION, Opened
from kiosk.subscriptions.products import Buyer, Priced, buyer_of, priced
from kiosk.subscriptions.swap_plan import day_of_swap
from kiosk.subscriptions.swapping import Part, repriced, rest_of_period


@dataclass(frozen=True, slots=True)
class NewHolder:
    """As they will be: with what they have shown before, and what is shown now."""

    customer_type: str
    certificates: tuple[Opened, ...]
    birth_date: date | None

    @property
    def buyer(self) -> Buyer:
        return buyer_of(self.customer_type, self.certificates, self.birth_date)

    def belongs_to(self, organisation_id: str | None, day: date) -> bool:
        """By a certificate that holds; whoever was made ordinary has left."""
        if self.customer_type == ORDINARY or not organisation_id:
            return False
        return any(one.organisation_id == organisation_id for one in holding(self.certificates, day))


def holding(opened: Iterable[Opened], day: date) -> tuple[Opened, ...]:
    return tuple(one for one in opened if one.until is None or day <= one.until)


def new_holder(shown: IdentificationDraft, details: PersonalDetailsDraft, facts: Facts) -> NewHolder:
    """Who is registered stays what they are when they show nothing but who they are."""
    registered = details.registered
    born = registered.known.birth_date if registered else birth_date_of(details, shown, facts.today)
    new = opened_by(shown, born, facts)
    had = registered.certificates if registered else ()
    customer_type = registered.customer_type if registered and new is None else shown.customer_type
    return NewHolder(customer_type, with_opened(had, new), born)


@dataclass(frozen=True, slots=True)
class Dearer:
    """One of the subscriptions whose days from `charge.first` on cost the new holder more than the `unused` öre that
    are paid for them. `mark`: what the claim rests on; `part`: what was used, and the price from then on."""

    kept: KeptSubscription
    product: Product
    mark: str
    cost: Priced
    part: Part
    charge: Charge
    unused: int

    @property
    def due(self) -> int:
        return self.charge.amount - self.unused


def dearer(holder: NewHolder, facts: CustomerFacts) -> tuple[Dearer, ...]:
    """The main one and its add-ons, each by itself: what is cheaper is not paid back."""
    held, on = facts.chosen, day_of_swap(facts.chosen, facts)
    marks = (held.mark, *held.add_on_marks)
    found = (
        _dearer(kept, product, mark, held, holder, facts)
        for kept, product, mark in zip(held.all, held.products, marks, strict=True)
        if not keeps_price(kept, held, holder, facts, on)
    )
    return tuple(one for one in found if one is not None and one.due > 0)


def keeps_price(kept: KeptSubscription, held: Held, holder: NewHolder, facts: CustomerFacts, day: date) -> bool:
    """Of the same customer type, of the same organisation, or with the price list that it stands in anyway. What
    anybody has is for anybody."""
    giver, lists = facts.customer.customer_type, facts.catalogue.lists
    if giver == ORDINARY or kept.price_list_id == lists.regular_id:
        return True
    opened = holding(holder.buyer.opened, day)
    is_same_type = giver != ORGANISATION and any(one.customer_type == giver for one in opened)
    is_same_organisation = holder.belongs_to(held.main.organisation_id, day)
    return is_same_type or is_same_organisation or any(kept.price_list_id in lists.ids_of(one) for one in opened)


def _dearer(
    kept: KeptSubscription, product: Product, mark: str, held: Held, holder: NewHolder, facts: CustomerFacts
) -> Dearer | None:
    """None for what has no price, or no days left."""
    on, last = day_of_swap(held, facts), kept.timeline.access_until
    cost = priced(product.id, holder.buyer, on, facts.desk)
    if cost is None or last is None or last < on:
        return None
    part = _rest(kept, held, cost, on)
    charges = part.charges(last)
    return Dearer(kept, product, mark, cost, part, charges[0], kept.timeline.unused_value(on)) if charges else None


def _rest(kept: KeptSubscription, held: Held, cost: Priced, on: date) -> Part:
    """A main one's price is its period's, an add-on's a month's, also where it is prepaid."""
    if kept.id == held.id and kept.period_months:
        return rest_of_period(kept.timeline, kept.period_months, cost.price, on, cost.later_prices)
    part = repriced(kept.timeline, cost.price, on, cost.later_prices)
    return Part(part.timeline, part.first, is_one_lot=True)


def leaving_payer(holder: NewHolder, facts: CustomerFacts) -> Payer | None:
    """The organisation that pays for it, and not for the new holder; None where nothing changes."""
    payer, on = facts.chosen.payer, day_of_swap(facts.chosen, facts)
    return payer if payer is not None and not holder.belongs_to(payer.organisation_id, on) else None
