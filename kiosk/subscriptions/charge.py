"""The routine Charge (Debitera): months paid at the desk, ahead or in arrears, add-ons to the same date."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kiosk.customer_facts import CustomerFacts, Held
from kiosk.customer_routine import Written, due_rows, shared_problems, shared_rows
from kiosk.formats import day
from kiosk.people.actors import ActorDraft
from kiosk.problems import Problem
from kiosk.routine import EMPTY_QUOTE, Quote, SummaryRow, steps_taken
from kiosk.store import Errand
from kiosk.subscriptions import obstacles
from kiosk.subscriptions.before_after import changes
from kiosk.subscriptions.charging import charge_ahead, first_unpaid
from kiosk.subscriptions.freezing import months_text
from kiosk.subscriptions.months import add_months, month_end
from kiosk.subscriptions.paid_now import PaidNow, paid_now, paid_through, quote_lines, write_paid
from kiosk.subscriptions.timeline import Timeline
from kiosk.texts import N_, _, plural
from kiosk.till.tender import Tender

NAME = "charge"
TITLE = N_("Charge")
ACTION = N_("C&harge now")


class Step(StrEnum):
    IDENTIFICATION = "identification"
    MONTHS = "months"
    SUMMARY = "summary"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class Draft:
    """`months` 0: as many as are suggested."""

    actor: ActorDraft = field(default_factory=ActorDraft)
    months: int = 0
    tenders: tuple[Tender, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """So many months; `due_now` öre with the add-ons, paid until `last`."""

    months: int
    last: date
    due_now: int


def possible(held: Held | None, facts: CustomerFacts) -> Problem | None:
    """Why it can't be begun; None when it can. What is owed can be paid also when the subscription has ended."""
    assert held is not None
    timeline, prepaid = held.timeline, obstacles.prepaid(held)
    if prepaid is not None:
        return prepaid
    nearest = charge_ahead(timeline, 1)
    if not nearest:
        return Problem("charge_all_paid", values={"end": day(timeline.end_date)})
    return None if nearest[-1].last <= latest(timeline, facts) else _paid_ahead(timeline, facts)


def _paid_ahead(timeline: Timeline, facts: CustomerFacts) -> Problem:
    values = {"paid": day(timeline.debited_until), "last": day(latest(timeline, facts))}
    return Problem("charge_paid_ahead", values=values | {"most": months_text(facts.rules.max_prepay_intervals)})


def months_of(draft: Draft, facts: CustomerFacts) -> int:
    return draft.months or suggested(facts)


def suggested(facts: CustomerFacts) -> int:
    """In arrears as many as bring it up to date, else one."""
    return max(months_late(facts), 1)


def months_late(facts: CustomerFacts) -> int:
    """How many months lie between what is paid and today, the one of today included; 0 when nothing is late."""
    timeline = facts.chosen.timeline
    today = min(facts.today, timeline.end_date or facts.today)
    first = first_unpaid(timeline)
    return 0 if first > today else (today.year - first.year) * 12 + today.month - first.month + 1


def choices(facts: CustomerFacts) -> tuple[Choice, ...]:
    """One month up to the setting's limit, or as many as are late; without those that add nothing: frozen, or after the
    end of a terminated one. What is paid ahead already counts."""
    found_here: list[Choice] = []
    limit = latest(facts.chosen.timeline, facts)
    for months in range(1, max(facts.rules.max_prepay_intervals, months_late(facts)) + 1):
        whole = planned(months, facts)
        if whole[0].last > limit:
            break
        if not found_here or whole[0].last > found_here[-1].last:
            found_here.append(Choice(months, whole[0].last, sum(one.due_now for one in whole)))
    return tuple(found_here)


def latest(timeline: Timeline, facts: CustomerFacts) -> date:
    """The last day that may be paid now, however much is paid already: the end of the calendar month that lies the
    setting's number of months after today's, or after the one it begins in. (Ours: rules.md says "ahead".)"""
    first = max(facts.today, timeline.start).replace(day=1)
    return month_end(add_months(first, facts.rules.max_prepay_intervals))


def limit_words(facts: CustomerFacts) -> str:
    """How far ahead may be paid; "" where the subscription ends before that."""
    timeline = facts.chosen.timeline
    last = latest(timeline, facts)
    if timeline.end_date is not None and timeline.end_date <= last:
        return ""
    most = months_text(facts.rules.max_prepay_intervals)
    return _("At most {most} ahead can be paid: to {last} today.", most=most, last=day(last))


def planned(months: int, facts: CustomerFacts) -> tuple[PaidNow, ...]:
    """The main subscription first; an add-on that is paid as far already is left out."""
    held = facts.chosen
    last = charge_ahead(held.timeline, months)[-1].last
    whole = paid_now(held, [one.timeline for one in held.all], last)
    return tuple(one for one in whole if one.charges)


def steps(draft: Draft, facts: CustomerFacts) -> tuple[Step, ...]:
    """No payment where the credit pays all."""
    return steps_taken(Step, quote(draft, facts).due_now)


def problems(step: str, draft: Draft, facts: CustomerFacts) -> list[Problem]:
    """Fields: the actor's; months; the payment's."""
    return _months_problems(draft, facts) if step == Step.MONTHS else shared_problems(step, draft, quote, facts)


def _months_problems(draft: Draft, facts: CustomerFacts) -> list[Problem]:
    offered = choices(facts)
    if not offered:
        return [_paid_ahead(facts.chosen.timeline, facts)]
    if months_of(draft, facts) in {one.months for one in offered}:
        return []
    values = {"most": offered[-1].months, "last": day(offered[-1].last)}
    return [Problem("charge_too_many_months", "months", values=values)]


def _chosen(draft: Draft, facts: CustomerFacts) -> tuple[PaidNow, ...]:
    """Empty while the number of months can't be charged."""
    return () if _months_problems(draft, facts) else planned(months_of(draft, facts), facts)


def quote(draft: Draft, facts: CustomerFacts) -> Quote:
    """A line for each subscription, and one for a credit that is taken off."""
    whole, held = _chosen(draft, facts), facts.chosen
    if not whole:
        return EMPTY_QUOTE
    after = {one.kept.id: one.after for one in whole}
    credit = sum(one.credit for one in held.all) - sum(one.credit_used for one in whole)
    timelines = [after.get(one.id, one.timeline) for one in held.all]
    strip = tuple(changes(held, timelines, facts, credit))
    return Quote(tuple(quote_lines(whole, facts.today)), strip, paid_through=paid_through(whole))


def summary(draft: Draft, facts: CustomerFacts) -> list[SummaryRow]:
    rows = shared_rows(draft, facts)
    whole = _chosen(draft, facts)
    if whole:
        rows += [
            SummaryRow(Step.MONTHS, _("Subscription"), ", ".join(one.product.name for one in whole)),
            SummaryRow(Step.MONTHS, _("Charged"), _months_words(months_of(draft, facts), whole[0])),
            *(SummaryRow(Step.MONTHS, *row) for row in due_rows(draft, quote(draft, facts), facts)),
        ]
    return rows


def _months_words(months: int, main: PaidNow) -> str:
    return f"{plural('{n} month', '{n} months', months)}, {day(main.charges[0].first)} – {day(main.last)}"


def write(errand: Errand, draft: Draft, facts: CustomerFacts) -> Written:
    """By customer_routine.finish: everything has been checked again."""
    whole = _chosen(draft, facts)
    lines = write_paid(errand, whole, facts)
    details = {"months": months_of(draft, facts), "credit_used": sum(one.credit_used for one in whole)}
    return Written(lines, {name: value for name, value in details.items() if value})
