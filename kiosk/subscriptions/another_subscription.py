"""The routine New subscription (Nytt abonnemang): an existing customer gets one, after the one that ends if need be."""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Protocol

from kiosk.customer_facts import CustomerFacts, Held, HeldMandate
from kiosk.customer_routine import Written, shared_problems, shared_rows
from kiosk.desk_facts import Facts
from kiosk.direct_debit import mandate_details
from kiosk.direct_debit.drafts import MandateDraft
from kiosk.direct_debit.mandates_shown import account_words
from kiosk.direct_debit.payers import with_payer_here
from kiosk.direct_debit.signing import draft_mandate, needs_override, stop_override
from kiosk.formats import day
from kiosk.people.actors import ActorDraft
from kiosk.problems import Problem
from kiosk.routine import EMPTY_QUOTE, Quote, SummaryRow, steps_taken
from kiosk.settings.routines import signed_from
from kiosk.store import Errand
from kiosk.subscriptions import products, quoting
from kiosk.subscriptions.drafts import ProductsDraft
from kiosk.subscriptions.months import ONE_DAY
from kiosk.subscriptions.new_subscription import Plan, plan
from kiosk.subscriptions.selling import receipt_line, sell
from kiosk.subscriptions.terms import terms_problems, terms_version
from kiosk.summary_rows import mandate_rows, product_rows
from kiosk.texts import N_, _
from kiosk.till.tender import Tender

NAME = "new_subscription"
TITLE = N_("New subscription")
ACTION = N_("&Sell now")


class Step(StrEnum):
    IDENTIFICATION = "identification"
    PRODUCTS = "products"
    PRESENT_MANDATE = "present_mandate"
    MANDATE = "mandate"
    SUMMARY = "summary"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class Draft:
    """`keeps_mandate`: draws go on with the mandate there is. `accepted_terms`: the version ticked, "" while not."""

    actor: ActorDraft = field(default_factory=ActorDraft)
    products: ProductsDraft = field(default_factory=ProductsDraft)
    keeps_mandate: bool = True
    mandate: MandateDraft = field(default_factory=MandateDraft)
    accepted_terms: str = ""
    tenders: tuple[Tender, ...] = ()


def possible(_held: Held | None, facts: CustomerFacts) -> Problem | None:
    """Why it can't be begun; None when it can: with an active one only so many days before it ends."""
    for one in facts.in_force:
        if one.timeline.access_until is None:
            return Problem("new_subscription_running", values={"product": one.product.name})
    end = _last_day(facts)
    if end is None:
        return None
    earliest = signed_from(end, facts.rules.sign_early_days)
    if earliest is None:
        return Problem("new_subscription_not_yet", values={"end": day(end)})
    if facts.today < earliest:
        return Problem("new_subscription_too_early", values={"end": day(end), "earliest": day(earliest)})
    return None


def _last_day(facts: CustomerFacts) -> date | None:
    """Of those in force; None without one."""
    ends = (one.timeline.access_until for one in facts.in_force)
    return max((end for end in ends if end is not None), default=None)


def fixed_start(facts: CustomerFacts) -> date | None:
    """The day after the present one ends; None when the customer may choose."""
    end = _last_day(facts)
    return None if end is None else end + ONE_DAY


def desk_facts(facts: CustomerFacts) -> Facts:
    """A start that is fixed may lie farther ahead than one that is chosen."""
    start = fixed_start(facts)
    ahead = 0 if start is None else (start - facts.today).days
    return replace(facts.desk, start_days_ahead=max(facts.desk.start_days_ahead, ahead))


def with_start(chosen: ProductsDraft, facts: CustomerFacts) -> ProductsDraft:
    start = fixed_start(facts)
    return chosen if start is None else replace(chosen, start=start)


def _plan(draft: Draft, facts: CustomerFacts) -> Plan | None:
    return plan(with_start(draft.products, facts), facts.customer.buyer, desk_facts(facts))


def present_mandate(facts: CustomerFacts) -> HeldMandate | None:
    """The latest of those that are open."""
    return facts.customer.mandates[-1] if facts.customer.mandates else None


def steps(draft: Draft, facts: CustomerFacts) -> tuple[Step, ...]:
    planned = _plan(draft, facts)
    return steps_taken(Step, planned.due_now if planned else 0, mandate_steps_left_out(planned, draft, facts))


