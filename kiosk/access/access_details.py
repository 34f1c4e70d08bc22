"""The access details step: card and photo, and what keeps it from being finished. Shared by the routines."""

from kiosk.access.block_reasons import block_reason_words
from kiosk.access.card_numbers import read_card_number, show_card_number
from kiosk.access.drafts import AccessDraft, KnownCard
from kiosk.access.picture_headers import JPEG, LARGEST_PHOTO
from kiosk.desk_facts import Facts
from kiosk.problems import Problem


def problems(
    draft: AccessDraft, facts: Facts, *, is_photo_needed: bool = True, is_card_needed: bool = True
) -> list[Problem]:
    """Fields: card_number, photo, no_photo_reason. A card in use (`card_in_use`, values holder, person_id) or blocked
    (`card_blocked`, value reason) counts only while the draft's number is still the known card's."""
    number = read_card_number(draft.card_number, facts.card_format)
    found = []
    if isinstance(number, Problem):
        found += [number] if is_card_needed or draft.card_number.strip() else []
    elif draft.known_card is not None and draft.known_card.number == number:
        found.append(_known_problem(draft.known_card, show_card_number(number, facts.card_format)))
    return found + _photo_problems(draft, is_photo_needed)


def _known_problem(card: KnownCard, shown: str) -> Problem:
    """A holder with protected identity is not named."""
    holder = card.holder
    values: dict[str, object] = {"card": shown, "person_id": holder.person_id, "holder": holder.name}
    if card.is_blocked:
        code = "card_blocked" if card.block_reason else "card_blocked_unexplained"
        return Problem(code, "card_number", values=values | {"reason": block_reason_words(card.block_reason)})
    return Problem("card_in_use" if holder.name else "card_in_use_protected", "card_number", values=values)


def _photo_problems(draft: AccessDraft, is_photo_needed: bool) -> list[Problem]:
    if draft.photo is None:
        is_explained = bool(draft.no_photo_reason.strip()) or not is_photo_needed
        return [] if is_explained else [Problem("photo_missing", "photo")]
    return [] if is_usable_photo(draft.photo) else [Problem("photo_unusable", "photo")]


def is_usable_photo(photo: bytes) -> bool:
    return len(photo) <= LARGEST_PHOTO and photo.startswith(JPEG)
