"""What a new subscription comes to: its add-ons, its first draw, what is charged now. For quote and finish alike."""

from dataclasses import dataclass
from datetime import date

from kiosk.catalogue import Product, ProductKind
from kiosk.desk_facts import Facts
from kiosk.direct_debit.bank_days import Draw, first_draw, first_run
from kiosk.subscriptions.charging import Charge, due, first_payment, prepaid_charge
from kiosk.subscriptions.drafts import ProductsDraft
from kiosk.subscriptions.months import days_between, period_end
from kiosk.subscriptions.products import (
    Buyer,
    Offer,
    Priced,
    Through,
    chosen_add_ons,
    chosen_main,
    facility_of,
    is_direct_debit,
    priced,
    start_of,
)
from kiosk.subscriptions.prorating import charge
from kiosk.subscriptions.timeline import Timeline, committed_days


@dataclass(frozen=True, slots=True)
class Planned:
    """One subscription to sell, main or add-on. `charges` are what is paid now, one lot each."""

    product: Product
    cost: Priced
    charges: tuple[Charge, ...]
    timeline: Timeline

    @property
    def due_now(self) -> int:
        return due(self.charges)

    def between(self, first: date, last: date) -> int:
        """Öre for these days, at the price of a month."""
        return charge(self.cost.price, first, last, (), self.cost.later_prices)


@dataclass(frozen=True, slots=True)
class Plan:
    """`draw` is None for prepaid; where the organisation `through` whose agreement it is sold pays, it is the charging
    run, and nothing is drawn. The add-ons follow the main subscription's dates."""

    main: Planned
    add_ons: tuple[Planned, ...]
    facility_id: str
    start: date
    draw: Draw | None
    through: Through | None = None

    @property
    def all(self) -> tuple[Planned, ...]:
        return (self.main, *self.add_ons)

    @property
    def is_prepaid(self) -> bool:
        return self.draw is None

    @property
    def is_invoiced(self) -> bool:
        """The organisation pays: nothing is paid at the desk, and no mandate is needed."""
        return self.through is not None and self.through.is_invoiced

    @property
    def is_drawn(self) -> bool:
        return self.draw is not None and not self.is_invoiced

    @property
    def charged(self) -> int:
        """Öre for what is charged in the sale."""
        return sum(one.due_now for one in self.all)

    @property
    def due_now(self) -> int:
        """Öre to pay at the desk."""
        return 0 if self.is_invoiced else self.charged

    @property
    def commitment_total(self) -> int:
        """Öre for everything chosen, from the start to the end of the commitment; 0 without one."""
        last = self.main.timeline.committed_until
        return 0 if last is None else sum(one.between(self.start, last) for one in self.all)


def plan(draft: ProductsDraft, buyer: Buyer, facts: Facts) -> Plan | None:
    """As it would be sold today; None while no main subscription that is sold is chosen."""
    main = chosen_main(draft, buyer, facts)
    if main is None:
        return None
    start = start_of(draft, facts)
    draw = _first_draw(start, buyer, facts) if is_direct_debit(draft, facts) else None
    add_ons = chosen_add_ons(draft, buyer, facts)
    found = [_planned(offer, main.product, start, draw, buyer, facts) for offer in (main, *add_ons)]
    return Plan(found[0], tuple(found[1:]), facility_of(draft, facts), start, draw, buyer.through)


def _first_draw(start: date, buyer: Buyer, facts: Facts) -> Draw:
    if buyer.through is not None and buyer.through.is_invoiced:
        return first_run(facts.today, facts.draw_day, start=start)
    return first_draw(facts.today, facts.draw_day, start=start, bank_days=facts.first_draw_bank_days)


def _planned(offer: Offer, main: Product, start: date, draw: Draw | None, buyer: Buyer, facts: Facts) -> Planned:
    cost = priced(offer.product.id, buyer, start, facts)
    if cost is None:
        raise ValueError(f"{offer.product.code} is offered without a price")
    charges = (
        _prepaid_charges(offer.product, main, start, cost) if draw is None else _debited_charges(start, draw, cost)
    )
    months = committed_days(start, offer.product.commitment_months)
    timeline = Timeline(
        start,
        cost.price,
        committed_days=months if isinstance(months, int) and draw is not None else 0,
        is_prepaid=draw is None,
        later_prices=cost.later_prices,
    )
    return Planned(offer.product, cost, charges, timeline.with_lots(one.lot for one in charges))


def _debited_charges(start: date, draw: Draw, cost: Priced) -> tuple[Charge, ...]:
    return first_payment(cost.price, start, draw.pays, cost.later_prices)


def _prepaid_charges(product: Product, main: Product, start: date, cost: Priced) -> tuple[Charge, ...]:
    """An add-on has a price per month, and is paid for the main one's whole period as one lot."""
    months = main.period_months or 0
    if product.kind is not ProductKind.ADD_ON:
        return (prepaid_charge(cost.price, start, months, cost.later_prices),)
    end = period_end(start, months)
    return (Charge(start, end, charge(cost.price, start, end, (), cost.later_prices), days_between(start, end)),)
