"""Through which day a subscription is paid, on both engines alike: for operations that rest on it."""

from datetime import date

from db.rows import found
from kiosk.subscriptions.prorating import Freeze
from kiosk.subscriptions.timeline import Lot as PaidDays
from kiosk.subscriptions.timeline import Timeline


def debited_until(subscription_id: str) -> date | None:
    """On both engines; None for a subscription that isn't here."""
    sql = """SELECT start, (SELECT SUM(days) FROM lot WHERE subscription_id = subscription.id)
        FROM subscription WHERE id = ?"""
    of_main = """SELECT first, last FROM "freeze" WHERE subscription_id =
        (SELECT COALESCE(main_id, id) FROM subscription WHERE id = ?) ORDER BY first"""
    frozen = found(of_main, subscription_id)
    freezes = tuple(Freeze(date.fromisoformat(first), date.fromisoformat(last)) for first, last in frozen)
    for start, days in found(sql, subscription_id):
        return Timeline(date.fromisoformat(start), 0, freezes, (PaidDays(0, int(days or 0)),)).debited_until
    return None
