"""Desk work: pre-orders in a sale: which hold somebody's number, whether one can still be spent, and spending it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from kiosk.clock import day_of, today
from kiosk.desk_facts import Facts
from kiosk.operations.journal import PRE_ORDER_USED
from kiosk.operations.pre_orders import PreOrderUsed
from kiosk.organisations import ordering
from kiosk.organisations.buying import PreOrderPart, Purchase, Way, added_order, ordering_facts
from kiosk.organisations.spending import pre_orders_for, spending_problem
from kiosk.people.drafts import IdentificationDraft, PersonalDetailsDraft
from kiosk.people.personal_details import number_of
from kiosk.problems import Problem
from kiosk.staff.rights import Right
from kiosk.store import Errand, Store


@dataclass(frozen=True, slots=True)
class Spender:
    """Who buys. `personal_number` "" for somebody who has none."""

    person_id: str
    name: str
    personal_number: str
    birth_date: date | None
    email: str


def with_ordered(
    store: Store, details: PersonalDetailsDraft, identification: IdentificationDraft
) -> PersonalDetailsDraft:
    """The draft with the pre-orders that hold its number now."""
    with store.reading():
        return with_ordered_here(details, identification, today(store.clock))


def with_ordered_here(
    details: PersonalDetailsDraft, identification: IdentificationDraft, day: date
) -> PersonalDetailsDraft:
    """As `with_ordered`, inside `store.reading()` or an errand."""
    number = number_of(details, identification, day)
    return replace(details, ordered=pre_orders_for(number.canonical, day) if number else ())


def settled(found: Purchase) -> PreOrderPart:
    """The step as it was told to the customer: a pre-order that goes meanwhile is missed, and no other takes its
    place."""
    return replace(found.part, way=found.way, chosen=found.order or found.part.chosen)


def against(found: Purchase, errand: Errand) -> Iterator[Problem]:
    """What only this staff member's rights and this desk's file can say of the step."""
    if found.way is Way.ADD and not errand.staff.may(Right.ORGANISATION):
        yield Problem("may_not_add_pre_order", "way")
    said = spending_problem(found.order.pre_order_id, day_of(errand.at)) if found.order else None
    if said is not None:
        yield replace(said, field="pre_order_id")


def spend(errand: Errand, found: Purchase, who: Spender, subscription_id: str, facts: Facts) -> None:
    """In the sale's errand. Another desk may have been earlier: then central makes a matter of it."""
    pre_order_id = found.order.pre_order_id if found.order else ""
    if found.way is Way.ADD:
        pre_order_id = _add(errand, found, who, facts)
    if pre_order_id:
        errand.perform(
            PreOrderUsed(
                pre_order_id=pre_order_id,
                person_id=who.person_id,
                subscription_id=subscription_id,
                used_at=errand.at,
            )
        )
        told = {"pre_order": pre_order_id, "person_id": who.person_id}
        errand.journal(PRE_ORDER_USED, found.agreement.organisation_id, told)


def _add(errand: Errand, found: Purchase, who: Spender, facts: Facts) -> str:
    """Made for this person, with the organisation's word for it."""
    wanted = replace(
        added_order(found, facts),
        name=who.name,
        personal_number=who.personal_number,
        birth_date=who.birth_date,
        email=who.email,
    )
    body = ordering.ordered(errand, wanted, ordering_facts(found.agreement, facts))
    errand.perform(body)
    return body.pre_order_id
