"""When a terminated subscription ends: on its notice period's last day, or its commitment's as that stands now."""

from datetime import date, datetime

from db.rows import found
from db.tables import Subscription
from kiosk.operations.book import Book
from kiosk.operations.debited import committed_until
from kiosk.operations.subscriptions import UNDONE
from kiosk.operations.verdicts import Finding, Outcome, Verdict, changed
from kiosk.subscriptions.timeline import last_day


def end_now(subscription_id: str, notice_end: date) -> date:
    """Of a main subscription, by its freezes as they stand."""
    return last_day(notice_end, committed_until(subscription_id))


def with_end(
    book: Book, subscription_id: str, person_id: str, known_termination: datetime | None, verdict: Verdict
) -> Verdict:
    """After its freezes were written: the end follows, for its add-ons too. A desk that didn't know of the termination
    told nobody so, and that is a matter. One whose notice isn't known keeps the end it was told."""
    sql = """SELECT id, end_date, notice_end, terminated_at FROM subscription
        WHERE id = ? AND notice_end IS NOT NULL AND ended_for <> ?"""
    for main_id, was, notice, at in found(sql, subscription_id, UNDONE):
        end = end_now(main_id, date.fromisoformat(notice))
        _end_on(book, main_id, end)
        is_told = datetime.fromisoformat(at) == known_termination or verdict.outcome is Outcome.REJECTED
        if end != date.fromisoformat(was) and not is_told:
            return changed(*verdict.findings, end_moved(person_id, date.fromisoformat(was), end))
    return verdict


def _end_on(book: Book, main_id: str, end: date) -> None:
    """Every desk is told: one that had another freeze had another end."""
    sql = """SELECT id, end_date FROM subscription
        WHERE (id = ? OR main_id = ?) AND terminated_at IS NOT NULL AND ended_for <> ? ORDER BY id"""
    for row_id, was in found(sql, main_id, main_id, UNDONE):
        if was == end.isoformat():
            book.tell(Subscription, row_id)
        else:
            book.update(Subscription, row_id, end_date=end)


def end_moved(person_id: str, told: date, end: date) -> Finding:
    """That the customer was told another day."""
    return Finding("terminated_end_moved", person_id, {"told": told.isoformat(), "end": end.isoformat()})
