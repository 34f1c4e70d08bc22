"""Pre-orders as they are shown and found: their states, how many there are of each, and long lists a page at a time."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from heapq import nsmallest
from typing import Any

from db.rows import found
from kiosk.clock import day_of, today
from kiosk.people.name_key import folded, swedish_order
from kiosk.people.personal_identity import PersonalNumber
from kiosk.people.protection import is_protected
from kiosk.store import Store
from kiosk.texts import _, localized
from kiosk.typed_text import is_digits, tight

PAGE = 50  # rows: a few times what is in view
CENTURIES = ("19", "20")
TEN, TWELVE = 10, 12
START = ("", "")
MOST_SORTED = 2000  # some 10 ms
SORTED = "\x01"  # before what they are sorted by: no name begins so
LAST = "\U0010ffff"  # in place of the name key of a protected identity
Place = tuple[str, str]
"""Where a page goes on: after this place in the order of names, and id."""


class PreOrderState(StrEnum):
    """`used` beats `withdrawn` beats `expired`; a remaining one may not have begun yet."""

    REMAINING = "remaining"
    USED = "used"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


def state_of(used_at: object, withdrawn_at: object, valid_until: date, day: date) -> PreOrderState:
    if used_at is not None:
        return PreOrderState.USED
    if withdrawn_at is not None:
        return PreOrderState.WITHDRAWN
    return PreOrderState.EXPIRED if valid_until < day else PreOrderState.REMAINING


_UNSPENT = "used_at IS NULL AND withdrawn_at IS NULL"
CONDITIONS = {
    PreOrderState.REMAINING: f"({_UNSPENT} AND valid_until >= :day)",
    PreOrderState.USED: "(used_at IS NOT NULL)",
    PreOrderState.EXPIRED: f"({_UNSPENT} AND valid_until < :day)",
    PreOrderState.WITHDRAWN: "(used_at IS NULL AND withdrawn_at IS NOT NULL)",
}
"""As `state_of`, in SQL: `:day` stands for the day's mark."""


@dataclass(frozen=True, slots=True)
class PreOrderCounts:
    remaining: int = 0
    used: int = 0
    expired: int = 0
    withdrawn: int = 0

    @property
    def all(self) -> int:
        return self.remaining + self.used + self.expired + self.withdrawn

    def of(self, state: PreOrderState | None) -> int:
        """None: all."""
        return self.all if state is None else int(getattr(self, state.value))


@dataclass(frozen=True, slots=True)
class PreOrderFacts:
    """One pre-order as it may stand in a list. `name` and `email` are "" for a protected identity; the number is
    masked, "" where only the birth date is known or it is hidden. `product` in the user's language. `person_id`: who
    spent it."""

    pre_order_id: str
    organisation_id: str
    name: str
    is_protected: bool
    has_number: bool
    masked_number: str
    birth_date: date | None
    email: str
    product_id: str
    product: str
    valid_from: date
    valid_until: date
    state: PreOrderState
    is_imported: bool
    created_on: date
    used_on: date | None
    withdrawn_on: date | None
    person_id: str | None

    @property
    def shown_name(self) -> str:
        return _("Protected identity") if self.is_protected else self.name

    def is_usable(self, day: date) -> bool:
        return self.state is PreOrderState.REMAINING and self.valid_from <= day


@dataclass(frozen=True, slots=True)
class PreOrderPage:
    """By name, protected identities last, or their place would tell it; `next_page` goes on after its last row, None at
    the end."""

    rows: tuple[PreOrderFacts, ...]
    next_page: Place | None


def read_counts(store: Store, organisation_id: str) -> PreOrderCounts:
    """Some 20 ms for 100 000: off Qt's thread."""
    day = today(store.clock).isoformat()
    sums = ", ".join(f"COUNT(*) FILTER (WHERE {CONDITIONS[state].replace(':day', '?')})" for state in PreOrderState)
    days = [day for state in PreOrderState if ":day" in CONDITIONS[state]]
    with store.reading():
        ((*counts,),) = found(f"SELECT {sums} FROM pre_order WHERE organisation_id = ?", *days, organisation_id)
    return PreOrderCounts(*map(int, counts))


