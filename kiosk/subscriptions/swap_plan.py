"""What a swap comes to for a subscription with its add-ons: for possible, quote and write alike. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from kiosk.catalogue import AddOnChoice, Product
from kiosk.customer_facts import NEVER, CustomerFacts, Held
from kiosk.people.customer_types import ORDINARY, asks_for_certificate
from kiosk.subscriptions.charging import Charge, due
from kiosk.subscriptions.kept import KeptSubscription
from kiosk.subscriptions.months import ONE_DAY
from kiosk.subscriptions.prices import Opened
from kiosk.subscriptions.products import Buyer, Priced, priced
from kiosk.subscriptions.prorating import price_on
from kiosk.subscriptions.swapping import Part, reach, repriced, rest_of_period
from kiosk.subscriptions.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Candidate:
    """A product to swap to; `cost` from the day of the swap on."""

    product: Product
    cost: Priced


@dataclass(frozen=True, slots=True)
class Ended:
    """An add-on that the new product doesn't have; `unused` öre of it count as paid for the new one."""

    kept: KeptSubscription
    product: Product
    mark: str
    unused: int


@dataclass(frozen=True, slots=True)
class Bought:
    """Days of the new product or of an add-on, paid by what was unused and by what is due."""

    product: Product
    part: Part
    charges: tuple[Charge, ...]

    @property
    def amount(self) -> int:
        return due(self.charges)

    @property
    def after(self) -> Timeline:
        return replace(self.part.timeline, lots=(*self.part.timeline.lots, *(one.lot for one in self.charges)))


@dataclass(frozen=True, slots=True)
class SwapPlan:
    """`added` are mandatory add-ons that weren't there, `longer` those that follow a prepaid one to its new end.

    `unused` öre of the main one and `credit_before` are used first. What is missing is due, what is left is credited.
    """

    candidate: Candidate
    day: date
    last: date
    main: Bought
    unused: int
    ended: tuple[Ended, ...]
    added: tuple[tuple[Candidate, Bought], ...]
    longer: tuple[tuple[KeptSubscription, Bought], ...]
    credit_before: int

    @property
    def cost(self) -> int:
        """Öre for everything from the day on."""
        bought = (self.main, *(one for _candidate, one in self.added), *(one for _kept, one in self.longer))
        return sum(one.amount for one in bought)

    @property
    def value(self) -> int:
        return self.unused + sum(one.unused for one in self.ended) + self.credit_before

    @property
    def due_now(self) -> int:
        return max(self.cost - self.value, 0)

    @property
    def credit(self) -> int:
        """What the next charge takes off."""
        return max(self.value - self.cost, 0)


def day_of_swap(held: Held, facts: CustomerFacts) -> date:
    """Today, or its start if that is to come."""
    return max(facts.today, held.timeline.start)


def paid_on(timeline: Timeline, day: date) -> int:
    """Öre, per month or prepaid period."""
    return price_on(day, timeline.price, timeline.later_prices)


def candidates(held: Held, facts: CustomerFacts, *, is_dearer: bool) -> tuple[Candidate, ...]:
    """Of the same kind, period and price list, and of what an organisation that pays has agreed to; dearer or cheaper
    than what is paid on the day, in that order."""
    on, buyer = day_of_swap(held, facts), _buyer(held, facts)
    now, price_list = paid_on(held.timeline, on), facts.catalogue.lists.ids_of(buyer.opened[0])[0]
    found = []
    for product in facts.catalogue.products.values():
        cost = priced(product.id, buyer, on, facts.desk) if _is_alike(product, held.product) else None
        if cost is None or cost.price_list_id != price_list or cost.price == now:
            continue
        if held.payer is not None and not held.payer.pays_for(product.id):
            continue
        if (cost.price > now) is is_dearer:
            found.append(Candidate(product, cost))
    return tuple(sorted(found, key=lambda one: abs(one.cost.price - now)))


def _is_alike(product: Product, held: Product) -> bool:
    same = product.kind is held.kind and product.period_months == held.period_months
    return same and product.is_on and product.id != held.id


