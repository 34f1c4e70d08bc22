"""A planned subscription in words: price lines that each explain themselves, and the before/after strip."""

from collections.abc import Iterator
from datetime import date

from kiosk.day_words import days_text, month_name
from kiosk.desk_facts import Facts
from kiosk.direct_debit.bank_days import Draw
from kiosk.formats import NOTHING, day, kronor
from kiosk.organisations.agreements import PAYS, Pays
from kiosk.routine import Change, Due, Quote, QuoteLine
from kiosk.subscriptions.charge_words import month_words, part_words, priced_days
from kiosk.subscriptions.months import days_between
from kiosk.subscriptions.new_subscription import Plan, Planned
from kiosk.subscriptions.products import Buyer
from kiosk.subscriptions.prorating import priced_parts
from kiosk.texts import _, plural
from kiosk.till.vat import vat_rate


def quote(plan: Plan, buyer: Buyer, facts: Facts) -> Quote:
    """Up-front, monthly, and the total during the commitment."""
    lines = [*_now_lines(plan, buyer, facts), *_monthly_lines(plan, facts), *_commitment_lines(plan, facts)]
    first_draw = plan.draw.day if plan.draw and plan.is_drawn else None
    return Quote(tuple(lines), tuple(_changes(plan, buyer, facts)), first_draw)


def _now_lines(plan: Plan, buyer: Buyer, facts: Facts) -> Iterator[QuoteLine]:
    when = Due.INVOICED if plan.is_invoiced else Due.NOW
    for one in plan.all:
        if one.charges:
            yield _line(one, one.due_now, when, _why_now(one, plan, buyer), facts)


def _monthly_lines(plan: Plan, facts: Facts) -> Iterator[QuoteLine]:
    if plan.draw is None:
        return
    for one in plan.all:
        why = [_monthly_words(plan, plan.draw, kronor(one.cost.on(plan.draw.pays)))]
        for step in one.cost.later_prices:
            if step.first > plan.draw.pays:
                why.append(
                    _("From {first} the price is {price} a month.", first=day(step.first), price=kronor(step.price))
                )
        yield _line(one, one.cost.on(plan.draw.pays), Due.MONTHLY, " ".join(why), facts)


def _monthly_words(plan: Plan, draw: Draw, price: str) -> str:
    words = {"draw": day(draw.day), "month": month_name(draw.pays), "price": price}
    if plan.through is None or not plan.is_invoiced:
        return _("Drawn in advance each month; the first draw, on {draw}, pays {month}: {price}.", **words)
    words["organisation"] = plan.through.name
    return _("{organisation} pays by invoice each month in advance, the first time for {month}: {price}.", **words)


def _commitment_lines(plan: Plan, facts: Facts) -> Iterator[QuoteLine]:
    last = plan.main.timeline.committed_until
    if last is None:
        return
    parts = ", ".join(f"{one.product.name} {kronor(one.between(plan.start, last))}" for one in plan.all)
    why = _("All that is paid from {start} to {last}: {parts}.", start=day(plan.start), last=day(last), parts=parts)
    vat = vat_rate(plan.main.product.vat_kind, facts.today)
    text = _("Total during the commitment period")
    yield QuoteLine(text, plan.commitment_total, Due.COMMITMENT, vat, why, plan.main.product.id)


def _line(one: Planned, amount: int, when: Due, why: str, facts: Facts) -> QuoteLine:
    vat = vat_rate(one.product.vat_kind, facts.today)
    return QuoteLine(one.product.name, amount, when, vat, why, one.product.id)


def _why_now(one: Planned, plan: Plan, buyer: Buyer) -> str:
    first, last = one.charges[0].first, one.charges[-1].last
    is_per_period = plan.is_prepaid and one.product.period_months is not None
    parts = _period_parts(one, first, last) if is_per_period else month_words(priced_days(one.timeline, first, last))
    why = [f"{'; '.join(parts)}."]
    if any(first < step.first <= last for step in one.cost.later_prices) and buyer.valid_until:
        ended = day(buyer.valid_until)
        why.append(_("The certificate holds until {ended}; the days after it cost the ordinary price.", ended=ended))
    if plan.draw is not None and plan.is_drawn:
        words = {"draw": day(plan.draw.day), "month": month_name(plan.draw.pays)}
        why.append(_("The first draw, on {draw}, pays {month}.", **words))
    if plan.through is not None and plan.is_invoiced:
        why.append(_("{organisation} pays by invoice; the customer pays nothing.", organisation=plan.through.name))
    return " ".join(why)


def _period_parts(one: Planned, first: date, last: date) -> Iterator[str]:
    """A prepaid period at one price, or its parts where the price changes."""
    parts = list(priced_parts(one.cost.price, first, last, one.cost.later_prices))
    if len(parts) == 1:
        months = one.product.period_months or 0
        words = {"days": days_text(first, last), "price": kronor(parts[0][2])}
        yield plural(
            "{days} = {n} month paid up front, {price}", "{days} = {n} months paid up front, {price}", months, **words
        )
        return
    for part_first, part_last, price in parts:
        yield part_words(part_first, part_last, days_between(first, last), price)


def _changes(plan: Plan, buyer: Buyer, facts: Facts) -> Iterator[Change]:
    listed = facts.catalogue.customer_type(buyer.customer_type)
    timeline = plan.main.timeline
    paid_until = day(timeline.debited_until) if plan.main.charges else NOTHING
    yield Change(_("Customer type"), "", listed.name if listed else NOTHING)
    yield Change(_("Subscription"), "", ", ".join(one.product.name for one in plan.all))
    yield Change(_("Valid until") if plan.is_prepaid else _("Debited until"), "", paid_until)
    if timeline.committed_until is not None:
        yield Change(_("Committed until"), "", day(timeline.committed_until))
    if plan.through is not None:
        yield Change(_("Organisation"), "", plan.through.name)
        yield Change(_("Who pays"), "", _(PAYS[Pays.ORGANISATION if plan.is_invoiced else Pays.MEMBER]))
    if plan.draw is not None and not plan.is_invoiced:
        yield Change(_("First draw"), "", day(plan.draw.day))
    yield Change(_("Access"), "", _access(plan, facts))


def _access(plan: Plan, facts: Facts) -> str:
    last = plan.main.timeline.access_until
    if last is None:
        return _("from {first}", first=day(plan.start))
    return f"{day(plan.start)} – {day(last)}"
