"""A column of set words, rules and bands, built from the top down before anyone knows which page it lands on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from kiosk.documents.fonts import BOLD, REGULAR, width_of
from kiosk.formats import NBSP

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

Ink = tuple[float, float, float]
BLACK: Ink = (0.0, 0.0, 0.0)
NAVY: Ink = (0.075, 0.122, 0.2)
QUIET: Ink = (0.32, 0.376, 0.447)
ACCENT: Ink = (0.122, 0.337, 0.769)
HAIRLINE: Ink = (0.8, 0.835, 0.875)
PALE: Ink = (0.945, 0.957, 0.973)
WHITE: Ink = (1.0, 1.0, 1.0)

SPAN = re.compile(r"(?<=\d) – (?=\d)")
KEPT = f"{NBSP}–{NBSP}"
LEADING = 1.36  # Open Sans' own line height
BASELINE = 1.04  # from the line's top to where its letters stand


class Align(Enum):
    LEFT = auto()
    CENTRE = auto()
    RIGHT = auto()


@dataclass(frozen=True, slots=True)
class Face:
    """How words look; size and leading in points."""

    size: float
    bold: bool = False
    ink: Ink = BLACK
    leading: float = LEADING

    @property
    def font(self) -> str:
        return BOLD if self.bold else REGULAR

    @property
    def line(self) -> float:
        return self.size * self.leading

    def width(self, text: str) -> float:
        return width_of(text, self.font, self.size)

    def strong(self) -> Face:
        return replace(self, bold=True)


@dataclass(frozen=True, slots=True)
class Cell:
    """Words in a place of their own on a row; `x` and `width` in points from the strip's left edge."""

    text: str
    face: Face
    x: float
    width: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class _Words:
    x: float
    y: float
    text: str
    face: Face


@dataclass(frozen=True, slots=True)
class _Box:
    x: float
    y: float
    width: float
    height: float
    fill: Ink | None
    edge: Ink | None
    radius: float
    stroke: float


@dataclass(frozen=True, slots=True)
class _Rule:
    x: float
    y: float
    width: float
    thickness: float
    ink: Ink
    dash: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class _Squares:
    """Filled whole-number rectangles (x, y, width, height), drawn at `side` points to the unit."""

    x: float
    y: float
    side: float
    rectangles: tuple[tuple[int, int, int, int], ...]


class Strip:
    """Grows downwards; (0, 0) is its upper left corner and `height` where the next thing lands. Points.

    `above`: what stands over it again where it begins a page, as the head of a table.
    """

    def __init__(self, width: float) -> None:
        self.width = width
        self.height = 0.0
        self.above: Strip | None = None
        self._boxes: list[_Box] = []
        self._words: list[_Words] = []
        self._rules: list[_Rule] = []
        self._squares: list[_Squares] = []

    def gap(self, points: float) -> None:
        self.height += points

    def words(self, text: str, face: Face, align: Align = Align.LEFT, x: float = 0.0, width: float = 0.0) -> None:
        """Wraps at `width`, by default the rest of the strip."""
        self.row([Cell(text, face, x, width or self.width - x, align)])

    def row(self, cells: Sequence[Cell]) -> None:
        """Cells side by side with their first lines on one baseline; as high as the highest."""
        largest = max(cell.face.size for cell in cells)
        bottom = self.height
        for cell in cells:
            y = self.height + (largest - cell.face.size) * BASELINE
            for line in wrapped(cell.text, cell.face, cell.width):
                self._words.append(_Words(_start(line, cell), y + cell.face.size * BASELINE, line, cell.face))
                y += cell.face.line
            bottom = max(bottom, y)
        self.height = bottom

    def rule(self, ink: Ink = BLACK, thickness: float = 0.5, dash: tuple[float, float] | None = None) -> None:
        self.line(0, self.width, ink, thickness, dash)

    def line(self, x: float, width: float, ink: Ink, thickness: float, dash: tuple[float, float] | None = None) -> None:
        self._rules.append(_Rule(x, self.height, width, thickness, ink, dash))

    def box(
        self, x: float, y: float, width: float, height: float, *, fill: Ink | None = None, edge: Ink | None = None,
        radius: float = 0.0, stroke: float = 0.75,
    ) -> None:  # fmt: skip
        """Lies behind the words; takes no room of its own."""
        self._boxes.append(_Box(x, y, width, height, fill, edge, radius, stroke))

    def squares(self, rectangles: tuple[tuple[int, int, int, int], ...], x: float, side: float) -> None:
        """A code of small squares with its top here; takes no room of its own."""
        self._squares.append(_Squares(x, self.height, side, rectangles))

    def place(self, other: Strip, x: float = 0.0) -> None:
        """Lays a finished strip into this one; several may be placed at the same height before a gap is made."""
        y = self.height
        self._boxes += [replace(mark, x=mark.x + x, y=mark.y + y) for mark in other._boxes]
        self._words += [replace(mark, x=mark.x + x, y=mark.y + y) for mark in other._words]
        self._rules += [replace(mark, x=mark.x + x, y=mark.y + y) for mark in other._rules]
        self._squares += [replace(mark, x=mark.x + x, y=mark.y + y) for mark in other._squares]

    def paint(self, canvas: Canvas, left: float, top: float) -> None:
        """`left`, `top`: where the upper left corner lands, in the page's coordinates (y upwards)."""
        for box in self._boxes:
            _paint_box(canvas, box, left, top)
        for rule in self._rules:
            canvas.setStrokeColorRGB(*rule.ink)
            canvas.setLineWidth(rule.thickness)
            canvas.setDash(*(rule.dash or ()))
            canvas.line(left + rule.x, top - rule.y, left + rule.x + rule.width, top - rule.y)
        for squares in self._squares:
            _paint_squares(canvas, squares, left, top)
        self._paint_words(canvas, left, top)

    def _paint_words(self, canvas: Canvas, left: float, top: float) -> None:
        """One text object for all, changing font and ink only where they change: half the time of drawString."""
        text = canvas.beginText()
        face: Face | None = None
        for mark in self._words:
            if face is None or mark.face.font != face.font or mark.face.size != face.size:
                text.setFont(mark.face.font, mark.face.size)
            if face is None or mark.face.ink != face.ink:
                text.setFillColorRGB(*mark.face.ink)
            face = mark.face
            text.setTextOrigin(round(left + mark.x, 2), round(top - mark.y, 2))
            text.textLine(mark.text)
        canvas.drawText(text)


