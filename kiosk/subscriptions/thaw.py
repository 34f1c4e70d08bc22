"""The routine Thaw (Tina upp): a running freeze ends, and the days that runs have passed by are paid."""

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
    return why_none_earlier(held, _days, "thaw_none_shorter", facts)


def begun(facts: CustomerFacts) -> Draft:
    """Today, or the first day it can be."""
    span = allowed(facts)
    return Draft(on=span[0] if span else None)


def allowed(facts: CustomerFacts) -> Span | None:
    """The earliest and latest day to thaw on."""
    return span_of(_days, facts)


def _days(kept: KeptFreeze, held: Held, facts: CustomerFacts) -> Span:
    return earliest_last_day(kept.freeze, held, facts) + ONE_DAY, kept.freeze.last


def steps(draft: Draft, facts: CustomerFacts) -> tuple[Step, ...]:
    return steps_taken(Step, due(wanted(draft, facts)))


def problems(step: str, draft: Draft, facts: CustomerFacts) -> list[Problem]:
    """Fields: the actor's; on; the payment's."""
    return _day_problems(draft, facts) if step == Step.DAY else shared_problems(step, draft, quote, facts)


def _day_problems(draft: Draft, facts: CustomerFacts) -> list[Problem]:
    codes = {"missing": "thaw_day_missing", "early": "thaw_too_early", "late": "thaw_too_late"}
    return day_problems(draft.on, allowed(facts), "on", **codes)


def wanted(draft: Draft, facts: CustomerFacts) -> EndedFreeze | None:
    """None while the day has problems."""
    return None if draft.on is None or _day_problems(draft, facts) else thawed_on(draft.on, facts)


def quote(draft: Draft, facts: CustomerFacts) -> Quote:
    return quote_of(wanted(draft, facts), facts)


def summary(draft: Draft, facts: CustomerFacts) -> list[SummaryRow]:
    return [
        *shared_rows(draft, facts),
        SummaryRow(Step.DAY, _("Subscription"), facts.chosen.product.name),
        SummaryRow(Step.DAY, _("Thawed from"), day(draft.on)),
    ]


def write(errand: Errand, draft: Draft, facts: CustomerFacts) -> Written:
    """By customer_routine.finish: everything has been checked again."""
    return write_end(errand, wanted(draft, facts), facts)
