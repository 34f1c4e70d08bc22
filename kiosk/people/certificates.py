"""What a person's certificates open, read back: until when they are which type, and whose agreement that rests on.

A certificate of belonging lasts as long as the organisation's agreement does *now*: renewed or shortened, all that rest
on it follow (docs/decisions/0036). The day in its own row is what the agreement said when it was shown.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from db.rows import found, json_list
from kiosk.subscriptions.prices import Opened

HELD = "certificate LEFT JOIN organisation ON organisation.id = certificate.organisation_id"
"""In a FROM; the same on SQLite and PostgreSQL, as the rest here."""
LAST_DAY = "CASE WHEN organisation.id IS NULL THEN certificate.valid_until ELSE organisation.agreement_until END"
"""The one place where it is said until when a certificate of HELD holds; NULL: without end."""
BY_LAST_DAY = f"{LAST_DAY} IS NULL, {LAST_DAY}, certificate.id"
"""In an ORDER BY: those that end last come last."""
SELECTED = f"""SELECT certificate.person_id, certificate.customer_type, {LAST_DAY},
        COALESCE(organisation.price_list_id, ''), COALESCE(organisation.id, '')
    FROM {HELD}"""
"""As `opened` reads a row."""


def opened(row: tuple[Any, ...]) -> Opened:
    _person_id, customer_type, until, agreed_id, organisation_id = row
    return Opened(customer_type, date.fromisoformat(until) if until else None, agreed_id, organisation_id)


def belonging(certificates: Iterable[Opened], day: date) -> set[str]:
    """To which organisations, by certificates that hold that day."""
    return {one.organisation_id for one in certificates if one.until is None or one.until >= day} - {""}


def certificates_of(family: str, without: Iterable[str] = ()) -> tuple[Opened, ...]:
    """Inside `store.reading()` or an errand; `family` is a JSON list of ids. Those that end last come last. `without`:
    ids of certificates that are left out."""
    sql = f"""{SELECTED} WHERE certificate.person_id IN (SELECT value FROM json_each(?))
        AND certificate.id NOT IN (SELECT value FROM json_each(?)) ORDER BY {BY_LAST_DAY}"""
    return tuple(opened(row) for row in found(sql, family, json_list(without)))
