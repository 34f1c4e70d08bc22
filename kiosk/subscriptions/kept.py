"""The kept state of subscriptions read back as timelines: raw SQL on the desk's SQLite, every read by an index."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from db.fields import day_or_none
from db.rows import found, json_list
from kiosk.operations.subscriptions import UNDONE
from kiosk.subscriptions.prorating import Freeze
from kiosk.subscriptions.timeline import Lot, Timeline


@dataclass(frozen=True, slots=True)
class KeptLot:
    """One charge as it is stored. `month` (YYYY-MM) is None for a prepaid period and what a swap left of a month."""

    id: str
    month: str | None
    amount: int
    days: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class KeptFreeze:
    """`fee`: öre that were paid for it, where its subscription was read with all that is kept."""

    id: str
    freeze: Freeze
    reason: str
    fee: int = 0


@dataclass(frozen=True, slots=True)
class KeptSubscription:
    """A row with its lots and freezes. `main_id` is set on an add-on, which is frozen when its main one is; `price` in
    öre, per month or prepaid period; `credit` öre that the next charge takes off. `organisation_id`: through whose
    agreement it was sold, `invoiced_to`: the organisation that pays for it."""

    id: str
    person_id: str
    main_id: str | None
    product_id: str
    price_list_id: str
    first_draw: date | None
    terms_version: str
    timeline: Timeline
    facility_id: str
    kind: str
    period_months: int | None
    credit: int
    terminated_at: str | None
    ended_for: str
    organisation_id: str | None
    invoiced_to: str | None
    lots: tuple[KeptLot, ...]
    freezes: tuple[KeptFreeze, ...]


def main_timelines(person_ids: Iterable[str]) -> list[tuple[str, Timeline]]:
    """Each main subscription of these persons, enough to say how it stands: its lots are summed up into one. What was
    sold by mistake and undone is none."""
    sql = """SELECT id, person_id, start, price, end_date, is_prepaid,
            (SELECT SUM(days) FROM lot WHERE subscription_id = subscription.id)
        FROM subscription WHERE main_id IS NULL AND ended_for <> ? AND person_id IN (SELECT value FROM json_each(?))"""
    rows = found(sql, UNDONE, json_list(person_ids))
    freezes = _freezes(row[0] for row in rows)
    return [
        (
            person_id,
            Timeline(
                date.fromisoformat(start),
                price,
                freezes[subscription_id],
                (Lot(0, days),) if days else (),
                end_date=day_or_none(end_date),
                is_prepaid=bool(is_prepaid),
            ),
        )
        for subscription_id, person_id, start, price, end_date, is_prepaid, days in rows
    ]


_NAMED = (
    "id",
    "person_id",
    "main_id",
    "product_id",
    "price_list_id",
    "first_draw",
    "terms_version",
    "facility_id",
    "kind",
    "period_months",
    "credit",
    "terminated_at",
    "ended_for",
    "organisation_id",
    "invoiced_to",
)


def kept_subscriptions(person_ids: Iterable[str]) -> list[KeptSubscription]:
    """Everything kept of these persons' subscriptions and their add-ons, the latest start first."""
    sql = f"""SELECT {", ".join(_NAMED)}, start, price, committed_days, end_date, is_prepaid, notice_end
        FROM subscription WHERE person_id IN (SELECT value FROM json_each(?)) ORDER BY start DESC, id"""
    persons = json_list(person_ids)
    rows = found(sql, persons)
    ids = [row[0] for row in rows]
    lots, freezes = _lots(ids), _with_fees(_kept_freezes(ids), persons)
    return [_kept(row, tuple(lots[row[0]]), freezes[row[2] or row[0]]) for row in rows]


def _kept(row: tuple[Any, ...], lots: tuple[KeptLot, ...], freezes: tuple[KeptFreeze, ...]) -> KeptSubscription:
    *named, start, price, committed_days, end_date, is_prepaid, notice_end = row
    notice = None if row[2] else day_or_none(notice_end)  # an add-on has no commitment: it ends with its main one
    timeline = Timeline(
        date.fromisoformat(start),
        price,
        tuple(one.freeze for one in freezes),
        tuple(Lot(lot.amount, lot.days) for lot in lots),
        committed_days,
        day_or_none(end_date),
        bool(is_prepaid),
        notice_end=notice,
    )
    values = dict(zip(_NAMED, named, strict=True))
    values["first_draw"] = day_or_none(values["first_draw"])
    return KeptSubscription(**values, timeline=timeline, lots=lots, freezes=freezes)


def _lots(subscription_ids: Iterable[str]) -> defaultdict[str, list[KeptLot]]:
    sql = """SELECT subscription_id, id, month, amount, days, first, last FROM lot
        WHERE subscription_id IN (SELECT value FROM json_each(?)) ORDER BY first, position"""
    lots: defaultdict[str, list[KeptLot]] = defaultdict(list)
    for subscription_id, lot_id, month, amount, days, first, last in found(sql, json_list(subscription_ids)):
        spell = (date.fromisoformat(first), date.fromisoformat(last))
        lots[subscription_id].append(KeptLot(lot_id, month, amount, days, *spell))
    return lots


def _kept_freezes(subscription_ids: Iterable[str]) -> defaultdict[str, tuple[KeptFreeze, ...]]:
    sql = """SELECT subscription_id, id, first, last, reason FROM "freeze"
        WHERE subscription_id IN (SELECT value FROM json_each(?)) ORDER BY first, id"""
    freezes: defaultdict[str, tuple[KeptFreeze, ...]] = defaultdict(tuple)
    for subscription_id, freeze_id, first, last, reason in found(sql, json_list(subscription_ids)):
        spell = Freeze(date.fromisoformat(first), date.fromisoformat(last))
        freezes[subscription_id] += (KeptFreeze(freeze_id, spell, reason),)
    return freezes


def _with_fees(
    freezes: defaultdict[str, tuple[KeptFreeze, ...]], persons: str
) -> defaultdict[str, tuple[KeptFreeze, ...]]:
    """The last one paid for days of each, and not paid back: of a freeze that was removed it says nothing more."""
    sql = """SELECT line.subscription_id, MIN(line.first), MAX(line.last), SUM(line.amount)
        FROM sale JOIN sale_line line ON line.sale_id = sale.id
        WHERE sale.person_id IN (SELECT value FROM json_each(?)) AND is_training = 0
            AND vat_kind = 'fees' AND line.first IS NOT NULL
        GROUP BY line.subscription_id, COALESCE(sale.return_of, sale.id)
        HAVING SUM(line.amount) > 0 ORDER BY MIN(sale.sold_at)"""
    for subscription_id, first, last, fee in found(sql, persons) if freezes else ():
        days = Freeze(date.fromisoformat(first), date.fromisoformat(last))
        freezes[subscription_id] = tuple(
            replace(one, fee=int(fee)) if one.freeze.first <= days.last and days.first <= one.freeze.last else one
            for one in freezes[subscription_id]
        )
    return freezes


def _freezes(subscription_ids: Iterable[str]) -> defaultdict[str, tuple[Freeze, ...]]:
    kept = _kept_freezes(subscription_ids)
    return defaultdict(tuple, {key: tuple(one.freeze for one in found_here) for key, found_here in kept.items()})
