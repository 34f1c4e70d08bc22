"""The identification step: what it offers, and what keeps it from being finished. Shared by the routines."""

from kiosk.catalogue import ListedType
from kiosk.desk_facts import Facts
from kiosk.people.customer_types import CertificateKind
from kiosk.people.drafts import IdentificationDraft
from kiosk.problems import Problem
from kiosk.texts import N_

ADULT = 18
RELATIONS = {
    "mother": N_("Mother"),
    "father": N_("Father"),
    "custodian": N_("Other custodian"),
    "legal_guardian": N_("Legal guardian"),
}
"""Of a guardian to the customer: code → label to translate with `_`."""


def offered_types(facts: Facts) -> tuple[ListedType, ...]:
    """The customer types a private customer can have: in use and with a price list. Organisation has its own routine."""
    raise NotImplementedError


def offered_kinds(draft: IdentificationDraft, facts: Facts) -> tuple[CertificateKind, ...]:
    """The chosen type's certificate kinds; ask only when there are several."""
    raise NotImplementedError


def chosen_kind(draft: IdentificationDraft, facts: Facts) -> CertificateKind | None:
    """The type's only kind, or the one chosen; None for the ordinary type and while none is chosen."""
    raise NotImplementedError


def asks_valid_until(draft: IdentificationDraft, facts: Facts) -> bool:
    """Whether the certificate has a date to type."""
    raise NotImplementedError


def documents(draft: IdentificationDraft, facts: Facts) -> tuple[str, ...]:
    """Codes of kiosk.people.customer_types.DOCUMENTS to show as tick boxes; all must be ticked."""
    raise NotImplementedError


def problems(draft: IdentificationDraft, facts: Facts) -> list[Problem]:
    """Fields: customer_type, certificate_kind, document_<code> per tick box, valid_until, guardian_name,
    guardian_personal_number, guardian_relation, guardian_has_consented."""
    raise NotImplementedError
