"""The next direct debit draw of a subscription that has something to pay. Nothing is booked here."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kiosk.direct_debit.bank_days import Draw, monthly_draw
from kiosk.direct_debit.coming_draws import ComingDraw
from kiosk.subscriptions.charging import charges_until, due
from kiosk.subscriptions.months import add_months, month_end
from kiosk.subscriptions.timeline import State, Timeline

MONTHS_AHEAD = 25  # farther away than the longest freeze after the longest prepayment is not foreseen


@dataclass(frozen=True, slots=True)
class NextDraw:
    """`amount` öre for the subscription and its add-ons together; `pays`: the first day of the month it is for.
    `is_sent`: the bank has it."""

    day: date
    amount: int
    pays: date
    is_sent: bool = False


def next_draw(
    coming: Sequence[ComingDraw],
    main: Timeline,
    add_ons: Iterable[Timeline],
    first_draw: date | None,
    draw_day: int,
    today: date,
    credit: int = 0,
) -> NextDraw | None:
    """The first of those on their way; else as it will be, None for prepaid, an ended one, and when nothing is to be
    drawn within the time foreseen. `credit` öre are taken off the first amounts."""
    if coming:
        return NextDraw(coming[0].day, coming[0].amount, coming[0].pays, coming[0].is_sent)
    if main.is_prepaid or main.state(today) is State.ENDED:
        return None
    timelines = (main, *add_ons)
    for draw in _draws(first_draw, draw_day, today):
        amount = sum(due(charges_until(one, month_end(draw.pays))) for one in timelines) - credit
        if amount > 0:
            return NextDraw(draw.day, amount, draw.pays)
    return None


def _draws(first_draw: date | None, draw_day: int, today: date) -> Iterator[Draw]:
    first = today.replace(day=1)
    for ahead in range(-1, MONTHS_AHEAD):  # a holiday may have moved last month's into this one
        month = add_months(first, ahead)
        draw = monthly_draw(month.year, month.month, draw_day)
        if draw.day >= max(today, first_draw or today):
            yield draw
