"""The routine Register private customer (Registrera ny privatkund): its steps, draft, problems, quote and finish."""

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.access.drafts import AccessDraft
from kiosk.desk_facts import Facts, read_facts
from kiosk.direct_debit.drafts import MandateDraft
from kiosk.people.drafts import IdentificationDraft, PersonalDetailsDraft
from kiosk.problems import Problem
from kiosk.routine import Outcome, Quote, SummaryRow
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.subscriptions.drafts import ProductsDraft
from kiosk.till.tender import Tender

__all__ = ["Draft", "Facts", "Step", "finish", "next_step", "problems", "quote", "read_facts", "steps", "summary"]


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


def steps(draft: Draft, facts: Facts) -> tuple[Step, ...]:
    """Those this draft goes through: the mandate only for direct debit, payment only when something is due now."""
    raise NotImplementedError


def next_step(step: Step, draft: Draft, facts: Facts) -> Step | None:
    """None: this is the last one, and its button finishes."""
    raise NotImplementedError


def problems(step: Step, draft: Draft, facts: Facts) -> list[Problem]:
    """What this page says; the fields are the draft's own names (see each area's `problems`). A problem whose remedy is
    on another page names it in values["step"]. The summary's field is accepted_terms."""
    raise NotImplementedError


def quote(draft: Draft, facts: Facts) -> Quote:
    """EMPTY_QUOTE until a main subscription is chosen."""
    raise NotImplementedError


def summary(draft: Draft, facts: Facts) -> list[SummaryRow]:
    """Everything entered, in the order of the pages."""
    raise NotImplementedError


def finish(store: Store, staff: StaffMember, draft: Draft, facts: Facts) -> Outcome:
    """Checks everything again against the file and writes it, in one transaction: all of it or nothing. Each problem
    names its page in values["step"]. Blocks for the disk: run it on the database lane."""
    raise NotImplementedError
