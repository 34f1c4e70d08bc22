"""Operations that settle what central opened: a matter is closed, two registrations turn out to be one person."""

from datetime import datetime
from typing import Any

import msgspec

from db.tables import Matter, Person, Subscription
from kiosk.operations.book import Book
from kiosk.operations.draw_days import give_credit
from kiosk.operations.kinds import Body, operation
from kiosk.operations.refunds import is_settled
from kiosk.operations.subscriptions import same_person
from kiosk.operations.verdicts import APPLIED, Finding, Verdict, changed, rejected

DONE = "done"  # how central itself settles a matter: what it had held is performed
PAID_BACK = "paid_back"  # the words of kiosk/sync/ways.py for ways that move money
AS_CREDIT = "as_credit"


class MatterSettled(Body, frozen=True, kw_only=True):
    """`how` is a word of kiosk/sync/ways.py; a newer desk's is kept as it is. `note` is for people. `paid_back` öre by
    the return `return_id`, a sale of the same errand; `credit` öre go to the subscription `subscription_id`."""

    matter_id: str
    facility_id: str
    how: str
    note: str
    staff_id: str
    settled_at: datetime
    paid_back: int = 0
    return_id: str = ""
    credit: int = 0
    subscription_id: str = ""


def without_money(body: dict[str, Any]) -> dict[str, Any]:
    """A first version moved none."""
    return body | {"paid_back": 0, "return_id": "", "credit": 0, "subscription_id": ""}


@operation("matter.settled", MatterSettled, 2, {1: without_money})
def settle(book: Book, body: MatterSettled) -> Verdict:
    """The first settlement stands: two people who settle the same have both done what they wanted. Not where one of
    them moved money: a credit is given once, and what was paid back besides is a matter."""
    if is_settled(body.matter_id):
        return _settled_before(book, body)
    book.update(
        Matter,
        body.matter_id,
        closed_at=body.settled_at,
        closed_by=body.staff_id,
        closed_how=body.how,
        closed_note=body.note,
    )
    if body.credit:
        give_credit(book, body.subscription_id, body.credit)
    return APPLIED


def _settled_before(book: Book, body: MatterSettled) -> Verdict:
    matter = Matter.find(body.matter_id)
    if body.credit:
        book.tell(Subscription, body.subscription_id)  # the desk had given it there
    is_otherwise = body.how != matter.closed_how
    moved = PAID_BACK in (body.how, matter.closed_how) or (body.credit and is_otherwise)
    if not moved:
        return APPLIED
    amount = body.paid_back or body.credit or int(msgspec.json.decode(matter.details).get("amount", 0))
    if is_otherwise:
        ways = {"standing_way": matter.closed_how, "other_way": body.how}
        return changed(Finding("settled_otherwise", matter.person_id, {"amount": amount} | ways))
    values = {"amount": 2 * amount, "charged": amount, "sale_id": body.return_id}
    return changed(Finding("refunded_too_much", matter.person_id, values))


class MatterReopened(Body, frozen=True, kw_only=True):
    """The errand that settled it at `settled_at` was undone."""

    matter_id: str
    facility_id: str
    settled_at: datetime


@operation("matter.reopened", MatterReopened)
def reopen(book: Book, body: MatterReopened) -> Verdict:
    """Another settlement stands."""
    matter = Matter.find(body.matter_id)
    if matter is not None and matter.closed_at == body.settled_at:
        book.update(Matter, body.matter_id, closed_at=None, closed_by=None, closed_how=None, closed_note=None)
    return APPLIED


class PersonMerged(Body, frozen=True, kw_only=True):
    """Which of the two was registered first is no part of it: both desks that merge them come to the same."""

    person_id: str
    other_id: str


FILLED = ("email", "mobile", "home_phone", "work_phone", "street", "postcode", "city")
"""What the first registration takes over from the later one where it has nothing itself."""


@operation("person.merged", PersonMerged)
def merge(book: Book, body: PersonMerged) -> Verdict:
    """A claim: the later becomes an alias of the first, with all it has. Twice is the same as once."""
    first_id, later_id = (same_person(one)[0] for one in (body.person_id, body.other_id))
    if first_id == later_id:
        return APPLIED
    first, later = Person.find(first_id), Person.find(later_id)
    if first is not None and later is not None:
        first, later = sorted((first, later), key=lambda person: (person.registered_at, person.id))
        if _contradict(first, later):
            return rejected(Finding("not_same_person", first.id, {"other_id": later.id}))
        first_id, later_id = first.id, later.id
    for alias_id in same_person(later_id):
        book.update(Person, alias_id, alias_of=first_id)
    book.update(Person, first_id, alias_of=None, **_taken_over(first, later))
    return APPLIED


def _contradict(one: Person, other: Person) -> bool:
    numbers = {one.personal_number, other.personal_number} - {None}
    return one.birth_date != other.birth_date or len(numbers) > 1


def _taken_over(first: Person | None, later: Person | None) -> dict[str, Any]:
    """The later one's number counts from now on: whoever registers it a third time is the first."""
    if first is None or later is None:
        return {}
    taken = {name: getattr(later, name) for name in FILLED if not getattr(first, name) and getattr(later, name)}
    if first.personal_number is None and later.personal_number is not None:
        taken |= {"personal_number": later.personal_number, "to_verify": later.to_verify}
    if first.photo_id is None and later.photo_id is not None:
        taken |= {"photo_id": later.photo_id, "no_photo_reason": ""}
    return taken
