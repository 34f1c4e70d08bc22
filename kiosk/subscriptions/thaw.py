"""The routine Thaw (Tina upp): a running freeze ends, and the days that runs have passed by are paid."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kiosk.customer_facts import CustomerFacts, Held
from kiosk.customer_routine import Written, actor_problems, payment_problems
from kiosk.formats import day
from kiosk.people.actors import ActorDraft
from kiosk.problems import Problem
from kiosk.routine import Quote, SummaryRow
from kiosk.store import Errand
from kiosk.subscriptions.freeze_end import EndedFreeze, ended_on, quote_of, taken_steps, write_end
from kiosk.subscriptions.freeze_terms import earliest_last_day, running
from kiosk.subscriptions.months import ONE_DAY
from kiosk.summary_rows import actor_rows
from kiosk.texts import N_, _
from kiosk.till.tender import Tender

NAME = "thaw"
TITLE = N_("Thaw")
ACTION = N_("&Thaw")


class Step(StrEnum):
    IDENTIFICATION = "identification"
    DAY = "day"
    SUMMARY = "summary"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class Draft:
    """`on`: the first day that counts again; None until chosen."""

    actor: ActorDraft = field(default_factory=ActorDraft)
    on: date | None = None
    tenders: tuple[Tender, ...] = ()


def possible(held: Held | None, facts: CustomerFacts) -> Problem | None:
    """Why it can't be begun; None when it can."""
    assert held is not None
    kept = running(held, facts)
    if isinstance(kept, Problem):
        return kept
    if earliest_last_day(kept.freeze, held, facts) >= kept.freeze.last:
        return Problem("thaw_none_shorter", values={"last": day(kept.freeze.last)})
    return None


def begun(facts: CustomerFacts) -> Draft:
    """Today, or the first day it can be."""
    span = allowed(facts)
    return Draft(on=span[0] if span else None)


def allowed(facts: CustomerFacts) -> tuple[date, date] | None:
    """The earliest and latest day to thaw on."""
    kept = running(facts.chosen, facts)
    if isinstance(kept, Problem):
        return None
    return earliest_last_day(kept.freeze, facts.chosen, facts) + ONE_DAY, kept.freeze.last


def steps(draft: Draft, facts: CustomerFacts) -> tuple[str, ...]:
    ended = wanted(draft, facts)
    return taken_steps(Step, ended.due if ended else 0, Step.PAYMENT)


def problems(step: str, draft: Draft, facts: CustomerFacts) -> list[Problem]:
    """Fields: the actor's; on; the payment's."""
    match step:
        case Step.IDENTIFICATION:
            return actor_problems(draft, facts)
        case Step.DAY:
            return _day_problems(draft, facts)
        case Step.PAYMENT:
            ended = wanted(draft, facts)
            return payment_problems(draft, ended.due if ended else 0, facts)
    return []


def _day_problems(draft: Draft, facts: CustomerFacts) -> list[Problem]:
    span = allowed(facts)
    if draft.on is None or span is None:
        return [Problem("thaw_day_missing", "on")]
    if draft.on < span[0]:
        return [Problem("thaw_too_early", "on", values={"earliest": day(span[0])})]
    if draft.on > span[1]:
        return [Problem("thaw_too_late", "on", values={"latest": day(span[1])})]
    return []


def wanted(draft: Draft, facts: CustomerFacts) -> EndedFreeze | None:
    """None while the day has problems."""
    kept = running(facts.chosen, facts)
    if draft.on is None or isinstance(kept, Problem) or _day_problems(draft, facts):
        return None
    return ended_on(facts.chosen, kept, draft.on)


def quote(draft: Draft, facts: CustomerFacts) -> Quote:
    ended = wanted(draft, facts)
    return quote_of(ended, facts) if ended else Quote((), ())


def summary(draft: Draft, facts: CustomerFacts) -> list[SummaryRow]:
    rows = [SummaryRow(Step.IDENTIFICATION, *row) for row in actor_rows(draft.actor, facts.customer.name)]
    rows.append(SummaryRow(Step.DAY, _("Subscription"), facts.chosen.product.name))
    rows.append(SummaryRow(Step.DAY, _("Thawed from"), day(draft.on)))
    return rows


def write(errand: Errand, draft: Draft, facts: CustomerFacts) -> Written:
    """By customer_routine.finish: everything has been checked again."""
    ended = wanted(draft, facts)
    if ended is None:
        raise ValueError("a thaw with problems can't be finished")
    return write_end(errand, ended, facts)
