"""What the access details page fills in."""

from dataclasses import dataclass

from kiosk.people.drafts import KnownPerson


@dataclass(frozen=True, slots=True)
class KnownCard:
    """A card number this desk knows: whose it is, and why it is blocked ("" while it opens)."""

    number: str
    holder: KnownPerson
    block_reason: str
    is_blocked: bool


@dataclass(frozen=True, slots=True)
class AccessDraft:
    """`photo` is the cropped JPEG. `known_card`: what the desk's file says of the number."""

    card_number: str = ""
    photo: bytes | None = None
    no_photo_reason: str = ""
    known_card: KnownCard | None = None
