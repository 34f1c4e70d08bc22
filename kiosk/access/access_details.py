"""The access details step: card and photo, and what keeps it from being finished. Shared by the routines."""

from kiosk.access.drafts import AccessDraft
from kiosk.desk_facts import Facts
from kiosk.problems import Problem


def problems(draft: AccessDraft, facts: Facts, *, is_photo_needed: bool = True) -> list[Problem]:
    """Fields: card_number, photo, no_photo_reason. A card in use (`card_in_use`, values holder, person_id) or blocked
    (`card_blocked`, value reason) counts only while the draft's number is still the known card's."""
    raise NotImplementedError
