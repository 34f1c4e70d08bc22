"""Desk work: registers an organisation, and changes what is known of it and agreed with it."""

from dataclasses import asdict, dataclass, replace
from datetime import date
from operator import itemgetter

from msgspec.structs import replace as replace_fields

from db.rows import found
from db.tables import Organisation
from kiosk.catalogue import MAIN_KINDS, read_catalogue
from kiosk.clock import day_of, today
from kiosk.ids import new_id
from kiosk.operations.organisation_names import standing
from kiosk.operations.organisations import FieldValues, OrganisationChanged, OrganisationRegistered, free_code
from kiosk.organisations.drafts import KnownOrganisation, OrganisationDraft
from kiosk.organisations.history_words import TOLD
from kiosk.organisations.organisation_details import OrganisationDetails, code_of, read_details, typed_problems
from kiosk.organisations.organisation_number import is_personal, show_number
from kiosk.organisations.products import agreed_products
from kiosk.organisations.written import Written
from kiosk.people.contact import show_phone, show_postcode
from kiosk.people.name_key import folded
from kiosk.problems import Problem, Severity
from kiosk.routine import Stopped
from kiosk.staff.rights import Right, StaffMember
from kiosk.store import Errand, Store
from kiosk.subscriptions.price_lists import list_names
from kiosk.texts import N_

REGISTER = "register_organisation"
EDIT = "edit_organisation"
NO_RIGHT = "organisation_right"
FIELD_LABELS = {
    "name": N_("Name"),
    "organisation_number": N_("Organisation number"),
    "account_manager": N_("Account manager"),
    "email": N_("E-mail"),
    "phone": N_("Phone"),
    "street": N_("Address"),
    "postcode": N_("Postcode"),
    "city": N_("City"),
    "is_active": N_("Active customer"),
    "price_list_id": N_("Price list"),
    "pre_orders": N_("Pre-orders"),
    "pays": N_("Who pays"),
    "agreement_until": N_("The agreement’s last day"),
    "product_ids": N_("Agreement products"),
    "invoice_reference": N_("Reference on the invoice"),
}
"""What can be changed: field → label to translate with `_`."""
COMPANY_FORMS = frozenset({"ab", "aktiebolag", "hb", "handelsbolag", "kb", "kommanditbolag"})


@dataclass(frozen=True, slots=True)
class OrganisationToEdit:
    """As it stands: `draft` as people write it, `stored` as it is kept; `organisation_id` "" for a new one.

    `price_lists`, `products` and `managers` are what can be chosen: id or name beside the name.
    """

    organisation_id: str
    draft: OrganisationDraft
    stored: OrganisationDetails
    today: date
    price_lists: tuple[tuple[str, str], ...]
    products: tuple[tuple[str, str], ...]
    managers: tuple[str, ...]


def read_organisation_to_edit(
    store: Store, staff: StaffMember, organisation_id: str = "", typed: str = ""
) -> OrganisationToEdit | Problem:
    """`typed`: by what a new one was looked for. Problems: `organisation_right`, `organisation_unknown`."""
    if not staff.may(Right.ORGANISATION):
        return Problem(NO_RIGHT)
    day = today(store.clock)
    with store.reading():
        return _to_edit(organisation_id, day) if organisation_id else _new(typed, staff, day)


def problems(draft: OrganisationDraft, before: OrganisationToEdit) -> list[Problem]:
    """What was wrong before and isn't touched only warns. Fields: the draft's."""
    said = typed_problems(draft, before.today)
    if before.organisation_id:
        said = [_weighed(one, draft, before.draft) for one in said if not _is_masked_number(one, draft, before)]
    until = draft.agreement_until
    if until is not None and until < before.today and until != before.draft.agreement_until:
        said.append(Problem("agreement_ended", "agreement_until", Severity.WARNING))
    return said


def twins(store: Store, draft: OrganisationDraft, before: OrganisationToEdit) -> tuple[KnownOrganisation, ...]:
    """Others with this number, or this name whatever company form stands beside it; those with the number first."""
    with store.reading():
        return _twins(_read(draft, before), before.organisation_id)


