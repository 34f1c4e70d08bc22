"""Desk work: an organisation's card: who it is, what is agreed, who trains through it, and what has been done."""

from dataclasses import dataclass
from datetime import date

from db.rows import found
from db.tables import Organisation
from kiosk.catalogue import read_catalogue
from kiosk.clock import today
from kiosk.operations.organisation_names import standing
from kiosk.organisations.agreements import AgreementStanding, Pays, standing_on
from kiosk.organisations.edit_organisation import FIELD_LABELS
from kiosk.organisations.organisation_number import is_personal, show_number, show_whole
from kiosk.organisations.products import agreed_products
from kiosk.people.contact import show_phone, show_postcode
from kiosk.people.history import PAGE, HistoryPage, history_page
from kiosk.problems import Problem
from kiosk.settings.gym import gym_setting
from kiosk.settings.routines import CERTIFICATE_WARNING_DAYS
from kiosk.staff.rights import Right, StaffMember
from kiosk.store import Store
from kiosk.subscriptions.price_lists import list_name

NUMBER_SHOWN = "organisation_number_shown"


@dataclass(frozen=True, slots=True)
class OrganisationCard:
    """`price_list` "": its people pay as the customer type Organisation does. `products` by name, empty: everything.
    `address` line by line. `is_number_hidden`: a sole trader's, shown on demand. `has_agreement`: not ended today."""

    organisation_id: str
    code: str
    name: str
    shown_number: str
    is_number_hidden: bool
    account_manager: str
    email: str
    phone: str
    address: tuple[str, ...]
    price_list: str
    products: tuple[str, ...]
    pays: Pays
    agreement_until: date | None
    has_agreement: bool
    invoice_reference: str
    pre_orders: bool
    is_active: bool
    standing: AgreementStanding = AgreementStanding.HOLDS


def read_organisation_card(store: Store, organisation_id: str) -> OrganisationCard | Problem:
    """Of the one it was merged into, where it was. Problems: `organisation_unknown`."""
    with store.reading():
        row = Organisation.find(standing(organisation_id))
        if row is None:
            return Problem("organisation_unknown")
        price_list, warning_days = list_name(row.price_list_id), gym_setting(CERTIFICATE_WARNING_DAYS)
        agreed = agreed_products(row.product_ids)
        products = tuple(one.name for one in read_catalogue().products.values() if one.id in agreed) if agreed else ()
    town = f"{show_postcode(row.postcode)} {row.city}".strip() if row.postcode else row.city
    until = row.agreement_until
    return OrganisationCard(
        organisation_id=row.id,
        code=row.code,
        name=row.name,
        shown_number=show_number(row.organisation_number),
        is_number_hidden=is_personal(row.organisation_number),
        account_manager=row.account_manager,
        email=row.email,
        phone=show_phone(row.phone) if row.phone else "",
        address=tuple(line for line in (row.street, town) if line),
        price_list=price_list,
        products=products,
        pays=Pays(row.pays),
        agreement_until=until,
        has_agreement=until is None or until >= today(store.clock),
        invoice_reference=row.invoice_reference,
        pre_orders=row.pre_orders,
        is_active=row.is_active,
        standing=standing_on(today(store.clock), until, warning_days, is_active=row.is_active),
    )


def show_organisation_number(store: Store, staff: StaffMember, organisation_id: str) -> str | Problem:
    """A sole trader's whole number, and a line in the journal that it was shown: on the database lane.

    Problems: `show_number_right`, `organisation_unknown`.
    """
    if not staff.may(Right.SHOW_NUMBER):
        return Problem("show_number_right")
    with store.reading():
        row = Organisation.find(organisation_id)
    if row is None:
        return Problem("organisation_unknown")
    with store.errand(staff, NUMBER_SHOWN) as errand:
        errand.subject_id = organisation_id
    return show_whole(row.organisation_number)


def read_organisation_history(
    store: Store, organisation_id: str, page: tuple[str, str] | None = None, length: int = PAGE
) -> HistoryPage:
    """With what was done while it stood as two. The latest first."""
    with store.reading():
        merged = found("SELECT id FROM organisation WHERE merged_into = ?", organisation_id)
        return history_page([organisation_id, *(row_id for (row_id,) in merged)], FIELD_LABELS, page, length)
