"""Since when, and by which terms, who has a subscription now has it: from its sale, or from a transfer."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from db.tables import JournalEntry, Subscription, SubscriptionHolder
from kiosk.clock import STOCKHOLM, day_of
from kiosk.operations.journal import TAKE_OVER
from kiosk.operations.subscriptions import same_person


@dataclass(frozen=True, slots=True)
class Holding:
    """From the day `first`, agreed on `at`. `is_accepted`: they were asked for the terms then; not so of transfers of
    before they were asked for. `is_taken_over`: somebody else bought it."""

    at: datetime
    first: date
    is_accepted: bool = True
    is_taken_over: bool = False


def holding_of(row: Subscription) -> Holding:
    """Inside `store.reading()`. What was given back by undoing is again what was bought: its terms stand too."""
    kept = SubscriptionHolder.select().where(SubscriptionHolder.subscription == row.id)
    holders = list(kept.order_by(SubscriptionHolder.id))
    running = next((one for one in reversed(holders) if one.last is None), None)
    ids, was_asked = same_person(row.person_id), row.terms_accepted_at != row.sold_at
    if running is None or (holders[0].person_id in ids and not was_asked):
        return Holding(row.sold_at, row.start)
    first = max(running.first, row.start)
    if was_asked and day_of(row.terms_accepted_at) == running.first:
        return Holding(row.terms_accepted_at, first, is_taken_over=True)
    return Holding(_taken_over_at(ids, running.first), first, is_accepted=False, is_taken_over=True)


def _taken_over_at(person_ids: list[str], day: date) -> datetime:
    """By the journal, else the day's beginning."""
    theirs = (JournalEntry.act == TAKE_OVER) & JournalEntry.subject_id.in_(person_ids)
    moments = [entry.at for entry in JournalEntry.select().where(theirs) if day_of(entry.at) == day]
    return max(moments, default=datetime.combine(day, time(), STOCKHOLM).astimezone(UTC))
