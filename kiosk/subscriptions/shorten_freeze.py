"""The routine Shorten a freeze (Förkorta frysning): a running freeze gets an earlier last day."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kiosk.customer_facts import CustomerFacts, Held
from kiosk.customer_routine import Written, shared_problems, shared_rows
from kiosk.formats import day
from kiosk.people.actors import ActorDraft
from kiosk.problems import Problem
from kiosk.routine import Quote, SummaryRow, steps_taken
from kiosk.store import Errand
from kiosk.subscriptions.freeze_end import (
    EndedFreeze,
    day_problems,
    due,
    quote_of,
    thawed_on,
    why_none_earlier,
    write_end,
)
from kiosk.subscriptions.freeze_terms import Span, earliest_last_day, span_of
from kiosk.subscriptions.kept import KeptFreeze
from kiosk.subscriptions.months import ONE_DAY
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
    return why_none_earlier(held, _days, "freeze_none_shorter", facts)


def begun(facts: CustomerFacts) -> Draft:
    """As early as it can be."""
    span = allowed(facts)
    return Draft(last=span[0] if span else None)


def allowed(facts: CustomerFacts) -> Span | None:
    """The earliest and latest new last day."""
    return span_of(_days, facts)


def _days(kept: KeptFreeze, held: Held, facts: CustomerFacts) -> Span:
    """Today at the earliest: to end it yesterday is to thaw."""
    return max(facts.today, earliest_last_day(kept.freeze, held, facts)), kept.freeze.last - ONE_DAY


def steps(draft: Draft, facts: CustomerFacts) -> tuple[Step, ...]:
    return steps_taken(Step, due(wanted(draft, facts)))


def problems(step: str, draft: Draft, facts: CustomerFacts) -> list[Problem]:
    """Fields: the actor's; last; the payment's."""
    return _day_problems(draft, facts) if step == Step.DAY else shared_problems(step, draft, quote, facts)


def _day_problems(draft: Draft, facts: CustomerFacts) -> list[Problem]:
    codes = {"missing": "freeze_end_missing", "early": "shorten_too_early", "late": "shorten_not_shorter"}
    return day_problems(draft.last, allowed(facts), "last", **codes)


def wanted(draft: Draft, facts: CustomerFacts) -> EndedFreeze | None:
    """None while the day has problems."""
    return None if draft.last is None or _day_problems(draft, facts) else thawed_on(draft.last + ONE_DAY, facts)


def quote(draft: Draft, facts: CustomerFacts) -> Quote:
    return quote_of(wanted(draft, facts), facts)


def summary(draft: Draft, facts: CustomerFacts) -> list[SummaryRow]:
    return [
        *shared_rows(draft, facts),
        SummaryRow(Step.DAY, _("Subscription"), facts.chosen.product.name),
        SummaryRow(Step.DAY, _("New last day"), day(draft.last)),
    ]


def write(errand: Errand, draft: Draft, facts: CustomerFacts) -> Written:
    """By customer_routine.finish: everything has been checked again."""
    return write_end(errand, wanted(draft, facts), facts)
