"""Matters to settle, as every desk of the facility sees them: what, who, when, what to do, and the ways to settle."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec

from db.rows import found
from db.tables import Matter, Organisation, Person, Staff
from kiosk.access.card_numbers import show_card_number
from kiosk.access.card_settings import card_format
from kiosk.catalogue import product_name
from kiosk.formats import kronor
from kiosk.operations.subscriptions import same_person
from kiosk.organisations.agreements import PAYS
from kiosk.organisations.organisation_number import is_personal, show_number
from kiosk.people.protection import is_protected
from kiosk.problems import Problem
from kiosk.sentences import sentence, sentences
from kiosk.settings.gym_words import title_named
from kiosk.store import Store
from kiosk.subscriptions.price_lists import list_name
from kiosk.sync.matter_names import how_settled
from kiosk.sync.paying_back import in_vain, may_be_credit, of_one_charge, told_with_another
from kiosk.sync.ways import Way, ways_for
from kiosk.texts import N_, _

PREFIX = "matter_"
REMEDY = "_remedy"
OTHERWISE = "matter_other"
MOST = 200  # in the list; the count is always whole
FIELD_NAMES = {
    "given_name": N_("first name"),
    "family_name": N_("surname"),
    "street": N_("street"),
    "postcode": N_("postcode"),
    "city": N_("city"),
    "name": N_("name"),
    "organisation_number": N_("organisation number"),
    "pays": N_("who pays"),
    "price_list_id": N_("price list"),
    "agreement_until": N_("the agreement’s last day"),
}
KIND_NAMES = {
    "person.registered": N_("registration"),
    "person.changed": N_("changed details"),
    "person.verified": N_("verified details"),
    "certificate.recorded": N_("certificate"),
    "photo.set": N_("photo"),
    "subscription.sold": N_("subscription"),
    "subscription.charged": N_("charged months"),
    "draw.planned": N_("planned draw"),
    "draw.sent": N_("sent draws"),
    "draw.planned_again": N_("planned draw"),
    "draw.answered": N_("the bank’s answer about a draw"),
    "draw.cancelled": N_("stopped draw"),
    "draw.cancellation_sent": N_("sent cancellations of draws"),
    "draw.settled": N_("paid debt"),
    "draw.settlement_undone": N_("paid debt"),
    "invoiced.taken_back": N_("month taken back from an invoice"),
    "charging_run.started": N_("charging run"),
    "charging_run.moved": N_("charging run"),
    "autogiro_file.recorded": N_("autogiro file"),
    "autogiro_file.written_again": N_("autogiro file"),
    "mandate.drafted": N_("mandate"),
    "mandate.signed": N_("signed mandate"),
    "mandate.sent": N_("sent mandates"),
    "mandate.answered": N_("the bank’s answer about a mandate"),
    "mandate.cancelled": N_("cancelled mandate"),
    "mandate.cancellation_sent": N_("sent cancellations of mandates"),
    "card.assigned": N_("card"),
    "card.blocked": N_("blocked card"),
    "sale.made": N_("sale"),
    "payment.taken": N_("payment"),
    "receipt.issued": N_("receipt"),
    "journal.written": N_("journal entry"),
    "subscription.frozen": N_("freeze"),
    "freeze.shortened": N_("shortened freeze"),
    "freeze.extended": N_("extended freeze"),
    "freeze.removed": N_("removed freeze"),
    "subscription.terminated": N_("termination"),
    "termination.withdrawn": N_("withdrawn termination"),
    "subscription.swapped": N_("upgrade or downgrade"),
    "add_on.ended": N_("ended add-on"),
    "subscription.repriced": N_("changed price"),
    "subscription.transferred": N_("transfer"),
    "identity.checked": N_("identification"),
    "customer_type.changed": N_("customer type"),
    "certificate.revoked": N_("withdrawn certificate"),
    "certificates.reminded": N_("letters about certificates"),
    "note.written": N_("note"),
    "note.removed": N_("removed note"),
    "card.unblocked": N_("unblocked card"),
    "purchase.ordered": N_("online order"),
    "purchase.collected": N_("handed out online purchase"),
    "collection.undone": N_("undone hand-out"),
    "confirmation.issued": N_("confirmation"),
    "errand.undone": N_("undone errand"),
    "matter.settled": N_("settled matter"),
    "matter.reopened": N_("reopened matter"),
    "person.merged": N_("merged registrations"),
    "protection.changed": N_("protected identity"),
    "refund.paid": N_("refund"),
    "card.taken_back": N_("card taken back"),
    "charge.undone": N_("undone charge"),
    "subscription.undone": N_("undone sale of a subscription"),
    "add_on.resumed": N_("resumed add-on"),
    "note.restored": N_("restored note"),
    "check_in.recorded": N_("visit"),
    "organisation.registered": N_("registered organisation"),
    "organisation.changed": N_("changed organisation"),
    "organisation.merged": N_("merged organisations"),
    "pre_order.created": N_("pre-order"),
    "pre_order.withdrawn": N_("withdrawn pre-order"),
    "pre_order.used": N_("spent pre-order"),
    "pre_order_use.undone": N_("pre-order given back"),
    "pre_order_import.recorded": N_("import of pre-orders"),
    "pre_orders.imported": N_("imported pre-orders"),
    "pre_order_import.undone": N_("undone import of pre-orders"),
    "pre_orders.withdrawn": N_("withdrawn pre-orders"),
    "setting.changed": N_("changed setting"),
}
MONEY = ("amount", "charged", "listed")
DAYS = ("wanted", "start", "first", "last")
MAY_BE_PAID = (
    "swap_overtaken",
    "subscription_changed_meanwhile",
    "purchase_collected_twice",
    "freeze_merged",
    "freeze_cut",
    "freeze_in_notice",
    "freeze_cut_by_notice",
    "freeze_gone",
    "freeze_changed",
)
NAMED: dict[str, Callable[[str], str]] = {
    "standing_way": how_settled,
    "other_way": how_settled,
    "kind": lambda kind: _(KIND_NAMES[kind]) if kind in KIND_NAMES else kind,
    "setting": title_named,
}


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """`who` is masked for a protected identity, and "" where nobody is concerned. Texts in the user's language.
    `stood` and `now`: the two values of a clash, "" where it has none or they are nobody's to read in a list."""

    matter_id: str
    code: str
    person_id: str | None
    who: str
    at: datetime
    by: str
    what: str
    remedy: str
    ways: tuple[Way, ...] = ()
    stood: str = ""
    now: str = ""


