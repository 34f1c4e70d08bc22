"""Desk work: whose a card number is."""

from kiosk.access.card_numbers import CardFormat
from kiosk.access.drafts import AccessDraft, KnownCard
from kiosk.store import Store


def known_card(store: Store, number: str) -> KnownCard | None:
    """`number` as it is stored; None for a number nobody has or has had."""
    raise NotImplementedError


def checked(store: Store, access: AccessDraft, card_format: CardFormat) -> AccessDraft:
    """The draft with `known_card` as the file says now: ask when the number has changed."""
    raise NotImplementedError
