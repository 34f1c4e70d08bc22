"""Through which day a subscription is paid and committed, on both engines alike: for operations that rest on it."""

from datetime import date

from db.rows import found
from kiosk.subscriptions.prorating import Freeze
from kiosk.subscriptions.timeline import Lot as PaidDays
from kiosk.subscriptions.timeline import Timeline


def debited_until(subscription_id: str) -> date | None:
    """None for a subscription that isn't here."""
    timeline = _timeline(subscription_id)
    return None if timeline is None else timeline.debited_until


def committed_until(subscription_id: str) -> date | None:
    """None without commitment."""
    timeline = _timeline(subscription_id)
    return None if timeline is None else timeline.committed_until


def _timeline(subscription_id: str) -> Timeline | None:
    """Days only: no money."""
    sql = """SELECT start, (SELECT SUM(days) FROM lot WHERE subscription_id = subscription.id), committed_days
        FROM subscription WHERE id = ?"""
    of_main = """SELECT first, last FROM "freeze" WHERE subscription_id =
        (SELECT COALESCE(main_id, id) FROM subscription WHERE id = ?) ORDER BY first"""
    frozen = found(of_main, subscription_id)
    freezes = tuple(Freeze(date.fromisoformat(first), date.fromisoformat(last)) for first, last in frozen)
    for start, days, committed in found(sql, subscription_id):
        lots = (PaidDays(0, int(days or 0)),)
        return Timeline(date.fromisoformat(start), 0, freezes, lots, committed_days=int(committed or 0))
    return None
