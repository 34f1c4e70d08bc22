"""Operations on cards."""

from datetime import datetime

from db.rows import found
from db.tables import Card
from kiosk.operations.book import Book
from kiosk.operations.kinds import Body, operation
from kiosk.operations.subscriptions import same_person
from kiosk.operations.verdicts import APPLIED, Finding, Verdict, rejected


class CardAssigned(Body, frozen=True, kw_only=True):
    card_id: str
    facility_id: str
    person_id: str
    number: str
    assigned_at: datetime


@operation("card.assigned", CardAssigned)
def assign(book: Book, body: CardAssigned) -> Verdict:
    """A claim: the first arrival has the number, and a blocked number stays blocked."""
    sql = (
        "SELECT id, person_id, blocked_at, block_reason FROM card WHERE number = ? ORDER BY blocked_at IS NULL DESC, id"
    )
    for card_id, holder_id, blocked_at, reason in found(sql, body.number):
        if card_id == body.card_id:
            return APPLIED
        book.drop(Card, body.card_id)  # a desk that had it as its own learns that it is the other row
        code = "card_in_use" if blocked_at is None else "card_blocked"
        if code == "card_in_use" and holder_id in same_person(body.person_id):
            return APPLIED
        return rejected(Finding(code, body.person_id, {"card": body.number, "holder_id": holder_id, "reason": reason}))
    book.insert(
        Card,
        id=body.card_id,
        facility_id=body.facility_id,
        person_id=body.person_id,
        number=body.number,
        assigned_at=body.assigned_at,
        blocked_at=None,
        block_reason="",
    )
    return APPLIED


class CardBlocked(Body, frozen=True, kw_only=True):
    """With `person_id` and `number` the card is found also where another desk had assigned it to the same person.
    `holding_id`: of who has the subscription from then on that opened the door, "" for another reason."""

    card_id: str
    person_id: str = ""
    number: str = ""
    reason: str
    blocked_at: datetime
    holding_id: str = ""


@operation("card.blocked", CardBlocked, 2, {1: lambda older: older | {"holding_id": ""}})
def block(book: Book, body: CardBlocked) -> Verdict:
    """Blocking beats assigning: it always stands, and twice is the same as once. Only where a subscription was handed
    on, and that did not stand, does it go on opening the door to who has it still."""
    if body.holding_id and not found("SELECT 1 FROM subscription_holder WHERE id = ?", body.holding_id):
        book.tell(Card, body.card_id)
        return APPLIED
    for card_id in _active(body):
        book.update(Card, card_id, blocked_at=body.blocked_at, block_reason=body.reason)
    return APPLIED


def _active(body: CardBlocked) -> list[str]:
    own = found("SELECT id FROM card WHERE id = ? AND blocked_at IS NULL", body.card_id)
    if own or not body.number or Card.find(body.card_id) is not None:
        return [card_id for (card_id,) in own]
    same = found("SELECT id, person_id FROM card WHERE number = ? AND blocked_at IS NULL", body.number)
    return [card_id for card_id, holder_id in same if holder_id in same_person(body.person_id)]


class CardUnblocked(Body, frozen=True, kw_only=True):
    """The block was a mistake of the same visit."""

    card_id: str
    person_id: str
    number: str


@operation("card.unblocked", CardUnblocked)
def unblock(book: Book, body: CardUnblocked) -> Verdict:
    """Not when somebody has the number meanwhile."""
    family = same_person(body.person_id)
    holders = found("SELECT person_id FROM card WHERE number = ? AND blocked_at IS NULL", body.number)
    if holders and holders[0][0] not in family:
        values = {"card": body.number, "holder_id": holders[0][0], "reason": ""}
        return rejected(Finding("card_in_use", body.person_id, values))
    if not holders:
        book.update(Card, _blocked(body, family), blocked_at=None, block_reason="")
    return APPLIED


def _blocked(body: CardUnblocked, family: list[str]) -> str:
    """The card itself, or the same number that another desk had assigned to the same person."""
    if Card.find(body.card_id) is not None:
        return body.card_id
    sql = "SELECT id, person_id FROM card WHERE number = ? ORDER BY blocked_at DESC, id"
    same = (card_id for card_id, holder_id in found(sql, body.number) if holder_id in family)
    return next(same, body.card_id)
