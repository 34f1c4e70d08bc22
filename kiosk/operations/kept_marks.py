"""Whether a subscription is as a desk saw it: what claims rest on, and what is said where it is not."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

import msgspec

from db.fields import moment_text
from db.rows import found
from kiosk.operations.verdicts import Finding, Verdict, rejected

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def kept_mark(subscription_id: str, moved: timedelta = timedelta()) -> str:
    """What a claim rests on: the same everywhere while the subscription is as it was; "" when it is unknown. `moved`:
    so much later it begins here than where it was sold, which is no change."""
    head = "SELECT person_id, product_id, price, start, end_date, credit FROM subscription WHERE id = ?"
    lots = "SELECT amount, days, first FROM lot WHERE subscription_id = ? ORDER BY first, position, id"
    freezes = 'SELECT first, last FROM "freeze" WHERE subscription_id = ? ORDER BY first, id'
    kept = [[_earlier(row, moved) for row in found(sql, subscription_id)] for sql in (head, lots, freezes)]
    return sha256(msgspec.json.encode(kept)).hexdigest() if kept[0] else ""


def _earlier(row: Iterable[Any], moved: timedelta) -> list[Any]:
    return [str(date.fromisoformat(value) - moved) if moved and _is_day(value) else value for value in row]


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and DAY.fullmatch(value) is not None


def is_as_sold(subscription_id: str, as_it_was: str, start: date | None, main_as_it_was: str = "") -> bool:
    """Whether nobody has gone on with it. `start`: as it was sold; central may have let it begin later.
    `main_as_it_was`: of an add-on, that nobody has gone on with the subscription either; "": that isn't asked."""
    rows = found("SELECT start, main_id FROM subscription WHERE id = ?", subscription_id)
    moved = date.fromisoformat(rows[0][0]) - start if rows and start is not None else timedelta()
    if kept_mark(subscription_id, moved) != as_it_was:
        return False
    return not main_as_it_was or not rows or kept_mark(rows[0][1] or "", moved) == main_as_it_was


def changed_meanwhile(
    subscription_id: str, person_id: str, paid: int = 0, fees: int = 0, paid_at: datetime | None = None
) -> Verdict:
    """`paid` öre for what does not stand; below 0: paid back for what does. `fees`: of it for no days. `paid_at`: when
    the sale was made."""
    values: dict[str, object] = {"subscription_id": subscription_id}
    said = values | ({"amount": paid} if paid else {}) | ({"fees": fees} if fees else {})
    if paid > 0 and paid_at is not None:
        said |= {"paid_at": moment_text(paid_at)}
    return rejected(Finding("subscription_changed_meanwhile", person_id, said))
