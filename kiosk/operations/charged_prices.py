"""Days that were charged before a desk's change of price was heard of: what they cost, and what they would cost now."""

from collections.abc import Iterator
from datetime import date

from db.rows import found
from kiosk.direct_debit.charging_facts import read_debit_facts
from kiosk.direct_debit.charging_plan import Chargeable
from kiosk.operations.verdicts import Finding
from kiosk.subscriptions.charging import charges_between, due


def charged_otherwise(subscription_id: str, person_id: str, since: date) -> Iterator[Finding]:
    """Of the days from `since` on, which the desk saw as not charged; asked when the price has been changed."""
    lots = found(
        "SELECT amount, days FROM lot WHERE subscription_id = ? AND first >= ?", subscription_id, since.isoformat()
    )
    chargeable = _chargeable(subscription_id, since) if lots else None
    if chargeable is None:
        return
    timeline, days = chargeable.timeline, sum(int(count) for _amount, count in lots)
    first, last = timeline.nth(timeline.paid_days - days + 1), timeline.debited_until
    charged, listed = sum(int(amount) for amount, _days in lots), due(charges_between(timeline, first, last))
    if charged != listed:
        spell = {"first": first.isoformat(), "last": last.isoformat(), "subscription_id": subscription_id}
        yield Finding("charged_before_price", person_id, spell | {"charged": charged, "listed": listed})


def _chargeable(subscription_id: str, month: date) -> Chargeable | None:
    mains = [row[0] for row in found("SELECT COALESCE(main_id, id) FROM subscription WHERE id = ?", subscription_id)]
    whole = (one for facts in read_debit_facts(mains, month) for one in facts.chargeables)
    return next((one for one in whole if one.subscription_id == subscription_id), None)
