"""The before/after strip of a routine that changes a subscription, in the user's language."""

from collections.abc import Iterator, Sequence

from kiosk.customer_facts import CustomerFacts, Held
from kiosk.direct_debit.coming_draws import ComingDraw, coming_words
from kiosk.direct_debit.mandate_states import Obstacle
from kiosk.formats import NBSP, NOTHING, day, kronor
from kiosk.routine import Change
from kiosk.subscriptions.next_draw import NextDraw, next_draw
from kiosk.subscriptions.timeline import Timeline
from kiosk.texts import N_, _

NO_DRAW = {
    Obstacle.NO_MANDATE: N_("no draw: mandate missing"),
    Obstacle.UNSIGNED: N_("no draw: mandate not signed"),
}


def changes(
    held: Held, after: Sequence[Timeline], facts: CustomerFacts, credit_after: int | None = None
) -> Iterator[Change]:
    """`after`: the main timeline, then the add-ons', as they will be; what is the same before and after is left out."""
    before = tuple(one.timeline for one in held.all)
    label = _("Valid until") if held.timeline.is_prepaid else _("Debited until")
    rows = (
        (label, _paid_until(before[0]), _paid_until(after[0])),
        (_("Committed until"), day(before[0].committed_until), day(after[0].committed_until)),
        (_("Ends"), day(before[0].end_date), day(after[0].end_date)),
        (_("Access until"), _access(before[0]), _access(after[0])),
    )
    yield from (Change(*row) for row in rows if row[1] != row[2])
    credit = sum(one.credit for one in held.all)
    drawn = _next(held, before, facts, credit)
    will_be_drawn = _next(held, after, facts, credit if credit_after is None else credit_after)
    if drawn != will_be_drawn:
        was, is_now = _draw(drawn, held, facts), _draw(will_be_drawn, held, facts)
        yield from (Change(_("Next draw"), "", _coming_words(one, facts)) for one in held.coming)
        yield Change(_label(held), "" if was == is_now else was, is_now)


def _label(held: Held) -> str:
    if held.is_invoiced:
        return _("Invoiced next")
    return _("The draw after that") if held.coming else _("Next draw")


def _coming_words(draw: ComingDraw, facts: CustomerFacts) -> str:
    """One that isn't sent rests on the mandate."""
    obstacle = facts.customer.draw_obstacle
    return f"{draw.words}: {_(NO_DRAW[obstacle])}" if obstacle and not draw.is_sent else coming_words(draw)


def _next(held: Held, timelines: Sequence[Timeline], facts: CustomerFacts, credit: int) -> NextDraw | None:
    """What this errand can change; what is on its way stays."""
    first = None if held.is_invoiced else facts.customer.drawn_from(held.main.first_draw)
    return next_draw((), timelines[0], timelines[1:], first, facts.desk.draw_day, facts.today, credit)


def _paid_until(timeline: Timeline) -> str:
    return day(timeline.debited_until) if timeline.paid_days else NOTHING


def _access(timeline: Timeline) -> str:
    return day(timeline.access_until) if timeline.access_until else _("until further notice")


def _draw(draw: NextDraw | None, held: Held, facts: CustomerFacts) -> str:
    """What would be drawn, or why nothing can be; for which month an organisation is invoiced."""
    obstacle = facts.customer.draw_obstacle
    if draw is None:
        return NOTHING
    if held.is_invoiced:
        return f"{draw.pays:%Y-%m},{NBSP}{kronor(draw.amount)}"
    return _(NO_DRAW[obstacle]) if obstacle else f"{day(draw.day)},{NBSP}{kronor(draw.amount)}"
