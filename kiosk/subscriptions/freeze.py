"""The routine Freeze (Frysa): its steps, draft, problems, quote, and what it writes."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from kiosk.customer_facts import CustomerFacts, Held
from kiosk.customer_routine import Written, shared_problems, shared_rows
from kiosk.formats import day
from kiosk.ids import new_id
from kiosk.operations.freezes import SubscriptionFrozen
from kiosk.people.actors import ActorDraft
from kiosk.problems import Problem
from kiosk.routine import Quote, SummaryRow, steps_taken
from kiosk.settings.routines import told_reason
from kiosk.store import Errand
from kiosk.subscriptions import freeze_terms, obstacles
from kiosk.subscriptions.freeze_terms import chosen_reason, fee_quote, reason_problems, reason_rows
from kiosk.subscriptions.freezing import FreezeLimits, collision, length_problems, months_text
from kiosk.subscriptions.months import ONE_DAY
from kiosk.subscriptions.prorating import Freeze
from kiosk.texts import N_, _
from kiosk.till.tender import Tender

NAME = "freeze"
TITLE = N_("Freeze")
ACTION = N_("&Freeze now")


class Step(StrEnum):
    IDENTIFICATION = "identification"
    REASON = "reason"
    PERIOD = "period"
    SUMMARY = "summary"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class PeriodDraft:
    """Both days inclusive; None until chosen."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    actor: ActorDraft = field(default_factory=ActorDraft)
    reason: str = ""
    period: PeriodDraft = field(default_factory=PeriodDraft)
    tenders: tuple[Tender, ...] = ()


def possible(held: Held | None, facts: CustomerFacts) -> Problem | None:
    """Why it can't be begun; None when it can."""
    assert held is not None
    running = Problem("freeze_running") if held.freeze_on(facts.today) else None
    none = None if freeze_terms.limits(held.product, facts.rules).max_months else Problem("freeze_none_allowed")
    return obstacles.ended(held, facts) or obstacles.in_notice(held) or running or none


def begun(facts: CustomerFacts) -> Draft:
    """From the first day that is allowed, for the shortest time."""
    first = earliest_start(Draft(), facts)
    return Draft(period=PeriodDraft(first, shortest(first, facts)))


def shortest(first: date, facts: CustomerFacts) -> date:
    """The earliest last day."""
    return _limits(facts).earliest_end(first)


def longest(first: date, facts: CustomerFacts) -> date:
    """The latest last day."""
    return _limits(facts).latest_end(first)


def begins_on(draft: PeriodDraft, first: date | None, facts: CustomerFacts) -> PeriodDraft:
    """Another first day; a last day that was the shortest stays so."""
    was_shortest = draft.first is not None and draft.last == shortest(draft.first, facts)
    is_open = draft.last is None or was_shortest
    return PeriodDraft(first, shortest(first, facts) if first and is_open else draft.last)


def _limits(facts: CustomerFacts) -> FreezeLimits:
    return freeze_terms.limits(facts.chosen.product, facts.rules)


def latest_start(draft: Draft, facts: CustomerFacts) -> date:
    """As far ahead as a freeze may be long; a prepaid subscription not after its last day."""
    timeline = facts.chosen.timeline
    ahead = max(longest(max(facts.today, timeline.start), facts), earliest_start(draft, facts))
    return min(timeline.valid_until, ahead) if timeline.is_prepaid else ahead


def earliest_start(draft: Draft, facts: CustomerFacts) -> date:
    """Where the shortest freeze neither meets nor touches another one."""
    first, others = _not_before(draft, facts), facts.chosen.timeline.freezes
    while (other := collision(Freeze(first, shortest(first, facts)), others)) is not None:
        first = other.last + 2 * ONE_DAY
    return first


def _not_before(draft: Draft, facts: CustomerFacts) -> date:
    """Today, or earlier with a reason that allows it; never before the subscription."""
    reason = chosen_reason(draft.reason, facts)
    back = timedelta(days=reason.retroactive_days if reason else 0)
    return max(facts.today - back, facts.chosen.timeline.start)


