"""What a whole file of pre-orders is about: whose it is, its product and its validity. Pure."""

from dataclasses import dataclass
from datetime import date

from kiosk.organisations.drafts import TermsDraft

IMPORT = "import_pre_orders"
IMPORTS = "imports"  # in the organisation's menu: those of before


@dataclass(frozen=True, slots=True)
class ImportTerms:
    """Both days count."""

    organisation_id: str
    product_id: str
    valid_from: date
    valid_until: date


def whole_terms(draft: TermsDraft, organisation_id: str) -> ImportTerms | None:
    """None until everything is chosen."""
    if not draft.product_id or draft.valid_from is None or draft.valid_until is None:
        return None
    return ImportTerms(organisation_id, draft.product_id, draft.valid_from, draft.valid_until)