def remaining_of(store: Store, organisation_id: str, most: int) -> int:
    """Counted no further than `most`: quick enough for Qt's thread."""
    condition = CONDITIONS[PreOrderState.REMAINING].replace(":day", "?")
    sql = f"SELECT COUNT(*) FROM (SELECT 1 FROM pre_order WHERE organisation_id = ? AND {condition} LIMIT ?)"
    with store.reading():
        return int(found(sql, organisation_id, today(store.clock).isoformat(), most)[0][0])


def read_pre_orders(
    store: Store,
    organisation_id: str,
    state: PreOrderState | None = None,
    text: str = "",
    page: Place | None = None,
    length: int = PAGE,
) -> PreOrderPage:
    """`state` None: all. `text`: the beginnings of words of the name, or of a personal number."""
    with store.reading():
        return page_of(organisation_id, today(store.clock), state, text, page, length)


def unused_of(
    organisation_id: str, day: date, text: str = "", page: Place | None = None, length: int = PAGE
) -> PreOrderPage:
    """Inside `store.reading()` or an errand: what can be spent today, whoever it was ordered for; numbers hidden."""
    return page_of(organisation_id, day, PreOrderState.REMAINING, text, page, length, is_for_spending=True)


def page_of(
    organisation_id: str,
    day: date,
    state: PreOrderState | None,
    text: str,
    page: Place | None,
    length: int,
    *,
    is_for_spending: bool = False,
) -> PreOrderPage:
    """Inside `store.reading()` or an errand. The ids by one index, then the page's rows."""
    asked = _Asked("organisation_id = ?", organisation_id)
    if state is not None:
        asked.add(CONDITIONS[state].replace(":day", "?"), *[day.isoformat()] * CONDITIONS[state].count(":day"))
    if is_for_spending:
        asked.add("valid_from <= ?", day.isoformat())
    is_name = _add_text(asked, text, is_whole=is_for_spending)
    ids = _places(asked, page or START, length + 1, finds_protected=not is_name)
    more = (ids[length - 1][1], ids[length - 1][0]) if len(ids) > length else None
    rows = read_rows([row_id for row_id, _key in ids[:length]], day, is_for_spending=is_for_spending)
    return PreOrderPage(tuple(rows), more)


class _Asked:
    """A question about one organisation's pre-orders."""

    def __init__(self, condition: str, *values: Any) -> None:
        self.condition, self.values = condition, [*values]

    def add(self, condition: str, *values: Any) -> None:
        self.condition += f" AND {condition}"
        self.values += values

    def narrowed(self, condition: str, *values: Any) -> "_Asked":
        return _Asked(f"{self.condition} AND {condition}", *self.values, *values)


def _places(asked: _Asked, after: Place, length: int, *, finds_protected: bool) -> list[tuple[str, str]]:
    """Ids and where they stand in the list, in its order: Å after Z where there aren't too many to sort."""
    hidden = _protected_ids()
    marks = ", ".join("?" * len(hidden))
    ids: list[tuple[str, str]] = []
    if after[0] != LAST:
        named = asked.narrowed(f"id NOT IN ({marks})", *hidden)
        ids += _sorted(named, after, length) or _by_index(named, after, length)
        after = START
    if hidden and finds_protected and len(ids) < length:
        sql = f"SELECT id FROM pre_order WHERE {asked.condition} AND id IN ({marks}) AND id > ? ORDER BY id LIMIT ?"
        ids += [(row_id, LAST) for (row_id,) in found(sql, *asked.values, *hidden, after[1], length - len(ids))]
    return ids


def _sorted(asked: _Asked, after: Place, length: int) -> list[tuple[str, str]]:
    """In Swedish order. A list that was begun so goes on so, and one by the index by the index."""
    is_begun = after[0].startswith(SORTED)
    if after != START and not is_begun:
        return []
    limit = -1 if is_begun else MOST_SORTED + 1
    rows = found(f"SELECT id, name FROM pre_order WHERE {asked.condition} LIMIT ?", *asked.values, limit)
    if len(rows) > MOST_SORTED and not is_begun:
        return []
    places = ((SORTED + swedish_order(name), row_id) for row_id, name in rows)
    return [(row_id, key) for key, row_id in nsmallest(length, (place for place in places if place > after))]


