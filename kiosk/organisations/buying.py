"""Buying through an organisation's agreement: who belongs to it, which pre-order is spent, and what can be bought.

The steps Organisation and Pre-order, shared by the routines that have them. Pure.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.catalogue import Catalogue
from kiosk.desk_facts import Facts
from kiosk.formats import day
from kiosk.organisations import ordering
from kiosk.organisations.agreements import PAYS, Agreement, agreement_problem
from kiosk.organisations.drafts import PreOrderDraft
from kiosk.organisations.ordering import OrderingFacts
from kiosk.organisations.pre_orders import PreOrderFacts
from kiosk.organisations.spending import OrderedFor
from kiosk.people.drafts import Belonging, IdentificationDraft
from kiosk.problems import Problem, Severity
from kiosk.subscriptions.prices import ORGANISATION
from kiosk.subscriptions.products import Through
from kiosk.texts import N_, _

PROOF = "organisation_proof"  # of kiosk.people.customer_types.DOCUMENTS
MATCH = "pre_order_match"  # ticked in its place: the number, which comes later, will be on a pre-order


class Way(StrEnum):
    """What becomes of pre-orders in this purchase."""

    USE = "use"
    ADD = "add"
    WITHOUT = "without"


WAYS = {
    Way.USE: N_("Use a pre-order"),
    Way.ADD: N_("Add a pre-order"),
    Way.WITHOUT: N_("Without a pre-order"),
}
"""Code → label to translate with `_`."""


@dataclass(frozen=True, slots=True)
class OrganisationPart:
    """`agreement`: of the organisation chosen, as this desk's file has it; `search_text` found it; `ticked`: what was
    shown of belonging to it, in a routine that asks for it here."""

    agreement: Agreement | None = None
    search_text: str = ""
    ticked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PreOrderPart:
    """`way`: of Way, "" for the first of those offered. `chosen`: the pre-order to spend; `product_id` and
    `valid_until` are of one to add."""

    way: str = ""
    chosen: PreOrderFacts | None = None
    product_id: str = ""
    valid_until: date | None = None


def own_orders(agreement: Agreement, ordered: Iterable[OrderedFor]) -> tuple[PreOrderFacts, ...]:
    """The organisation's that hold the person's number. An imported one leaves the others out: it locks its product."""
    own = tuple(one.order for one in ordered if one.order.organisation_id == agreement.organisation_id)
    return tuple(one for one in own if one.is_imported) or own


def offered_ways(agreement: Agreement, own: Collection[PreOrderFacts]) -> tuple[Way, ...]:
    """Of another person's one is chosen, or one added, only where none holds the person's own number."""
    if own:
        return (Way.USE,) if any(one.is_imported for one in own) else (Way.USE, Way.WITHOUT)
    return (Way.WITHOUT, Way.USE, Way.ADD) if agreement.has_pre_orders else (Way.WITHOUT,)


@dataclass(frozen=True, slots=True)
class Purchase:
    """What the two steps come to for somebody. `own`: of `own_orders`."""

    agreement: Agreement
    own: tuple[PreOrderFacts, ...]
    part: PreOrderPart

    @property
    def ways(self) -> tuple[Way, ...]:
        return offered_ways(self.agreement, self.own)

    @property
    def way(self) -> Way:
        """What is chosen stays chosen, also when the file no longer has it: then that is said."""
        if self.part.way == Way.USE and self._chosen:
            return Way.USE
        if self.part.way == Way.ADD and not self.own:
            return Way.ADD
        return Way(self.part.way) if self.part.way in self.ways else self.ways[0]

    @property
    def _chosen(self) -> PreOrderFacts | None:
        """Of another organisation, it was chosen before this one was."""
        chosen = self.part.chosen
        return chosen if chosen and chosen.organisation_id == self.agreement.organisation_id else None

    @property
    def is_asked(self) -> bool:
        """There is something to choose or to be told: also that what was chosen can't be had any more."""
        return self.ways != (Way.WITHOUT,) or self.way is not Way.WITHOUT

    @property
    def order(self) -> PreOrderFacts | None:
        """The one to spend: that chosen, or the person's only one."""
        if self.way is not Way.USE:
            return None
        chosen = self._chosen
        if not self.own:
            return chosen
        if chosen is not None:  # one that has gone is missed: no other takes its place
            return next((one for one in self.own if one.pre_order_id == chosen.pre_order_id), None)
        return self.own[0] if len(self.own) == 1 else None

    @property
    def pre_ordered(self) -> str:
        """The product that is locked; "" for none."""
        if self.way is Way.ADD:
            return self.part.product_id
        return self.order.product_id if self.order else ""

    @property
    def through(self) -> Through:
        agreement = self.agreement
        products, is_invoiced = agreement.product_ids, agreement.is_invoiced
        return Through(agreement.organisation_id, agreement.name, products, self.pre_ordered, is_invoiced)

    def belonging(self, *, by_pre_order: bool = False) -> Belonging:
        """`by_pre_order`: staff say that the number, which isn't known yet, will be on one."""
        agreement = self.agreement
        is_matched = bool(self.own) or by_pre_order
        return Belonging(agreement.organisation_id, agreement.until, agreement.price_list_id, is_matched)


