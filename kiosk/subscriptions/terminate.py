"""The routine Terminate (Säga upp): the subscription ends after its notice period, paid now or by the draws."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from kiosk.customer_facts import CustomerFacts, Held
from kiosk.customer_routine import Written, shared_problems, shared_rows
from kiosk.direct_debit import pay_debt
from kiosk.formats import day, kronor
from kiosk.operations.subscription_changes import SubscriptionTerminated
from kiosk.people.actors import ActorDraft
from kiosk.problems import Problem
from kiosk.routine import Change, Quote, SummaryRow, steps_taken
from kiosk.settings.routines import Reason, told_reason
from kiosk.store import Errand
from kiosk.subscriptions import obstacles
from kiosk.subscriptions.before_after import NO_DRAW, changes
from kiosk.subscriptions.notice import end_of, notice_end
from kiosk.subscriptions.paid_now import PaidNow, credit_left, paid_now, paid_through, quote_lines, write_paid
from kiosk.subscriptions.timeline import Timeline
from kiosk.texts import N_, _
from kiosk.till.tender import Tender

NAME = "terminate"
TITLE = N_("Terminate")
ACTION = N_("&Terminate")
NO_ANSWER = N_("No answer")
AT_A_DISTANCE = True  # terminating may never demand a visit


class Step(StrEnum):
    IDENTIFICATION = "identification"
    REASON = "reason"
    NOTICE = "notice"
    SUMMARY = "summary"
    PAYMENT = "payment"


class Pays(StrEnum):
    """How the time until the end is paid."""

    DRAWS = "draws"
    NOW = "now"


PAYS = {
    Pays.DRAWS: N_("The draws go on until the end"),
    Pays.NOW: N_("Pay the notice period now"),
}
INVOICED = {
    Pays.DRAWS: N_("The organisation is invoiced month by month until the end"),
    Pays.NOW: N_("Pay the notice period now"),
}
"""Code → label to translate with `_`; the second for what an organisation pays."""


@dataclass(frozen=True, slots=True)
class Draft:
    """`reason` "": the customer gave none, and need not."""

    actor: ActorDraft = field(default_factory=ActorDraft)
    reason: str = ""
    pays: str = Pays.DRAWS
    tenders: tuple[Tender, ...] = ()


def possible(held: Held | None, facts: CustomerFacts) -> Problem | None:
    """Why it can't be begun; None when it can."""
    assert held is not None
    return obstacles.ended(held, facts) or obstacles.prepaid(held) or obstacles.in_notice(held)


def notice_last(facts: CustomerFacts) -> date:
    """The last day of the notice period, whatever the commitment."""
    months, today_counts = facts.chosen.product.notice_months, facts.rules.today_counts_in_notice
    return notice_end(facts.today, months, today_counts=today_counts)


def end_date(facts: CustomerFacts) -> date:
    held = facts.chosen
    months, today_counts = held.product.notice_months, facts.rules.today_counts_in_notice
    return end_of(held.timeline, facts.today, months, today_counts=today_counts)


def final_payment(facts: CustomerFacts) -> tuple[PaidNow, ...]:
    """What is not yet paid until the end, as it can be paid now."""
    return paid_now(facts.chosen, terminated(facts), end_date(facts))


def terminated(facts: CustomerFacts) -> tuple[Timeline, ...]:
    """Add-ons end with the main one; those that end already keep their day."""
    end = end_date(facts)
    return tuple(
        one.timeline if one.timeline.end_date else replace(one.timeline, end_date=end) for one in facts.chosen.all
    )


def has_choice(facts: CustomerFacts) -> bool:
    """Something is left to pay until the end."""
    return any(one.due_now for one in final_payment(facts))


def draws_problem(draft: Draft, facts: CustomerFacts) -> Problem | None:
    """What to tell the customer whose draws can't go on: it keeps nobody from terminating. None when they can, or when
    nothing is left to draw."""
    obstacle = facts.customer.draw_obstacle
    if obstacle is None or facts.chosen.is_invoiced or draft.pays != Pays.DRAWS or not has_choice(facts):
        return None
    values = {"paid": day(facts.chosen.timeline.debited_until), "end": day(end_date(facts))}
    return Problem(f"terminate_draws_{obstacle}", values=values)


def pays_words(pays: Pays, facts: CustomerFacts) -> str:
    return _((INVOICED if facts.chosen.is_invoiced else PAYS)[pays])


def paid(draft: Draft, facts: CustomerFacts) -> tuple[PaidNow, ...]:
    """What is paid with this draft; of nothing when the draws go on."""
    if draft.pays == Pays.NOW:
        return final_payment(facts)
    return paid_now(facts.chosen, terminated(facts), date.min)


