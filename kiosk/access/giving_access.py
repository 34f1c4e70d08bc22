"""Writes membership cards and their blocks inside an errand."""

from db.rows import found, json_list
from kiosk.access.card_numbers import CardFormat, read_card_number
from kiosk.access.drafts import AccessDraft
from kiosk.customer_facts import HeldCard
from kiosk.ids import new_id
from kiosk.operations.access import CardAssigned, CardBlocked
from kiosk.operations.settlement import MatterSettled
from kiosk.operations.subscriptions import same_person
from kiosk.people.registering import set_photo
from kiosk.problems import Problem
from kiosk.store import Errand
from kiosk.sync.ways import Way


def assign_card(errand: Errand, typed: str, card_format: CardFormat, *, person_id: str, facility_id: str) -> str:
    """The card's id; a matter of who was left without one is settled by it. Raises kiosk.store.Refused when somebody
    else has the number after all."""
    number = read_card_number(typed, card_format)
    if isinstance(number, Problem):
        raise ValueError(f"the card number: {number.code}")
    card_id = new_id()
    errand.perform(
        CardAssigned(
            card_id=card_id, facility_id=facility_id, person_id=person_id, number=number, assigned_at=errand.at
        )
    )
    for matter_id, where in found(CARDLESS, json_list(same_person(person_id))):
        how, at = Way.NEW_CARD.value, errand.at
        errand.perform(
            MatterSettled(
                matter_id=matter_id, facility_id=where, how=how, note="", staff_id=errand.staff.id, settled_at=at
            )
        )
    return card_id


CARDLESS = """SELECT id, facility_id FROM matter WHERE person_id IN (SELECT value FROM json_each(?))
    AND code IN ('card_in_use', 'card_blocked') AND closed_at IS NULL ORDER BY id"""
"""Matters of somebody who didn't get the card that they were given: another one settles them."""


def give_access(
    errand: Errand, access: AccessDraft, card_format: CardFormat, *, person_id: str, facility_id: str
) -> None:
    """The card and the photo that were taken, each where there is one."""
    where = {"person_id": person_id, "facility_id": facility_id}
    if access.card_number.strip():
        assign_card(errand, access.card_number, card_format, **where)
    if access.photo is not None:
        set_photo(errand, access.photo, **where)


def block_card(errand: Errand, card: HeldCard, reason: str, *, person_id: str, holding_id: str = "") -> None:
    """`reason`: a code that the person card has words for. `holding_id`: as of `CardBlocked`."""
    who = {"person_id": person_id, "number": card.number, "holding_id": holding_id}
    errand.perform(CardBlocked(card_id=card.id, reason=reason, blocked_at=errand.at, **who))
