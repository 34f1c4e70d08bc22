"""Operations on organisations: registered, changed, and two registrations that turn out to be one."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from db.rows import batches, found
from db.tables import (
    Certificate,
    InvoiceLine,
    InvoiceLineTakenBack,
    Organisation,
    PreOrder,
    PreOrderImport,
    Row,
    Subscription,
)
from kiosk.operations.book import Book
from kiosk.operations.kinds import Body, operation
from kiosk.operations.organisation_names import standing
from kiosk.operations.verdicts import APPLIED, Finding, Verdict, changed


class OrganisationRegistered(Body, frozen=True, kw_only=True):
    """`known_twins`: organisations with the same number that staff have said are others."""

    organisation_id: str
    code: str
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
    product_ids: list[str]
    invoice_reference: str
    known_twins: list[str]


@operation("organisation.registered", OrganisationRegistered)
def register(book: Book, body: OrganisationRegistered) -> Verdict:
    """A fact. A code that is taken gets a number behind it; the same organisation number again becomes a matter."""
    values = msgspec.structs.asdict(body)
    twins = values.pop("known_twins")
    code = free_code(body.code)
    values |= {"id": values.pop("organisation_id"), "code": code, "product_ids": product_text(body.product_ids)}
    book.insert(Organisation, merged_into=None, **values)
    findings = list(_twins(body.organisation_id, body.organisation_number, twins))
    if code != body.code and not findings:
        said = {"organisation_id": body.organisation_id, "wanted_code": body.code, "code": code}
        findings.append(Finding("organisation_code_changed", None, said))
    return changed(*findings)


def product_text(product_ids: list[str]) -> str:
    """As the row keeps them."""
    return msgspec.json.encode(product_ids).decode()


def free_code(code: str) -> str:
    """Inside an errand or `store.reading()`: the code itself, else the first of CODE-2, CODE-3 … that nobody has."""
    taken = {one for (one,) in found("SELECT code FROM organisation")}
    wanted, number = code, 2
    while wanted in taken:
        wanted, number = f"{code}-{number}", number + 1
    return wanted


def _twins(organisation_id: str, number: str, known: list[str]) -> Iterator[Finding]:
    """With the first of those that stand."""
    sql = """SELECT id FROM organisation WHERE organisation_number = ? AND id <> ? AND merged_into IS NULL
        ORDER BY id"""
    for (twin,) in found(sql, number, organisation_id) if number else ():
        if twin not in known:
            said = {"organisation_id": organisation_id, "twin_organisation_id": twin}
            yield Finding("organisation_twice", None, said)
            return


FieldValues = dict[str, str | bool | list[str] | None]


class OrganisationChanged(Body, frozen=True, kw_only=True):
    """`old` and `new` per field: only these fields are written. `known_twins`: as when it is registered."""

    organisation_id: str
    old: FieldValues
    new: FieldValues
    known_twins: list[str]


CHANGEABLE = frozenset(
    {
        "name",
        "organisation_number",
        "account_manager",
        "email",
        "phone",
        "street",
        "postcode",
        "city",
        "is_active",
        "price_list_id",
        "pre_orders",
        "pays",
        "agreement_until",
        "product_ids",
        "invoice_reference",
    }
)
"""The code is for good: it is how the gym's other papers name the organisation."""
SENSITIVE = ("name", "organisation_number", "pays", "price_list_id", "agreement_until")
"""A clash here is for people to settle: invoices and members' prices follow from it."""


@operation("organisation.changed", OrganisationChanged)
def change(book: Book, body: OrganisationChanged) -> Verdict:
    """Different fields merge; the same field: later arrival wins, and a clash over what matters becomes a matter. Of
    one that was merged meanwhile it is said of the one it became."""
    organisation_id = standing(body.organisation_id)
    organisation = Organisation.find(organisation_id)
    stood = {name: told(getattr(organisation, name, None)) for name in SENSITIVE}
    wanted = {name: value for name, value in body.new.items() if name in CHANGEABLE}
    if not wanted:
        return APPLIED
    book.update(Organisation, organisation_id, **{name: _kept(value) for name, value in wanted.items()})
    findings = [
        Finding("organisation_clash", None, _clash(organisation_id, name, stood[name], wanted[name]))
        for name in SENSITIVE
        if name in wanted and stood[name] not in (body.old.get(name), wanted[name])
    ]
    number = wanted.get("organisation_number")
    if isinstance(number, str) and number != stood["organisation_number"]:
        findings += _twins(organisation_id, number, body.known_twins)
    return changed(*findings)


def told(value: Any) -> Any:
    """As a body has it."""
    return value.isoformat() if isinstance(value, date) else value


def _kept(value: Any) -> Any:
    return product_text(value) if isinstance(value, list) else value


def _clash(organisation_id: str, field: str, stood: Any, now: Any) -> dict[str, object]:
    return {"organisation_id": organisation_id, "field": field, "stood": stood, "now": now}


class OrganisationMerged(Body, frozen=True, kw_only=True):
    """`other_id` was registered a second time: what it has is the first one's."""

    organisation_id: str
    other_id: str


FILLED = ("account_manager", "email", "phone", "street", "postcode", "city", "price_list_id", "invoice_reference")
"""What the first registration takes over where it has nothing itself."""
TURNED_ON = ("is_active", "pre_orders")
"""What is so for the one if it is so for either: pre-orders that come over are there to be used."""
HOLDING: tuple[tuple[type[Row], str], ...] = (
    (PreOrder, "organisation_id"),
    (PreOrderImport, "organisation_id"),
    (Certificate, "organisation_id"),
    (Subscription, "organisation_id"),
    (Subscription, "invoiced_to"),
    (InvoiceLine, "organisation_id"),
    (InvoiceLineTakenBack, "organisation_id"),
)
"""Where an organisation is named. What comes later from a desk that doesn't know goes through `standing`."""
MOVED_AT_ONCE = 1000  # rows: it may have ordered for 100 000


@operation("organisation.merged", OrganisationMerged)
def merge(book: Book, body: OrganisationMerged) -> Verdict:
    """Twice is the same as once."""
    first_id, later_id = standing(body.organisation_id), standing(body.other_id)
    if first_id == later_id:
        return APPLIED
    first, later = Organisation.find(first_id), Organisation.find(later_id)
    for (alias,) in found("SELECT id FROM organisation WHERE merged_into = ? ORDER BY id", later_id):
        book.update(Organisation, alias, merged_into=first_id)
    book.update(Organisation, later_id, merged_into=first_id, is_active=False)
    book.update(Organisation, first_id, **taken_over(first, later))
    for table, column in HOLDING:
        rows = found(f'SELECT id FROM "{table.table_name()}" WHERE "{column}" = ? ORDER BY id', later_id)
        for some in batches([row_id for (row_id,) in rows], MOVED_AT_ONCE):
            book.update_many(table, some, **{column: first_id})
    return APPLIED


def taken_over(first: Organisation | None, later: Organisation | None) -> dict[str, Any]:
    """What `first` has when `later` has become part of it."""
    if first is None or later is None:
        return {}
    taken = {name: getattr(later, name) for name in FILLED if not getattr(first, name) and getattr(later, name)}
    return taken | {name: getattr(first, name) or getattr(later, name) for name in TURNED_ON}
