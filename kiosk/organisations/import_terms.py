"""Rules: what is chosen for a whole file of pre-orders, its product and its validity. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from kiosk.formats import day
from kiosk.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class ImportTerms:
    """Both days count."""

    organisation_id: str
    product_id: str
    valid_from: date
    valid_until: date


@dataclass(frozen=True, slots=True)
class TermsDraft:
    product_id: str = ""
    valid_from: date | None = None
    valid_until: date | None = None

    def whole(self, organisation_id: str) -> ImportTerms | None:
        """None until everything is chosen."""
        if not self.product_id or self.valid_from is None or self.valid_until is None:
            return None
        return ImportTerms(organisation_id, self.product_id, self.valid_from, self.valid_until)


def terms_problems(
    draft: TermsDraft, product_ids: Collection[str], agreement_until: date | None, today: date
) -> list[Problem]:
    """`product_ids`: those that can be ordered. Fields: product_id, valid_from, valid_until."""
    found = []
    if not draft.product_id:
        found.append(Problem("import_product_missing", "product_id"))
    elif draft.product_id not in product_ids:
        found.append(Problem("import_product_not_agreed", "product_id"))
    if draft.valid_from is None:
        found.append(Problem("import_day_missing", "valid_from"))
    if draft.valid_until is None:
        found.append(Problem("import_day_missing", "valid_until"))
    elif draft.valid_from is not None and draft.valid_until < draft.valid_from:
        found.append(Problem("import_ends_first", "valid_until", values={"first": day(draft.valid_from)}))
    elif draft.valid_until < today:
        found.append(Problem("import_ended", "valid_until"))
    elif agreement_until is not None and draft.valid_until > agreement_until:
        values = {"until": day(agreement_until)}
        found.append(Problem("import_after_agreement", "valid_until", Severity.WARNING, values))
    return found
