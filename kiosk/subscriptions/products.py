"""The products step: what this customer can buy at which price, and what keeps the step from being finished."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kiosk.catalogue import MAIN_KINDS, AddOnChoice, Product, ProductKind
from kiosk.desk_facts import Facts
from kiosk.direct_debit.mandate_details import may_have_direct_debit
from kiosk.formats import day
from kiosk.people.customer_types import ORDINARY, asks_for_certificate
from kiosk.problems import Problem
from kiosk.subscriptions.drafts import ProductsDraft
from kiosk.subscriptions.prices import Opened, price_steps
from kiosk.subscriptions.prorating import PriceStep, price_on
from kiosk.subscriptions.timeline import committed_days


@dataclass(frozen=True, slots=True)
class Through:
    """The organisation through whose agreement it is bought. `product_ids`: what the agreement is about, none for
    everything; `pre_ordered`: the product that was ordered for them, "" for none; `is_invoiced`: the organisation pays.
    """

    organisation_id: str
    name: str
    product_ids: tuple[str, ...] = ()
    pre_ordered: str = ""
    is_invoiced: bool = False

    def offers(self, product: Product) -> bool:
        """What is ordered is had, also when it isn't sold any more or the agreement no longer names it."""
        if self.pre_ordered:
            return product.id == self.pre_ordered
        return product.is_on and (not self.product_ids or product.id in self.product_ids)

    def pays_for(self, add_on: Product) -> bool:
        """Nobody orders on another's invoice what the agreement doesn't name."""
        return not self.is_invoiced or not self.product_ids or add_on.id in self.product_ids


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who buys, as far as products and prices go. `valid_until`: the certificate's last day, None if it never ends.
    `also`: what other certificates open; `agreed_id`: the price list of their organisation's agreement, "" without.
    `is_certified`: nothing that the type asks for is lacking."""

    customer_type: str
    valid_until: date | None = None
    birth_date: date | None = None
    also: tuple[Opened, ...] = ()
    agreed_id: str = ""
    through: Through | None = None
    is_certified: bool = True

    @property
    def opened(self) -> tuple[Opened, ...]:
        """The customer type alone opens no list that asks for a certificate."""
        own = (Opened(self.customer_type, self.valid_until, self.agreed_id),)
        return (*own, *self.also) if self.is_certified else self.also


def own_certificate(customer_type: str, certificates: Sequence[Opened]) -> Opened | None:
    """Of those that end last coming last: the one that makes somebody the type they are, the longest valid."""
    return next((one for one in reversed(certificates) if one.customer_type == customer_type), None)


def buyer_of(customer_type: str, certificates: Sequence[Opened], birth_date: date | None) -> Buyer:
    """Who has these certificates. Ordinary is always the ordinary price, whatever certificate there has been."""
    own = own_certificate(customer_type, certificates)
    also = () if customer_type == ORDINARY else tuple(one for one in certificates if one is not own)
    until, agreed_id = (own.until, own.agreed_id) if own else (None, "")
    is_certified = own is not None or not asks_for_certificate(customer_type)
    return Buyer(customer_type, until, birth_date, also, agreed_id, is_certified=is_certified)


@dataclass(frozen=True, slots=True)
class Priced:
    """What a product costs this customer from a day on: öre, the list it stands in, and where it changes later."""

    price: int
    price_list_id: str
    later_prices: tuple[PriceStep, ...] = ()

    def on(self, day_asked: date) -> int:
        return price_on(day_asked, self.price, self.later_prices)


@dataclass(frozen=True, slots=True)
class Offer:
    """`price` (öre) is this customer's on the start day; `ordinary` the regular list's. Per calendar month for direct
    debit and add-ons, per period for prepaid. `is_mandatory` add-ons are preselected and locked."""

    product: Product
    price: int
    ordinary: int
    is_mandatory: bool = False


def priced(product_id: str, buyer: Buyer, start: date, facts: Facts) -> Priced | None:
    """By the day rule (rules.md 2), the cheapest list each day; None for a product without a price."""
    lists = facts.catalogue.lists
    listed = [found for found in (lists.listed(product_id, one) for one in buyer.opened) if found is not None]
    ordinary = lists.amounts.get((lists.regular_id, product_id))
    if ordinary is None:
        return next((Priced(one.price, list_id) for list_id, one in listed if one.holds(start)), None)
    price, later = price_steps(start, ordinary, [one for _list_id, one in listed])
    found = (list_id for list_id, one in listed if one.holds(start) and one.price == price)
    return Priced(price, next(found, lists.regular_id), later)


def offered_mains(buyer: Buyer, start: date, facts: Facts) -> tuple[Offer, ...]:
    """Prepaid and direct debit subscriptions in use that have a price, in the catalogue's order."""
    found = (_main_offer(product, buyer, start, facts) for product in facts.catalogue.products.values())
    return tuple(offer for offer in found if offer is not None)


