"""The pieces every A4 document is made of: letterhead, sections, facts in columns, tables, lines to sign on."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.documents import pdf
from kiosk.documents.facts import Company, Party, Place
from kiosk.documents.pdf import MM, Paper
from kiosk.documents.strip import ACCENT, HAIRLINE, NAVY, PALE, QUIET, Align, Cell, Face, Strip
from kiosk.texts import _, language

WIDTH = Paper.A4.inside

COMPANY = Face(11, bold=True, ink=NAVY)
TITLE = Face(23, bold=True, ink=NAVY, leading=1.2)
SECTION = Face(11.5, bold=True, ink=ACCENT)
LABEL = Face(7.5, ink=QUIET)
VALUE = Face(9.5, ink=NAVY)
BODY = Face(8.5, ink=NAVY, leading=1.5)
NOTE = Face(8, ink=QUIET)
FIGURE = Face(9.5, ink=NAVY)

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Column:
    """`share` of the table's width; figures stand to the right."""

    heading: str
    share: float
    align: Align = Align.LEFT


def write(strips: Sequence[Strip], company: Company, title: str, subject: str) -> bytes:
    """As a PDF in the user's language, the company at the foot of each page."""
    about = pdf.About(title=title, author=company.name, subject=subject, language=language())
    foot = _("{company}, org. no. {number}", company=company.name, number=company.organisation_number)
    return pdf.write_pages(strips, about, foot, _("Page {page} of {pages}"))


def head(company: Company, place: Place, title: str, pairs: Pairs) -> Strip:
    """The letterhead of a facility."""
    return letterhead(company.name, title, sender(company, place), pairs)


def letterhead(company: str, title: str, from_lines: Sequence[str], pairs: Pairs) -> Strip:
    """Who it is from, what it is, and the facts that identify it. The first of `from_lines` stands out."""
    strip = Strip(WIDTH)
    strip.box(0, 0, 10 * MM, 2.2, fill=ACCENT)
    strip.gap(9)
    beside = _from(from_lines)
    beneath = strip.height + beside.height + 5
    strip.place(beside, 105 * MM)
    strip.words(company, COMPANY, width=100 * MM)
    strip.gap(5)
    strip.words(title, TITLE, width=100 * MM)
    strip.gap(max(9.0, 25 * MM - strip.height, beneath - strip.height))
    facts(strip, pairs, columns=max(len(pairs), 4))
    strip.gap(2)
    return strip


def _from(rows: Sequence[str]) -> Strip:
    strip = Strip(WIDTH - 105 * MM)
    for index, row in enumerate(row for row in rows if row):
        strip.words(row, NOTE if index else NOTE.strong(), Align.RIGHT)
    return strip


def sender(company: Company, place: Place) -> tuple[str, ...]:
    number = _("Org. no. {number}", number=company.organisation_number)
    return (place.name, place.address, company.phone, company.email, number)


def party(strip: Strip, person: Party) -> None:
    """Who a person is and how to reach them."""
    pairs = [
        (_("Name"), person.name),
        (_("Personal number") if person.identity[:1].isdigit() else _("Identity"), person.identity),
        (_("Member number"), person.member_number),
        (_("Address"), person.address),
        (_("E-mail"), person.email),
        (_("Mobile"), person.mobile),
    ]
    facts(strip, pairs)


def facts(strip: Strip, pairs: Pairs, columns: int = 3) -> None:
    """A label over its value, side by side; pairs without a value are left out."""
    shown = [(label, value) for label, value in pairs if value]
    width = strip.width / columns
    for start in range(0, len(shown), columns):
        row = shown[start : start + columns]
        strip.row([Cell(label, LABEL, width * index, width - 8) for index, (label, _value) in enumerate(row)])
        strip.row([Cell(value, VALUE, width * index, width - 8) for index, (_label, value) in enumerate(row)])
        strip.gap(5)


def section(title: str) -> Strip:
    """Its heading; what belongs together with it is added to the same strip."""
    strip = Strip(WIDTH)
    strip.gap(10)
    strip.rule(HAIRLINE, 0.7)
    strip.gap(7)
    strip.words(title, SECTION)
    strip.gap(4)
    return strip


def table_head(strip: Strip, columns: Sequence[Column]) -> None:
    pad = 2.5
    strip.box(0, strip.height, strip.width, LABEL.line + 2 * pad + 1, fill=PALE)
    strip.gap(pad)
    table_cells(strip, columns, [column.heading for column in columns], LABEL.strong())
    strip.gap(pad + 4)


def table_row(columns: Sequence[Column], texts: Sequence[str], detail: str = "", face: Face = FIGURE) -> Strip:
    """One row as a strip of its own, so that a page may break after it."""
    strip = Strip(WIDTH)
    table_cells(strip, columns, texts, face)
    if detail:
        strip.words(detail, NOTE, x=5, width=strip.width * columns[0].share)
    strip.gap(3)
    strip.rule(HAIRLINE, 0.4)
    strip.gap(3)
    return strip


def table_cells(strip: Strip, columns: Sequence[Column], texts: Sequence[str], face: Face) -> None:
    cells, x = [], 0.0
    for column, text in zip(columns, texts, strict=True):
        width = strip.width * column.share
        cells.append(Cell(text, face, x + 5, width - 10, column.align))
        x += width
    strip.row(cells)


def signature_lines(strip: Strip, signers: Sequence[tuple[str, str]]) -> None:
    """(what to write, who) beside each other, with room for a pen above each line."""
    strip.gap(13 * MM)
    between = 10 * MM
    width = (strip.width - between * (len(signers) - 1)) / len(signers)
    places = [index * (width + between) for index in range(len(signers))]
    for x in places:
        strip.line(x, width, NAVY, 0.7)
    strip.gap(3)
    strip.row([Cell(what, LABEL, x, width) for x, (what, _who) in zip(places, signers, strict=True)])
    strip.row([Cell(who, VALUE, x, width) for x, (_what, who) in zip(places, signers, strict=True)])
