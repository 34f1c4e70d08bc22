"""Writes a planned swap inside an errand: the main subscription, and the add-ons that end, begin or follow it."""

from collections.abc import Iterator
from datetime import date

from kiosk.catalogue import ProductKind
from kiosk.customer_facts import CustomerFacts, Held
from kiosk.ids import new_id
from kiosk.operations.charging_runs import SubscriptionCharged
from kiosk.operations.subscription_changes import AddOnEnded, SubscriptionSwapped
from kiosk.operations.subscriptions import LotBody, SubscriptionSold
from kiosk.store import Errand
from kiosk.subscriptions.charging import Charge
from kiosk.subscriptions.kept import KeptSubscription
from kiosk.subscriptions.months import ONE_DAY, month_end
from kiosk.subscriptions.swap_plan import Bought, Candidate, Ended, SwapPlan
from kiosk.subscriptions.swapping import used_lots


def write_swap(errand: Errand, swap: SwapPlan, held: Held, facts: CustomerFacts) -> None:
    """The add-ons' operations rest on the swap by its `change_id`: where it doesn't stand, neither do they."""
    change_id, person_id = new_id(), facts.customer.person_id
    used = tuple(used_bodies(held.main, swap.day))
    errand.perform(
        SubscriptionSwapped(
            change_id=change_id,
            subscription_id=held.id,
            facility_id=held.main.facility_id,
            person_id=person_id,
            as_it_was=held.mark,
            product_id=swap.candidate.product.id,
            kind=swap.candidate.product.kind,
            price=swap.candidate.cost.price,
            price_list_id=swap.candidate.cost.price_list_id,
            day=swap.day,
            credit=swap.credit,
            lots=[*used, *new_bodies(swap.main.charges, used, is_prepaid=held.timeline.is_prepaid)],
            swapped_at=errand.at,
            paid=swap.due_now,
        )
    )
    for ended in swap.ended:
        errand.perform(_ended(errand, ended, swap, person_id, change_id))
    for candidate, bought in swap.added:
        errand.perform(_sold(errand, candidate, bought, held, swap, person_id, change_id))
    for kept, bought in swap.longer:
        lots = list(new_bodies(bought.charges, (), is_prepaid=True))
        errand.perform(
            SubscriptionCharged(
                subscription_id=kept.id,
                facility_id=kept.facility_id,
                person_id=person_id,
                lots=lots,
                price=kept.timeline.price,
                charged_at=errand.at,
                change_id=change_id,
            )
        )


def used_bodies(kept: KeptSubscription, day: date) -> Iterator[LotBody]:
    """What was used before the day: the rest of a lot that is begun is cut off, and it keeps its month."""
    for lot, used in zip(kept.lots, used_lots(kept.timeline, max(day, kept.timeline.start)), strict=False):
        last = lot.last if used.days == lot.days else max(min(lot.last, day - ONE_DAY), lot.first)
        yield LotBody(id=lot.id, month=lot.month, amount=used.amount, days=used.days, first=lot.first, last=last)


def new_bodies(charges: tuple[Charge, ...], used: tuple[LotBody, ...], *, is_prepaid: bool) -> Iterator[LotBody]:
    """A month has its name once, and only on what reaches its end: the name keeps a charging run away."""
    begun = {lot.month for lot in used}
    for charge in charges:
        is_named = not is_prepaid and charge.month not in begun and charge.last == month_end(charge.last)
        yield LotBody(
            id=new_id(),
            month=charge.month if is_named else None,
            amount=charge.amount,
            days=charge.days,
            first=charge.first,
            last=charge.last,
        )


def _ended(errand: Errand, ended: Ended, swap: SwapPlan, person_id: str, change_id: str) -> AddOnEnded:
    return AddOnEnded(
        subscription_id=ended.kept.id,
        facility_id=ended.kept.facility_id,
        person_id=person_id,
        as_it_was=ended.mark,
        end_date=max(swap.day, ended.kept.timeline.start) - ONE_DAY,
        lots=list(used_bodies(ended.kept, swap.day)),
        change_id=change_id,
        ended_at=errand.at,
        unused=ended.unused,
    )


def _sold(
    errand: Errand,
    candidate: Candidate,
    bought: Bought,
    held: Held,
    swap: SwapPlan,
    person_id: str,
    change_id: str,
) -> SubscriptionSold:
    """Under the terms that the customer has accepted with the main subscription."""
    is_prepaid = held.timeline.is_prepaid
    return SubscriptionSold(
        subscription_id=new_id(),
        facility_id=held.main.facility_id,
        person_id=person_id,
        main_id=held.id,
        product_id=candidate.product.id,
        kind=ProductKind.ADD_ON,
        start=swap.day,
        price=candidate.cost.price,
        price_list_id=candidate.cost.price_list_id,
        is_prepaid=is_prepaid,
        period_months=held.main.period_months if is_prepaid else None,
        committed_days=0,
        first_draw=held.main.first_draw,
        terms_version=held.main.terms_version,
        terms_accepted_at=errand.at,
        sold_at=errand.at,
        change_id=change_id,
        lots=list(new_bodies(bought.charges, (), is_prepaid=is_prepaid)),
        organisation_id=held.main.organisation_id,
        invoiced_to=held.main.invoiced_to,
    )
