"""Column types that are STRICT on SQLite and the same on PostgreSQL: TEXT, BIGINT and BLOB/BYTEA only."""

from datetime import UTC, date, datetime
from typing import Any

import peewee

ZERO: list[Any] = [peewee.SQL("DEFAULT 0")]
EMPTY: list[Any] = [peewee.SQL("DEFAULT ''")]
"""Constraints of columns that came after the first release: rows written before have no value of their own."""


class Text(peewee.TextField):
    """Text; ids are UUIDv7 in their 36-character form."""


class Count(peewee.BigIntegerField):
    """A whole number: öre, days, months or a position."""


class Flag(peewee.BigIntegerField):
    """0 or 1."""

    def db_value(self, value: Any) -> int | None:
        return None if value is None else int(value)

    def python_value(self, value: Any) -> bool | None:
        return None if value is None else bool(value)


class Day(peewee.TextField):
    """A calendar day as ISO text."""

    def db_value(self, value: Any) -> str | None:
        return value.isoformat() if isinstance(value, date) else value

    def python_value(self, value: Any) -> date | None:
        return date.fromisoformat(value) if isinstance(value, str) else value


class Moment(peewee.TextField):
    """An aware UTC moment as `2026-11-22T09:30:00.123Z`, so that text order is time order."""

    def db_value(self, value: Any) -> str | None:
        return moment_text(value) if isinstance(value, datetime) else value

    def python_value(self, value: Any) -> datetime | None:
        return datetime.fromisoformat(value) if isinstance(value, str) else value


class Bytes(peewee.BlobField):
    """Raw bytes."""


def moment_text(value: datetime) -> str:
    """Raises ValueError for a naive datetime."""
    if value.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{value.microsecond // 1000:03d}Z"


def day_or_none(text: str | None) -> date | None:
    """A calendar day's column as raw SQL reads it."""
    return None if text is None else date.fromisoformat(text)


def moment_or_none(text: str | None) -> datetime | None:
    """A moment's column as raw SQL reads it."""
    return None if text is None else datetime.fromisoformat(text)
