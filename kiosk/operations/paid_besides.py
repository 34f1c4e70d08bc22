"""What was paid besides, at another desk, and is a matter: it is what pays where the errand that had paid is undone."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec

from db.rows import found
from db.tables import DebitDraw, Lot, Matter, Subscription
from kiosk.direct_debit.draw_states import DRAWN_TOO, DrawState
from kiosk.operations.book import Book
from kiosk.operations.charging_runs import SubscriptionCharged, charge, is_charged, is_undone
from kiosk.operations.subscriptions import LotBody, same_person
from kiosk.operations.verdicts import Finding

CHARGED, SETTLED, CREDIT = "charged_twice", "draw_settled_twice", "credit_used_twice"
TAKEN_BACK = "errand_undone"
"""How a matter is settled that an undone errand leaves nothing of."""


def charge_instead(book: Book, subscription_id: str, person_id: str) -> list[Finding]:
    """Days that are charged no more are charged by what another desk took for them; all of it or nothing: of a part the
    matter would tell too much. What it took no money for was credit. The desk is told how they stand: it may not know
    yet that they were paid back."""
    findings: list[Finding] = []
    _tell(book, subscription_id, person_id)
    for matter, details in _open(CHARGED, person_id):
        lots = msgspec.convert(details.get("lots", []), list[LotBody])
        is_other = details["subscription_id"] != subscription_id or not lots
        if is_other or is_undone(subscription_id) or any(is_charged(subscription_id, lot) for lot in lots):
            continue
        body = SubscriptionCharged(
            subscription_id=subscription_id,
            facility_id=matter.facility_id,
            person_id=person_id,
            lots=lots,
            credit_used=sum(lot.amount for lot in lots) - details["amount"],
            charged_at=datetime.fromisoformat(details["charged_at"]),
        )
        findings += charge(book, body).findings
    return findings


def _tell(book: Book, subscription_id: str, person_id: str) -> None:
    for _matter, details in _open(CHARGED, person_id, is_closed=True):
        if details["subscription_id"] == subscription_id and "lots" in details:
            book.tell(Subscription, subscription_id)
            for lot in details["lots"]:
                book.tell(Lot, lot["id"])


def settled_instead(draw: DebitDraw) -> dict[str, Any]:
    """The errand that has paid the draw as well, and when; {} where there is none, or it paid another sum."""
    for _matter, details in _open(SETTLED, draw.person_id):
        if details.get("draw_id") == draw.id and details["amount"] == draw.amount:
            at = datetime.fromisoformat(details["paid_at"])
            return {"settled_errand_id": details["errand_id"], "settled_at": at}
    return {}


def missing_credit(person_id: str, lots: list[tuple[str, int]]) -> int:
    """Öre of credit that these lots, by their ids, were to be paid with and that somebody else had used."""
    told = (details for _matter, details in _open(CREDIT, person_id))
    return sum(details["amount"] for details in told if details.get("lot_id") in dict(lots))


def lost_lots(person_id: str) -> set[str]:
    """Ids of those that were paid for nothing, whatever has become of that."""
    told = (details for code in (CHARGED, "charged_undone") for details in _ever(code, person_id))
    return {lot["id"] for details in told for lot in details.get("lots", [])}


def paid_besides(person_id: str) -> set[str]:
    """Matters that tell of it."""
    return {matter.id for code in (CHARGED, SETTLED) for matter, _details in _open(code, person_id)}


def is_charged_besides(subscription_id: str, person_id: str, lots: list[LotBody]) -> bool:
    """Whether it is days of these that were paid besides."""
    first, last = min(lot.first for lot in lots).isoformat(), max(lot.last for lot in lots).isoformat()
    return any(
        details["subscription_id"] == subscription_id and first <= details["first"] and details["last"] <= last
        for _matter, details in _open(CHARGED, person_id)
        if "lots" in details
    )


def unsettled(draw: DebitDraw, was: dict[str, Any]) -> dict[str, Any]:
    """How it stands without the errand that settled it, before which it `was` so."""
    if draw.state != DrawState.SETTLED:
        return {"settled_errand_id": None}
    if draw.state_code == DRAWN_TOO:
        return was | {"settled_errand_id": None, "state": DrawState.PAID, "state_code": ""}
    return settled_instead(draw) or was | {"settled_errand_id": None}


def close_counted(book: Book, person_id: str, closed_at: datetime) -> None:
    """Those whose payment counts after all: nobody is to pay it back."""
    for matter, details in [*_open(CHARGED, person_id), *_open(SETTLED, person_id)]:
        if _counts(details):
            book.update(Matter, matter.id, closed_at=closed_at, closed_by="", closed_how=TAKEN_BACK)


def _open(code: str, person_id: str, *, is_closed: bool = False) -> Iterator[tuple[Matter, dict[str, Any]]]:
    """In the order that the desks' money was heard of."""
    about = (Matter.code == code) & Matter.person_id.in_(same_person(person_id))
    closed = Matter.closed_at.is_null(not is_closed)
    for matter in Matter.select().where(about & closed).order_by(Matter.opened_at, Matter.id):
        yield matter, msgspec.json.decode(matter.details)


def _ever(code: str, person_id: str) -> Iterator[dict[str, Any]]:
    for is_closed in (False, True):
        yield from (details for _matter, details in _open(code, person_id, is_closed=is_closed))


def _counts(details: dict[str, Any]) -> bool:
    if "draw_id" in details:
        draw = DebitDraw.find(details["draw_id"])
        return draw is not None and (draw.state, draw.settled_errand_id) == (DrawState.SETTLED, details["errand_id"])
    ids = [lot["id"] for lot in details.get("lots", [])]
    return bool(ids) and all(found("SELECT 1 FROM lot WHERE id = ?", lot_id) for lot_id in ids)