def due(draft: Draft, facts: CustomerFacts) -> int:
    return sum(one.due_now for one in paid(draft, facts))


def chosen_reason(draft: Draft, facts: CustomerFacts) -> Reason | None:
    if not facts.rules.termination_reasons_used:
        return None
    return next((one for one in facts.rules.termination_reasons if one.code == draft.reason), None)


def steps(draft: Draft, facts: CustomerFacts) -> tuple[Step, ...]:
    """The reason only where the gym asks for it, payment only when something is paid now."""
    left_out = () if facts.rules.termination_reasons_used else (Step.REASON,)
    return steps_taken(Step, due(draft, facts), left_out)


def problems(step: str, draft: Draft, facts: CustomerFacts) -> list[Problem]:
    """Fields: the actor's; pays; the payment's."""
    if step == Step.NOTICE:
        return [] if draft.pays in set(Pays) else [Problem("terminate_pays_missing", "pays")]
    return shared_problems(step, draft, quote, facts, at_a_distance=AT_A_DISTANCE)


def quote(draft: Draft, facts: CustomerFacts) -> Quote:
    now = paid(draft, facts)
    changed = changes(facts.chosen, [one.after for one in now], facts, credit_left(now))
    strip = (*changed, *_credit(facts), *_debt(facts))
    return Quote(tuple(quote_lines(now, facts.today)), strip, paid_through=paid_through(now))


def _credit(facts: CustomerFacts) -> Iterator[Change]:
    """What no charge until the end takes off is never paid out."""
    had, left = sum(one.credit for one in facts.chosen.all), credit_left(final_payment(facts))
    if left:
        words = _("{amount} isn’t paid out: nothing more is charged that could take it off", amount=kronor(left))
        yield Change(_("Credit"), kronor(had), words)


def _debt(facts: CustomerFacts) -> Iterator[Change]:
    """It is no part of the notice period, and stands also when that is paid."""
    amount = kronor(pay_debt.owed(facts))
    if facts.debts:
        yield Change(_("Debt"), amount, _("{amount} left, not part of the notice period", amount=amount))


def debt_words(facts: CustomerFacts) -> str:
    """What is owed beside the notice period, and how it is paid; "" where nothing is."""
    if not facts.debts:
        return ""
    words = {"amount": kronor(pay_debt.owed(facts)), "routine": _(pay_debt.TITLE)}
    return _("{amount}. Not part of the notice period: it is paid by itself ({routine}).", **words)


def summary(draft: Draft, facts: CustomerFacts) -> list[SummaryRow]:
    rows = shared_rows(draft, facts)
    reason = chosen_reason(draft, facts)
    if facts.rules.termination_reasons_used:
        rows.append(SummaryRow(Step.REASON, _("Reason"), reason.name if reason else _(NO_ANSWER)))
    rows.append(SummaryRow(Step.NOTICE, _("Subscription"), ", ".join(one.name for one in facts.chosen.products)))
    rows.append(SummaryRow(Step.NOTICE, _("Last day"), day(end_date(facts))))
    if has_choice(facts) and draft.pays in PAYS:
        rows.append(SummaryRow(Step.NOTICE, _("Until then"), _until_then(draft, facts)))
    if facts.debts:
        rows.append(SummaryRow(Step.SUMMARY, _("Unpaid since earlier"), debt_words(facts)))
    return rows


def _until_then(draft: Draft, facts: CustomerFacts) -> str:
    words = pays_words(Pays(draft.pays), facts)
    obstacle = facts.customer.draw_obstacle
    return f"{words} ({_(NO_DRAW[obstacle])})" if obstacle and draws_problem(draft, facts) else words


def write(errand: Errand, draft: Draft, facts: CustomerFacts) -> Written:
    """By customer_routine.finish: everything has been checked again."""
    held, end, reason = facts.chosen, end_date(facts), chosen_reason(draft, facts)
    errand.perform(
        SubscriptionTerminated(
            subscription_id=held.id,
            add_on_ids=[one.id for one in held.add_ons],
            person_id=facts.customer.person_id,
            end_date=end,
            reason=reason.code if reason else "",
            terminated_at=errand.at,
            freezes=[(one.first, one.last) for one in held.timeline.freezes],
            notice_end=notice_last(facts),
        )
    )
    lines = write_paid(errand, paid(draft, facts), facts)
    return Written(lines, {"end": str(end), "pays": str(draft.pays)} | told_reason(reason))
