"""Desk work: an organisation's simple card. Agreements, people and routines of organisations come to it later."""

from dataclasses import dataclass

from db.rows import found
from db.tables import Organisation
from kiosk.organisations.search import show_number
from kiosk.people.contact import show_phone, show_postcode
from kiosk.problems import Problem
from kiosk.store import Store


@dataclass(frozen=True, slots=True)
class OrganisationCard:
    """`price_list` "": its people pay as the customer type Organisation does. `address` line by line."""

    organisation_id: str
    code: str
    name: str
    shown_number: str
    account_manager: str
    email: str
    phone: str
    address: tuple[str, ...]
    price_list: str
    pre_orders: bool
    is_active: bool


def read_organisation_card(store: Store, organisation_id: str) -> OrganisationCard | Problem:
    """Problems: `organisation_unknown`."""
    with store.reading():
        row = Organisation.find(organisation_id)
        if row is None:
            return Problem("organisation_unknown")
        lists = found("SELECT name FROM price_list WHERE id = ?", row.price_list_id)
    town = f"{show_postcode(row.postcode)} {row.city}".strip() if row.postcode else row.city
    return OrganisationCard(
        organisation_id=row.id,
        code=row.code,
        name=row.name,
        shown_number=show_number(row.organisation_number),
        account_manager=row.account_manager,
        email=row.email,
        phone=show_phone(row.phone) if row.phone else "",
        address=tuple(line for line in (row.street, town) if line),
        price_list=lists[0][0] if lists else "",
        pre_orders=row.pre_orders,
        is_active=row.is_active,
    )
