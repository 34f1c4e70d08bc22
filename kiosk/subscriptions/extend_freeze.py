"""The routine Extend a freeze (Förläng frysning): a running freeze gets a later last day; what has passed counts."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kiosk.customer_facts import CustomerFacts, Held
from kiosk.customer_routine import Written, shared_problems, shared_rows
from kiosk.formats import day
from kiosk.operations.freezes import FreezeExtended
from kiosk.people.actors import ActorDraft
from kiosk.problems import Problem
from kiosk.routine import Quote, SummaryRow, steps_taken
from kiosk.settings.routines import told_reason
from kiosk.store import Errand
from kiosk.subscriptions import freeze_terms, obstacles
from kiosk.subscriptions.freeze_terms import (
    Span,
    chosen_reason,
    fee_quote,
    reason_problems,
    reason_rows,
    running,
    span_of,
)
from kiosk.subscriptions.freezing import months_text
from kiosk.subscriptions.kept import KeptFreeze
from kiosk.subscriptions.months import ONE_DAY, add_months
from kiosk.subscriptions.prorating import Freeze
from kiosk.texts import N_, _
from kiosk.till.tender import Tender

NAME = "extend_freeze"
TITLE = N_("Extend freeze")
ACTION = N_("&Extend the freeze")


class Step(StrEnum):
    IDENTIFICATION = "identification"
    REASON = "reason"
    DAY = "day"
    SUMMARY = "summary"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class Draft:
    """`last`: the new last day, inclusive; None until chosen."""

    actor: ActorDraft = field(default_factory=ActorDraft)
    reason: str = ""
    last: date | None = None
    tenders: tuple[Tender, ...] = ()


def possible(held: Held | None, facts: CustomerFacts) -> Problem | None:
    """Why it can't be begun; None when it can."""
    assert held is not None
    kept = running(held, facts)
    if isinstance(kept, Problem):
        return kept
    can_be_longer = _latest(kept.freeze, held, facts) > kept.freeze.last
    return obstacles.in_notice(held) or (None if can_be_longer else _none_longer(kept.freeze, held, facts))


def _limit(freeze: Freeze, held: Held, facts: CustomerFacts) -> date:
    """Counted from the freeze's own first day: the months that have passed are among them."""
    return freeze_terms.limits(held.product, facts.rules).latest_end(freeze.first)


def _latest(freeze: Freeze, held: Held, facts: CustomerFacts) -> date:
    """Within the limit, and with a day between it and the next freeze."""
    coming = held.coming_freezes(facts.today)
    limit = _limit(freeze, held, facts)
    return min(limit, coming[0].freeze.first - 2 * ONE_DAY) if coming else limit


def _none_longer(freeze: Freeze, held: Held, facts: CustomerFacts) -> Problem:
    if _limit(freeze, held, facts) > freeze.last:
        coming = held.coming_freezes(facts.today)[0].freeze
        return Problem("extend_next_freeze", values={"first": day(coming.first), "last": day(coming.last)})
    length = months_text(freeze_terms.limits(held.product, facts.rules).max_months)
    return Problem("extend_none_longer", values={"length": length, "last": day(freeze.last)})


def begun(facts: CustomerFacts) -> Draft:
    """The reason it has, and a month more if that is allowed."""
    kept, span = running(facts.chosen, facts), allowed(facts)
    if isinstance(kept, Problem) or span is None:
        return Draft()
    return Draft(reason=kept.reason, last=min(max(add_months(kept.freeze.last, 1), span[0]), span[1]))


def allowed(facts: CustomerFacts) -> Span | None:
    """The earliest and latest new last day."""
    return span_of(_days, facts)


def _days(kept: KeptFreeze, held: Held, facts: CustomerFacts) -> Span:
    return max(kept.freeze.last + ONE_DAY, facts.today), _latest(kept.freeze, held, facts)


def steps(draft: Draft, facts: CustomerFacts) -> tuple[Step, ...]:
    """The reason only where the gym uses reasons, payment only when there is a fee."""
    left_out = () if facts.rules.freeze_reasons_used else (Step.REASON,)
    return steps_taken(Step, fee(draft, facts), left_out)


def problems(step: str, draft: Draft, facts: CustomerFacts) -> list[Problem]:
    """Fields: the actor's; reason; last; the payment's."""
    match step:
        case Step.REASON:
            return reason_problems(draft.reason, facts)
        case Step.DAY:
            return _day_problems(draft, facts)
    return shared_problems(step, draft, quote, facts)


def _day_problems(draft: Draft, facts: CustomerFacts) -> list[Problem]:
    span = allowed(facts)
    if draft.last is None or span is None:
        return [Problem("freeze_end_missing", "last")]
    if draft.last < span[0]:
        return [Problem("extend_not_longer", "last", values={"earliest": day(span[0])})]
    if draft.last > span[1]:
        kept = running(facts.chosen, facts)
        limit = span[1] if isinstance(kept, Problem) else _limit(kept.freeze, facts.chosen, facts)
        code = "extend_too_long" if draft.last > limit else "extend_meets_next"
        length = months_text(freeze_terms.limits(facts.chosen.product, facts.rules).max_months)
        return [Problem(code, "last", values={"latest": day(span[1]), "length": length})]
    return []


def wanted(draft: Draft, facts: CustomerFacts) -> Freeze | None:
    """The freeze as it will be; None while the day has problems."""
    kept = running(facts.chosen, facts)
    if draft.last is None or isinstance(kept, Problem) or _day_problems(draft, facts):
        return None
    return Freeze(kept.freeze.first, draft.last)


def fee(draft: Draft, facts: CustomerFacts) -> int:
    """Öre: the reason's fee for each month that is added."""
    kept, freeze = running(facts.chosen, facts), wanted(draft, facts)
    if isinstance(kept, Problem) or freeze is None:
        return 0
    return freeze_terms.fee(chosen_reason(draft.reason, facts), freeze, kept.freeze)


def quote(draft: Draft, facts: CustomerFacts) -> Quote:
    kept = running(facts.chosen, facts)
    was = None if isinstance(kept, Problem) else kept.freeze
    return fee_quote(draft.reason, wanted(draft, facts), facts, was)


def summary(draft: Draft, facts: CustomerFacts) -> list[SummaryRow]:
    return [
        *shared_rows(draft, facts),
        *reason_rows(Step.REASON, draft.reason, facts),
        SummaryRow(Step.DAY, _("Subscription"), facts.chosen.product.name),
        SummaryRow(Step.DAY, _("New last day"), day(draft.last)),
    ]


def write(errand: Errand, draft: Draft, facts: CustomerFacts) -> Written:
    """By customer_routine.finish: everything has been checked again."""
    kept, freeze, held = running(facts.chosen, facts), wanted(draft, facts), facts.chosen
    if isinstance(kept, Problem) or freeze is None:
        raise ValueError("an extension with problems can't be finished")
    errand.perform(
        FreezeExtended(
            freeze_id=kept.id,
            subscription_id=held.id,
            person_id=facts.customer.person_id,
            first=kept.freeze.first,
            was_last=kept.freeze.last,
            last=freeze.last,
            max_months=freeze_terms.limits(held.product, facts.rules).max_months,
            fee=fee(draft, facts),
        )
    )
    details: dict[str, object] = {"first": str(freeze.first), "last": str(freeze.last)}
    details |= told_reason(chosen_reason(draft.reason, facts))
    return Written(freeze_terms.receipt_lines(fee(draft, facts), freeze, held.id, kept.freeze), details)