def changed_fields(draft: OrganisationDraft, before: OrganisationToEdit) -> tuple[str, ...]:
    """In the order of FIELD_LABELS; spaces and ways of writing a number are no change."""
    read = _read(draft, before)
    return tuple(name for name in FIELD_LABELS if getattr(read, name) != getattr(before.stored, name))


def save_organisation(
    store: Store, staff: StaffMember, draft: OrganisationDraft, before: OrganisationToEdit
) -> Written:
    """On the database lane. Nothing is written where it has changed since it was read (`details_changed_meanwhile`) or
    a twin is not answered for (`organisation_twin`), and nothing at all where nothing is changed."""
    if not staff.may(Right.ORGANISATION):
        return Written((Problem(NO_RIGHT),))
    blocking = tuple(one for one in problems(draft, before) if one.blocks)
    if blocking:
        return Written(blocking)
    if before.organisation_id and not changed_fields(draft, before):
        return Written((), before.organisation_id)
    try:
        with store.errand(staff, EDIT if before.organisation_id else REGISTER) as errand:
            return _change(errand, draft, before) if before.organisation_id else _register(errand, draft, before)
    except Stopped as stopped:
        return Written(stopped.problems)


def undo_change(store: Store, staff: StaffMember, change: OrganisationChanged) -> Written:
    """On the database lane, while the toast stands: goes back while everything is as it was left."""
    if not staff.may(Right.ORGANISATION):
        return Written((Problem(NO_RIGHT),))
    back = replace_fields(change, old=change.new, new=change.old)
    try:
        with store.errand(staff, EDIT) as errand:
            now = _to_edit(change.organisation_id, day_of(errand.at))
            if isinstance(now, Problem) or _values(now.stored, tuple(back.old)) != back.old:
                raise Stopped(Problem("details_changed_meanwhile"))
            errand.perform(back)
            errand.subject_id = change.organisation_id
            errand.details = told(back)
            return Written((), change.organisation_id, errand.id)
    except Stopped as stopped:
        return Written(stopped.problems)


def _register(errand: Errand, draft: OrganisationDraft, before: OrganisationToEdit) -> Written:
    read = read_details(draft, before.today)
    known = _answered(read, draft, "")
    organisation_id = errand.subject_id = new_id()
    values = asdict(read) | {"product_ids": list(read.product_ids), "known_twins": known}
    code = free_code(code_of(read.name))  # nobody typed it, so nobody need be told that it was taken
    errand.perform(OrganisationRegistered(organisation_id=organisation_id, code=code, **values))
    return Written((), organisation_id, errand.id)


def _change(errand: Errand, draft: OrganisationDraft, before: OrganisationToEdit) -> Written:
    now = _to_edit(before.organisation_id, before.today)
    if isinstance(now, Problem):
        raise Stopped(now)
    if now.stored != before.stored:
        raise Stopped(Problem("details_changed_meanwhile"))
    names, read = changed_fields(draft, before), _read(draft, before)
    is_renamed = {"name", "organisation_number"} & set(names)
    known = _answered(read, draft, before.organisation_id) if is_renamed else []
    change = OrganisationChanged(
        organisation_id=before.organisation_id,
        old=_values(before.stored, names),
        new=_values(read, names),
        known_twins=known,
    )
    errand.perform(change)
    errand.subject_id = before.organisation_id
    errand.details = told(change)
    return Written((), before.organisation_id, errand.id, change)


def told(change: OrganisationChanged) -> dict[str, object]:
    """For the journal."""
    changes = {name: [change.old[name], change.new[name]] for name in change.new if name in TOLD}
    return {"fields": list(change.new)} | ({"changes": changes} if changes else {})


def _answered(read: OrganisationDetails, draft: OrganisationDraft, organisation_id: str) -> list[str]:
    """The ids of those that are others. Raises Stopped where staff have not said so."""
    known = _twins(read, organisation_id)
    if known and not draft.not_a_twin:
        raise Stopped(Problem("organisation_twin", "not_a_twin", values={"name": known[0].name}))
    return [one.organisation_id for one in known]


