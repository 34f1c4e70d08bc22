"""The days that a draw pays: taken back when it is cancelled, charged again when it was paid after all."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import msgspec

from db.rows import found
from db.tables import DebitDraw, DebitDrawLine, Lot, Matter, Subscription
from kiosk.operations.book import Book
from kiosk.operations.charging_runs import SubscriptionCharged, charge
from kiosk.operations.subscriptions import LotBody, same_person
from kiosk.operations.verdicts import Finding

STAND = "draw_days_stand"
PAID_AFTER_ALL = "paid_after_all"
"""How a matter is settled whose days are paid by the draw that had been stopped."""
LINES = "SELECT id, subscription_id, lot_id, amount FROM debit_draw_line WHERE draw_id = ? ORDER BY id"


def take_back(book: Book, draw: DebitDraw) -> list[Finding]:
    """The lines stay, with what the lots were. Days that stand in other lots since can't be taken back: a matter. Of a
    lot a swap leaves the used part, and the rest is in others."""
    standing: dict[str, int] = {}
    for line_id, subscription_id, lot_id, amount in found(LINES, draw.id):
        lots = found("SELECT month, days FROM lot WHERE id = ? AND amount = ?", lot_id, amount)
        if amount < 0:
            give_credit(book, subscription_id, -int(amount))
        elif lots:
            book.update(DebitDrawLine, line_id, lot_month=lots[0][0], lot_days=int(lots[0][1]))
            book.drop(Lot, lot_id)
        else:
            standing[line_id] = int(amount)
            book.tell(DebitDrawLine, line_id)  # the desk that stopped it may have had its lot
            book.tell(Lot, lot_id)
    values = {"amount": sum(standing.values()), "month": draw.month, "draw_id": draw.id, "lines": list(standing)}
    return [Finding(STAND, draw.person_id, values)] if standing else []


def give_credit(book: Book, subscription_id: str, amount: int) -> None:
    for (credit,) in found("SELECT credit FROM subscription WHERE id = ?", subscription_id):
        book.update(Subscription, subscription_id, credit=int(credit) + amount)


def charge_again(book: Book, draw: DebitDraw, at: datetime) -> list[Finding]:
    """What was charged otherwise meanwhile becomes a matter with its amount. Days that could not be taken back are paid
    by it after all: nobody is to take payment for them."""
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
    lines = {line_id for line_id, *_of_it in found(LINES, draw.id)}
    for matter, details in _standing(draw):
        if matter.closed_at is None and lines.issuperset(details["lines"]):  # not of another time it was planned
            book.update(Matter, matter.id, closed_at=at, closed_by="", closed_how=PAID_AFTER_ALL)
    tell_days(book, draw)
    return findings


def _standing(draw: DebitDraw) -> Iterator[tuple[Matter, dict[str, Any]]]:
    """Matters about days of it that stood when it was stopped."""
    theirs = (Matter.code == STAND) & Matter.person_id.in_(same_person(draw.person_id))
    for matter in Matter.select().where(theirs).order_by(Matter.id):
        details = msgspec.json.decode(matter.details)
        if details.get("draw_id") == draw.id:
            yield matter, details


def tell_days(book: Book, draw: DebitDraw) -> None:
    """To a desk that had taken them back, or charged them again, as it knew the draw."""
    for line_id, subscription_id, lot_id, _amount in found(LINES, draw.id):
        book.tell(DebitDrawLine, line_id)
        book.tell(Lot, lot_id)
        book.tell(Subscription, subscription_id)
    for matter, _details in _standing(draw):
        book.tell(Matter, matter.id)


def forget_lines(book: Book, draw: DebitDraw) -> None:
    """The month is charged again: the draw gets new ones."""
    for line_id, _subscription_id, _lot_id, _amount in found(LINES, draw.id):
        book.drop(DebitDrawLine, line_id)
