"""What staff must know first: deviations in two columns on top of the card, heaviest first."""

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from kiosk.people.person_card_facts import Deviation
from kiosk.texts import _
from ui.controls import TypeRole
from ui.controls.labels import TONE_ICONS
from ui.people.person_card_paint import GROUNDS, ICON, Canvas, Painted, metrics_of
from ui.people.person_card_words import URGENCY_TONES, URGENCY_WORDS
from ui.theme import Space, px

COLUMNS = 2
TWO_COLUMNS = 760  # px at 100 %
LEAST_WIDTH = 360


class DeviationGrid(Painted):
    """Colour, icon and word; what it is, and what to do. Read row by row; one that is alone takes the whole width."""

    def __init__(self, deviations: Sequence[Deviation], parent: QWidget | None = None) -> None:
        self.deviations = tuple(deviations)
        words = " ".join(f"{_word(one)}: {one.text}. {one.remedy}".strip() for one in deviations)
        super().__init__(self._draw, words, LEAST_WIDTH, parent)
        self.setObjectName("deviations")

    def _draw(self, canvas: Canvas) -> int:
        y, gap = 0, px(Space.SMALL)
        columns = COLUMNS if canvas.width >= px(TWO_COLUMNS) else 1
        for first in range(0, len(self.deviations), columns):
            row = self.deviations[first : first + columns]
            width = (canvas.width - gap * (len(row) - 1)) // len(row)
            height = max(_draw_inside(Canvas(canvas.width), 0, 0, width, one) for one in row)
            for at, one in enumerate(row):
                x = at * (width + gap)
                ground, edge, _sign = GROUNDS[URGENCY_TONES[one.urgency]]
                canvas.box(QRect(x, y, width, height), ground, edge)
                _draw_inside(canvas, x, y, width, one)
            y += height + gap
        return y - gap if self.deviations else 0


def _draw_inside(canvas: Canvas, x: int, y: int, width: int, deviation: Deviation) -> int:
    """Returns the height that it needs with its margins."""
    tone = URGENCY_TONES[deviation.urgency]
    margin, top = px(Space.MEDIUM), y + px(Space.SMALL)
    canvas.icon(x + margin, top + 1, TONE_ICONS[tone], GROUNDS[tone][2])
    x_word = x + margin + px(ICON + Space.SMALL)
    canvas.text(x_word, top, _word_width(), _word(deviation), TypeRole.STRONG)
    x_text = x_word + _word_width() + px(Space.MEDIUM)
    room = x + width - margin - x_text
    bottom = top + canvas.text(x_text, top, room, deviation.text, TypeRole.STRONG)
    if deviation.remedy:
        bottom += canvas.text(x_text, bottom, room, deviation.remedy)
    return bottom + px(Space.SMALL) - y


def _word(deviation: Deviation) -> str:
    return _(URGENCY_WORDS[deviation.urgency])


def _word_width() -> int:
    """Of the longest word, so that the texts stand in line."""
    metrics = metrics_of(TypeRole.STRONG)
    return max(metrics.horizontalAdvance(_(word)) for word in URGENCY_WORDS.values()) + 2
