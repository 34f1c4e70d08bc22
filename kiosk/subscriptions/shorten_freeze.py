"""The routine Shorten a freeze (Förkorta frysning): a running freeze gets an earlier last day."""

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
from kiosk.subscriptions.prorating import Freeze
from kiosk.summary_rows import actor_rows
from kiosk.texts import N_, _
from kiosk.till.tender import Tender

NAME = "shorten_freeze"
TITLE = N_("Shorten freeze")
ACTION = N_("&Shorten the freeze")


class Step(StrEnum):
    IDENTIFICATION = "identification"
    DAY = "day"
    SUMMARY = "summary"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class Draft:
    """`last`: the new last day, inclusive; None until chosen."""

    actor: ActorDraft = field(default_factory=ActorDraft)
    last: date | None = None
    tenders: tuple[Tender, ...] = ()


def possible(held: Held | None, facts: CustomerFacts) -> Problem | None:
    """Why it can't be begun; None when it can."""
    assert held is not None
    kept = running(held, facts)
    if isinstance(kept, Problem):
        return kept
    if _earliest(kept.freeze, held, facts) >= kept.freeze.last:
        return Problem("freeze_none_shorter", values={"last": day(kept.freeze.last)})
    return None


def _earliest(freeze: Freeze, held: Held, facts: CustomerFacts) -> date:
    return max(facts.today, earliest_last_day(freeze, held, facts))


def begun(facts: CustomerFacts) -> Draft:
    """As early as it can be."""
    span = allowed(facts)
    return Draft(last=span[0] if span else None)


def allowed(facts: CustomerFacts) -> tuple[date, date] | None:
    """The earliest and latest new last day."""
    kept = running(facts.chosen, facts)
    if isinstance(kept, Problem):
        return None
    return _earliest(kept.freeze, facts.chosen, facts), kept.freeze.last - ONE_DAY


def steps(draft: Draft, facts: CustomerFacts) -> tuple[str, ...]:
    ended = wanted(draft, facts)
    return taken_steps(Step, ended.due if ended else 0, Step.PAYMENT)


def problems(step: str, draft: Draft, facts: CustomerFacts) -> list[Problem]:
    """Fields: the actor's; last; the payment's."""
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
    if draft.last is None or span is None:
        return [Problem("freeze_end_missing", "last")]
    if draft.last < span[0]:
        return [Problem("shorten_too_early", "last", values={"earliest": day(span[0])})]
    if draft.last > span[1]:
        return [Problem("shorten_not_shorter", "last", values={"latest": day(span[1])})]
    return []


def wanted(draft: Draft, facts: CustomerFacts) -> EndedFreeze | None:
    """None while the day has problems."""
    kept = running(facts.chosen, facts)
    if draft.last is None or isinstance(kept, Problem) or _day_problems(draft, facts):
        return None
    return ended_on(facts.chosen, kept, draft.last + ONE_DAY)


def quote(draft: Draft, facts: CustomerFacts) -> Quote:
    ended = wanted(draft, facts)
    return quote_of(ended, facts) if ended else Quote((), ())


def summary(draft: Draft, facts: CustomerFacts) -> list[SummaryRow]:
    rows = [SummaryRow(Step.IDENTIFICATION, *row) for row in actor_rows(draft.actor, facts.customer.name)]
    rows.append(SummaryRow(Step.DAY, _("Subscription"), facts.chosen.product.name))
    rows.append(SummaryRow(Step.DAY, _("New last day"), day(draft.last)))
    return rows


def write(errand: Errand, draft: Draft, facts: CustomerFacts) -> Written:
    """By customer_routine.finish: everything has been checked again."""
    ended = wanted(draft, facts)
    if ended is None:
        raise ValueError("a shortening with problems can't be finished")
    return write_end(errand, ended, facts)
