"""The drawings that the person card's blocks are made of: facts, lines with icons, pills in a row; and the photo."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from ui.controls import Tone, TypeRole
from ui.controls.painting import metrics_of
from ui.controls.sized import Sized
from ui.people.person_card_paint import ICON, Canvas, Painted, pill_size, widest_word
from ui.people.search_photos import portrait
from ui.theme import Space, colours, current, px
from ui.theme.icons import pixmap

PHOTO_RATIO = 4 / 3


@dataclass(frozen=True, slots=True)
class Fact:
    """A small label over what it says; `note` stands small below."""

    label: str
    value: str
    note: str = ""

    @property
    def words(self) -> str:
        return " ".join(part for part in (f"{self.label}:", self.value, self.note) if part)


@dataclass(frozen=True, slots=True)
class State:
    """What a pill says."""

    text: str
    tone: Tone
    icon_name: str


@dataclass(frozen=True, slots=True)
class IconLine:
    icon_name: str
    text: str


def draw_facts(canvas: Canvas, y: int, facts: Sequence[Fact], columns: int) -> int:
    """Side by side in columns of the same width, row by row; returns where they end. A word wider than its column, such
    as an organisation's name, gets as many as it needs."""
    gap = px(Space.LARGE)
    width = (canvas.width - gap * (columns - 1)) // columns
    bottom = y
    for place, row in enumerate(_rows([(fact, _span(fact, width, gap, columns)) for fact in facts], columns)):
        y, at = bottom + (px(Space.MEDIUM) if place else 0), 0
        for fact, span in row:
            room = canvas.width if span == columns else span * (width + gap) - gap
            bottom = max(bottom, _draw_fact(canvas, at * (width + gap), y, room, fact))
            at += span
    return bottom


def _rows(facts: Iterable[tuple[Fact, int]], columns: int) -> Iterator[list[tuple[Fact, int]]]:
    """Each with the columns it takes."""
    row: list[tuple[Fact, int]] = []
    for fact, span in facts:
        if sum(taken for _fact, taken in row) + span > columns:
            yield row
            row = []
        row.append((fact, span))
    if row:
        yield row


def _span(fact: Fact, width: int, gap: int, columns: int) -> int:
    said = ((fact.value, TypeRole.STRONG), (fact.note, TypeRole.SMALL))
    widest = max(widest_word(text, role, current().zoom) for text, role in said)
    return min(max(1, -(-(widest + gap) // (width + gap))), columns)


def _draw_fact(canvas: Canvas, x: int, y: int, width: int, fact: Fact) -> int:
    y += canvas.text(x, y, width, fact.label, TypeRole.SMALL)
    y += canvas.text(x, y, width, fact.value, TypeRole.STRONG)
    return y + canvas.text(x, y, width, fact.note, TypeRole.SMALL) if fact.note else y


def facts_block(facts: Sequence[Fact], columns: int) -> Painted:
    """A block of nothing but facts."""
    words = ". ".join(fact.words for fact in facts)
    return Painted(lambda canvas: draw_facts(canvas, 0, facts, columns), words, least_width=96 * columns)


def text_block(text: str, role: TypeRole = TypeRole.BODY) -> Painted:
    return Painted(lambda canvas: canvas.text(0, 0, canvas.width, text, role), text, least_width=72)


def draw_lines(canvas: Canvas, y: int, lines: Sequence[IconLine]) -> int:
    for line in lines:
        indent = px(ICON + Space.SMALL)
        canvas.icon(0, y + (metrics_of(TypeRole.BODY).height() - px(ICON)) // 2, line.icon_name)
        y += canvas.text(indent, y, canvas.width - indent, line.text) + px(Space.TIGHT)
    return y - px(Space.TIGHT) if lines else y


def lines_block(lines: Sequence[IconLine]) -> Painted:
    words = ", ".join(line.text for line in lines)
    return Painted(lambda canvas: draw_lines(canvas, 0, lines), words, least_width=220)


def contact_lines(phones: Iterable[str], email: str, address: Sequence[str]) -> Iterator[IconLine]:
    """How to reach somebody: what there is of it."""
    yield from (IconLine("phone", phone) for phone in phones)
    if email:
        yield IconLine("mail", email)
    if address:
        yield IconLine("home", ", ".join(address))


def draw_states(canvas: Canvas, y: int, states: Sequence[State]) -> int:
    """Beside each other as long as there is room, then on the next row."""
    x, gap = 0, px(Space.SMALL)
    height = 0
    for state in states:
        if x and x + pill_size(state.text).width() > canvas.width:
            x, y = 0, y + height + gap
        size = canvas.pill(x, y, state.text, state.tone, state.icon_name)
        x, height = x + size.width() + gap, size.height()
    return y + height


def states_block(states: Sequence[State]) -> Painted:
    words = ", ".join(state.text for state in states)
    return Painted(lambda canvas: draw_states(canvas, 0, states), words, least_width=220)


class Portrait(Sized, QWidget):
    """The photo, 3:4 with round corners; a sign where there is none."""

    def __init__(self, width: int, jpeg: bytes | None, name: str, sign: str = "user") -> None:
        """`width` in px at 100 %; `name` is what a screen reader says; `sign` the icon without a photo."""
        super().__init__()
        self._width, self._jpeg, self._sign = width, jpeg, sign
        self._picture: QPixmap | None = None
        self.setAccessibleName(name)
        self.take_size()

    @property
    def has_photo(self) -> bool:
        return self._jpeg is not None

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._picture is None and self._jpeg is not None:
            self._picture = portrait(self._jpeg, self.size(), px(Space.RADIUS), self.devicePixelRatio())
        if self._picture is not None:
            painter.drawPixmap(0, 0, self._picture)
        else:
            self._draw_sign(painter)
        painter.end()

    def _draw_sign(self, painter: QPainter) -> None:
        look, side = colours(), px(self._width // 2)
        painter.setPen(QColor(look.line))
        painter.setBrush(QColor(look.sunken))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(Space.RADIUS), px(Space.RADIUS))
        picture = pixmap(self._sign, look.muted, round(side * self.devicePixelRatio()))
        picture.setDevicePixelRatio(self.devicePixelRatio())
        painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, picture)

    def take_size(self) -> None:
        size = QSize(px(self._width), px(round(self._width * PHOTO_RATIO)))
        if size != self.size():
            self._picture = None
            self.setFixedSize(size)
