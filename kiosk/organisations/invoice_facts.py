"""Desk work: reads what was charged and sold in a month that an organisation is to be invoiced for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain, groupby
from typing import Any

import msgspec

from db.fields import day_or_none, moment_text
from db.rows import found
from kiosk.clock import STOCKHOLM, day_of
from kiosk.formats import kronor
from kiosk.organisations.invoice_basis import Billed, BilledMember, Issuer, Origin, by_invoice
from kiosk.people.name_key import swedish_order
from kiosk.subscriptions.months import add_months
from kiosk.texts import _, localized
from kiosk.till.sold_days import days_of, without_days

TAKEN_OUT = "invoice_basis_taken_out"  # the journal's word
Ids = Sequence[str]
"""Every id an organisation goes by: its own and those that were merged into it."""


@dataclass(frozen=True, slots=True)
class _SoldLine:
    """A line of a sale that was paid by invoice, whole or in part. `payer_id`: whose subscription it is about."""

    sale_id: str
    invoiced: int
    amount: int
    vat_percent: int
    text: str
    quantity: int
    payer_id: str | None
    subscription_id: str | None
    sold_at: str
    person_id: str | None
    facility_id: str
    return_of: str | None
    number: int | None
    till: str | None
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class _Place:
    name: str
    issuer: Issuer


def read_billed(ids: Ids, month: date) -> list[Billed]:
    """Inside `store.reading()`. `month` is its first day."""
    name = f"{month:%Y-%m}"
    charged, sold, back = _charged(ids, name), list(_sold(ids, month)), _taken_back(ids, name)
    buyers = {line.person_id for line, _part in sold if line.person_id}
    members = members_named({row[0] for row in (*charged, *back)} | buyers)
    places = _places()
    rows = (_of_runs(charged, members, places), _of_sales(sold, members, places), _of_taken_back(back, members, places))
    return list(chain.from_iterable(rows))


def family_of(organisation_id: str) -> tuple[str, ...]:
    """Of the one that stands."""
    merged = found("SELECT id FROM organisation WHERE merged_into = ? ORDER BY id", organisation_id)
    return (organisation_id, *(row_id for (row_id,) in merged))


def _charged(ids: Ids, month: str) -> list[tuple[Any, ...]]:
    name = localized("name")
    sql = f"""SELECT line.person_id, line.facility_id, COALESCE(product.{name}, ''), line.first, line.last, line.month,
            line.amount, line.vat_percent, COALESCE(subscription.main_id, line.subscription_id)
        FROM invoice_line line LEFT JOIN product ON product.id = line.product_id
        LEFT JOIN subscription ON subscription.id = line.subscription_id
        WHERE line.organisation_id IN ({_marks(ids)}) AND line.month = ?"""
    return found(sql, *ids, month)


def _of_runs(
    rows: Iterable[tuple[Any, ...]], members: dict[str, BilledMember], places: dict[str, _Place]
) -> Iterator[Billed]:
    for person_id, facility_id, product, first, last, month, amount, vat_percent, main_id in rows:
        place = places.get(facility_id, UNKNOWN)
        yield Billed(
            issuer=place.issuer,
            facility=place.name,
            member=members.get(person_id, BilledMember("")),
            what=_("{product}, credit", product=product) if amount < 0 else product,
            first=date.fromisoformat(first),
            last=date.fromisoformat(last),
            origin=Origin.RUN,
            source=month,
            gross=int(amount),
            vat_percent=int(vat_percent),
            person_id=person_id,
            subscription_id=main_id,
        )


def _taken_back(ids: Ids, month: str) -> list[tuple[Any, ...]]:
    """Of what was taken out before it was taken back: whoever wrote an invoice by that paper looks for it. The rest has
    never left the house."""
    name = localized("name")
    sql = f"""SELECT line.person_id, line.facility_id, COALESCE(product.{name}, ''), line.first, line.last,
            line.taken_back_at, line.amount, line.vat_percent, line.reason
        FROM invoice_line_taken_back line LEFT JOIN product ON product.id = line.product_id
        WHERE line.organisation_id IN ({_marks(ids)}) AND line.month = ?"""
    rows = found(sql, *ids, month)
    out = [at for at, _staff, _told in taken_out(ids, month)] if rows else []
    return [row for row in rows if any(at <= row[5] for at in out)]


def _of_taken_back(
    rows: Iterable[tuple[Any, ...]], members: dict[str, BilledMember], places: dict[str, _Place]
) -> Iterator[Billed]:
    for person_id, facility_id, product, first, last, at, amount, vat_percent, reason in rows:
        place = places.get(facility_id, UNKNOWN)
        yield Billed(
            issuer=place.issuer,
            facility=place.name,
            member=members.get(person_id, BilledMember("")),
            what=_("Taken back: {product}, {amount}", product=product, amount=kronor(int(amount))),
            first=date.fromisoformat(first),
            last=date.fromisoformat(last),
            origin=Origin.TAKEN_BACK,
            source=day_of(datetime.fromisoformat(at)).isoformat(),
            gross=0,
            vat_percent=int(vat_percent),
            person_id=person_id,
            note=reason,
        )


def taken_out(ids: Ids, month: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """When the month's basis was saved or printed, by whom, and what the journal says of it; the last time first, at
    whichever desk. Inside `store.reading()`."""
    sql = f"""SELECT entry.at, COALESCE(staff.name, ''), entry.details FROM journal_entry entry
        LEFT JOIN staff ON staff.id = entry.staff_id
        WHERE entry.subject_id IN ({_marks(ids)}) AND entry.act = ?
        ORDER BY entry.at DESC, entry.id DESC"""
    for at, staff, details in found(sql, *ids, TAKEN_OUT):
        told = msgspec.json.decode(details)
        if told.get("month") == month:
            yield at, staff, told


def _sold(ids: Ids, month: date) -> Iterator[tuple[_SoldLine, int]]:
    """Each line of the organisation's sales with what of it was paid by invoice."""
    for _sale_id, of_sale in groupby(_invoiced_lines(month), key=lambda line: line.sale_id):
        lines = list(of_sale)
        payer = next((line.payer_id for line in lines if line.payer_id is not None), None)
        if payer not in ids:
            continue
        are_theirs = [line.payer_id is not None or line.subscription_id is None for line in lines]
        parts = by_invoice([line.amount for line in lines], are_theirs, lines[0].invoiced)
        yield from ((line, part) for line, part in zip(lines, parts, strict=True) if part)


