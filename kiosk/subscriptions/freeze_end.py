"""A freeze that ends before its time, or is taken away: dates, the days to pay now, and what is written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from db.fields import moment_or_none
from kiosk.customer_facts import CustomerFacts, Held
from kiosk.customer_routine import Written
from kiosk.formats import day
from kiosk.operations.freezes import FreezeRemoved, FreezeShortened
from kiosk.problems import Problem
from kiosk.routine import EMPTY_QUOTE, Quote
from kiosk.store import Errand
from kiosk.subscriptions.before_after import changes
from kiosk.subscriptions.freeze_terms import Span, day_changes, limits, running
from kiosk.subscriptions.freezing import thaw
from kiosk.subscriptions.kept import KeptFreeze
from kiosk.subscriptions.months import ONE_DAY
from kiosk.subscriptions.paid_now import PaidNow, credit_left, paid_now, paid_through, quote_lines, write_paid
from kiosk.subscriptions.prorating import Freeze


@dataclass(frozen=True, slots=True)
class EndedFreeze:
    """`left`: what is left of the freeze, None when nothing is. `paid`: days that runs already done would have
    charged, of the main subscription and its add-ons."""

    kept: KeptFreeze
    left: Freeze | None
    paid: tuple[PaidNow, ...]

    @property
    def due(self) -> int:
        return sum(one.due_now for one in self.paid)


def why_none_earlier(
    held: Held, days: Callable[[KeptFreeze, Held, CustomerFacts], Span], code: str, facts: CustomerFacts
) -> Problem | None:
    """Why the freeze of today can't end earlier than it does, by the earliest and latest of the `days` that a routine
    lets one choose; None when it can."""
    kept = running(held, facts)
    if isinstance(kept, Problem):
        return kept
    earliest, latest = days(kept, held, facts)
    return Problem(code, values={"last": day(kept.freeze.last)}) if earliest > latest else None


def day_problems(
    chosen: date | None, span: Span | None, field: str, *, missing: str, early: str, late: str
) -> list[Problem]:
    """The three codes a routine has for the day it asks for; values: earliest, latest."""
    if chosen is None or span is None:
        return [Problem(missing, field)]
    earliest, latest = span
    if chosen < earliest:
        return [Problem(early, field, values={"earliest": day(earliest)})]
    return [Problem(late, field, values={"latest": day(latest)})] if chosen > latest else []


def thawed_on(on: date, facts: CustomerFacts) -> EndedFreeze | None:
    """The freeze of today, ended so that `on` is the first day that counts again; None when there is none."""
    kept = running(facts.chosen, facts)
    return None if isinstance(kept, Problem) else ended_on(facts.chosen, kept, on)


def ended_on(held: Held, kept: KeptFreeze, on: date) -> EndedFreeze:
    """`on` is the first day that counts again; the first day of the freeze or earlier: it never was."""
    freeze = kept.freeze
    unpaid = held.ended_together(tuple(thaw(one.timeline, freeze, on, date.min).unpaid for one in held.all))
    left = Freeze(freeze.first, on - ONE_DAY) if on > freeze.first else None
    return EndedFreeze(kept, left, paid_now(held, unpaid, held.charged_through))


def due(ended: EndedFreeze | None) -> int:
    """Öre to pay now."""
    return ended.due if ended else 0


def quote_of(ended: EndedFreeze | None, facts: CustomerFacts) -> Quote:
    if ended is None:
        return EMPTY_QUOTE
    held = facts.chosen
    after = tuple(one.after for one in ended.paid)
    days = day_changes(held.timeline, ended.kept.freeze, ended.left)
    strip = (*days, *changes(held, after, facts, credit_left(ended.paid)))
    return Quote(tuple(quote_lines(ended.paid, facts.today)), strip, paid_through=paid_through(ended.paid))


def write_end(errand: Errand, ended: EndedFreeze | None, facts: CustomerFacts) -> Written:
    """The freeze first, so that what is paid is counted on the days as they will be."""
    if ended is None:
        raise ValueError("a freeze can't be ended by a draft with problems")
    held, freeze = facts.chosen, ended.kept.freeze
    place: dict[str, Any] = {
        "freeze_id": ended.kept.id,
        "subscription_id": held.id,
        "person_id": facts.customer.person_id,
    }
    notice = moment_or_none(held.main.terminated_at)
    if ended.left is None:
        errand.perform(FreezeRemoved(first=freeze.first, last=freeze.last, terminated_at=notice, **place))
    else:
        errand.perform(
            FreezeShortened(
                first=freeze.first,
                was_last=freeze.last,
                last=ended.left.last,
                max_months=limits(held.product, facts.rules).max_months,
                terminated_at=notice,
                **place,
            )
        )
    lines = write_paid(errand, ended.paid, facts)
    return Written(lines, {"first": str(freeze.first), "last": str(ended.left.last) if ended.left else ""})
