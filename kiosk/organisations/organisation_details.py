"""Rules: what is read from the typed details of an organisation, and what keeps them from being saved. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kiosk.organisations.agreements import PAYS
from kiosk.organisations.drafts import OrganisationDraft
from kiosk.organisations.organisation_number import OrganisationNumber, read_organisation_number
from kiosk.people.contact import read_email, read_phone, read_postcode
from kiosk.people.name_key import folded
from kiosk.problems import Problem
from kiosk.typed_text import one_line

LONGEST = 100  # characters in a name or an address line: more is a slip of the paste key
CODE_LENGTH = 12
TEXTS = ("name", "account_manager", "street", "city", "invoice_reference")
NOTHING_OF = "ORGANISATION"  # the code of a name without a letter or figure


@dataclass(frozen=True, slots=True)
class OrganisationDetails:
    """The typed texts as they are stored; "" for what is missing or can't be read."""

    name: str
    organisation_number: str
    account_manager: str
    email: str
    phone: str
    street: str
    postcode: str
    city: str
    is_active: bool
    price_list_id: str | None
    pre_orders: bool
    pays: str
    agreement_until: date | None
    product_ids: tuple[str, ...]
    invoice_reference: str


def read_details(draft: OrganisationDraft, today: date) -> OrganisationDetails:
    """Whatever was typed, never raises. Products in the order of their ids."""
    number = read_organisation_number(draft.organisation_number, today)
    return OrganisationDetails(
        name=one_line(draft.name),
        organisation_number=number.digits if isinstance(number, OrganisationNumber) else "",
        account_manager=one_line(draft.account_manager),
        email=_stored(read_email(draft.email)),
        phone=_stored(read_phone(draft.phone, "phone")),
        street=one_line(draft.street),
        postcode=_stored(read_postcode(draft.postcode)),
        city=one_line(draft.city),
        is_active=draft.is_active,
        price_list_id=draft.price_list_id or None,
        pre_orders=draft.pre_orders,
        pays=draft.pays if draft.pays in PAYS else "",
        agreement_until=draft.agreement_until,
        product_ids=tuple(sorted(draft.product_ids)),
        invoice_reference=one_line(draft.invoice_reference),
    )


def typed_problems(draft: OrganisationDraft, today: date) -> list[Problem]:
    """Fields are the draft's. E-mail, phone and address may be left out."""
    return [*_name_problems(draft, today), *_contact_problems(draft), *_long_texts(draft)]


def code_of(name: str) -> str:
    """By which the gym's other papers name it, as far as one can tell by its name: its first word."""
    words = re.sub(r"[^a-z0-9 ]", " ", folded(name)).split()
    return words[0][:CODE_LENGTH].upper() if words else NOTHING_OF


def _name_problems(draft: OrganisationDraft, today: date) -> Iterator[Problem]:
    if not any(mark.isalnum() for mark in draft.name):
        yield Problem("organisation_name_missing", "name")
    if not draft.organisation_number.strip():
        yield Problem("organisation_number_missing", "organisation_number")
    else:
        number = read_organisation_number(draft.organisation_number, today)
        if isinstance(number, Problem):
            yield number
    if draft.pays not in PAYS:
        yield Problem("organisation_pays_missing", "pays")


def _contact_problems(draft: OrganisationDraft) -> Iterator[Problem]:
    readers = {"email": read_email, "phone": read_phone, "postcode": read_postcode}
    for name, read in readers.items():
        text = getattr(draft, name)
        found = read(text, name) if text.strip() else ""
        if isinstance(found, Problem):
            yield found


def _long_texts(draft: OrganisationDraft) -> Iterator[Problem]:
    for name in TEXTS:
        if len(getattr(draft, name)) > LONGEST:
            yield Problem("text_too_long", name, values={"longest": LONGEST})


def _stored(read: str | Problem) -> str:
    return "" if isinstance(read, Problem) else read
