"""Reads what a charging run needs, on SQLite and PostgreSQL alike. Inside a read or a write."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from db.rows import batches, found
from kiosk.clock import day_of
from kiosk.direct_debit.bank_days import takes_effect
from kiosk.direct_debit.charging_plan import UNTOLD, Chargeable, DebitFacts
from kiosk.direct_debit.mandate_states import ENDED, MandateState
from kiosk.direct_debit.stopped_draws import IS_UNTOLD
from kiosk.direct_debit.stranded_draws import IS_STRANDED, STRANDED, stranded_through
from kiosk.organisations.payers import payers_of
from kiosk.people.certificates import SELECTED, opened
from kiosk.settings.gym import FIRST_DRAW_BANK_DAYS, gym_setting
from kiosk.subscriptions.months import month_end
from kiosk.subscriptions.price_lists import read_price_lists
from kiosk.subscriptions.prices import Opened, PriceLists
from kiosk.subscriptions.prorating import Freeze
from kiosk.subscriptions.timeline import Lot, Timeline

SLICE = 100  # subscriptions at a time: some tenths of a second


def main_ids(facility_id: str, month: date) -> list[str]:
    """The facility's direct debit subscriptions that aren't over before the month, in an order that stays."""
    sql = """SELECT id FROM subscription WHERE facility_id = ? AND kind = 'direct_debit' AND main_id IS NULL
        AND start <= ? AND (end_date IS NULL OR end_date >= start) ORDER BY id"""
    return [row_id for (row_id,) in found(sql, facility_id, month_end(month).isoformat())]


def slices(ids: Sequence[str]) -> list[list[str]]:
    return batches(ids, SLICE)


def read_debit_facts(ids: Sequence[str], month: date) -> list[DebitFacts]:
    """At most a slice. `month` is any day of it."""
    if not ids:
        return []
    marks = _marks(ids)
    sql = f"""SELECT id, main_id, person_id, facility_id, product_id, price_list_id, start, price, end_date, credit,
            invoiced_to
        FROM subscription WHERE id IN ({marks}) OR main_id IN ({marks}) ORDER BY main_id IS NOT NULL, id"""
    rows = [_Row(*row) for row in found(sql, *ids, *ids)]
    kept = _kept(rows, _prices(rows))
    mandates, draws = _mandates({row.person_id for row in rows}), _draws(ids, f"{month:%Y-%m}")
    none, stranded = _Counting(None, "", None), stranded_through(ids, f"{month:%Y-%m}")
    mains = [row for row in rows if row.main_id is None]
    payers = payers_of(row.invoiced_to for row in mains)
    groups: defaultdict[str, list[Chargeable]] = defaultdict(list)
    for row in rows:
        groups[row.main_id or row.id].append(kept[row.id])
    return [
        DebitFacts(
            main_id=main.id,
            person_id=main.person_id,
            facility_id=main.facility_id,
            chargeables=tuple(groups[main.id]),
            mandate_id=mandates.get(main.person_id, none).mandate_id,
            mandate_state=mandates.get(main.person_id, none).state,
            draw_state=draws.get(main.id),
            payer=payers.get(main.invoiced_to or ""),
            drawable_from=mandates.get(main.person_id, none).drawable_from,
            has_stranded=main.id in stranded,
        )
        for main in mains
    ]


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    main_id: str | None
    person_id: str
    facility_id: str
    product_id: str
    price_list_id: str
    start: str
    price: int
    end_date: str | None
    credit: int
    invoiced_to: str | None


def _kept(rows: Sequence[_Row], prices: "_Prices") -> dict[str, Chargeable]:
    ids = [row.id for row in rows]
    marks = _marks(ids)
    days: defaultdict[str, int] = defaultdict(int)
    months: defaultdict[str, set[str]] = defaultdict(set)
    for subscription_id, month, count in found(
        f"SELECT subscription_id, month, days FROM lot WHERE subscription_id IN ({marks})", *ids
    ):
        days[subscription_id] += int(count)
        months[subscription_id] |= {month} if month else set()
    freezes: defaultdict[str, tuple[Freeze, ...]] = defaultdict(tuple)
    for subscription_id, first, last in found(
        f'SELECT subscription_id, first, last FROM "freeze" WHERE subscription_id IN ({marks}) ORDER BY first, id', *ids
    ):
        freezes[subscription_id] += (Freeze(date.fromisoformat(first), date.fromisoformat(last)),)
    kinds = _vat_kinds({row.product_id for row in rows})
    return {
        row.id: Chargeable(
            row.id,
            prices.timeline(row, freezes[row.main_id or row.id], days[row.id]),
            frozenset(months[row.id]),
            int(row.credit),
            row.product_id,
            kinds.get(row.product_id, ""),
        )
        for row in rows
    }


def _vat_kinds(product_ids: Iterable[str]) -> dict[str, str]:
    wanted = sorted(product_ids)
    return dict(found(f"SELECT id, vat_kind FROM product WHERE id IN ({_marks(wanted)})", *wanted))


@dataclass(frozen=True, slots=True)
class _Prices:
    """`certificates`: person → what they open."""

    lists: PriceLists
    certificates: dict[str, list[Opened]]

    def timeline(self, row: _Row, freezes: tuple[Freeze, ...], days: int) -> Timeline:
        """The price agreed on, and what follows from the day after the certificate's last (rules.md 2)."""
        price, certificates = int(row.price), self.certificates.get(row.person_id, [])
        return Timeline(
            date.fromisoformat(row.start),
            price,
            freezes,
            (Lot(0, days),) if days else (),
            end_date=date.fromisoformat(row.end_date) if row.end_date else None,
            later_prices=self.lists.later(price, row.price_list_id, row.product_id, certificates),
        )


