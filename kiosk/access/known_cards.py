"""Desk work: whose a card number is."""

from dataclasses import replace

from db.rows import found
from db.tables import Person
from kiosk.access.card_numbers import CardFormat, read_card_number
from kiosk.access.drafts import AccessDraft, KnownCard
from kiosk.people.known_persons import known_person
from kiosk.problems import Problem
from kiosk.store import Store


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
    sql = """SELECT person_id, block_reason, blocked_at IS NOT NULL FROM card WHERE number = ?
        ORDER BY blocked_at IS NOT NULL, blocked_at DESC LIMIT 1"""
    for person_id, reason, is_blocked in found(sql, number):
        person = Person.find(person_id)
        return person and KnownCard(number, known_person(person), reason, bool(is_blocked))
    return None