def open_matters(store: Store, most: int = MOST, of: Collection[str] | None = None) -> list[OpenMatter]:
    """Those of this desk's facility, oldest first; of one errand in the order it was done (ids sort by time), so that
    what follows from another stands after it. `of`: about these persons only."""
    place = store.place()
    with store.reading():
        here = Matter.closed_at.is_null() & (Matter.facility_id == place.facility_id)
        here = here if of is None else here & Matter.person_id.in_(list(of))
        rows = list(Matter.select().where(here).order_by(Matter.opened_at, Matter.operation_id, Matter.id).limit(most))
        once = _said_already()
        return [_open(row) for row in rows if row.id not in once]


def open_matter_count(store: Store) -> int:
    """All of them. Quick enough for Qt's thread."""
    sql = "SELECT COUNT(*) FROM matter WHERE closed_at IS NULL AND facility_id = (SELECT facility_id FROM this_device)"
    with store.reading():
        return int(found(sql)[0][0]) - len(_said_already())


def _said_already() -> set[str]:
    """Those that say the same of one person as an earlier one, told once for each registration of somebody, and those
    that the first about the same charge tells too: settling the first settles them (kiosk/sync/settling.py)."""
    sql = """SELECT matter.id, code, COALESCE(alias_of, person_id), details FROM matter
        LEFT JOIN person ON person.id = person_id
        WHERE closed_at IS NULL AND matter.facility_id = (SELECT facility_id FROM this_device)
        AND code IN ('details_differ', 'person_not_in_register') ORDER BY opened_at, operation_id, matter.id"""
    of_one = defaultdict[tuple[str, str], list[tuple[str, str]]](list)
    for row_id, code, person_id, details in found(sql):
        of_one[code, person_id].append((row_id, details))
    again = {row_id for rows in of_one.values() if len(rows) > 1 for row_id in _again(rows)}
    return again | told_with_another()


