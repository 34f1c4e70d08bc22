"""What the dialogs about organisations and pre-orders fill in."""

from dataclasses import dataclass
from datetime import date

from kiosk.organisations.agreements import Pays


@dataclass(frozen=True, slots=True)
class OrganisationDraft:
    """Texts as typed. `price_list_id` "": its people pay as the customer type Organisation does. `product_ids` empty:
    everything. `not_a_twin`: staff said that those with the same number or name are others."""

    name: str = ""
    organisation_number: str = ""
    account_manager: str = ""
    email: str = ""
    phone: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    is_active: bool = True
    price_list_id: str = ""
    pre_orders: bool = True
    pays: str = Pays.MEMBER
    agreement_until: date | None = None
    product_ids: frozenset[str] = frozenset()
    invoice_reference: str = ""
    not_a_twin: bool = False


@dataclass(frozen=True, slots=True)
class KnownOrganisation:
    """One that is registered already. `shown_number` masked for a sole trader."""

    organisation_id: str
    name: str
    shown_number: str
    city: str
    is_active: bool
    has_same_number: bool


@dataclass(frozen=True, slots=True)
class PreOrderDraft:
    """Texts as typed. `birth_date` only without a personal number. `anyway`: staff know that the person has one."""

    name: str = ""
    personal_number: str = ""
    birth_date: date | None = None
    email: str = ""
    product_id: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    anyway: bool = False


@dataclass(frozen=True, slots=True)
class TermsDraft:
    """What is chosen for a whole file of pre-orders."""

    product_id: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