def _buyer(held: Held, facts: CustomerFacts) -> Buyer:
    """Who the subscription's own price list is for; after the certificate's end the ordinary customer."""
    price_list_id, certificates = held.main.price_list_id, reversed(facts.customer.certificates)
    agreed = next((one for one in certificates if one.agreed_id == price_list_id), None)
    if agreed is None:
        types = (one.code for one in facts.catalogue.customer_types if one.price_list_id == price_list_id)
        code = next(types, ORDINARY)
        end = facts.customer.type_ends.get(code, date.min if asks_for_certificate(code) else NEVER)
        agreed = Opened(code, None if end == NEVER else end)
    if agreed.until is not None and agreed.until < day_of_swap(held, facts):
        return Buyer(ORDINARY)
    return Buyer(agreed.customer_type, agreed.until, agreed_id=agreed.agreed_id)


def plan(held: Held, candidate: Candidate, facts: CustomerFacts, *, is_dearer: bool) -> SwapPlan:
    """Dearer: what is paid keeps its last day. Cheaper: the money reaches further, and never less far."""
    on = day_of_swap(held, facts)
    stay, ended = _add_ons(held, candidate, on, facts)
    main = _main_part(held, candidate, on)
    added = [(one, _part(one, held, on)) for one in _missing(held, candidate, on, facts)]
    longer = [(kept, product, _longer(kept)) for kept, product in stay if held.timeline.is_prepaid]
    unused = held.timeline.unused_value(on)
    last = held.timeline.debited_until
    if not is_dearer:
        parts = (main, *(part for _one, part in added), *(part for _kept, _product, part in longer))
        last = max(last, reach(unused + sum(one.unused for one in ended), parts, on))
    return SwapPlan(
        candidate=candidate,
        day=on,
        last=last,
        main=Bought(candidate.product, main, main.charges(last)),
        unused=unused,
        ended=ended,
        added=tuple((one, Bought(one.product, part, part.charges(last))) for one, part in added),
        longer=tuple(_bought(longer, last)),
        credit_before=held.main.credit + sum(one.kept.credit for one in ended),
    )


def _add_ons(
    held: Held, candidate: Candidate, on: date, facts: CustomerFacts
) -> tuple[list[tuple[KeptSubscription, Product]], tuple[Ended, ...]]:
    """Those that stay, and those that end; one that ends already is left alone."""
    offered = {
        product_id for product_id, choice in _choices(candidate, facts) if choice is not AddOnChoice.NOT_SELECTABLE
    }
    stay, ended = [], []
    for kept, product, mark in zip(held.add_ons, held.add_on_products, held.add_on_marks, strict=True):
        if kept.timeline.end_date is not None:
            continue
        if product.id in offered:
            stay.append((kept, product))
        else:
            ended.append(Ended(kept, product, mark, kept.timeline.unused_value(max(on, kept.timeline.start))))
    return stay, tuple(ended)


def _missing(held: Held, candidate: Candidate, on: date, facts: CustomerFacts) -> Iterator[Candidate]:
    """Mandatory add-ons of the new product that the customer hasn't got."""
    has = {one.product_id for one in held.add_ons if one.timeline.end_date is None}
    for product_id, choice in _choices(candidate, facts):
        product = facts.catalogue.products.get(product_id)
        if choice is not AddOnChoice.MANDATORY or product is None or not product.is_on or product_id in has:
            continue
        cost = priced(product_id, _buyer(held, facts), on, facts.desk)
        if cost is not None:
            yield Candidate(product, cost)


def _choices(candidate: Candidate, facts: CustomerFacts) -> tuple[tuple[str, AddOnChoice], ...]:
    return facts.catalogue.add_ons.get(candidate.product.id, ())


def _main_part(held: Held, candidate: Candidate, on: date) -> Part:
    timeline, cost = held.timeline, candidate.cost
    if not timeline.is_prepaid:
        return repriced(timeline, cost.price, on, cost.later_prices)
    return rest_of_period(timeline, held.main.period_months or 0, cost.price, on, cost.later_prices)


def _part(candidate: Candidate, held: Held, on: date) -> Part:
    """An add-on that begins on the day; priced by the month also where it is prepaid."""
    cost, prepaid = candidate.cost, held.timeline.is_prepaid
    timeline = Timeline(on, cost.price, is_prepaid=prepaid, later_prices=cost.later_prices)
    return Part(timeline, on, is_one_lot=prepaid)


def _longer(kept: KeptSubscription) -> Part:
    return Part(kept.timeline, kept.timeline.debited_until + ONE_DAY, is_one_lot=True)


def _bought(
    longer: Iterable[tuple[KeptSubscription, Product, Part]], last: date
) -> Iterator[tuple[KeptSubscription, Bought]]:
    for kept, product, part in longer:
        charges = part.charges(last)
        if charges:
            yield kept, Bought(product, part, charges)