def steps(draft: Draft, facts: CustomerFacts) -> tuple[Step, ...]:
    """The reason only where the gym uses reasons, payment only when there is a fee."""
    left_out = () if facts.rules.freeze_reasons_used else (Step.REASON,)
    reason = chosen_reason(draft.reason, facts)
    is_open = wanted(draft, facts) is None  # while no period stands there, what the reason costs is to be paid
    return steps_taken(Step, reason.fee if is_open and reason else fee(draft, facts), left_out)


def problems(step: str, draft: Draft, facts: CustomerFacts) -> list[Problem]:
    """Fields: the actor's; reason; first, last; the payment's."""
    match step:
        case Step.REASON:
            return reason_problems(draft.reason, facts)
        case Step.PERIOD:
            return _period_problems(draft, facts)
    return shared_problems(step, draft, quote, facts)


def _period_problems(draft: Draft, facts: CustomerFacts) -> list[Problem]:
    first, last = draft.period.first, draft.period.last
    if first is None:
        return [Problem("freeze_start_missing", "first")]
    timeline, earliest = facts.chosen.timeline, _not_before(draft, facts)
    if first < earliest:
        return [Problem("freeze_too_early", "first", values={"earliest": day(earliest)})]
    latest = latest_start(draft, facts)
    if first > latest:
        return [_too_late(latest, facts)]
    if last is None:
        return [Problem("freeze_end_missing", "last")]
    said = length_problems(first, last, _limits(facts))
    other = None if said else collision(Freeze(first, last), timeline.freezes)
    if other is not None:
        said.append(
            Problem("freeze_meets_another", "first", values={"first": day(other.first), "last": day(other.last)})
        )
    return said


def _too_late(latest: date, facts: CustomerFacts) -> Problem:
    timeline = facts.chosen.timeline
    if timeline.is_prepaid and latest == timeline.valid_until:
        return Problem("freeze_after_end", "first", values={"end": day(latest)})
    length = months_text(_limits(facts).max_months)
    return Problem("freeze_too_late", "first", values={"latest": day(latest), "length": length})


def wanted(draft: Draft, facts: CustomerFacts) -> Freeze | None:
    """The freeze entered; None while the period has problems."""
    if draft.period.first is None or draft.period.last is None or _period_problems(draft, facts):
        return None
    return Freeze(draft.period.first, draft.period.last)


def fee(draft: Draft, facts: CustomerFacts) -> int:
    """Öre: the reason's fee for each month begun."""
    freeze = wanted(draft, facts)
    return freeze_terms.fee(chosen_reason(draft.reason, facts), freeze) if freeze else 0


def quote(draft: Draft, facts: CustomerFacts) -> Quote:
    return fee_quote(draft.reason, wanted(draft, facts), facts)


def summary(draft: Draft, facts: CustomerFacts) -> list[SummaryRow]:
    rows, freeze = [*shared_rows(draft, facts), *reason_rows(Step.REASON, draft.reason, facts)], wanted(draft, facts)
    if freeze is not None:
        rows.append(SummaryRow(Step.PERIOD, _("Subscription"), facts.chosen.product.name))
        rows.append(SummaryRow(Step.PERIOD, _("Frozen"), f"{day(freeze.first)} – {day(freeze.last)}"))
    return rows


def write(errand: Errand, draft: Draft, facts: CustomerFacts) -> Written:
    """By customer_routine.finish: everything has been checked again."""
    freeze, held = wanted(draft, facts), facts.chosen
    if freeze is None:
        raise ValueError("a freeze with problems can't be finished")
    errand.perform(
        SubscriptionFrozen(
            freeze_id=new_id(),
            subscription_id=held.id,
            facility_id=held.main.facility_id,
            person_id=facts.customer.person_id,
            first=freeze.first,
            last=freeze.last,
            reason=draft.reason if facts.rules.freeze_reasons_used else "",
            max_months=_limits(facts).max_months,
            fee=fee(draft, facts),
        )
    )
    lines = freeze_terms.receipt_lines(fee(draft, facts), wanted(draft, facts), held.id)
    return Written(lines, {"days": freeze.days} | told_reason(chosen_reason(draft.reason, facts)))
