"""The kept state of subscriptions read back as timelines: raw SQL on the desk's SQLite, every read by an index."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from db.rows import found
from kiosk.subscriptions.prorating import Freeze
from kiosk.subscriptions.timeline import Lot, Timeline


@dataclass(frozen=True, slots=True)
class KeptSubscription:
    """A row with its lots and freezes. `main_id` is set on an add-on; `price` in öre, per month or prepaid period."""

    id: str
    person_id: str
    main_id: str | None
    product_id: str
    price_list_id: str
    first_draw: date | None
    terms_version: str
    timeline: Timeline


def main_timelines(person_ids: Iterable[str]) -> list[tuple[str, Timeline]]:
    """Each main subscription of these persons, enough to say how it stands: its lots are summed up into one."""
    sql = """SELECT id, person_id, start, price, end_date, is_prepaid,
            (SELECT SUM(days) FROM lot WHERE subscription_id = subscription.id)
        FROM subscription WHERE main_id IS NULL AND person_id IN (SELECT value FROM json_each(?))"""
    rows = found(sql, _json(person_ids))
    freezes = _freezes(row[0] for row in rows)
    return [
        (
            person_id,
            Timeline(
                date.fromisoformat(start),
                price,
                freezes[subscription_id],
                (Lot(0, days),) if days else (),
                end_date=_day(end_date),
                is_prepaid=bool(is_prepaid),
            ),
        )
        for subscription_id, person_id, start, price, end_date, is_prepaid, days in rows
    ]


def kept_subscriptions(person_ids: Iterable[str]) -> list[KeptSubscription]:
    """Everything kept of these persons' subscriptions and their add-ons, the latest start first."""
    sql = """SELECT id, person_id, main_id, product_id, price_list_id, first_draw, terms_version,
            start, price, committed_days, end_date, is_prepaid
        FROM subscription WHERE person_id IN (SELECT value FROM json_each(?)) ORDER BY start DESC, id"""
    rows = found(sql, _json(person_ids))
    ids = [row[0] for row in rows]
    lots, freezes = _lots(ids), _freezes(ids)
    return [_kept(row, tuple(lots[row[0]]), freezes[row[0]]) for row in rows]


def _kept(row: tuple[Any, ...], lots: tuple[Lot, ...], freezes: tuple[Freeze, ...]) -> KeptSubscription:
    subscription_id, person_id, main_id, product_id, price_list_id, first_draw, terms_version, *dated = row
    start, price, committed_days, end_date, is_prepaid = dated
    timeline = Timeline(
        date.fromisoformat(start), price, freezes, lots, committed_days, _day(end_date), bool(is_prepaid)
    )
    return KeptSubscription(
        subscription_id, person_id, main_id, product_id, price_list_id, _day(first_draw), terms_version, timeline
    )


def _lots(subscription_ids: Iterable[str]) -> defaultdict[str, list[Lot]]:
    sql = """SELECT subscription_id, amount, days FROM lot
        WHERE subscription_id IN (SELECT value FROM json_each(?)) ORDER BY first, position"""
    lots: defaultdict[str, list[Lot]] = defaultdict(list)
    for subscription_id, amount, days in found(sql, _json(subscription_ids)):
        lots[subscription_id].append(Lot(amount, days))
    return lots


def _freezes(subscription_ids: Iterable[str]) -> defaultdict[str, tuple[Freeze, ...]]:
    sql = """SELECT subscription_id, first, last FROM freeze
        WHERE subscription_id IN (SELECT value FROM json_each(?)) ORDER BY first"""
    freezes: defaultdict[str, tuple[Freeze, ...]] = defaultdict(tuple)
    for subscription_id, first, last in found(sql, _json(subscription_ids)):
        freezes[subscription_id] += (Freeze(date.fromisoformat(first), date.fromisoformat(last)),)
    return freezes


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _json(ids: Iterable[str]) -> str:
    """One parameter for any number of ids, so that the statement stays prepared."""
    return msgspec.json.encode(list(ids)).decode()
