"""The days that a draw pays: taken back when it is cancelled, charged again when it was paid after all."""

from collections import defaultdict
from datetime import date, datetime

from db.rows import found
from db.tables import DebitDraw, DebitDrawLine, Lot, Subscription
from kiosk.operations.book import Book
from kiosk.operations.charging_runs import SubscriptionCharged, charge
from kiosk.operations.subscriptions import LotBody
from kiosk.operations.verdicts import Finding

LINES = "SELECT id, subscription_id, lot_id, amount FROM debit_draw_line WHERE draw_id = ? ORDER BY id"


def take_back(book: Book, draw: DebitDraw) -> list[Finding]:
    """The lines stay, with what the lots were. Days that stand in other lots since can't be taken back: a matter. Of a
    lot a swap leaves the used part, and the rest is in others."""
    standing = 0
    for line_id, subscription_id, lot_id, amount in found(LINES, draw.id):
        lots = found("SELECT month, days FROM lot WHERE id = ? AND amount = ?", lot_id, amount)
        if amount < 0:
            give_credit(book, subscription_id, -int(amount))
        elif lots:
            book.update(DebitDrawLine, line_id, lot_month=lots[0][0], lot_days=int(lots[0][1]))
            book.drop(Lot, lot_id)
        else:
            standing += int(amount)
            book.tell(DebitDrawLine, line_id)  # the desk that stopped it may have had its lot
            book.tell(Lot, lot_id)
    return [Finding("draw_days_stand", draw.person_id, {"amount": standing, "month": draw.month})] if standing else []


def give_credit(book: Book, subscription_id: str, amount: int) -> None:
    for (credit,) in found("SELECT credit FROM subscription WHERE id = ?", subscription_id):
        book.update(Subscription, subscription_id, credit=int(credit) + amount)


def charge_again(book: Book, draw: DebitDraw, at: datetime) -> list[Finding]:
    """What was charged otherwise meanwhile becomes a matter with its amount."""
    lots: defaultdict[str, list[LotBody]] = defaultdict(list)
    credit: defaultdict[str, int] = defaultdict(int)
    sql = """SELECT subscription_id, lot_id, lot_month, amount, lot_days, first, last FROM debit_draw_line
        WHERE draw_id = ? ORDER BY first, id"""
    for subscription_id, lot_id, month, amount, days, first, last in found(sql, draw.id):
        if amount < 0:
            credit[subscription_id] -= int(amount)
        elif days:
            spell = {"first": date.fromisoformat(first), "last": date.fromisoformat(last)}
            lots[subscription_id].append(LotBody(id=lot_id, month=month, amount=int(amount), days=int(days), **spell))
    findings: list[Finding] = []
    for subscription_id, bodies in lots.items():
        body = SubscriptionCharged(
            subscription_id=subscription_id,
            facility_id=draw.facility_id,
            person_id=draw.person_id,
            lots=bodies,
            credit_used=credit[subscription_id],
            charged_at=at,
        )
        findings += charge(book, body).findings
    tell_days(book, draw)
    return findings


def tell_days(book: Book, draw: DebitDraw) -> None:
    """To a desk that had taken them back, or charged them again, as it knew the draw."""
    for line_id, subscription_id, lot_id, _amount in found(LINES, draw.id):
        book.tell(DebitDrawLine, line_id)
        book.tell(Lot, lot_id)
        book.tell(Subscription, subscription_id)


def forget_lines(book: Book, draw: DebitDraw) -> None:
    """The month is charged again: the draw gets new ones."""
    for line_id, _subscription_id, _lot_id, _amount in found(LINES, draw.id):
        book.drop(DebitDrawLine, line_id)
