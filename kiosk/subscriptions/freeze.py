"""The routine Freeze (Frysa): its steps, draft, problems, quote, and what it writes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from kiosk.customer_facts import CustomerFacts, Held
from kiosk.customer_routine import Written, actor_problems, payment_problems
from kiosk.formats import day, kronor
from kiosk.ids import new_id
from kiosk.operations.freezes import SubscriptionFrozen
from kiosk.people.actors import ActorDraft
from kiosk.problems import Problem
from kiosk.routine import Change, Due, Quote, QuoteLine, SummaryRow
from kiosk.settings.routines import FreezeReason
from kiosk.store import Errand
from kiosk.subscriptions.before_after import changes
from kiosk.subscriptions.freezing import FreezeLimits, collision, length_problems, started_months
from kiosk.subscriptions.prorating import Freeze
from kiosk.subscriptions.timeline import State, Timeline
from kiosk.summary_rows import actor_rows
from kiosk.texts import N_, _, plural
from kiosk.till.selling import Line
from kiosk.till.tender import Tender
from kiosk.till.vat import vat_rate

NAME = "freeze"
TITLE = N_("Freeze")
ACTION = N_("&Freeze now")
FEE_VAT = "fees"
FEE_TEXT = "Frysningsavgift"


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
    if held.timeline.state(facts.today) is State.ENDED:
        return Problem("routine_ended")
    if held.is_terminated:
        return Problem("routine_in_notice", values={"end": day(held.timeline.end_date)})
    if held.freeze_on(facts.today):
        return Problem("freeze_running")
    return None


def limits(facts: CustomerFacts) -> FreezeLimits:
    """The product's rule before the general setting."""
    product, rules = facts.chosen.product, facts.rules
    shortest = rules.min_freeze_months if product.min_freeze_months is None else product.min_freeze_months
    longest = rules.max_freeze_months if product.max_freeze_months is None else product.max_freeze_months
    return FreezeLimits(shortest, longest)


def earliest_start(draft: Draft, facts: CustomerFacts) -> date:
    """Today, or earlier with a reason that allows it; never before the subscription."""
    reason = chosen_reason(draft, facts)
    back = timedelta(days=reason.retroactive_days if reason else 0)
    return max(facts.today - back, facts.chosen.timeline.start)


def chosen_reason(draft: Draft, facts: CustomerFacts) -> FreezeReason | None:
    return next((one for one in facts.rules.freeze_reasons if one.code == draft.reason), None)


def steps(draft: Draft, facts: CustomerFacts) -> tuple[Step, ...]:
    """The reason only where the gym uses reasons, payment only when there is a fee."""
    left_out = set()
    if not facts.rules.freeze_reasons_used:
        left_out.add(Step.REASON)
    if not fee(draft, facts):
        left_out.add(Step.PAYMENT)
    return tuple(step for step in Step if step not in left_out)


def problems(step: str, draft: Draft, facts: CustomerFacts) -> list[Problem]:
    """Fields: the actor's; reason; first, last; the payment's."""
    match step:
        case Step.IDENTIFICATION:
            return actor_problems(draft, facts)
        case Step.REASON:
            return [] if chosen_reason(draft, facts) else [Problem("freeze_reason_missing", "reason")]
        case Step.PERIOD:
            return _period_problems(draft, facts)
        case Step.PAYMENT:
            return payment_problems(draft, fee(draft, facts), facts)
    return []


def _period_problems(draft: Draft, facts: CustomerFacts) -> list[Problem]:
    first, last = draft.period.first, draft.period.last
    if first is None:
        return [Problem("freeze_start_missing", "first")]
    timeline, earliest = facts.chosen.timeline, earliest_start(draft, facts)
    if first < earliest:
        return [Problem("freeze_too_early", "first", values={"earliest": day(earliest)})]
    if timeline.is_prepaid and first > timeline.valid_until:
        return [Problem("freeze_after_end", "first", values={"end": day(timeline.valid_until)})]
    if last is None:
        return [Problem("freeze_end_missing", "last")]
    said = length_problems(first, last, limits(facts))
    other = None if said else collision(Freeze(first, last), timeline.freezes)
    if other is not None:
        said.append(
            Problem("freeze_meets_another", "first", values={"first": day(other.first), "last": day(other.last)})
        )
    return said


def wanted(draft: Draft, facts: CustomerFacts) -> Freeze | None:
    """The freeze entered; None while the period has problems."""
    if draft.period.first is None or draft.period.last is None or _period_problems(draft, facts):
        return None
    return Freeze(draft.period.first, draft.period.last)


def fee(draft: Draft, facts: CustomerFacts) -> int:
    """Öre: the reason's fee for each month begun."""
    freeze = wanted(draft, facts)
    reason = chosen_reason(draft, facts) if facts.rules.freeze_reasons_used else None
    return reason.fee * started_months(freeze.first, freeze.last) if freeze and reason else 0


def quote(draft: Draft, facts: CustomerFacts) -> Quote:
    """The fee, the days saved and used, and what becomes of the dates."""
    freeze, held = wanted(draft, facts), facts.chosen
    if freeze is None:
        return Quote((), ())
    after = tuple(one.timeline.with_freeze(freeze) for one in held.all)
    return Quote(tuple(_fee_lines(draft, freeze, facts)), (*_days(held.timeline, freeze), *changes(held, after, facts)))


def _fee_lines(draft: Draft, freeze: Freeze, facts: CustomerFacts) -> Iterator[QuoteLine]:
    amount, reason = fee(draft, facts), chosen_reason(draft, facts)
    if amount and reason:
        months = started_months(freeze.first, freeze.last)
        why = plural("{n} month begun at {fee}.", "{n} months begun at {fee}.", months, fee=kronor(reason.fee))
        yield QuoteLine(_("Freeze fee"), amount, Due.NOW, vat_rate(FEE_VAT, facts.today), why)


def _days(timeline: Timeline, freeze: Freeze) -> Iterator[Change]:
    spell = f"{day(freeze.first)} – {day(freeze.last)}"
    saved = timeline.saved_days(freeze)
    yield Change(_("Frozen"), "", f"{spell}, {plural('{n} day', '{n} days', freeze.days)}")
    yield Change(_("Saved days"), "", str(saved))
    yield Change(_("Used days"), "", str(timeline.paid_days - saved - paid_after(timeline, freeze)))


def paid_after(timeline: Timeline, freeze: Freeze) -> int:
    """Paid days that lie after the freeze as it would be without it."""
    return timeline.active_days(max(freeze.last, timeline.start) + timedelta(days=1), timeline.debited_until)


def summary(draft: Draft, facts: CustomerFacts) -> list[SummaryRow]:
    rows = [SummaryRow(Step.IDENTIFICATION, *row) for row in actor_rows(draft.actor, facts.customer.name)]
    reason = chosen_reason(draft, facts)
    if reason is not None and facts.rules.freeze_reasons_used:
        rows.append(SummaryRow(Step.REASON, _("Reason"), reason.name))
    freeze = wanted(draft, facts)
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
            max_months=limits(facts).max_months,
        )
    )
    amount = fee(draft, facts)
    lines = (Line(FEE_TEXT, amount, FEE_VAT, subscription_id=held.id),) if amount else ()
    return Written(lines, {"days": freeze.days, "reason": draft.reason})
