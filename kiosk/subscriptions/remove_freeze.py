"""The routine Remove a coming freeze (Ta bort frysning): its days count again; a fee that was paid for it is kept."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from kiosk.customer_facts import CustomerFacts, Held
from kiosk.customer_routine import Written, shared_problems, shared_rows
from kiosk.formats import day, kronor
from kiosk.people.actors import ActorDraft
from kiosk.problems import Problem
from kiosk.routine import Change, Quote, SummaryRow, steps_taken
from kiosk.store import Errand
from kiosk.subscriptions import obstacles, thaw
from kiosk.subscriptions.freeze_end import EndedFreeze, due, ended_on, quote_of, write_end
from kiosk.subscriptions.freeze_terms import spell
from kiosk.subscriptions.kept import KeptFreeze
from kiosk.texts import N_, _
from kiosk.till.tender import Tender

NAME = "remove_freeze"
TITLE = N_("Remove coming freeze")
ACTION = N_("&Remove the freeze")


class Step(StrEnum):
    IDENTIFICATION = "identification"
    FREEZE = "freeze"
    SUMMARY = "summary"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class Draft:
    """`freeze_id`: the one to remove, "" until chosen."""

    actor: ActorDraft = field(default_factory=ActorDraft)
    freeze_id: str = ""
    tenders: tuple[Tender, ...] = ()


def possible(held: Held | None, facts: CustomerFacts) -> Problem | None:
    """Why it can't be begun; None when it can."""
    assert held is not None
    if held.coming_freezes(facts.today):
        return None
    return obstacles.ended(held, facts) or _begun_or_none(held, facts)


def _begun_or_none(held: Held, facts: CustomerFacts) -> Problem:
    """To thaw it is said only where it can be thawed."""
    kept = held.freeze_on(facts.today)
    if kept is None:
        return Problem("freeze_none_coming")
    if thaw.possible(held, facts) is None:
        return Problem("freeze_begun")
    return Problem("freeze_begun_short", values={"last": day(kept.freeze.last)})


def begun(facts: CustomerFacts) -> Draft:
    """The next one: most often there is no other."""
    coming = offered(facts)
    return Draft(freeze_id=coming[0].id if coming else "")


def offered(facts: CustomerFacts) -> tuple[KeptFreeze, ...]:
    return facts.chosen.coming_freezes(facts.today)


def steps(draft: Draft, facts: CustomerFacts) -> tuple[Step, ...]:
    return steps_taken(Step, due(wanted(draft, facts)))


def problems(step: str, draft: Draft, facts: CustomerFacts) -> list[Problem]:
    """Fields: the actor's; freeze_id; the payment's."""
    if step == Step.FREEZE:
        return [] if wanted(draft, facts) else [Problem("freeze_to_remove_missing", "freeze_id")]
    return shared_problems(step, draft, quote, facts)


def wanted(draft: Draft, facts: CustomerFacts) -> EndedFreeze | None:
    """None until a freeze is chosen that is still to come."""
    chosen = next((one for one in offered(facts) if one.id == draft.freeze_id), None)
    return ended_on(facts.chosen, chosen, chosen.freeze.first) if chosen else None


def quote(draft: Draft, facts: CustomerFacts) -> Quote:
    ended = wanted(draft, facts)
    told, fee = quote_of(ended, facts), ended.kept.fee if ended else 0
    kept = (Change(_("Freeze fee"), kronor(fee), _("not paid back")),) if fee else ()
    return replace(told, changes=(*told.changes, *kept))


def summary(draft: Draft, facts: CustomerFacts) -> list[SummaryRow]:
    ended = wanted(draft, facts)
    rows = [*shared_rows(draft, facts), SummaryRow(Step.FREEZE, _("Subscription"), facts.chosen.product.name)]
    return [*rows, SummaryRow(Step.FREEZE, _("Removed freeze"), spell(ended.kept.freeze))] if ended else rows


def write(errand: Errand, draft: Draft, facts: CustomerFacts) -> Written:
    """By customer_routine.finish: everything has been checked again."""
    return write_end(errand, wanted(draft, facts), facts)
