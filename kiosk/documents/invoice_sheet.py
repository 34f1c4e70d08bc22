"""An organisation's invoice basis as a PDF: who pays whom, the sums per VAT rate, and every row they are made of."""

from collections.abc import Iterator
from itertools import chain

from kiosk.documents import pdf, sheet
from kiosk.documents.pdf import MM
from kiosk.documents.sheet import NOTE, VALUE, Column
from kiosk.documents.strip import HAIRLINE, NAVY, PALE, Align, Cell, Face, Strip
from kiosk.formats import NBSP, amount, kronor, moment
from kiosk.organisations import invoice_words
from kiosk.organisations.invoice_basis import BasisPart, BasisRow, InvoiceBasis, Issuer
from kiosk.sentences import sentence
from kiosk.texts import _, language

FIGURE = Face(17, bold=True, ink=NAVY, leading=1.25)
CELL = Face(8.5, ink=NAVY)


def write_invoice_basis(basis: InvoiceBasis) -> bytes:
    title = _("Invoice basis")
    about = pdf.About(
        title=invoice_words.title(basis), author=basis.home.name, subject=f"{title} {basis.name}", language=language()
    )
    parts = basis.parts or (BasisPart(basis.home, ()),)
    strips = [_head(basis, parts[0].issuer, title), _payer(basis), *_notes(basis)]
    strips += chain.from_iterable(_part(part, is_named=len(parts) > 1) for part in parts)
    foot = f"{invoice_words.title(basis)}, {_foot(parts[0].issuer)}"
    return pdf.write_pages(strips, about, foot, _("Page {page} of {pages}"))


def _foot(issuer: Issuer) -> str:
    return _("{company}, org. no. {number}", company=issuer.name, number=issuer.organisation_number)


def _head(basis: InvoiceBasis, issuer: Issuer, title: str) -> Strip:
    number = _("Org. no. {number}", number=issuer.organisation_number)
    pairs = [
        (_("Month"), basis.name),
        (_("Invoice reference"), basis.payer.reference),
        (_("Account manager"), basis.payer.account_manager),
        (_("As it stood"), moment(basis.read_at)),
    ]
    return sheet.letterhead(issuer.name, title, (issuer.name, number), pairs)


def _payer(basis: InvoiceBasis) -> Strip:
    strip = sheet.section(_("To be invoiced to"))
    strip.words(basis.payer.name, sheet.COMPANY)
    strip.gap(3)
    number = _("Org. no. {number}", number=basis.payer.shown_number) if basis.payer.shown_number else ""
    for line in (*basis.payer.address, number):
        if line:
            strip.words(line, VALUE)
    return strip


def _notes(basis: InvoiceBasis) -> list[Strip]:
    """What it lacks is said on the paper too: that is what lies on the desk of whoever writes the invoice."""
    if not basis.notes:
        return []
    strip = sheet.section(_("Not final"))
    for note in basis.notes:
        strip.words(f"• {sentence(note)}", sheet.BODY)
    return [strip]


def _part(part: BasisPart, *, is_named: bool) -> Iterator[Strip]:
    company = f"{part.issuer.name}, {part.issuer.organisation_number}" if is_named else ""
    if not part.rows:
        strip = sheet.section(_("Nothing to invoice"))
        strip.words(_("Nothing was charged or sold to be invoiced this month."), VALUE)
        yield strip
        return
    yield _sums(part, company)
    head = _rows_head(sheet.section(_("What it is made of") + (f": {company}" if company else "")))
    again = _rows_head(Strip(sheet.WIDTH))
    yield head
    for row in part.rows:
        strip = _row(row)
        strip.above = again
        yield strip
    yield _explained()


def _sums(part: BasisPart, company: str) -> Strip:
    strip = sheet.section(_("To invoice") + (f": {company}" if company else ""))
    columns = (
        Column(_("VAT rate"), 0.25),
        Column(_("Net"), 0.25, Align.RIGHT),
        Column(_("VAT"), 0.25, Align.RIGHT),
        Column(_("Incl. VAT"), 0.25, Align.RIGHT),
    )
    sheet.table_head(strip, columns)
    for one in part.sums:
        texts = (f"{one.rate}{NBSP}%", amount(one.net), amount(one.vat), amount(one.gross))
        sheet.table_cells(strip, columns, texts, sheet.FIGURE)
        strip.gap(3)
    strip.rule(HAIRLINE, 0.7)
    strip.gap(3)
    texts = (_("Total"), amount(part.net), amount(part.vat), amount(part.gross))
    sheet.table_cells(strip, columns, texts, sheet.FIGURE.strong())
    strip.gap(8)
    strip.place(_total(part), 0)
    strip.gap(_total(part).height)
    return strip


def _total(part: BasisPart) -> Strip:
    """The sum people ask for, large."""
    box = Strip(sheet.WIDTH)
    box.box(0, 0, 80 * MM, 46, fill=PALE, radius=3)
    box.gap(7)
    box.words(_("To invoice, incl. VAT"), sheet.LABEL, x=11)
    box.words(kronor(part.gross), FIGURE, x=11)
    box.gap(6)
    return box


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Member"), 0.25),
        Column(_("What"), 0.32),
        Column(_("VAT %"), 0.09, Align.RIGHT),
        Column(_("Net"), 0.115, Align.RIGHT),
        Column(_("VAT"), 0.1, Align.RIGHT),
        Column(_("Incl. VAT"), 0.125, Align.RIGHT),
    )


def _rows_head(strip: Strip) -> Strip:
    sheet.table_head(strip, _columns())
    return strip


def _row(row: BasisRow) -> Strip:
    one, columns, strip = row.billed, _columns(), Strip(sheet.WIDTH)
    figures = (f"{one.vat_percent}", amount(row.net), amount(row.vat), amount(one.gross))
    sheet.table_cells(strip, columns, (invoice_words.member_name(one), one.what, *figures), CELL)
    member = strip.width * columns[0].share
    detail = " · ".join((invoice_words.days(one), one.facility, invoice_words.source(one)))
    strip.row([
        Cell(one.member.number, NOTE, 5, member - 10),
        Cell(detail, NOTE, member + 5, strip.width - member - 10),
    ])  # fmt: skip
    strip.gap(2)
    strip.rule(HAIRLINE, 0.4)
    strip.gap(2)
    return strip


def _explained() -> Strip:
    strip = Strip(sheet.WIDTH)
    strip.gap(4)
    strip.words(
        _("VAT is reckoned once per rate on its sum; each row has its part of it, so that the rows add up. A charging "
          "run’s rows are looked up under Autogiro, a receipt on the member’s card."),
        NOTE,
    )  # fmt: skip
    return strip
