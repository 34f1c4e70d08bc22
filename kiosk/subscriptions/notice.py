"""When a terminated subscription ends (rules.md 3). Pure."""

from datetime import date

from kiosk.subscriptions.months import ONE_DAY, add_months
from kiosk.subscriptions.timeline import Timeline


def notice_end(today: date, months: int, *, today_counts: bool) -> date:
    """The last day of the notice period; today at the earliest."""
    last = add_months(today, months)
    return max(last - ONE_DAY if today_counts else last, today)


def end_of(timeline: Timeline, today: date, months: int, *, today_counts: bool) -> date:
    """The notice period's last day, or the commitment's if that is later."""
    return max(notice_end(today, months, today_counts=today_counts), timeline.committed_until or date.min)
