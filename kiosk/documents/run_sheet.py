"""A charging run's list as a PDF: its sums, whom it charges and what, and whom it can't charge and why."""

from collections.abc import Iterator, Sequence
from itertools import chain

from kiosk.direct_debit.run_paper import RunPaper
from kiosk.direct_debit.shown_lines import NamedLine
from kiosk.documents import sheet
from kiosk.documents.sheet import Column
from kiosk.documents.strip import Align, Strip
from kiosk.formats import amount, day, moment
from kiosk.texts import _


def title_of(month: str) -> str:
    """For a window, a print job and a file."""
    return _("Charging run {month}", month=month)


def write_run_sheet(paper: RunPaper) -> bytes:
    title = title_of(paper.month)
    parts = (
        _charged(_("To be drawn"), paper.lines),
        _charged(_("To be invoiced to organisations"), paper.invoices),
        _refused(paper.exceptions),
        _charged(_("Charged already, by draw"), paper.drawn),
        _charged(_("Charged already, by invoice"), paper.billed),
    )
    strips = [_head(paper, title), _sums(paper), *chain.from_iterable(parts)]
    return sheet.write(strips, paper.company, title, title)


def _head(paper: RunPaper, title: str) -> Strip:
    pairs = [
        (_("Month"), paper.month),
        (_("Draw day"), day(paper.draw_day)),
        (_("As it stood"), moment(paper.read_at)),
    ]
    return sheet.head(paper.company, paper.place, title, pairs)


def _sums(paper: RunPaper) -> Strip:
    strip = sheet.section(_("Sums"))
    columns = (Column("", 0.5), Column(_("Number"), 0.2, Align.RIGHT), Column(_("Amount"), 0.3, Align.RIGHT))
    sheet.table_head(strip, columns)
    for words, count, ore in _totals(paper):
        sheet.table_cells(strip, columns, (words, str(count), "" if ore is None else amount(ore)), sheet.FIGURE)
        strip.gap(3)
    if _is_behind(paper):
        strip.gap(3)
        words = _("This desk has not got everything yet that was charged: the lists below are not whole.")
        strip.words(words, sheet.BODY)
    return strip


def _totals(paper: RunPaper) -> Iterator[tuple[str, int, int | None]]:
    yield _("To be drawn"), len(paper.lines), _sum(paper.lines)
    if paper.invoices or paper.invoiced:
        yield _("To be invoiced to organisations"), len(paper.invoices), _sum(paper.invoices)
    yield _("Can’t be charged"), len(paper.exceptions), None
    yield _("Charged already, by draw"), paper.done, paper.done_amount
    if paper.invoices or paper.invoiced:
        yield _("Charged already, by invoice"), paper.invoiced, paper.invoiced_amount


def _sum(lines: Sequence[NamedLine]) -> int:
    return sum(line.amount for line in lines)


def _is_behind(paper: RunPaper) -> bool:
    return (len(paper.drawn), len(paper.billed)) != (paper.done, paper.invoiced)


def _charged(heading: str, lines: Sequence[NamedLine]) -> Iterator[Strip]:
    """Nothing where there is none."""
    columns = [Column(_("Member"), 0.5), Column(_("Member number"), 0.25), Column(_("Amount"), 0.25, Align.RIGHT)]
    rows = [[line.name, line.number, amount(line.amount)] for line in lines]
    if any(line.payer for line in lines):
        columns = [Column(_("Member"), 0.3), Column(_("Member number"), 0.22), Column(_("Organisation"), 0.3)]
        columns.append(Column(_("Amount"), 0.18, Align.RIGHT))
        rows = [[line.name, line.number, line.payer, amount(line.amount)] for line in lines]
    yield from _table(heading, columns, rows)


def _refused(lines: Sequence[NamedLine]) -> Iterator[Strip]:
    columns = (Column(_("Member"), 0.26), Column(_("Member number"), 0.22), Column(_("Why"), 0.52))
    yield from _table(_("Can’t be charged"), columns, [[line.name, line.number, line.why] for line in lines])


def _table(heading: str, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> Iterator[Strip]:
    if not rows:
        return
    head, again = sheet.section(heading), Strip(sheet.WIDTH)
    for strip in (head, again):
        sheet.table_head(strip, columns)
    yield head
    for texts in rows:
        strip = sheet.table_row(columns, texts)
        strip.above = again
        yield strip