def wrapped(text: str, face: Face, width: float) -> Iterator[str]:
    """Lines that fit; a word that is too long for any line is cut."""
    for paragraph in text.split("\n"):
        if face.width(paragraph) <= width:
            yield paragraph
        else:
            yield from _filled(paragraph, face, width)


def _filled(paragraph: str, face: Face, width: float) -> Iterator[str]:
    """`2026-11-22 – 2026-12-31` stays in one piece where it can."""
    for line in _broken(SPAN.sub(KEPT, paragraph), face, width):
        yield line.replace(KEPT, " – ")


def _broken(paragraph: str, face: Face, width: float) -> Iterator[str]:
    line = ""
    for word in paragraph.split(" "):
        longer = f"{line} {word}" if line else word
        if face.width(longer) <= width:
            line = longer
            continue
        if line:
            yield line
        line = word
        while face.width(line) > width and len(line) > 1:
            fits = next(n for n in range(len(line) - 1, 0, -1) if n == 1 or face.width(line[:n]) <= width)
            yield line[:fits]
            line = line[fits:]
    if line:
        yield line


def _start(line: str, cell: Cell) -> float:
    if cell.align is Align.LEFT:
        return cell.x
    spare = cell.width - cell.face.width(line)
    return cell.x + (spare if cell.align is Align.RIGHT else spare / 2)


def _paint_box(canvas: Canvas, box: _Box, left: float, top: float) -> None:
    canvas.setDash()
    if box.fill:
        canvas.setFillColorRGB(*box.fill)
    if box.edge:
        canvas.setStrokeColorRGB(*box.edge)
        canvas.setLineWidth(box.stroke)
    x, y = left + box.x, top - box.y - box.height
    fill, stroke = int(box.fill is not None), int(box.edge is not None)
    if box.radius:
        canvas.roundRect(x, y, box.width, box.height, box.radius, stroke=stroke, fill=fill)
    else:
        canvas.rect(x, y, box.width, box.height, stroke=stroke, fill=fill)


def _paint_squares(canvas: Canvas, squares: _Squares, left: float, top: float) -> None:
    """One filled path in units of a square, so that every figure in the file is a small whole number."""
    from reportlab.pdfgen.pathobject import PDFPathObject

    canvas.saveState()
    canvas.translate(left + squares.x, top - squares.y)
    canvas.scale(squares.side, -squares.side)
    canvas.setFillColorRGB(*BLACK)
    code = [f"{x} {y} {width} {height} re" for x, y, width, height in squares.rectangles]
    canvas.drawPath(PDFPathObject(["n", *code]), stroke=0, fill=1)
    canvas.restoreState()
