"""The keys by which organisations are found; rebuilt whenever one is written, at desk and central alike."""

from collections.abc import Iterator
from enum import StrEnum

from db.rows import found, insert_many, run_many
from db.tables import OrganisationKey
from kiosk.people.name_key import folded
from kiosk.people.search_index import name_openings


class OrganisationKeyKind(StrEnum):
    NAME = "name"  # from each of its words on
    NUMBER = "number"  # ten digits
    CODE = "code"
    EMAIL = "email"
    PHONE = "phone"  # E.164 without its plus
    PHONE_REVERSED = "phone_reversed"


def index_organisation(organisation_id: str) -> None:
    """With all that was registered of it: one that was merged into another finds the one that stands."""
    own = found("SELECT COALESCE(merged_into, id) FROM organisation WHERE id = ?", organisation_id)
    first_id = own[0][0] if own else organisation_id
    sql = "SELECT code, name, organisation_number, email, phone FROM organisation WHERE id = ? OR merged_into = ?"
    family = found(sql, first_id, first_id)
    stored = set(
        found(
            "SELECT kind, key, organisation_id FROM organisation_key WHERE organisation_id IN (?, ?)",
            organisation_id,
            first_id,
        )
    )
    wanted = {(kind.value, key, first_id) for row in family for kind, key in organisation_keys(*row)}
    run_many("DELETE FROM organisation_key WHERE kind = ? AND key = ? AND organisation_id = ?", sorted(stored - wanted))
    insert_many(OrganisationKey, ("kind", "key", "organisation_id"), sorted(wanted - stored))


def organisation_keys(
    code: str, name: str, number: str, email: str, phone: str
) -> Iterator[tuple[OrganisationKeyKind, str]]:
    """What is empty has no key."""
    first, _space, rest = folded(name).partition(" ")
    for opening in name_openings(first, rest):
        yield OrganisationKeyKind.NAME, opening
    digits = phone.removeprefix("+")
    texts = {
        OrganisationKeyKind.NUMBER: number,
        OrganisationKeyKind.CODE: code.casefold(),
        OrganisationKeyKind.EMAIL: email.casefold(),
        OrganisationKeyKind.PHONE: digits,
        OrganisationKeyKind.PHONE_REVERSED: digits[::-1],
    }
    yield from ((kind, text) for kind, text in texts.items() if text)
