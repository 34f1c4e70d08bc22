"""Bank days and the days of direct debit: when a draw is made, and the first one a mandate allows (rules.md 5)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from kiosk.clock import STOCKHOLM, day_of
from kiosk.subscriptions.months import ONE_DAY

MANDATE_BANK_DAYS = 6  # from the day the mandate is sent to the first possible draw
ORDERS_CLOSE = time(19)  # Bankgirot takes a draw's orders until then on the bank day before
LATEST_DRAW_DAY = 28


@dataclass(frozen=True, slots=True)
class Draw:
    """Made on `day`; pays the calendar month that begins on `pays`."""

    day: date
    pays: date

    @property
    def orders_close(self) -> datetime:
        """The last moment its orders can reach Bankgirot, in Europe/Stockholm."""
        return datetime.combine(previous_bank_day(self.day), ORDERS_CLOSE, STOCKHOLM)


def is_bank_day(day: date) -> bool:
    """Monday to Friday and no holiday, by law or by custom."""
    return day.weekday() < 5 and day not in _holidays(day.year)


def next_bank_day(day: date) -> date:
    """The day itself if it is one."""
    while not is_bank_day(day):
        day += ONE_DAY
    return day


def previous_bank_day(day: date) -> date:
    """The last one before the day."""
    day -= ONE_DAY
    while not is_bank_day(day):
        day -= ONE_DAY
    return day


def add_bank_days(day: date, count: int) -> date:
    """The count-th bank day after the day."""
    for _step in range(count):
        day = next_bank_day(day + ONE_DAY)
    return day


def draw_day(year: int, month: int, day: int) -> date:
    """When the month's draw is made: the day of the setting (1–28), or the next bank day."""
    return next_bank_day(date(year, month, day))


def monthly_draw(year: int, month: int, day: int) -> Draw:
    """The month's draw pays the month after, also when a holiday moves it into that month."""
    return Draw(draw_day(year, month, day), _next_month(date(year, month, 1)))


def reachable(day: date, now: datetime) -> date:
    """The day, or the first bank day after it for which orders can still reach Bankgirot."""
    day = next_bank_day(max(day, day_of(now)))
    while Draw(day, day).orders_close <= now:
        day = next_bank_day(day + ONE_DAY)
    return day


def takes_effect(mandate_sent: date, bank_days: int = MANDATE_BANK_DAYS) -> date:
    """The first day that a mandate sent that day can be drawn on. `bank_days` may be more than Bankgirot asks for,
    never fewer."""
    return add_bank_days(mandate_sent, max(bank_days, MANDATE_BANK_DAYS))


def first_draw(mandate_sent: date, day: int, *, start: date | None = None, bank_days: int = MANDATE_BANK_DAYS) -> Draw:
    """The first draw a mandate sent that day allows; with a later `start`, the one that pays its month."""
    return _draw_from(takes_effect(mandate_sent, bank_days), mandate_sent, day, start)


def first_run(today: date, day: int, *, start: date | None = None) -> Draw:
    """The first run that charges what is sold today where nothing is drawn: there is no mandate to wait for."""
    return _draw_from(today, today, day, start)


def _draw_from(earliest: date, today: date, day: int, start: date | None) -> Draw:
    first_paid = (start or today).replace(day=1)
    month = today.replace(day=1)
    draw = monthly_draw(month.year, month.month, day)
    while draw.day < earliest or draw.pays < first_paid:
        month = _next_month(month)
        draw = monthly_draw(month.year, month.month, day)
    return draw


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


@cache
def _holidays(year: int) -> frozenset[date]:
    import holidays

    return frozenset(holidays.country_holidays("SE", categories=("public", "de_facto"), years=year))
