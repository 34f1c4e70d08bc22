"""What the routines on freezes have in common: the limits that apply, the reasons and their fees, and words."""

from collections.abc import Callable, Iterator
from datetime import date

from kiosk.catalogue import Product
from kiosk.customer_facts import CustomerFacts, Held
from kiosk.formats import day, kronor
from kiosk.problems import Problem
from kiosk.routine import EMPTY_QUOTE, Change, Due, Quote, QuoteLine, SummaryRow
from kiosk.settings.routines import FreezeReason, RoutineRules
from kiosk.subscriptions import obstacles
from kiosk.subscriptions.before_after import changes
from kiosk.subscriptions.freezing import FreezeLimits, started_months
from kiosk.subscriptions.kept import KeptFreeze
from kiosk.subscriptions.months import ONE_DAY
from kiosk.subscriptions.prorating import Freeze
from kiosk.subscriptions.timeline import Timeline
from kiosk.texts import _, plural
from kiosk.till.selling import Line
from kiosk.till.vat import vat_rate

Span = tuple[date, date]
"""The earliest and the latest day that can be chosen."""
FEE_VAT = "fees"
FEE_TEXT = "Frysningsavgift"


def limits(product: Product, rules: RoutineRules) -> FreezeLimits:
    """The product's rule before the general setting. Where the shortest would be longer than the longest (changed at
    two desks, or one of each), the longest holds for both: a freeze stays possible, and none is longer than the gym
    allows."""
    shortest = rules.min_freeze_months if product.min_freeze_months is None else product.min_freeze_months
    longest = rules.max_freeze_months if product.max_freeze_months is None else product.max_freeze_months
    return FreezeLimits(min(shortest, longest), longest)


def chosen_reason(code: str, facts: CustomerFacts) -> FreezeReason | None:
    """None also where the gym uses no reasons."""
    if not facts.rules.freeze_reasons_used:
        return None
    return next((one for one in facts.rules.freeze_reasons if one.code == code), None)


def reason_problems(code: str, facts: CustomerFacts) -> list[Problem]:
    """Field: reason."""
    return [] if chosen_reason(code, facts) else [Problem("freeze_reason_missing", "reason")]


def reason_rows(step: str, code: str, facts: CustomerFacts) -> list[SummaryRow]:
    reason = chosen_reason(code, facts)
    return [SummaryRow(step, _("Reason"), reason.name)] if reason else []


def running(held: Held, facts: CustomerFacts) -> KeptFreeze | Problem:
    """The freeze of today, or why there is none to change."""
    found = held.freeze_on(facts.today)
    if found is not None:
        return found
    coming = held.coming_freezes(facts.today)
    none = (
        Problem("freeze_not_begun", values={"first": day(coming[0].freeze.first)}) if coming else Problem("not_frozen")
    )
    return obstacles.ended(held, facts) or none


def span_of(days: Callable[[KeptFreeze, Held, CustomerFacts], Span], facts: CustomerFacts) -> Span | None:
    """Of the freeze of today, as a routine's `days` have them; None when there is none."""
    kept = running(facts.chosen, facts)
    return None if isinstance(kept, Problem) else days(kept, facts.chosen, facts)


def earliest_last_day(freeze: Freeze, held: Held, facts: CustomerFacts) -> date:
    """When a running freeze can end at the earliest: it has been as long as it must, and yesterday has passed."""
    shortest = limits(held.product, facts.rules)
    return max(facts.today - ONE_DAY, shortest.earliest_end(freeze.first) if shortest.min_months else date.min)


def fee(reason: FreezeReason | None, freeze: Freeze, paid_for: Freeze | None = None) -> int:
    """Öre: the reason's fee for each month begun; of a freeze that is extended, for those it adds."""
    if reason is None:
        return 0
    return reason.fee * _months(freeze, paid_for)


def _months(freeze: Freeze, paid_for: Freeze | None) -> int:
    before = started_months(paid_for.first, paid_for.last) if paid_for else 0
    return started_months(freeze.first, freeze.last) - before


def fee_lines(
    reason: FreezeReason | None, freeze: Freeze, today: date, paid_for: Freeze | None = None
) -> Iterator[QuoteLine]:
    amount = fee(reason, freeze, paid_for)
    if amount and reason:
        days = _added(freeze, paid_for)
        text = _("Freeze fee {first} – {last}", first=day(days.first), last=day(days.last))
        why = _fee_words(reason.fee, freeze, paid_for)
        yield QuoteLine(text, amount, Due.NOW, vat_rate(FEE_VAT, today), why)


def _fee_words(each: int, freeze: Freeze, paid_for: Freeze | None) -> str:
    months, words = _months(freeze, paid_for), {"fee": kronor(each)}
    if paid_for is None:
        return plural("{n} month begun at {fee}.", "{n} months begun at {fee}.", months, **words)
    return plural("{n} more month begun at {fee}.", "{n} more months begun at {fee}.", months, **words)


def _added(freeze: Freeze, paid_for: Freeze | None) -> Freeze:
    """What the fee is for: of a freeze that is extended, the days it adds."""
    return Freeze(paid_for.last + ONE_DAY, freeze.last) if paid_for else freeze


def receipt_lines(
    amount: int, freeze: Freeze | None, subscription_id: str, paid_for: Freeze | None = None
) -> tuple[Line, ...]:
    if freeze is None or not amount:
        return ()
    days = _added(freeze, paid_for)
    line = Line(FEE_TEXT, amount, FEE_VAT, subscription_id=subscription_id)
    return (line.for_days(days.first, days.last),)


def fee_quote(code: str, freeze: Freeze | None, facts: CustomerFacts, was: Freeze | None = None) -> Quote:
    """The reason's fee, the days saved and used, and what becomes of the dates. `was`: the freeze as it is, of one
    that is extended."""
    if freeze is None:
        return EMPTY_QUOTE
    held = facts.chosen
    others = [one.timeline.without_freeze(was) if was else one.timeline for one in held.all]
    fees = fee_lines(chosen_reason(code, facts), freeze, facts.today, was)
    strip = changes(held, [one.with_freeze(freeze) for one in others], facts)
    return Quote(tuple(fees), (*day_changes(held.timeline, was, freeze), *strip))


def spell(freeze: Freeze | None) -> str:
    """`2026-06-10 – 2026-08-31 (83 days)`; "" without a freeze."""
    if freeze is None:
        return ""
    days = {"first": day(freeze.first), "last": day(freeze.last)}
    return plural("{first} – {last} ({n} day)", "{first} – {last} ({n} days)", freeze.days, **days)


def day_changes(timeline: Timeline, before: Freeze | None, after: Freeze | None) -> Iterator[Change]:
    """The freeze, and the days paid that it saves (rules.md 3). `timeline` may have either of them or none."""
    bare = timeline
    for one in (before, after):
        bare = bare.without_freeze(one) if one else bare
    yield Change(_("Frozen"), spell(before), spell(after) or _("no longer"))
    was, is_now = (bare.saved_days(one) if one else 0 for one in (before, after))
    yield Change(_("Saved days"), str(was) if before else "", str(is_now))
    if before is None and after is not None:
        yield Change(_("Used days"), "", str(bare.paid_days - is_now - _paid_after(bare, after)))


def _paid_after(bare: Timeline, freeze: Freeze) -> int:
    """Paid days that lie after the freeze as it would be without it."""
    return bare.active_days(max(freeze.last, bare.start) + ONE_DAY, bare.debited_until)
