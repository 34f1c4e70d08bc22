"""Desk work: whose a card number is."""

from dataclasses import replace

from db.tables import Card, Person
from kiosk.access.card_numbers import CardFormat, read_card_number
from kiosk.access.drafts import AccessDraft, KnownCard
from kiosk.people.known_persons import known_person
from kiosk.problems import Problem
from kiosk.store import Store


def known_card(store: Store, number: str) -> KnownCard | None:
    """`number` as it is stored; None for a number nobody has or has had."""
    with store.reading():
        return _known(number)


def checked(store: Store, access: AccessDraft, card_format: CardFormat) -> AccessDraft:
    """The draft with `known_card` as the file says now: ask when the number has changed."""
    with store.reading():
        return checked_here(access, card_format)


def checked_here(access: AccessDraft, card_format: CardFormat) -> AccessDraft:
    """As `checked`, inside `store.reading()` or an errand."""
    number = read_card_number(access.card_number, card_format)
    return replace(access, known_card=None if isinstance(number, Problem) else _known(number))


def _known(number: str) -> KnownCard | None:
    """The active card before blocked ones, the latest of those."""
    held = Card.select().where(Card.number == number)
    card = held.order_by(Card.blocked_at.is_null().desc(), Card.blocked_at.desc()).first()
    person = None if card is None else Person.find(card.person_id)
    if card is None or person is None:
        return None
    return KnownCard(number, known_person(person), card.block_reason, card.blocked_at is not None)
