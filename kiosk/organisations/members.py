"""Who trains through an organisation: by a subscription sold through its agreement, or a certificate of belonging."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.rows import found
from kiosk.clock import today
from kiosk.people.name_key import swedish_order
from kiosk.people.search_hits import Hit, Match, read_hits
from kiosk.people.search_index import KeyKind
from kiosk.store import Store
from kiosk.texts import localized


@dataclass(frozen=True, slots=True)
class OrganisationMember:
    """`product`: the latest bought through the organisation, "" for who only belongs to it; `is_invoiced`: the
    organisation pays for it."""

    hit: Hit
    product: str
    is_invoiced: bool


def member_ids(store: Store, organisation_id: str) -> tuple[str, ...]:
    """Everyone once, by name; a protected identity comes last, or its place would tell it. Whoever has taken a
    subscription over is one of them by their own certificate only."""
    sql = """SELECT DISTINCT own.id, own.given_name, own.family_name, own.member_number,
            (SELECT MAX(kin.protected_identity) FROM person kin WHERE kin.id = own.id OR kin.alias_of = own.id)
        FROM (
            SELECT person_id FROM subscription bought WHERE organisation_id = ? AND main_id IS NULL
                AND person_id = COALESCE((SELECT holder.person_id FROM subscription_holder holder
                    WHERE holder.subscription_id = bought.id ORDER BY holder.id LIMIT 1), person_id)
            UNION SELECT person_id FROM certificate WHERE organisation_id = ?
        ) through JOIN person one ON one.id = through.person_id
        JOIN person own ON own.id = COALESCE(one.alias_of, one.id)"""
    with store.reading():
        rows = found(sql, organisation_id, organisation_id)
    return tuple(sorted_id for _place, sorted_id in sorted((_place(*names), row_id) for row_id, *names in rows))


def following(store: Store, organisation_id: str) -> int:
    """How many people's certificates last as long as its agreement does; those are left out who have become another
    customer type since. By index, but there may be thousands: on the database lane."""
    sql = """SELECT COUNT(DISTINCT own.id) FROM certificate
        JOIN person one ON one.id = certificate.person_id
        JOIN person own ON own.id = COALESCE(one.alias_of, one.id)
        WHERE certificate.organisation_id = ? AND own.customer_type = certificate.customer_type"""
    with store.reading():
        return int(found(sql, organisation_id)[0][0])


def _place(given_name: str, family_name: str, member_number: str, is_protected: int) -> tuple[bool, str, str]:
    return bool(is_protected), "" if is_protected else swedish_order(f"{family_name} {given_name}"), member_number


def read_members(store: Store, organisation_id: str, person_ids: Sequence[str]) -> tuple[OrganisationMember, ...]:
    """A page of them, in their order; a row is about a millisecond's tenth."""
    hits = read_hits(store, [Match(one, KeyKind.NAME, "") for one in person_ids], today(store.clock))
    name = localized("name")
    marks = ", ".join("?" * len(hits))
    sql = f"""SELECT COALESCE(person.alias_of, person.id), COALESCE(product.{name}, ''), invoiced_to
        FROM subscription JOIN person ON person.id = subscription.person_id
        LEFT JOIN product ON product.id = subscription.product_id
        WHERE organisation_id = ? AND main_id IS NULL AND COALESCE(person.alias_of, person.id) IN ({marks})
        ORDER BY start"""
    with store.reading():
        rows = found(sql, organisation_id, *(hit.person_id for hit in hits)) if hits else []
    bought = {person_id: (product, payer is not None) for person_id, product, payer in rows}
    return tuple(OrganisationMember(hit, *bought.get(hit.person_id, ("", False))) for hit in hits)
