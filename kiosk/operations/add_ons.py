"""Which add-ons a subscription has here: what happens to it happens to them, whichever of them a desk knew of."""

from collections.abc import Collection

from db.rows import found
from db.tables import Subscription
from kiosk.operations.book import Book
from kiosk.operations.kept_marks import kept_mark
from kiosk.operations.subscriptions import UNDONE


def with_add_ons(book: Book, subscription_id: str, named: Collection[str]) -> list[str]:
    """The subscription, then its add-ons: those that the desk `named`, and those that run or end with it here, as one
    that came with another desk's swap. What fell with its swap, or was undone, is told as it stands and stays so."""
    sql = "SELECT id, end_date, terminated_at, ended_for FROM subscription WHERE main_id = ? ORDER BY id"
    ids = [subscription_id]
    for row_id, end, terminated_at, why in found(sql, subscription_id):
        if why != UNDONE and (row_id in named or end is None or terminated_at is not None):
            ids.append(row_id)
        elif row_id in named:
            book.tell(Subscription, row_id)
    return ids


def standing_for(book: Book, subscription_id: str, as_it_was: str = "") -> str:
    """Itself. For an add-on that fell with its swap, the one that another desk's swap brought on the same day; where
    `as_it_was` is told, one that is as the desk saw its own. Whoever had the other is told how that one stands."""
    sql = """SELECT twin.id FROM subscription own JOIN subscription twin
        ON twin.main_id = own.main_id AND twin.product_id = own.product_id AND twin.start = own.start
        WHERE own.id = ? AND own.ended_for = ? AND twin.ended_for <> ? ORDER BY twin.end_date IS NOT NULL, twin.id"""
    for (twin_id,) in found(sql, subscription_id, UNDONE, UNDONE):
        if as_it_was in ("", kept_mark(twin_id)):
            book.tell(Subscription, subscription_id)
            return str(twin_id)
    return subscription_id
