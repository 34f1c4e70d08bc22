"""The receipt on A4."""

from kiosk.documents import codes, receipt_words, sheet
from kiosk.documents.facts import ReceiptFacts
from kiosk.documents.pdf import MM
from kiosk.documents.sheet import Column
from kiosk.documents.strip import ACCENT, NAVY, WHITE, Align, Cell, Face, Strip
from kiosk.formats import amount, kronor, moment

LINES = (
    Column("Vara eller tjänst", 0.46),
    Column("Antal", 0.1, Align.RIGHT),
    Column("À-pris", 0.15, Align.RIGHT),
    Column("Moms", 0.11, Align.RIGHT),
    Column("Belopp", 0.18, Align.RIGHT),
)
VAT = (
    Column("Moms %", 0.3),
    Column("Netto", 0.24, Align.RIGHT),
    Column("Moms", 0.22, Align.RIGHT),
    Column("Brutto", 0.24, Align.RIGHT),
)
TOTAL = Face(15, bold=True, ink=NAVY)
MARK = Face(31, bold=True, ink=WHITE, leading=1.3)  # at least twice TOTAL
HALF = sheet.WIDTH / 2 - 5 * MM
CODE = 26 * MM


def receipt_sheet(facts: ReceiptFacts) -> list[Strip]:
    return [_head(facts), *_lines(facts), _totals(facts), _halves(facts), _end(facts)]


def _head(facts: ReceiptFacts) -> Strip:
    company, place = facts.company, facts.place
    number = f"Org.nr {company.organisation_number}"
    pairs = [
        ("Datum och tid", moment(facts.at)),
        ("Kassa", facts.till),
        ("Kassör", facts.cashier),
        ("Avser kvitto", receipt_words.returned(facts)),
        ("Kund", receipt_words.customer(facts)),
    ]
    sender = (place.name, place.address, company.phone, company.email, number)
    strip = sheet.letterhead(company.name, receipt_words.heading(facts), sender, pairs[:4])
    sheet.facts(strip, pairs[4:], columns=1)
    strip.gap(4)
    for mark in receipt_words.marks(facts):
        strip.box(0, strip.height, strip.width, MARK.line, fill=NAVY, radius=3)
        strip.words(mark, MARK, Align.CENTRE)
        strip.gap(4)
    strip.gap(8)
    sheet.table_head(strip, LINES)
    return strip


def _lines(facts: ReceiptFacts) -> list[Strip]:
    rows = []
    for line in facts.lines:
        each = line.amount // line.quantity if line.unit_price is None else line.unit_price
        texts = (line.text, receipt_words.count(line), amount(each), receipt_words.percent(line), amount(line.amount))
        rows.append(sheet.table_row(LINES, texts, line.detail))
    return rows + [sheet.table_row(LINES, (row.text, "", "", "", amount(row.amount))) for row in facts.discounts]


def _totals(facts: ReceiptFacts) -> Strip:
    strip = Strip(sheet.WIDTH)
    strip.gap(5)
    if facts.rounding:
        _sum(strip, receipt_words.TOTAL, amount(facts.total), sheet.FIGURE)
        _sum(strip, receipt_words.ROUNDING, amount(facts.rounding), sheet.FIGURE)
        strip.gap(2)
    _sum(strip, receipt_words.total_label(facts), kronor(facts.to_pay), TOTAL)
    strip.gap(14)
    return strip


def _sum(strip: Strip, label: str, figure: str, face: Face) -> None:
    right = strip.width - 5
    strip.row([
        Cell(label, sheet.FIGURE.strong() if face is TOTAL else face, right - 90 * MM, 50 * MM, Align.RIGHT),
        Cell(figure, face, right - 40 * MM, 40 * MM, Align.RIGHT),
    ])  # fmt: skip


def _halves(facts: ReceiptFacts) -> Strip:
    """How the VAT is made up, beside how it was paid."""
    left, right = Strip(HALF), Strip(HALF)
    sheet.table_head(left, VAT)
    for line in facts.vat:
        figures = (amount(line.net), amount(line.vat), amount(line.gross))
        sheet.table_cells(left, VAT, (receipt_words.percent(line), *figures), sheet.FIGURE)
    sheet.table_cells(left, VAT, ("Summa", "", amount(facts.vat_total), ""), sheet.FIGURE.strong())
    paid = (Column(receipt_words.paid_label(facts), 0.6), Column("Belopp", 0.4, Align.RIGHT))
    sheet.table_head(right, paid)
    for payment in facts.payments:
        texts = (receipt_words.method(payment.method), amount(payment.amount))
        sheet.table_cells(right, paid, texts, sheet.FIGURE.strong())
        if payment.reference:
            right.words(f"Referens {payment.reference}", sheet.NOTE, x=5)
        for row in receipt_words.cash_details(payment.given, payment.change):
            sheet.table_cells(right, paid, row, sheet.NOTE)
        right.gap(3)
    strip = Strip(sheet.WIDTH)
    strip.place(left)
    strip.place(right, sheet.WIDTH - HALF)
    strip.gap(max(left.height, right.height) + 14)
    return strip


def _end(facts: ReceiptFacts) -> Strip:
    strip = Strip(sheet.WIDTH)
    modules, rectangles = codes.rectangles(facts.receipt_id.upper())
    strip.squares(rectangles, 0, CODE / modules)
    words = Strip(sheet.WIDTH - CODE - 7 * MM)
    words.gap(4)
    words.words(receipt_words.THANKS, Face(11, bold=True, ink=ACCENT))
    words.gap(3)
    words.words(receipt_words.control_unit(facts), sheet.NOTE)
    if facts.electronic:
        words.words(receipt_words.ELECTRONIC, sheet.NOTE.strong())
    words.words(facts.receipt_id, sheet.NOTE)
    strip.place(words, CODE + 7 * MM)
    strip.gap(max(CODE, words.height))
    return strip
