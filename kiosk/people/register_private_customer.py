"""The routine Register private customer (Registrera ny privatkund): its steps, draft, problems, quote and finish."""

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.access.drafts import AccessDraft
from kiosk.direct_debit.drafts import MandateDraft
from kiosk.people.drafts import IdentificationDraft, PersonalDetailsDraft
from kiosk.subscriptions.drafts import ProductsDraft
from kiosk.till.tender import Tender


class Step(StrEnum):
    IDENTIFICATION = "identification"
    PERSONAL_DETAILS = "personal_details"
    PRODUCTS = "products"
    MANDATE = "mandate"
    ACCESS_DETAILS = "access_details"
    SUMMARY = "summary"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything entered so far. `accepted_terms`: the version ticked on the summary, "" while not."""

    identification: IdentificationDraft = field(default_factory=IdentificationDraft)
    details: PersonalDetailsDraft = field(default_factory=PersonalDetailsDraft)
    products: ProductsDraft = field(default_factory=ProductsDraft)
    mandate: MandateDraft = field(default_factory=MandateDraft)
    access: AccessDraft = field(default_factory=AccessDraft)
    accepted_terms: str = ""
    tenders: tuple[Tender, ...] = ()
