"""The receipt on an 80 or 58 mm roll: black only, one column, as a thermal printer likes it."""

from dataclasses import dataclass

from kiosk.documents import codes, receipt_words
from kiosk.documents.facts import ReceiptFacts
from kiosk.documents.pdf import MM, Paper
from kiosk.documents.strip import BLACK, WHITE, Align, Cell, Face, Strip
from kiosk.formats import amount, kronor, moment

DASH = (1.5, 1.5)


@dataclass(frozen=True, slots=True)
class _Look:
    """Sizes for one roll. `mark` is at least twice `total`, the largest amount there is."""

    company: Face
    body: Face
    small: Face
    total: Face
    mark: Face
    amounts: float  # room for the widest amount
    code: float  # side of the QR code


LOOKS = {
    Paper.ROLL_80: _Look(
        Face(15, bold=True), Face(9), Face(7.5), Face(13, bold=True), Face(26, bold=True, leading=1.3),
        amounts=62, code=24 * MM,
    ),
    Paper.ROLL_58: _Look(
        Face(11.5, bold=True), Face(7.5), Face(6.5), Face(10, bold=True), Face(20, bold=True, leading=1.3),
        amounts=50, code=21 * MM,
    ),
}  # fmt: skip


def receipt_roll(facts: ReceiptFacts, paper: Paper) -> Strip:
    look = LOOKS[paper]
    strip = Strip(paper.inside)
    _head(strip, facts, look)
    _lines(strip, facts, look)
    _totals(strip, facts, look)
    _vat(strip, facts, look)
    _payments(strip, facts, look)
    _end(strip, facts, look)
    return strip


def _head(strip: Strip, facts: ReceiptFacts, look: _Look) -> None:
    strip.words(facts.company.name, look.company, Align.CENTRE)
    strip.words(facts.place.name, look.body, Align.CENTRE)
    strip.words(facts.place.address, look.body, Align.CENTRE)
    strip.words(f"Org.nr {facts.company.organisation_number}", look.body, Align.CENTRE)
    strip.gap(6)
    for mark in receipt_words.marks(facts):
        strip.box(0, strip.height, strip.width, look.mark.line, fill=BLACK)
        strip.words(mark, Face(look.mark.size, bold=True, ink=WHITE, leading=look.mark.leading), Align.CENTRE)
        strip.gap(3)
    strip.gap(3)
    _pair(strip, look.body.strong(), f"Kvittonr {facts.number}", moment(facts.at))
    _pair(strip, look.small, f"Kassa {facts.till}", f"Kassör {facts.cashier}" if facts.cashier else "")
    if returned := receipt_words.returned(facts):
        strip.words(f"Avser kvitto {returned}", look.small)
    if facts.customer:
        strip.words(receipt_words.customer(facts), look.small)


def _lines(strip: Strip, facts: ReceiptFacts, look: _Look) -> None:
    _divide(strip)
    for line in facts.lines:
        _amount(strip, look, look.body, line.text, amount(line.amount))
        detail = f"{receipt_words.quantity(line)}, moms {receipt_words.percent(line)}"
        strip.words(f"{detail}\n{line.detail}" if line.detail else detail, look.small)
        strip.gap(2.5)
    for discount in facts.discounts:
        _amount(strip, look, look.body, discount.text, amount(discount.amount))


def _totals(strip: Strip, facts: ReceiptFacts, look: _Look) -> None:
    _divide(strip)
    if facts.rounding:
        _amount(strip, look, look.body, receipt_words.TOTAL, amount(facts.total))
        _amount(strip, look, look.body, receipt_words.ROUNDING, amount(facts.rounding))
        strip.gap(2)
    figure = kronor(facts.to_pay)
    room = look.total.width(figure)
    strip.row([
        Cell(receipt_words.total_label(facts), look.body.strong(), 0, strip.width - room - 6),
        Cell(figure, look.total, strip.width - room, room, Align.RIGHT),
    ])  # fmt: skip


def _vat(strip: Strip, facts: ReceiptFacts, look: _Look) -> None:
    _divide(strip)
    _quarters(strip, look.small.strong(), ("Moms %", "Netto", "Moms", "Brutto"))
    for line in facts.vat:
        figures = (amount(line.net), amount(line.vat), amount(line.gross))
        _quarters(strip, look.small, (receipt_words.percent(line), *figures))
    _quarters(strip, look.small.strong(), ("Summa moms", "", amount(facts.vat_total), ""))


def _payments(strip: Strip, facts: ReceiptFacts, look: _Look) -> None:
    _divide(strip)
    strip.words(receipt_words.paid_label(facts), look.small.strong())
    for payment in facts.payments:
        _amount(strip, look, look.body.strong(), receipt_words.method(payment.method), amount(payment.amount))
        if payment.reference:
            strip.words(f"Referens {payment.reference}", look.small)
        for label, figure in receipt_words.cash_details(payment.given, payment.change):
            _amount(strip, look, look.small, label, figure)


def _end(strip: Strip, facts: ReceiptFacts, look: _Look) -> None:
    _divide(strip)
    strip.words(receipt_words.control_unit(facts), look.small, Align.CENTRE)
    if facts.electronic:
        strip.words(receipt_words.ELECTRONIC, look.small.strong(), Align.CENTRE)
    modules, rectangles = codes.rectangles(facts.receipt_id.upper())
    quiet = 4 * look.code / modules
    strip.gap(quiet)
    strip.squares(rectangles, (strip.width - look.code) / 2, look.code / modules)
    strip.gap(look.code + quiet)
    strip.words(facts.receipt_id, Face(look.small.size - 1), Align.CENTRE)
    strip.gap(5)
    strip.words(receipt_words.THANKS, look.body.strong(), Align.CENTRE)


def _pair(strip: Strip, face: Face, left: str, right: str) -> None:
    """Beside each other when there is room, else under each other."""
    if face.width(left) + face.width(right) + 6 > strip.width:
        strip.words(f"{left}\n{right}", face)
    else:
        strip.row([Cell(left, face, 0, strip.width), Cell(right, face, 0, strip.width, Align.RIGHT)])


def _amount(strip: Strip, look: _Look, face: Face, label: str, figure: str) -> None:
    room = max(look.amounts, face.width(figure))
    strip.row([
        Cell(label, face, 0, strip.width - room),
        Cell(figure, face, strip.width - room, room, Align.RIGHT),
    ])  # fmt: skip


def _quarters(strip: Strip, face: Face, texts: tuple[str, str, str, str]) -> None:
    first, *figures = texts
    room = strip.width * 0.245
    cells = [Cell(first, face, 0, strip.width)]
    for index, figure in enumerate(reversed(figures)):
        cells.append(Cell(figure, face, strip.width - room * (index + 1), room, Align.RIGHT))
    strip.row(cells)


def _divide(strip: Strip) -> None:
    strip.gap(5)
    strip.rule(thickness=0.6, dash=DASH)
    strip.gap(4)
