"""Matters to settle: opened by central for everything that could not stand just as the desk did it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from db.tables import Matter
from kiosk.ids import fixed_id
from kiosk.operations import Finding
from kiosk.operations.book import Book


@dataclass(frozen=True, slots=True)
class Cause:
    """The operation that a matter is about."""

    op_id: str
    kind: str
    device_id: str
    staff_id: str
    facility_id: str


def matter_id(op_id: str, code: str, position: int = 0) -> str:
    """The same for the same finding everywhere: judging again can't open a second one."""
    return fixed_id("matter", op_id, code, str(position))


def open_matters(book: Book, cause: Cause, findings: tuple[Finding, ...], now: datetime) -> None:
    for position, finding in enumerate(findings):
        identity = matter_id(cause.op_id, finding.code, position)
        if Matter.find(identity) is None:
            _open(book, identity, cause, finding, now)


def _open(book: Book, identity: str, cause: Cause, finding: Finding, now: datetime) -> None:
    book.insert(
        Matter,
        id=identity,
        facility_id=cause.facility_id,
        code=finding.code,
        person_id=finding.person_id,
        operation_id=cause.op_id,
        operation_kind=cause.kind,
        device_id=cause.device_id,
        staff_id=cause.staff_id,
        opened_at=now,
        details=details_text(finding.values),
        closed_at=None,
        closed_by=None,
        closed_how=None,
        closed_note=None,
    )


def details_text(values: Mapping[str, Any]) -> str:
    return msgspec.json.encode(dict(values), order="sorted").decode()