def _invoiced_lines(month: date) -> Iterator[_SoldLine]:
    """An add-on is billed as its main one, and what was paid by invoice stays with who paid it, though the member pays
    since. Of a practice sale nothing is."""
    sql = """WITH paid AS (
            SELECT sale_id, SUM(amount) AS amount FROM payment
            WHERE "method" = 'invoice' AND paid_at >= ? AND paid_at < ? GROUP BY sale_id
        )
        SELECT line.sale_id, paid.amount, line.amount, line.vat_percent, line.text, line.quantity,
            CASE WHEN main.id IS NULL THEN COALESCE(own.invoiced_to, own.organisation_id)
                ELSE COALESCE(main.invoiced_to, main.organisation_id) END, line.subscription_id,
            sale.sold_at, sale.person_id, sale.facility_id, sale.return_of,
            (SELECT MIN(number) FROM receipt WHERE receipt.sale_id = sale.id AND receipt.kind <> 'copy'), till.name,
            line.first, line.last
        FROM paid JOIN sale ON sale.id = paid.sale_id
        JOIN sale_line line ON line.sale_id = sale.id
        LEFT JOIN subscription own ON own.id = line.subscription_id
        LEFT JOIN subscription main ON main.id = own.main_id
        LEFT JOIN till ON till.id = sale.till_id
        WHERE sale.is_training = 0 ORDER BY sale.sold_at, sale.id, line.position"""
    first, after = (_midnight(day) for day in (month, add_months(month, 1)))
    return (_SoldLine(*row) for row in found(sql, first, after))


def _midnight(day: date) -> str:
    """In Stockholm, as moments are stored."""
    return moment_text(datetime.combine(day, time(), STOCKHOLM))


def _of_sales(
    sold: Iterable[tuple[_SoldLine, int]], members: dict[str, BilledMember], places: dict[str, _Place]
) -> Iterator[Billed]:
    for line, part in sold:
        place = places.get(line.facility_id, UNKNOWN)
        what, first, last = _sold_period(line)
        yield Billed(
            issuer=place.issuer,
            facility=place.name,
            member=members.get(line.person_id or "", BilledMember("")),
            what=what if line.quantity == 1 else f"{line.quantity} × {what}",
            first=first,
            last=last,
            origin=Origin.RETURN if line.return_of else Origin.RECEIPT,
            source=f"{line.number or ''}",
            gross=part,
            vat_percent=line.vat_percent,
            till=line.till or "",
            person_id=line.person_id or "",
        )


def _sold_period(line: _SoldLine) -> tuple[str, date, date]:
    """What was sold, and the days it was sold for: a freeze since doesn't change them. What is sold for no days has its
    own."""
    first, last = days_of(line.text, day_or_none(line.first), day_or_none(line.last))
    if first is None or last is None:
        day = day_of(datetime.fromisoformat(line.sold_at))
        return line.text, day, day
    return without_days(line.text, first, last), first, last


def members_named(person_ids: Iterable[str]) -> dict[str, BilledMember]:
    """As they may stand on paper that leaves the house: of a protected identity the member number alone. Inside a read
    or a write."""
    sql = """SELECT named.id, own.member_number, own.given_name, own.family_name,
            (SELECT MAX(protected_identity) FROM person one WHERE one.id = own.id OR one.alias_of = own.id)
        FROM person named JOIN person own ON own.id = COALESCE(named.alias_of, named.id)
        WHERE named.id IN (SELECT value FROM json_each(?))"""
    return {
        person_id: BilledMember(number)
        if is_protected
        else BilledMember(number, f"{given} {family}".strip(), swedish_order(f"{family} {given}"))
        for person_id, number, given, family, is_protected in found(sql, msgspec.json.encode(list(person_ids)).decode())
    }


UNKNOWN = _Place("", Issuer("", ""))


def _places() -> dict[str, _Place]:
    sql = "SELECT id, name, company, organisation_number FROM facility"
    return {row_id: _Place(name, Issuer(company, number)) for row_id, name, company, number in found(sql)}


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