def _values(details: OrganisationDetails, names: tuple[str, ...]) -> FieldValues:
    return {name: _value(getattr(details, name)) for name in names}


def _value(value: object) -> str | bool | list[str] | None:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, str | bool) else None


def _twins(read: OrganisationDetails, own_id: str) -> tuple[KnownOrganisation, ...]:
    """All are looked through: a gym has some hundred organisations."""
    sql = """SELECT id, name, organisation_number, city, is_active FROM organisation
        WHERE merged_into IS NULL AND id <> ? ORDER BY name, id"""
    name = _bare(read.name)
    known = [
        KnownOrganisation(
            row_id, row_name, show_number(number), city, bool(active), number == read.organisation_number != ""
        )
        for row_id, row_name, number, city, active in found(sql, own_id)
        if number == read.organisation_number != "" or (name and _bare(row_name) == name)
    ]
    return tuple(sorted(known, key=lambda one: not one.has_same_number))


def _bare(name: str) -> str:
    return " ".join(word for word in folded(name).split() if word not in COMPANY_FORMS)


def _read(draft: OrganisationDraft, before: OrganisationToEdit) -> OrganisationDetails:
    """A number that nobody has touched is what it was: a sole trader's stands masked in its field."""
    read = read_details(draft, before.today)
    if before.organisation_id and draft.organisation_number == before.draft.organisation_number:
        return replace(read, organisation_number=before.stored.organisation_number)
    return read


def _is_masked_number(problem: Problem, draft: OrganisationDraft, before: OrganisationToEdit) -> bool:
    is_touched = draft.organisation_number != before.draft.organisation_number
    return problem.field == "organisation_number" and not is_touched and is_personal(before.stored.organisation_number)


def _weighed(problem: Problem, draft: OrganisationDraft, before: OrganisationDraft) -> Problem:
    is_touched = getattr(draft, problem.field) != getattr(before, problem.field)
    return problem if is_touched else replace(problem, severity=Severity.WARNING)


def _new(typed: str, staff: StaffMember, day: date) -> OrganisationToEdit:
    """A text with letters is the name, another the number."""
    is_name = any(mark.isalpha() for mark in typed)
    draft = OrganisationDraft(
        name=typed if is_name else "", organisation_number="" if is_name else typed, account_manager=staff.name
    )
    return OrganisationToEdit("", draft, read_details(draft, day), day, *_choices(frozenset(), staff.name))


def _to_edit(organisation_id: str, day: date) -> OrganisationToEdit | Problem:
    row = Organisation.find(standing(organisation_id))
    if row is None:
        return Problem("organisation_unknown")
    products = agreed_products(row.product_ids)
    draft = OrganisationDraft(
        name=row.name,
        organisation_number=show_number(row.organisation_number),
        account_manager=row.account_manager,
        email=row.email,
        phone=show_phone(row.phone) if row.phone else "",
        street=row.street,
        postcode=show_postcode(row.postcode) if row.postcode else "",
        city=row.city,
        is_active=row.is_active,
        price_list_id=row.price_list_id or "",
        pre_orders=row.pre_orders,
        pays=row.pays,
        agreement_until=row.agreement_until,
        product_ids=frozenset(products),
        invoice_reference=row.invoice_reference,
    )
    stored = OrganisationDetails(
        **{name: getattr(row, name) for name in FIELD_LABELS if name != "product_ids"}, product_ids=products
    )
    return OrganisationToEdit(row.id, draft, stored, day, *_choices(draft.product_ids, row.account_manager))


def _choices(
    chosen: frozenset[str], manager: str
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...], tuple[str, ...]]:
    """What stands there already can be chosen too, whatever became of it."""
    lists = sorted(((row_id, name) for row_id, (_code, name) in list_names().items()), key=itemgetter(1))
    products = [
        (one.id, one.name)
        for one in read_catalogue().products.values()
        if one.kind in MAIN_KINDS and (one.is_on or one.id in chosen)
    ]
    staff = [name for (name,) in found("SELECT name FROM staff WHERE is_active = 1 ORDER BY name")]
    managers = staff if manager in staff or not manager else [manager, *staff]
    return tuple(lists), tuple(products), tuple(managers)