def _prices(rows: Sequence[_Row]) -> _Prices:
    return _Prices(read_price_lists(), _certificates({row.person_id for row in rows}))


def _certificates(person_ids: Iterable[str]) -> dict[str, list[Opened]]:
    """One counts for everybody the person is registered as."""
    opened_by: defaultdict[str, list[Opened]] = defaultdict(list)
    family = _families(person_ids)
    for row in found(f"{SELECTED} WHERE certificate.person_id IN ({_marks(family)})", *family):
        for person_id in family[row[0]]:
            opened_by[person_id].append(opened(row))
    return opened_by


@dataclass(frozen=True, slots=True)
class _Counting:
    """The mandate that counts for a person. `drawable_from` None: nobody knows when it was sent."""

    mandate_id: str | None
    state: str
    drawable_from: date | None


def _mandates(person_ids: Iterable[str]) -> dict[str, _Counting]:
    """The one that is active, else the latest that hasn't ended, else the latest."""
    family = _families(person_ids)
    sql = f"SELECT person_id, id, state, drafted_at, sent_at FROM mandate WHERE person_id IN ({_marks(family)})"
    best: dict[str, tuple[tuple[bool, bool, str, str], _Counting]] = {}
    bank_days = gym_setting(FIRST_DRAW_BANK_DAYS)
    for holder_id, mandate_id, state, drafted_at, sent_at in found(sql, *family):
        rank = (state == MandateState.ACTIVE, state not in ENDED, drafted_at, mandate_id)
        for person_id in family[holder_id]:
            if person_id not in best or rank > best[person_id][0]:
                best[person_id] = rank, _Counting(mandate_id, state, _drawable_from(sent_at, bank_days))
    return {person_id: counting for person_id, (_rank, counting) in best.items()}


def _drawable_from(sent_at: str | None, bank_days: int) -> date | None:
    return takes_effect(day_of(datetime.fromisoformat(sent_at)), bank_days) if sent_at else None


def _families(person_ids: Iterable[str]) -> dict[str, list[str]]:
    """Every id that one of these persons goes by → those of these persons who go by it."""
    wanted = sorted(set(person_ids))
    marks = _marks(wanted)
    first_of: dict[str, str] = {row_id: row_id for row_id in wanted}
    first_of |= dict(found(f"SELECT id, COALESCE(alias_of, id) FROM person WHERE id IN ({marks})", *wanted))
    firsts = sorted(set(first_of.values()))
    aliases = found(f"SELECT id, alias_of FROM person WHERE alias_of IN ({_marks(firsts)})", *firsts)
    family: defaultdict[str, list[str]] = defaultdict(list)
    for member, first in [*((first, first) for first in firsts), *aliases]:
        family[member] = [one for one in wanted if first_of[one] == first]
    return family


def _draws(main_ids_: Sequence[str], month: str) -> dict[str, str]:
    sql = f"""SELECT subscription_id, CASE WHEN {IS_UNTOLD} THEN '{UNTOLD}' WHEN {IS_STRANDED} THEN '{STRANDED}'
        ELSE state END FROM debit_draw
        WHERE month = ? AND subscription_id IN ({_marks(main_ids_)})"""
    return dict(found(sql, month, *main_ids_))


def _marks(values: Iterable[Any]) -> str:
    return ", ".join("?" for _value in values)
