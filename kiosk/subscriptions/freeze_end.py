"""A freeze that ends before its time, or is taken away: dates, the days to pay now, and what is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kiosk.customer_facts import CustomerFacts, Held
from kiosk.customer_routine import Written
from kiosk.operations.freezes import FreezeRemoved, FreezeShortened
from kiosk.routine import Quote
from kiosk.store import Errand
from kiosk.subscriptions.before_after import changes
from kiosk.subscriptions.freeze_terms import day_changes, limits
from kiosk.subscriptions.freezing import thaw
from kiosk.subscriptions.kept import KeptFreeze
from kiosk.subscriptions.months import ONE_DAY
from kiosk.subscriptions.paid_now import PaidNow, credit_left, paid_now, quote_lines, write_paid
from kiosk.subscriptions.prorating import Freeze


@dataclass(frozen=True, slots=True)
class EndedFreeze:
    """`left`: what is left of the freeze, None when nothing is. `paid`: days that runs already done would have
    charged, of the main subscription and its add-ons."""

    kept: KeptFreeze
    left: Freeze | None
    paid: tuple[PaidNow, ...]

    @property
    def due(self) -> int:
        return sum(one.due_now for one in self.paid)


def ended_on(held: Held, kept: KeptFreeze, on: date) -> EndedFreeze:
    """`on` is the first day that counts again; the first day of the freeze or earlier: it never was."""
    freeze = kept.freeze
    unpaid = tuple(thaw(one.timeline, freeze, on, date.min).unpaid for one in held.all)
    left = Freeze(freeze.first, on - ONE_DAY) if on > freeze.first else None
    return EndedFreeze(kept, left, paid_now(held, unpaid, held.charged_through))


def quote_of(ended: EndedFreeze, facts: CustomerFacts) -> Quote:
    held = facts.chosen
    after = tuple(one.after for one in ended.paid)
    days = day_changes(held.timeline, ended.kept.freeze, ended.left)
    strip = (*days, *changes(held, after, facts, credit_left(ended.paid)))
    return Quote(tuple(quote_lines(ended.paid, facts.today)), strip)


def write_end(errand: Errand, ended: EndedFreeze, facts: CustomerFacts) -> Written:
    """The freeze first, so that what is paid is counted on the days as they will be."""
    held, freeze = facts.chosen, ended.kept.freeze
    place = {"freeze_id": ended.kept.id, "subscription_id": held.id, "person_id": facts.customer.person_id}
    if ended.left is None:
        errand.perform(FreezeRemoved(first=freeze.first, last=freeze.last, **place))
    else:
        errand.perform(
            FreezeShortened(
                first=freeze.first,
                was_last=freeze.last,
                last=ended.left.last,
                max_months=limits(held.product, facts.rules).max_months,
                **place,
            )
        )
    lines = write_paid(errand, ended.paid, facts)
    return Written(lines, {"first": str(freeze.first), "last": str(ended.left.last) if ended.left else ""})


def taken_steps(steps: Iterable[str], due: int, payment: str) -> tuple[str, ...]:
    """Payment only when something is due."""
    return tuple(step for step in steps if due or step != payment)
