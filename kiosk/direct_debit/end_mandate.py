"""The routine Cancel a mandate (Återkalla medgivande): what it means for the subscriptions that it pays."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.customer_facts import CustomerFacts, Held, HeldMandate
from kiosk.customer_routine import Written, shared_problems, shared_rows
from kiosk.direct_debit.coming_draws import ComingDraw, revoked_in_short, revoked_words
from kiosk.direct_debit.edit_payer import cancel, drawn
from kiosk.direct_debit.mandate_states import ON_ITS_WAY, MandateState
from kiosk.direct_debit.mandates_shown import account_words
from kiosk.formats import NOTHING, day
from kiosk.people.actors import ActorDraft
from kiosk.problems import Problem
from kiosk.routine import Change, Quote, SummaryRow, the_one
from kiosk.store import Errand
from kiosk.texts import N_, _
from kiosk.till.tender import Tender

NAME = "cancel_mandate"
TITLE = N_("Revoke mandate")
ACTION = N_("&Revoke the mandate")
ABOUT_ACCOUNT = True


class Step(StrEnum):
    IDENTIFICATION = "identification"
    ENDING = "ending"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class EndingDraft:
    """`mandate_id` "" for the only one. `is_understood`: the customer knows what becomes of what it pays."""

    mandate_id: str = ""
    is_understood: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    actor: ActorDraft = field(default_factory=ActorDraft)
    ending: EndingDraft = field(default_factory=EndingDraft)
    tenders: tuple[Tender, ...] = ()


def begun_with(mandate_id: str, _facts: CustomerFacts) -> Draft:
    """From one mandate's own button; "" from the menu."""
    return Draft(ending=EndingDraft(mandate_id))


def possible(held: Held | None, facts: CustomerFacts) -> Problem | None:
    return None if facts.customer.mandates else Problem("mandate_none")


def chosen(draft: Draft, facts: CustomerFacts) -> HeldMandate | None:
    return the_one(draft.ending.mandate_id, {one.id: one for one in facts.customer.mandates})


def unpaid(draft: Draft, facts: CustomerFacts) -> tuple[Held, ...]:
    """Subscriptions that nothing draws for any more: all by direct debit, when it is the only mandate."""
    return drawn(facts) if len(facts.customer.mandates) == 1 else ()


def coming(draft: Draft, facts: CustomerFacts) -> tuple[ComingDraw, ...]:
    """Draws on their way that go on without the mandate, or without which they aren't sent. What a run has planned is
    sent with another mandate, once that is active."""
    mandate, others = chosen(draft, facts), facts.customer.mandates
    if mandate is None:
        return ()
    is_only = len(others) == 1
    stays = any(one.state in ON_ITS_WAY for one in others if one.id != mandate.id)
    return tuple(
        one
        for held in facts.held
        for one in held.coming
        if is_only or (one.mandate_id == mandate.id and (one.is_sent or not stays))
    )


def consequences(draft: Draft, facts: CustomerFacts) -> tuple[str, ...]:
    """All that the customer must know."""
    subscriptions = (consequence(one) for one in unpaid(draft, facts))
    return (*(revoked_words(one) for one in coming(draft, facts)), *subscriptions)


def bank_words(mandate: HeldMandate) -> str:
    """Whether the bank has it, and so is told."""
    if mandate.state in (MandateState.DRAFT, MandateState.SIGNED):
        return _("The mandate was never sent to the bank, so the bank need not be told.")
    return _("The bank is told with the next file.")


def steps(draft: Draft, facts: CustomerFacts) -> tuple[Step, ...]:
    return tuple(Step)


def problems(step: str, draft: Draft, facts: CustomerFacts) -> list[Problem]:
    """Fields: the actor's; mandate_id, is_understood."""
    if step == Step.ENDING:
        return list(_ending_problems(draft, facts))
    return shared_problems(step, draft, quote, facts, about_account=ABOUT_ACCOUNT)


def _ending_problems(draft: Draft, facts: CustomerFacts) -> Iterator[Problem]:
    if chosen(draft, facts) is None:
        yield Problem("mandate_missing", "mandate_id")
    elif consequences(draft, facts) and not draft.ending.is_understood:
        yield Problem("mandate_end_not_understood", "is_understood")


def consequence(held: Held) -> str:
    """What the customer must know of a subscription when nothing is drawn any more."""
    words = {"product": held.product.name, "end": day(held.timeline.end_date), "paid": day(held.timeline.debited_until)}
    if held.timeline.end_date is not None:
        return _("{product} goes on to {end}. Days after {paid} must be paid at the desk.", **words)
    return _(
        "{product} goes on until it is terminated. Days after {paid} must be paid at the desk each month, "
        "or by a new mandate.",
        **words,
    )


def quote(draft: Draft, facts: CustomerFacts) -> Quote:
    return Quote((), tuple(_changes(draft, facts)))


def _changes(draft: Draft, facts: CustomerFacts) -> Iterator[Change]:
    mandate = chosen(draft, facts)
    if mandate is None:
        return
    yield Change(_("Account"), account_words(mandate.bank, mandate.account), NOTHING)
    for draw in coming(draft, facts):
        yield Change(draw.label, draw.words, revoked_in_short(draw))
    for held in unpaid(draft, facts):
        yield Change(held.product.name, _("drawn each month"), _("paid at the desk"))


def summary(draft: Draft, facts: CustomerFacts) -> list[SummaryRow]:
    rows = shared_rows(draft, facts)
    mandate = chosen(draft, facts)
    if mandate is not None:
        rows.append(SummaryRow(Step.ENDING, _("Account"), account_words(mandate.bank, mandate.account)))
        rows.append(SummaryRow(Step.ENDING, _("The bank"), bank_words(mandate)))
    rows += [SummaryRow(Step.ENDING, one.label, revoked_words(one)) for one in coming(draft, facts)]
    return rows + [SummaryRow(Step.ENDING, one.product.name, consequence(one)) for one in unpaid(draft, facts)]


def write(errand: Errand, draft: Draft, facts: CustomerFacts) -> Written:
    """By customer_routine.finish: everything has been checked again."""
    mandate = chosen(draft, facts)
    if mandate is None:
        raise ValueError("no mandate is chosen")
    cancel(errand, mandate, facts)
    return Written((), {"mandate_id": mandate.id})
