"""The confirmation of an errand as a PDF: what was changed, from what to what, and what it cost."""

from collections.abc import Iterator, Sequence

from kiosk.documents import sheet
from kiosk.documents.facts import ConfirmationFacts
from kiosk.documents.sheet import Column
from kiosk.documents.strip import Align, Strip
from kiosk.formats import NOTHING, kronor, moment
from kiosk.texts import _

Lines = Sequence[tuple[str, int]]


def _columns() -> tuple[Column, ...]:
    return Column("", 0.7), Column(_("Amount"), 0.3, Align.RIGHT)


def write_confirmation(facts: ConfirmationFacts) -> bytes:
    title = _("Confirmation")
    strips = [_head(facts, title), _customer(facts), *_rows(facts), *_lines(facts)]
    return sheet.write(strips, facts.company, f"{title}: {facts.title}", facts.title)


def _head(facts: ConfirmationFacts, title: str) -> Strip:
    pairs = [
        (_("Errand"), facts.title),
        (_("Date and time"), moment(facts.at)),
        (_("Served by"), facts.staff),
        (_("Receipt"), facts.receipt),
    ]
    strip = sheet.head(facts.company, facts.place, title, pairs)
    if facts.is_undone:
        strip.words(_("This errand has been undone."), sheet.SECTION)
    return strip


def _customer(facts: ConfirmationFacts) -> Strip:
    strip = sheet.section(_("Customer"))
    sheet.party(strip, facts.customer)
    if facts.acted_by:
        strip.words(_("At the desk: {who}", who=facts.acted_by), sheet.BODY)
    return strip


def _rows(facts: ConfirmationFacts) -> list[Strip]:
    """Without what was nothing and still is; where nothing was before, as in a sale, only what is now."""
    rows = [(what, before or NOTHING, now or NOTHING) for what, before, now in facts.rows]
    rows = [row for row in rows if row[1:] != (NOTHING, NOTHING)]
    if not rows:
        return []
    columns = [Column("", 0.4), Column(_("Before"), 0.3), Column(_("Now"), 0.3)]
    head = sheet.section(_("What has changed"))
    if all(before == NOTHING for _what, before, _now in rows):
        columns = [Column("", 0.4), Column(_("Now"), 0.6)]
        return [_headed(head, columns), *(sheet.table_row(columns, (what, now)) for what, _before, now in rows)]
    return [_headed(head, columns), *(sheet.table_row(columns, row) for row in rows)]


def _headed(head: Strip, columns: Sequence[Column]) -> Strip:
    sheet.table_head(head, columns)
    return head


def _lines(facts: ConfirmationFacts) -> list[Strip]:
    """What is paid, with its sum, apart from what is to be paid some other time."""
    paid = [*_amounts(_("What it costs"), facts.lines), *_sum(facts)]
    return [*paid, *_amounts(_("What it costs later"), facts.later or ())]


def _amounts(title: str, lines: Lines) -> list[Strip]:
    if not lines:
        return []
    head = sheet.section(title)
    sheet.table_head(head, _columns())
    return [head, *(sheet.table_row(_columns(), (text, kronor(ore))) for text, ore in lines)]


def _sum(facts: ConfirmationFacts) -> Iterator[Strip]:
    """Of an older one it isn't known; what is paid back is a line of its own."""
    total = sum(ore for _text, ore in facts.lines)
    if facts.later is None or not facts.lines or total < 0:
        return
    if facts.by_invoice:
        yield sheet.table_row(_columns(), (_("By invoice"), kronor(facts.by_invoice)))
    face = sheet.FIGURE.strong()
    yield sheet.table_row(_columns(), (_("Paid now"), kronor(total - facts.by_invoice)), face=face)
