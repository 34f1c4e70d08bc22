"""What a person card says of subscriptions that were transferred: to and from whom, and when."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from db.rows import found, json_list
from db.tables import Person
from kiosk.people.known_persons import known_person
from kiosk.people.person_card_facts import HandedOver
from kiosk.texts import localized


def read_transfers(person_ids: str) -> tuple[HandedOver, ...]:
    """The latest first. `person_ids` is a JSON list. Inside `store.reading()`. Of several on one day the ids, made in
    order, tell which came first."""
    name = localized("name")
    sql = f"""SELECT after.subscription_id, product.{name}, after.first, before.person_id, after.person_id,
            before.person_id IN (SELECT value FROM json_each(?)), after.person_id IN (SELECT value FROM json_each(?))
        FROM subscription_holder own
        JOIN subscription_holder after ON after.subscription_id = own.subscription_id
        JOIN subscription_holder before ON before.id = (
            SELECT MAX(id) FROM subscription_holder earlier WHERE earlier.subscription_id = after.subscription_id
                AND date(earlier.last, '+1 day') = after.first AND earlier.id < after.id)
        JOIN subscription ON subscription.id = after.subscription_id
        JOIN product ON product.id = subscription.product_id
        WHERE own.person_id IN (SELECT value FROM json_each(?))
        GROUP BY after.id ORDER BY after.first DESC, after.id DESC"""
    return tuple(_told(found(sql, person_ids, person_ids, person_ids)))


def taken_over(subscription_ids: Sequence[str], person_ids: Sequence[str]) -> set[str]:
    """Which of these somebody else had first. Inside `store.reading()`."""
    sql = """SELECT first.subscription_id FROM subscription_holder first
        WHERE first.subscription_id IN (SELECT value FROM json_each(?)) AND first.id = (
            SELECT MIN(id) FROM subscription_holder own WHERE own.subscription_id = first.subscription_id)
        AND first.person_id NOT IN (SELECT value FROM json_each(?))"""
    return {row_id for (row_id,) in found(sql, json_list(subscription_ids), json_list(person_ids))}


def _told(rows: list[tuple[Any, ...]]) -> Iterator[HandedOver]:
    """Only the transfers that the person was part of, not what others did with it later. One that went back the same
    day, so that nobody had it for a day, was undone: that is told once."""
    latest: dict[str, tuple[Any, ...]] = {}
    undone, backs = set[int](), set[int]()
    for row in reversed(rows):
        subscription, _product, first, before, after, *_whose = row
        was = latest.get(subscription)
        if was is not None and (was[2], was[4], was[3]) == (first, before, after):
            undone.add(id(was))
            backs.add(id(row))
            del latest[subscription]
        else:
            latest[subscription] = row
    for row in rows:
        _subscription, product, first, before, after, was_theirs, is_theirs = row
        if id(row) not in backs and (was_theirs or is_theirs):
            other, day = _name(before if is_theirs else after), date.fromisoformat(first)
            yield HandedOver(product, day, other, is_from=bool(is_theirs), is_undone=id(row) in undone)


def _name(person_id: str) -> str:
    person = Person.find(person_id)
    return "" if person is None else known_person(person).name
