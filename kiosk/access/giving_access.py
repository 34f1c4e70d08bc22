"""Writes membership cards and their blocks inside an errand."""

from kiosk.access.card_numbers import CardFormat, read_card_number
from kiosk.access.drafts import AccessDraft
from kiosk.customer_facts import HeldCard
from kiosk.ids import new_id
from kiosk.operations.access import CardAssigned, CardBlocked
from kiosk.people.registering import set_photo
from kiosk.problems import Problem
from kiosk.store import Errand


def assign_card(errand: Errand, typed: str, card_format: CardFormat, *, person_id: str, facility_id: str) -> str:
    """The card's id. Raises kiosk.store.Refused when somebody else has the number after all."""
    number = read_card_number(typed, card_format)
    if isinstance(number, Problem):
        raise ValueError(f"the card number: {number.code}")
    card_id = new_id()
    errand.perform(
        CardAssigned(
            card_id=card_id, facility_id=facility_id, person_id=person_id, number=number, assigned_at=errand.at
        )
    )
    return card_id


def give_access(
    errand: Errand, access: AccessDraft, card_format: CardFormat, *, person_id: str, facility_id: str
) -> None:
    """The card and the photo that were taken, each where there is one."""
    where = {"person_id": person_id, "facility_id": facility_id}
    if access.card_number.strip():
        assign_card(errand, access.card_number, card_format, **where)
    if access.photo is not None:
        set_photo(errand, access.photo, **where)


def block_card(errand: Errand, card: HeldCard, reason: str, *, person_id: str) -> None:
    """`reason`: a code that the person card has words for."""
    errand.perform(
        CardBlocked(card_id=card.id, person_id=person_id, number=card.number, reason=reason, blocked_at=errand.at)
    )
