"""What may stand in the way of a routine on a subscription, whatever it does: each says so, or None. Pure."""

from kiosk.customer_facts import CustomerFacts, Held
from kiosk.formats import day
from kiosk.problems import Problem
from kiosk.subscriptions.timeline import State


def ended(held: Held, facts: CustomerFacts) -> Problem | None:
    return Problem("routine_ended") if held.timeline.state(facts.today) is State.ENDED else None


def in_notice(held: Held) -> Problem | None:
    return Problem("routine_in_notice", values={"end": day(held.timeline.end_date)}) if held.is_terminated else None


def prepaid(held: Held) -> Problem | None:
    timeline = held.timeline
    return Problem("routine_prepaid", values={"end": day(timeline.valid_until)}) if timeline.is_prepaid else None


def frozen(held: Held, facts: CustomerFacts) -> Problem | None:
    """Today, or on a day to come."""
    running, coming = held.freeze_on(facts.today), held.coming_freezes(facts.today)
    if running is not None:
        return Problem("routine_frozen", values={"last": day(running.freeze.last)})
    return Problem("routine_freeze_coming", values={"first": day(coming[0].freeze.first)}) if coming else None