def purchase(agreement: Agreement, ordered: Iterable[OrderedFor], part: PreOrderPart) -> Purchase:
    return Purchase(agreement, own_orders(agreement, ordered), part)


def certificate(ticked: frozenset[str], found: Purchase | None) -> IdentificationDraft:
    """What makes somebody known one of the organisation's; `ticked`: what was shown of it."""
    belonging = found.belonging() if found else None
    return IdentificationDraft(ORGANISATION, certificate_kind=ORGANISATION, ticked=ticked, belonging=belonging)


def organisation_problems(part: OrganisationPart, today: date) -> list[Problem]:
    """Field: organisation_id."""
    if part.agreement is None:
        return [Problem("organisation_missing", "organisation_id")]
    said = agreement_problem(part.agreement, today)
    return [] if said is None else [said]


def pre_order_problems(found: Purchase, facts: Facts) -> list[Problem]:
    """Fields: way, pre_order_id; product_id and valid_until of one to add."""
    if found.way is Way.ADD:
        if not found.agreement.has_pre_orders:
            return [Problem("pre_orders_off", "way", values={"name": found.agreement.name})]
        added = added_order(found, facts)
        return list(ordering.order_problems(added, ordering_facts(found.agreement, facts)))
    return list(_spending_problems(found, facts)) if found.way is Way.USE else []


def _spending_problems(found: Purchase, facts: Facts) -> Iterator[Problem]:
    order = found.order
    if order is None:
        yield Problem("pre_order_missing", "pre_order_id")
        return
    if order.product_id not in facts.catalogue.products:
        yield Problem("pre_order_product_gone", "pre_order_id")
    if order.has_number and all(one.pre_order_id != order.pre_order_id for one in found.own):
        yield Problem("pre_order_of_another", "pre_order_id", Severity.WARNING)


def ordering_facts(agreement: Agreement, facts: Facts) -> OrderingFacts:
    """What can be ordered for its people at this desk."""
    products = ordering.orderable(facts.catalogue, agreement.product_ids)
    return OrderingFacts(agreement.organisation_id, agreement.name, products, agreement.until, facts.today)


def added_order(found: Purchase, facts: Facts) -> PreOrderDraft:
    """One to add, as far as it is said: from today on, as long as is usual where nothing else is chosen."""
    usual = ordering_facts(found.agreement, facts).empty
    last = found.part.valid_until or usual.valid_until
    return PreOrderDraft(product_id=found.part.product_id, valid_from=facts.today, valid_until=last)


def purchase_rows(found: Purchase, facts: Facts) -> Iterator[tuple[str, str]]:
    """For the summary: what becomes of pre-orders."""
    order, product = found.order, facts.catalogue.products.get(found.pre_ordered)
    name = product.name if product else ""
    match found.way:
        case Way.WITHOUT:
            yield _("Pre-order"), _("None is used")
        case Way.ADD:
            yield _("Pre-order"), _("{product}: added now and used", product=name)
        case Way.USE if order is not None:
            words = {"product": name, "until": day(order.valid_until)}
            if order in found.own:
                yield _("Pre-order"), _("{product}, valid until {until}", **words)
            else:
                whose = order.shown_name
                yield _("Pre-order"), _("{product}, ordered for {name}, valid until {until}", name=whose, **words)


def agreement_rows(agreement: Agreement, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """The short card: who it is, and what is agreed."""
    yield _("Organisation number"), agreement.shown_number
    yield _("City"), agreement.city or "–"
    yield _("Account manager"), agreement.account_manager or "–"
    yield from belonging_rows(agreement)
    yield _("Price list"), agreement.price_list or _("As the customer type Organisation")
    names = [one.name for one in catalogue.products.values() if one.id in agreement.product_ids]
    yield _("Agreement products"), ", ".join(names) or _("Everything")


def belonging_rows(agreement: Agreement) -> Iterator[tuple[str, str]]:
    yield _("The agreement’s last day"), day(agreement.until) if agreement.until else _("without end")
    yield _("Who pays"), _(PAYS[agreement.pays])


def organisation_rows(agreement: Agreement) -> Iterator[tuple[str, str]]:
    yield _("Organisation"), agreement.name
    yield _("Who pays"), _(PAYS[agreement.pays])