class Mandated(Protocol):
    """The draft of any routine that sells one more subscription."""

    @property
    def keeps_mandate(self) -> bool: ...
    @property
    def mandate(self) -> MandateDraft: ...


def mandate_steps_left_out(planned: Plan | None, draft: Mandated, facts: CustomerFacts) -> set[str]:
    """A mandate for what is drawn only, and none anew where the customer keeps the one there is."""
    present, left_out = present_mandate(facts), set[str]()
    is_drawn = planned is not None and planned.is_drawn
    if not is_drawn or present is None:
        left_out.add(Step.PRESENT_MANDATE)
    if not is_drawn or (present is not None and draft.keeps_mandate):
        left_out.add(Step.MANDATE)
    return left_out


def problems(step: str, draft: Draft, facts: CustomerFacts) -> list[Problem]:
    """Fields: the actor's, the products', the mandate's; accepted_terms; the payment's."""
    match step:
        case Step.PRODUCTS:
            return products.problems(with_start(draft.products, facts), facts.customer.buyer, desk_facts(facts))
        case Step.MANDATE:
            return mandate_details.problems(
                draft.mandate, facts.customer.birth_date, facts.desk, facts.customer.personal_number
            )
        case Step.SUMMARY:
            return terms_problems(draft.accepted_terms, facts.desk)
    return shared_problems(step, draft, quote, facts)


def quote(draft: Draft, facts: CustomerFacts) -> Quote:
    """EMPTY_QUOTE until a main subscription is chosen."""
    planned = _plan(draft, facts)
    return EMPTY_QUOTE if planned is None else quoting.quote(planned, facts.customer.buyer, desk_facts(facts))


def summary(draft: Draft, facts: CustomerFacts) -> list[SummaryRow]:
    planned, rows = _plan(draft, facts), shared_rows(draft, facts)
    return rows if planned is None else rows + sale_rows(planned, draft, facts)


def sale_rows(planned: Plan, draft: Mandated, facts: CustomerFacts) -> list[SummaryRow]:
    """What is sold, and by which mandate it is drawn."""
    rows = [SummaryRow(Step.PRODUCTS, *row) for row in product_rows(planned, facts.desk)]
    left_out, present = mandate_steps_left_out(planned, draft, facts), present_mandate(facts)
    if Step.MANDATE not in left_out:
        rows += [SummaryRow(Step.MANDATE, *row) for row in mandate_rows(draft.mandate)]
    elif Step.PRESENT_MANDATE not in left_out and present is not None:
        rows.append(SummaryRow(Step.PRESENT_MANDATE, _("Kept mandate"), account_words(present.bank, present.account)))
    return rows


def checked_here(draft: Draft, facts: CustomerFacts) -> Draft:
    """The payer as the file has that person now."""
    return replace(draft, mandate=with_payer_here(draft.mandate, facts.today))


def write(errand: Errand, draft: Draft, facts: CustomerFacts) -> Written:
    """By customer_routine.finish: everything has been checked again."""
    planned = _plan(draft, facts)
    if planned is None:
        raise ValueError("a sale without a product can't be finished")
    return sale(errand, planned, draft, facts)


def sale(errand: Errand, planned: Plan, draft: Mandated, facts: CustomerFacts) -> Written:
    """Sold, and drawn by the mandate there is or by a new one."""
    sold = sell(errand, planned, person_id=facts.customer.person_id, terms_version=terms_version(facts.desk))
    is_new = Step.MANDATE not in mandate_steps_left_out(planned, draft, facts)
    mandate_id = _draft_mandate(errand, draft.mandate, planned, facts) if is_new else ""
    lines = tuple(receipt_line(one) for one in sold if one.planned.due_now)
    main_id = sold[0].subscription_id
    details: dict[str, object] = {"products": [one.product.code for one in planned.all]}
    if mandate_id and needs_override(draft.mandate):
        details["account_overridden"] = True
    return Written(lines, details, main_id, mandate_id=mandate_id, agreement_id=main_id)


def _draft_mandate(errand: Errand, mandate: MandateDraft, planned: Plan, facts: CustomerFacts) -> str:
    """Its id: the form is to be signed."""
    stop_override(errand, mandate)
    customer = facts.customer
    return draft_mandate(
        errand,
        mandate,
        customer,
        facts.desk,
        facility_id=planned.facility_id,
        first_draw=planned.draw.day if planned.draw else None,
        known_ids=[one.id for one in customer.mandates],
    )
