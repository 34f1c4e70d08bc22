"""Strips become a PDF: one page as long as the roll needs, or A4 pages with a running foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import TYPE_CHECKING

from kiosk.documents import fonts
from kiosk.documents.strip import QUIET, Align, Cell, Face, Strip

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

MM = 72 / 25.4
FOOT = Face(7.5, ink=QUIET)


class Paper(StrEnum):
    ROLL_80 = "roll_80"
    ROLL_58 = "roll_58"
    A4 = "a4"

    @property
    def width(self) -> float:
        """In points, edge to edge."""
        return {Paper.ROLL_80: 80, Paper.ROLL_58: 58, Paper.A4: 210}[self] * MM

    @property
    def margin(self) -> float:
        """A roll's printable width is 72 or 48 mm."""
        return {Paper.ROLL_80: 4, Paper.ROLL_58: 5, Paper.A4: 20}[self] * MM

    @property
    def inside(self) -> float:
        return self.width - 2 * self.margin


A4_HEIGHT = 297 * MM
A4_TOP = A4_HEIGHT - 18 * MM
A4_BOTTOM = 22 * MM


@dataclass(frozen=True, slots=True)
class About:
    """The file's metadata; `language` as in RFC 5646."""

    title: str
    author: str
    subject: str
    language: str


def write_roll(strip: Strip, paper: Paper, about: About) -> bytes:
    """One page, as long as what is on it."""
    height = strip.height + 2 * paper.margin
    file, canvas = _open(about, paper.width, height)
    strip.paint(canvas, paper.margin, height - paper.margin)
    return _close(file, canvas)


def write_pages(strips: Sequence[Strip], about: About, foot: str, page_words: str) -> bytes:
    """A strip is never split over pages. `page_words` has the places {page} and {pages}."""
    pages = _pages(strips)
    file, canvas = _open(about, Paper.A4.width, A4_HEIGHT)
    for number, page in enumerate(pages, start=1):
        top = A4_TOP
        for strip in page:
            strip.paint(canvas, Paper.A4.margin, top)
            top -= strip.height
        _foot(foot, page_words.format(page=number, pages=len(pages))).paint(canvas, Paper.A4.margin, 15 * MM)
        canvas.showPage()
    return _close(file, canvas)


def _pages(strips: Sequence[Strip]) -> list[list[Strip]]:
    pages: list[list[Strip]] = [[]]
    room = A4_TOP - A4_BOTTOM
    for strip in strips:
        if strip.height > room and pages[-1]:
            pages.append([])
            room = A4_TOP - A4_BOTTOM
            if strip.above is not None:
                pages[-1].append(strip.above)
                room -= strip.above.height
        pages[-1].append(strip)
        room -= strip.height
    return pages


def _foot(words: str, page: str) -> Strip:
    strip = Strip(Paper.A4.inside)
    beside = 25 * MM
    strip.row([
        Cell(words, FOOT, 0, strip.width - beside),
        Cell(page, FOOT, strip.width - beside, beside, Align.RIGHT),
    ])  # fmt: skip
    return strip


def _open(about: About, width: float, height: float) -> tuple[BytesIO, Canvas]:
    from reportlab.pdfgen.canvas import Canvas

    fonts.register()
    file = BytesIO()
    # Not compressed: 35 kB instead of 22 and a fifth sooner, and documents are made anew when asked for, not kept.
    canvas = Canvas(
        file, pagesize=(width, height), lang=about.language, initialFontName=fonts.REGULAR, pageCompression=0
    )
    canvas.setTitle(about.title)
    canvas.setAuthor(about.author)
    canvas.setSubject(about.subject)
    canvas.setCreator("Inpass")
    return file, canvas


def _close(file: BytesIO, canvas: Canvas) -> bytes:
    canvas.save()
    return file.getvalue()