def _again(rows: list[tuple[str, str]]) -> Iterator[str]:
    """The ids of those, of (id, details), that want the same as one before."""
    once = set[str]()
    for row_id, details in rows:
        fields = msgspec.json.decode(details).get("fields", {})
        wanted = str(sorted((name, one["new"]) for name, one in fields.items()))
        if wanted in once:
            yield row_id
        once.add(wanted)


def _open(row: Matter) -> OpenMatter:
    person = _as_now(row.person_id) if row.person_id else None
    staff = Staff.find(row.staff_id) if row.staff_id else None
    whole = of_one_charge(row)
    told = [_told(one, person) for one in whole]
    first = told[0]
    return OpenMatter(
        matter_id=row.id,
        code=row.code,
        person_id=row.person_id,
        who=shown_name(person) if person else "",
        at=row.opened_at,
        by=staff.name if staff else "",
        what="\n".join(dict.fromkeys(_said(one.words, "", one.values) for one in told)),
        remedy=_said(first.words, REMEDY, first.values),
        ways=tuple(way for way in _ways(row.code, first.words) if _is_open(way, whole)),
        stood=first.stood,
        now=first.now,
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """Of one row: the code of its sentences and what they name; `stood` and `now` of a clash, "" where it is hidden."""

    words: str
    values: dict[str, Any]
    stood: str
    now: str


def _told(row: Matter, person: Person | None) -> _Told:
    details = msgspec.json.decode(row.details)
    values, words = {"who": shown_name(person)} | _values(details, person), _words(row.code, details)
    if words != row.code:
        values |= {"amount": kronor(abs(details["amount"]))}
    if row.code == "charged_twice" and (payer := _invoiced_to(row.person_id, details)):
        values, words = values | {"payer": payer}, "charged_twice_invoiced"
    is_secret = person is not None and is_protected(person.id)
    stood, now = ("", "") if is_secret else (str(values.get(name) or "") for name in ("stood", "now"))
    if is_secret:
        values |= {name: _(hidden) for name, hidden in _HIDDEN.items() if name in values}
    return _Told(words, values, stood, now)


def _ways(code: str, words: str) -> tuple[Way, ...]:
    """Where a sum is told, money may be what settles it."""
    ways = ways_for(code)
    return ways if words == code or Way.MONEY_HANDLED in ways else (*ways, Way.MONEY_HANDLED)


def _is_open(way: Way, whole: list[Matter]) -> bool:
    """Whether the rows of what is settled at once have all that the way needs."""
    if way is Way.PAID_BACK:
        return all(in_vain(one) is not None for one in whole)
    if way is Way.AS_CREDIT:
        return all(may_be_credit(one) for one in whole)
    return _NEEDS.get(way, "who") in {"who", *msgspec.json.decode(whole[0].details)}


def _words(code: str, details: dict[str, Any]) -> str:
    """What did not take effect may have been paid, or be money that was paid back: then its sum is told."""
    amount = details.get("amount")
    if code not in MAY_BE_PAID or not isinstance(amount, int) or not amount:
        return code
    return f"{code}_paid" if amount > 0 else f"{code}_paid_back"


_HIDDEN = {"fields": N_("Open the person to see what"), "stood": N_("another name"), "now": N_("the name it has now")}
"""Said instead of the details of a protected identity."""

_NEEDS = {
    Way.TAKE_EARLIER: "stood",
    Way.TAKE_REGISTER: "fields",
    Way.SAME_PERSON: "other_id",
    Way.SAME_ORGANISATION: "twin_organisation_id",
}
"""What the matter must tell for a way to be offered."""


def _as_now(person_id: str) -> Person | None:
    """The registration whose details count: the matter may be about one that is an alias by now."""
    person: Person | None = Person.find(same_person(person_id)[0])
    return person


def shown_name(person: Person | None) -> str:
    """As it may stand in a list."""
    if person is None:
        return _("Unknown person")
    if is_protected(person.id):
        return _("Protected identity")
    return f"{person.given_name} {person.family_name}"


def _said(code: str, part: str, values: dict[str, Any]) -> str:
    name = f"{PREFIX}{code}{part}"
    if name not in sentences():
        name = f"{OTHERWISE}{part}"
    try:
        return sentence(Problem(name, values=values))
    except KeyError:  # a newer central's words for something this program knows less about
        return sentence(Problem(f"{OTHERWISE}{part}", values=values))


def _values(details: dict[str, Any], person: Person | None) -> dict[str, Any]:
    """What the sentences name, in words. `person`: whom the matter is about."""
    said: dict[str, Any] = {}
    for name, value in details.items():
        if name in MONEY and isinstance(value, int):
            said[name] = kronor(value)
        elif name in DAYS and isinstance(value, str):
            said[name] = date.fromisoformat(value).isoformat()
        elif name.endswith(("holder_id", "other_id")):
            said[name.removesuffix("_id")] = shown_name(_as_now(value))
        elif name.endswith("product_id"):
            said[name.removesuffix("_id")] = product_name(value) or value
        elif name.endswith("organisation_id"):
            said[name.removesuffix("_id")] = _organisation(value)
        elif name == "field":
            said[name] = _(FIELD_NAMES[value]) if value in FIELD_NAMES else value
        elif name in ("stood", "now"):
            said[name] = _standing(details.get("field"), value)
        elif name == "fields" and isinstance(value, dict):
            said["fields"] = "\n".join(_field(field, value[field], person) for field in sorted(value, key=_place))
        elif name == "card" and isinstance(value, str):
            said[name] = show_card_number(value, card_format())
        elif name in NAMED:
            said[name] = NAMED[name](value)
        else:
            said[name] = value
    return said


def _invoiced_to(person_id: str | None, details: dict[str, Any]) -> str:
    """The organisation that was invoiced all of what was charged at the desk; "" where somebody paid of it."""
    sql = """SELECT DISTINCT payment."method", payment.reference FROM sale
        JOIN payment ON payment.sale_id = sale.id JOIN sale_line line ON line.sale_id = sale.id
        WHERE sale.person_id = ? AND sale.sold_at = ? AND line.subscription_id = ?"""
    paid = found(sql, person_id, details.get("charged_at", ""), details.get("subscription_id", ""))
    methods = {method for method, _reference in paid}
    return str(paid[0][1]) if methods == {"invoice"} else ""


def _standing(field: str | None, value: Any) -> Any:
    """What stands in a field, in words where it is kept as a code or an id."""
    if field == "pays":
        return _(PAYS[value]) if value in PAYS else value
    if field == "price_list_id":
        return list_name(value) or _("As the customer type Organisation")
    if field == "organisation_number" and isinstance(value, str) and is_personal(value):
        return show_number(value)
    if field == "agreement_until" and not value:
        return _("without end")
    return value


def _organisation(organisation_id: str) -> str:
    row = Organisation.find(organisation_id)
    return organisation_id if row is None else str(row.name)


def _place(field: str) -> int:
    """As people write an address."""
    return list(FIELD_NAMES).index(field) if field in FIELD_NAMES else len(FIELD_NAMES)


def _field(name: str, change: dict[str, str], person: Person | None) -> str:
    """What stands here is read again: somebody may have corrected it since the register was asked."""
    words = _(FIELD_NAMES[name]) if name in FIELD_NAMES else name
    old, new = getattr(person, name, None) or change["old"], change["new"]
    if old == new:
        return _("– {field}: {new}, here and in the register", field=words, new=new)
    return _("– {field}: {old} here, {new} in the register", field=words, old=old, new=new)