def _by_index(asked: _Asked, after: Place, length: int) -> list[tuple[str, str]]:
    """By folded names: what is much is read a page at a time."""
    if after[0].startswith(SORTED):
        return []
    sql = f"""SELECT id, name_key FROM pre_order WHERE {asked.condition} AND (name_key, id) > (?, ?)
        ORDER BY name_key, id LIMIT ?"""
    return found(sql, *asked.values, *after, length)


def _protected_ids() -> list[str]:
    """Of all pre-orders for or spent by protected identities, by any of their registrations: few, and by index in the
    order of the joins."""
    sql = """WITH hidden AS (
            SELECT personal_number, COALESCE(alias_of, id) AS own FROM person WHERE protected_identity = 1
        ), kin AS (
            SELECT own AS id FROM hidden UNION SELECT person.id FROM hidden JOIN person ON person.alias_of = hidden.own
        )
        SELECT pre_order.id FROM hidden CROSS JOIN pre_order WHERE pre_order.personal_number = hidden.personal_number
        UNION SELECT pre_order.id FROM kin CROSS JOIN pre_order WHERE pre_order.person_id = kin.id"""
    return [row_id for (row_id,) in found(sql)]


def _add_text(asked: _Asked, text: str, *, is_whole: bool) -> bool:
    """Whether it is a name: by one, nobody finds a protected identity. `is_whole`: a number is found by all of it only;
    where numbers are hidden, their beginnings would tell them digit by digit."""
    number = tight(text).replace("-", "").replace("+", "")
    if not is_digits(number):
        for word in folded(text).split():
            asked.add("instr(' ' || name_key, ?) > 0", f" {word}")
        return bool(text.strip())
    beginnings = [number] if number.startswith(CENTURIES) else []
    beginnings += [century + number for century in CENTURIES if len(number) <= TEN]
    if is_whole:
        beginnings = [one for one in beginnings if len(one) == TWELVE]
    places = " OR ".join(["(personal_number >= ? AND personal_number < ?)"] * len(beginnings)) or "FALSE"
    limits = [limit for one in beginnings for limit in (one, f"{one}:")]  # the colon follows the digits
    asked.add(f"id IN (SELECT id FROM pre_order WHERE {places})", *limits)
    return False


def read_rows(ids: list[str], day: date, *, is_for_spending: bool = False) -> list[PreOrderFacts]:
    """Inside `store.reading()` or an errand: in the order of the ids."""
    marks = ", ".join("?" * len(ids))
    name = localized("name")
    sql = f"""SELECT pre_order.id, organisation_id, pre_order.name, personal_number, birth_date, email, product_id,
            COALESCE(product.{name}, ''), valid_from, valid_until, used_at, withdrawn_at, import_id, created_at,
            person_id, (SELECT MAX(protected_identity) FROM person
                WHERE person.personal_number = pre_order.personal_number)
        FROM pre_order LEFT JOIN product ON product.id = pre_order.product_id WHERE pre_order.id IN ({marks})"""
    rows = {row[0]: _facts(row, day, is_for_spending) for row in found(sql, *ids)} if ids else {}
    return [rows[row_id] for row_id in ids if row_id in rows]


def _facts(row: tuple[Any, ...], day: date, is_for_spending: bool) -> PreOrderFacts:
    row_id, organisation_id, name, number, born, email, product_id, product, first, last, *rest = row
    used_at, withdrawn_at, import_id, created_at, person_id, is_secret = rest
    is_secret = bool(is_secret) or (person_id is not None and is_protected(person_id))
    valid_until = date.fromisoformat(last)
    return PreOrderFacts(
        pre_order_id=row_id,
        organisation_id=organisation_id,
        name="" if is_secret else name,
        is_protected=is_secret,
        has_number=number is not None,
        masked_number="" if number is None or is_for_spending else PersonalNumber(number).masked(day),
        birth_date=None if is_for_spending else date.fromisoformat(born),
        email="" if is_secret or is_for_spending else email,
        product_id=product_id,
        product=product,
        valid_from=date.fromisoformat(first),
        valid_until=valid_until,
        state=state_of(used_at, withdrawn_at, valid_until, day),
        is_imported=import_id is not None,
        created_on=day_of(datetime.fromisoformat(created_at)),
        used_on=_day(used_at),
        withdrawn_on=_day(withdrawn_at),
        person_id=person_id,
    )


def _day(at: str | None) -> date | None:
    return None if at is None else day_of(datetime.fromisoformat(at))
