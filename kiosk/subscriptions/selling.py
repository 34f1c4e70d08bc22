"""Writes a planned subscription with its add-ons and what is paid of it now, inside an errand."""

from dataclasses import dataclass

import msgspec

from kiosk.catalogue import swedish_name
from kiosk.ids import new_id
from kiosk.operations.charging_runs import lot_body
from kiosk.operations.subscriptions import SubscriptionSold
from kiosk.store import Errand
from kiosk.subscriptions.new_subscription import Plan, Planned
from kiosk.till.selling import Line


@dataclass(frozen=True, slots=True)
class Sold:
    planned: Planned
    subscription_id: str


def sell(errand: Errand, plan: Plan, *, person_id: str, terms_version: str, credit: int = 0) -> tuple[Sold, ...]:
    """The main subscription first. `credit` öre were paid before for days to come: its next charge takes them off."""
    main = Sold(plan.main, new_id())
    sold = (main, *(Sold(add_on, new_id()) for add_on in plan.add_ons))
    for one in sold:
        main_id = None if one is main else main.subscription_id
        body = _body(errand, plan, one, main_id, person_id, terms_version)
        errand.perform(msgspec.structs.replace(body, credit=credit) if one is main and credit else body)
    return sold


def receipt_line(one: Sold) -> Line:
    """What is paid of it now, in Swedish."""
    product, charges = one.planned.product, one.planned.charges
    line = Line(swedish_name(product.id), one.planned.due_now, product.vat_kind, product.id, one.subscription_id)
    return line.for_days(charges[0].first, charges[-1].last)


def _body(
    errand: Errand, plan: Plan, one: Sold, main_id: str | None, person_id: str, terms_version: str
) -> SubscriptionSold:
    planned = one.planned
    return SubscriptionSold(
        subscription_id=one.subscription_id,
        facility_id=plan.facility_id,
        person_id=person_id,
        main_id=main_id,
        product_id=planned.product.id,
        kind=planned.product.kind,
        start=plan.start,
        price=planned.cost.price,
        price_list_id=planned.cost.price_list_id,
        is_prepaid=plan.is_prepaid,
        period_months=plan.main.product.period_months if plan.is_prepaid else None,
        committed_days=planned.timeline.committed_days,
        first_draw=plan.draw.day if plan.draw and plan.is_drawn else None,
        terms_version=terms_version,
        terms_accepted_at=errand.at,
        sold_at=errand.at,
        lots=[lot_body(new_id(), one, has_month=not plan.is_prepaid) for one in planned.charges],
        organisation_id=plan.through.organisation_id if plan.through else None,
        invoiced_to=plan.through.organisation_id if plan.through and plan.is_invoiced else None,
    )
