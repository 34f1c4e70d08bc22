"""How an invoice basis is worded, on screen, on paper and in its file; and the file itself."""

from collections.abc import Iterator
from decimal import Decimal

from kiosk.documents.spreadsheet import Cell, spreadsheet_bytes
from kiosk.formats import NBSP, day
from kiosk.organisations.invoice_basis import BasisPart, BasisRow, Billed, InvoiceBasis, Origin
from kiosk.texts import N_, _

NAMELESS = "–"
SOURCES = {
    Origin.RUN: N_("Charging run {source}"),
    Origin.RECEIPT: N_("Receipt {source}, {till}"),
    Origin.RETURN: N_("Return receipt {source}, {till}"),
    Origin.TAKEN_BACK: N_("Taken back {source}"),
}
"""Origin → words to translate with `_`."""
HEADINGS = (
    N_("Month"),
    N_("Organisation"),
    N_("Organisation number"),
    N_("Invoice reference"),
    N_("Company"),
    N_("Company’s number"),
    N_("Facility"),
    N_("Member number"),
    N_("Member"),
    N_("What"),
    N_("First day"),
    N_("Last day"),
    N_("Where from"),
    N_("VAT %"),
    N_("Net"),
    N_("VAT"),
    N_("Incl. VAT"),
)


def title(basis: InvoiceBasis) -> str:
    """For a window, a print job and a file: it names the organisation by its code, which is nobody's name."""
    return _("Invoice basis {month} {code}", month=basis.name, code=basis.payer.code)


def days(one: Billed) -> str:
    return day(one.first) if one.first == one.last else f"{day(one.first)}{NBSP}–{NBSP}{day(one.last)}"


def source(one: Billed) -> str:
    return _(SOURCES[one.origin], source=one.source, till=one.till)


def member_name(one: Billed) -> str:
    """On what leaves the house. It doesn't say why there is no name: the employer isn't to know."""
    return one.member.name or NAMELESS


def shown_name(one: Billed) -> str:
    """On the desk's own screen."""
    return one.member.name or (_("Protected identity") if one.member.number else _("Unknown person"))


def csv_bytes(basis: InvoiceBasis) -> bytes:
    """A line for each row; net and VAT of the rows add up to what the paper says of each rate."""
    lines = (_line(basis, part, row) for part in basis.parts for row in part.rows)
    return spreadsheet_bytes([_(heading) for heading in HEADINGS], lines)


def _line(basis: InvoiceBasis, part: BasisPart, row: BasisRow) -> tuple[Cell, ...]:
    one = row.billed
    return (*_whom(basis, part), *_what(one), *(_kronor(ore) for ore in (row.net, row.vat, one.gross)))


def _whom(basis: InvoiceBasis, part: BasisPart) -> Iterator[Cell]:
    payer = basis.payer
    yield from (basis.name, payer.name, payer.shown_number, payer.reference)
    yield from (part.issuer.name, part.issuer.organisation_number)


def _what(one: Billed) -> Iterator[Cell]:
    yield from (one.facility, one.member.number, member_name(one), one.what)
    yield from (day(one.first), day(one.last), source(one), one.vat_percent)


def _kronor(ore: int) -> Decimal:
    return Decimal(ore).scaleb(-2)
