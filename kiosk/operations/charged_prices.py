"""Days that were charged before a desk's change of price was heard of: what they cost, and what they would cost now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from db.rows import found
from kiosk.direct_debit.charging_facts import read_debit_facts
from kiosk.direct_debit.charging_plan import Chargeable
from kiosk.operations.verdicts import Finding
from kiosk.subscriptions.charging import charges_between, due


@dataclass(frozen=True, slots=True)
class ChargedDays:
    """`charged` öre for the days, which would cost `listed` as it stands."""

    subscription_id: str
    first: date
    last: date
    charged: int
    listed: int

    @property
    def values(self) -> dict[str, object]:
        """As a finding tells them."""
        spell = {"first": self.first.isoformat(), "last": self.last.isoformat()}
        return spell | {"charged": self.charged, "listed": self.listed, "subscription_id": self.subscription_id}


def charged_otherwise(subscription_id: str, person_id: str, since: date) -> Iterator[Finding]:
    """Of the days from `since` on, which the desk saw as not charged; asked when the price has been changed."""
    days = _charged_days(subscription_id, since)
    if days is not None and days.charged != days.listed:
        yield Finding("charged_before_price", person_id, days.values)


def charged_days(since: Mapping[str, date]) -> list[ChargedDays]:
    """Of each subscription the days from its day on, which the desk saw as not charged."""
    found_here = (_charged_days(subscription_id, first) for subscription_id, first in sorted(since.items()))
    return [days for days in found_here if days is not None]


def charged_before_certificate(
    before: list[ChargedDays], since: Mapping[str, date], person_id: str
) -> Iterator[Finding]:
    """What was charged as if there were no certificate. `before`: of the same days, as they were before there was:
    what it makes no cheaper is none of its own."""
    was = {days.subscription_id: days.listed for days in before}
    for days in charged_days(since):
        if days.charged != days.listed != was[days.subscription_id]:
            yield Finding("charged_before_certificate", person_id, days.values)


def _charged_days(subscription_id: str, since: date) -> ChargedDays | None:
    """None where none of them are charged."""
    lots = found(
        "SELECT amount, days FROM lot WHERE subscription_id = ? AND first >= ?", subscription_id, since.isoformat()
    )
    chargeable = _chargeable(subscription_id, since) if lots else None
    if chargeable is None:
        return None
    timeline, days = chargeable.timeline, sum(int(count) for _amount, count in lots)
    first, last = timeline.nth(timeline.paid_days - days + 1), timeline.debited_until
    charged, listed = sum(int(amount) for amount, _days in lots), due(charges_between(timeline, first, last))
    return ChargedDays(subscription_id, first, last, charged, listed)


def _chargeable(subscription_id: str, month: date) -> Chargeable | None:
    mains = [row[0] for row in found("SELECT COALESCE(main_id, id) FROM subscription WHERE id = ?", subscription_id)]
    whole = (one for facts in read_debit_facts(mains, month) for one in facts.chargeables)
    return next((one for one in whole if one.subscription_id == subscription_id), None)
