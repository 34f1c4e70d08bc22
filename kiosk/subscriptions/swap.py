"""What the routines Upgrade and Downgrade have in common: all but the direction (Uppgradera, Nedgradera)."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial

from kiosk.catalogue import swedish_name
from kiosk.customer_facts import CustomerFacts, Held
from kiosk.customer_routine import Written, due_rows, shared_problems, shared_rows
from kiosk.formats import day, kronor
from kiosk.people.actors import ActorDraft
from kiosk.problems import Problem
from kiosk.routine import EMPTY_QUOTE, Quote, SummaryRow, steps_taken, the_one
from kiosk.store import Errand
from kiosk.subscriptions import obstacles
from kiosk.subscriptions.months import ONE_DAY
from kiosk.subscriptions.swap_plan import Candidate, SwapPlan, candidates, plan
from kiosk.subscriptions.swap_words import swap_quote
from kiosk.subscriptions.swap_writing import write_swap
from kiosk.subscriptions.timeline import Timeline
from kiosk.texts import _
from kiosk.till.selling import Line
from kiosk.till.tender import Tender


class Step(StrEnum):
    IDENTIFICATION = "identification"
    PRODUCT = "product"
    SUMMARY = "summary"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class Draft:
    """`product_id` "": the only one there is, or none chosen yet."""

    actor: ActorDraft = field(default_factory=ActorDraft)
    product_id: str = ""
    tenders: tuple[Tender, ...] = ()


def possible(held: Held | None, facts: CustomerFacts, *, is_dearer: bool) -> Problem | None:
    """Why it can't be begun; None when it can."""
    assert held is not None
    said = _state_problem(held, facts)
    if said is None and not candidates(held, facts, is_dearer=is_dearer):
        return _none(held, facts, is_dearer=is_dearer)
    return said


def _none(held: Held, facts: CustomerFacts, *, is_dearer: bool) -> Problem:
    """Also where there is one, but the organisation that pays hasn't agreed to it."""
    name = "upgrade" if is_dearer else "downgrade"
    outside = candidates(replace(held, payer=None), facts, is_dearer=is_dearer)
    if held.payer is None or not outside:
        return Problem(f"{name}_none")
    values = {"name": held.payer.name, "product": outside[0].product.name}
    return Problem(f"{name}_not_agreed", values=values)


def _state_problem(held: Held, facts: CustomerFacts) -> Problem | None:
    own = obstacles.frozen(held, facts) or _paid_problem(held.timeline, facts)
    return obstacles.ended(held, facts) or obstacles.in_notice(held) or own


def _paid_problem(timeline: Timeline, facts: CustomerFacts) -> Problem | None:
    if not timeline.paid_days:
        return Problem("swap_never_charged")
    if timeline.debited_until < facts.today - ONE_DAY:
        return Problem("swap_in_arrears", values={"until": day(timeline.debited_until)})
    return None


def chosen(draft: Draft, facts: CustomerFacts, *, is_dearer: bool) -> Candidate | None:
    offered = candidates(facts.chosen, facts, is_dearer=is_dearer)
    return the_one(draft.product_id, {one.product.id: one for one in offered})


def planned(draft: Draft, facts: CustomerFacts, *, is_dearer: bool) -> SwapPlan | None:
    """None until a product is chosen."""
    candidate = chosen(draft, facts, is_dearer=is_dearer)
    return None if candidate is None else plan(facts.chosen, candidate, facts, is_dearer=is_dearer)


def steps(draft: Draft, facts: CustomerFacts, *, is_dearer: bool) -> tuple[Step, ...]:
    """Payment only when something is due."""
    swap = planned(draft, facts, is_dearer=is_dearer)
    return steps_taken(Step, 0 if swap is None else swap.due_now)


def problems(step: str, draft: Draft, facts: CustomerFacts, *, is_dearer: bool) -> list[Problem]:
    """Fields: the actor's; product_id; the payment's."""
    if step == Step.PRODUCT:
        is_chosen = chosen(draft, facts, is_dearer=is_dearer) is not None
        return [] if is_chosen else [Problem("swap_product_missing", "product_id")]
    return shared_problems(step, draft, partial(quote, is_dearer=is_dearer), facts)


def quote(draft: Draft, facts: CustomerFacts, *, is_dearer: bool) -> Quote:
    swap = planned(draft, facts, is_dearer=is_dearer)
    return EMPTY_QUOTE if swap is None else swap_quote(swap, facts.chosen, facts)


def summary(draft: Draft, facts: CustomerFacts, *, is_dearer: bool) -> list[SummaryRow]:
    rows = shared_rows(draft, facts)
    swap = planned(draft, facts, is_dearer=is_dearer)
    if swap is None:
        return rows
    due = due_rows(draft, swap_quote(swap, facts.chosen, facts), facts)
    return rows + [SummaryRow(Step.PRODUCT, *row) for row in _rows(swap, facts.chosen, due)]


def _rows(swap: SwapPlan, held: Held, due: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    yield _("Present subscription"), held.product.name
    yield _("New subscription"), swap.candidate.product.name
    yield _("From"), day(swap.day)
    if swap.ended:
        yield _("Add-ons that end"), ", ".join(one.product.name for one in swap.ended)
    if swap.added:
        yield _("Add-ons that are added"), ", ".join(one.product.name for one, _bought in swap.added)
    yield from due
    if swap.credit:
        yield _("Credited to the next charge"), kronor(swap.credit)


def write(errand: Errand, draft: Draft, facts: CustomerFacts, *, is_dearer: bool) -> Written:
    """By customer_routine.finish: everything has been checked again."""
    swap, held = planned(draft, facts, is_dearer=is_dearer), facts.chosen
    if swap is None:
        raise ValueError("a swap without a product can't be finished")
    write_swap(errand, swap, held, facts)
    details = {"from": held.product.code, "to": swap.candidate.product.code, "credit": swap.credit}
    return Written(tuple(_receipt_lines(swap, held, is_dearer=is_dearer)), details)


def _receipt_lines(swap: SwapPlan, held: Held, *, is_dearer: bool) -> Iterator[Line]:
    """What is due for the main subscription, and for each add-on where the rest doesn't already pay it."""
    if not swap.due_now:
        return
    others = [*((one, "") for _candidate, one in swap.added), *((one, kept.id) for kept, one in swap.longer)]
    rest = swap.due_now - sum(one.amount for one, _kept_id in others)
    word = "Uppgradering" if is_dearer else "Nedgradering"
    product = swap.candidate.product
    paid = rest if rest > 0 else swap.due_now
    line = Line(f"{word} till {swedish_name(product.id)}", paid, product.vat_kind, product.id, held.id)
    yield line.for_days(swap.day, swap.last)
    for one, kept_id in others if rest > 0 else ():
        if one.amount:
            name, kind = swedish_name(one.product.id), one.product.vat_kind
            line = Line(name, one.amount, kind, one.product.id, kept_id or None)
            yield line.for_days(one.charges[0].first, one.charges[-1].last)
