"""What a person's certificates open, read back: until when they are which type, and whose agreement that rests on."""

from datetime import date
from typing import Any

from db.rows import found
from kiosk.subscriptions.prices import Opened

SELECTED = """SELECT certificate.person_id, certificate.customer_type, certificate.valid_until,
        COALESCE(organisation.price_list_id, '')
    FROM certificate LEFT JOIN organisation ON organisation.id = certificate.organisation_id"""
"""As `opened` reads a row; the same on SQLite and PostgreSQL."""


def opened(row: tuple[Any, ...]) -> Opened:
    _person_id, customer_type, until, agreed_id = row
    return Opened(customer_type, date.fromisoformat(until) if until else None, agreed_id)


def certificates_of(family: str) -> tuple[Opened, ...]:
    """Inside `store.reading()` or an errand; `family` is a JSON list of ids. Those that end last come last."""
    sql = f"""{SELECTED} WHERE certificate.person_id IN (SELECT value FROM json_each(?))
        ORDER BY certificate.valid_until IS NULL, certificate.valid_until, certificate.id"""
    return tuple(opened(row) for row in found(sql, family))
