"""The routine Withdraw a termination (Ångra uppsägning): until its last day the subscription can go on after all."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from kiosk.customer_facts import CustomerFacts, Held
from kiosk.customer_routine import Written, shared_problems, shared_rows
from kiosk.formats import day
from kiosk.operations.subscription_changes import TerminationWithdrawn
from kiosk.operations.subscriptions import UNDONE
from kiosk.people.actors import ActorDraft
from kiosk.problems import Problem
from kiosk.routine import Quote, SummaryRow
from kiosk.store import Errand
from kiosk.subscriptions.before_after import changes
from kiosk.subscriptions.kept import KeptSubscription
from kiosk.subscriptions.timeline import Timeline
from kiosk.texts import N_, _
from kiosk.till.tender import Tender

NAME = "withdraw_termination"
TITLE = N_("Withdraw termination")
ACTION = N_("&Withdraw the termination")
AT_A_DISTANCE = True  # as easily as it was terminated


class Step(StrEnum):
    IDENTIFICATION = "identification"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Draft:
    actor: ActorDraft = field(default_factory=ActorDraft)
    tenders: tuple[Tender, ...] = ()


def possible(held: Held | None, facts: CustomerFacts) -> Problem | None:
    """Why it can't be begun; None when it can. A sale that was undone is no termination."""
    assert held is not None
    end = held.timeline.end_date
    if not held.is_terminated or end is None or held.main.ended_for == UNDONE:
        return Problem("not_terminated")
    return Problem("withdraw_too_late", values={"end": day(end)}) if end < facts.today else None


def ended_with_it(held: Held) -> tuple[KeptSubscription, ...]:
    """The add-ons that the termination ended, and that go on with it."""
    return tuple(one for one in held.add_ons if one.terminated_at is not None)


def going_on(held: Held) -> tuple[Timeline, ...]:
    goes_on = {held.id, *(one.id for one in ended_with_it(held))}
    return tuple(replace(one.timeline, end_date=None) if one.id in goes_on else one.timeline for one in held.all)


def steps(_draft: Draft, _facts: CustomerFacts) -> tuple[Step, ...]:
    return tuple(Step)


def problems(step: str, draft: Draft, facts: CustomerFacts) -> list[Problem]:
    """Fields: the actor's."""
    return shared_problems(step, draft, quote, facts, at_a_distance=AT_A_DISTANCE)


def quote(_draft: Draft, facts: CustomerFacts) -> Quote:
    return Quote((), tuple(changes(facts.chosen, going_on(facts.chosen), facts)))


def summary(draft: Draft, facts: CustomerFacts) -> list[SummaryRow]:
    rows = shared_rows(draft, facts)
    goes_on = (facts.chosen.product.name, *_add_on_names(facts.chosen))
    return [*rows, SummaryRow(Step.SUMMARY, _("Goes on"), ", ".join(goes_on))]


def _add_on_names(held: Held) -> tuple[str, ...]:
    ended = {one.id for one in ended_with_it(held)}
    pairs = zip(held.add_ons, held.add_on_products, strict=True)
    return tuple(product.name for kept, product in pairs if kept.id in ended)


def write(errand: Errand, _draft: Draft, facts: CustomerFacts) -> Written:
    """By customer_routine.finish: everything has been checked again."""
    held = facts.chosen
    errand.perform(
        TerminationWithdrawn(
            subscription_id=held.id,
            add_on_ids=[one.id for one in held.add_ons],
            person_id=facts.customer.person_id,
            terminated_at=datetime.fromisoformat(held.main.terminated_at or ""),
            withdrawn_at=errand.at,
        )
    )
    return Written((), {"end": str(held.timeline.end_date)})