def offered_add_ons(main_product_id: str, buyer: Buyer, start: date, facts: Facts) -> tuple[Offer, ...]:
    """Mandatory and optional ones of a main subscription; those not selectable are left out."""
    found = []
    for product_id, choice in facts.catalogue.add_ons.get(main_product_id, ()):
        product = facts.catalogue.products.get(product_id)
        if product is None or not product.is_on or choice is AddOnChoice.NOT_SELECTABLE:
            continue
        is_mandatory = choice is AddOnChoice.MANDATORY
        if is_mandatory or buyer.through is None or buyer.through.pays_for(product):
            found.append(_offer(product, buyer, start, facts, is_mandatory=is_mandatory))
    return tuple(offer for offer in found if offer is not None)


def unpaid_add_ons(main_product_id: str, buyer: Buyer, facts: Facts) -> tuple[Product, ...]:
    """Optional ones that the subscription has, which the organisation that pays for it doesn't pay for."""
    listed = facts.catalogue.add_ons.get(main_product_id, ()) if buyer.through is not None else ()
    optional = (facts.catalogue.products.get(row_id) for row_id, choice in listed if choice is AddOnChoice.OPTIONAL)
    return tuple(one for one in optional if one and one.is_on and buyer.through and not buyer.through.pays_for(one))


def chosen_main(draft: ProductsDraft, buyer: Buyer, facts: Facts) -> Offer | None:
    """None until one that is offered is chosen."""
    product = facts.catalogue.products.get(draft.main_product_id)
    return None if product is None else _main_offer(product, buyer, start_of(draft, facts), facts)


def chosen_add_ons(draft: ProductsDraft, buyer: Buyer, facts: Facts) -> tuple[Offer, ...]:
    """The mandatory ones and those ticked; ticks left from another main subscription don't count."""
    offers = offered_add_ons(draft.main_product_id, buyer, start_of(draft, facts), facts)
    return tuple(offer for offer in offers if offer.is_mandatory or offer.product.id in draft.add_on_ids)


def latest_start(facts: Facts) -> date:
    """The last day one may choose to start on."""
    return facts.today + timedelta(days=facts.start_days_ahead)


def refused_start(draft: ProductsDraft, facts: Facts) -> Problem | None:
    """Why the chosen day can't be the first; None when it can, or none is chosen."""
    if draft.start is not None and draft.start < facts.today:
        return Problem("start_passed", "start")
    if draft.start is not None and draft.start > latest_start(facts):
        return Problem("start_too_late", "start", values={"latest": day(latest_start(facts))})
    return None


def start_of(draft: ProductsDraft, facts: Facts) -> date:
    """The chosen day, else today; a day that can't be chosen counts as the nearest one that can."""
    return min(max(draft.start or facts.today, facts.today), latest_start(facts))


def facility_of(draft: ProductsDraft, facts: Facts) -> str:
    """The chosen facility's id, else this desk's."""
    return draft.facility_id or facts.place.facility_id


def is_direct_debit(draft: ProductsDraft, facts: Facts) -> bool:
    """Whether the chosen main subscription is charged month by month."""
    product = facts.catalogue.products.get(draft.main_product_id)
    return product is not None and product.kind is ProductKind.DIRECT_DEBIT


def problems(draft: ProductsDraft, buyer: Buyer, facts: Facts) -> list[Problem]:
    """Fields: main_product_id, start, facility_id."""
    found = _main_problems(draft, buyer, facts)
    refused = refused_start(draft, facts)
    if refused is not None:
        found.append(refused)
    if facility_of(draft, facts) not in {facility.id for facility in facts.catalogue.facilities}:
        found.append(Problem("facility_missing", "facility_id"))
    return found


def _main_problems(draft: ProductsDraft, buyer: Buyer, facts: Facts) -> list[Problem]:
    if not draft.main_product_id:
        return [Problem("main_product_missing", "main_product_id")]
    main = chosen_main(draft, buyer, facts)
    if main is None:
        return [Problem("main_product_not_sold", "main_product_id")]
    committed = committed_days(start_of(draft, facts), main.product.commitment_months)
    found = [replace(committed, field="main_product_id")] if isinstance(committed, Problem) else []
    is_drawn = is_direct_debit(draft, facts) and not (buyer.through and buyer.through.is_invoiced)
    if is_drawn and not may_have_direct_debit(buyer.birth_date, facts):
        found.append(Problem("direct_debit_child", "main_product_id"))
    return found


def _main_offer(product: Product, buyer: Buyer, start: date, facts: Facts) -> Offer | None:
    """A prepaid one without its period is half entered in the catalogue."""
    is_whole = product.kind is not ProductKind.PREPAID or product.period_months
    is_offered = product.is_on if buyer.through is None else buyer.through.offers(product)
    if product.kind not in MAIN_KINDS or not is_offered or not is_whole:
        return None
    return _offer(product, buyer, start, facts)


def _offer(product: Product, buyer: Buyer, start: date, facts: Facts, *, is_mandatory: bool = False) -> Offer | None:
    cost = priced(product.id, buyer, start, facts)
    if cost is None:
        return None
    ordinary = facts.catalogue.prices.get((facts.catalogue.regular_price_list_id, product.id), cost.price)
    return Offer(product, cost.price, ordinary, is_mandatory)
