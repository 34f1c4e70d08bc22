"""When a terminated subscription ends (rules.md 3). Pure."""

from datetime import date

from kiosk.subscriptions.months import ONE_DAY, add_months
from kiosk.subscriptions.timeline import Timeline, last_day


def notice_end(today: date, months: int, *, today_counts: bool) -> date:
    """The last day of the notice period; today at the earliest."""
    last = add_months(today, months)
    return max(last - ONE_DAY if today_counts else last, today)


def end_of(timeline: Timeline, today: date, months: int, *, today_counts: bool) -> date:
    """Of one that is terminated today."""
    return last_day(notice_end(today, months, today_counts=today_counts), timeline.committed_until)
