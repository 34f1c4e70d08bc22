"""What staff must know first: deviations in two columns on top of the card, heaviest first."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.people.person_card_facts import Deviation
from kiosk.texts import N_, _
from ui.controls import Button, Kind, Text, TypeRole
from ui.controls.labels import TONE_ICONS
from ui.controls.painting import metrics_of
from ui.people.person_card_paint import GROUNDS, ICON, Canvas, Painted, widest_word
from ui.people.person_card_words import URGENCY_TONES, URGENCY_WORDS
from ui.theme import Space, current, px

COLUMNS = 2
TWO_COLUMNS = 760  # px at 100 %
LEAST_WIDTH = 360
LEAST_TEXT = 160  # narrower it is a column of single words


ACTIONS: dict[str, Text] = {
    "certify": N_("Certify"),
    "edit_payer": N_("New mandate"),
    "new_card": N_("New card"),
    "collect_online_purchase": N_("Hand out"),
    "new_photo": N_("Take a photo"),
    "pay_debt": N_("Pay a debt"),
    "settle_matter": N_("Settle…"),
    "show_mandate_form": N_("Open the form"),
    "use_agreement": N_("Use agreement"),
}
"""What the button beside a deviation says: routine, or entry of the card's menu → words."""


class DeviationGrid(Painted):
    """Colour, icon and word; what it is, what to do, and a button that begins it where a routine does. Read row by row;
    one that is alone takes the whole width.

    Signals: routine_wanted(routine's name, what it is about).
    """

    routine_wanted = Signal(str, str)

    def __init__(self, deviations: Sequence[Deviation], parent: QWidget | None = None) -> None:
        self.deviations = tuple(deviations)
        self._buttons: dict[int, Button] = {}
        words = " ".join(f"{_word(one)}: {one.text}. {one.remedy}".strip() for one in deviations)
        super().__init__(self._draw, words, LEAST_WIDTH, parent)
        self.setObjectName("deviations")
        for at, one in enumerate(self.deviations):
            if one.routine in ACTIONS:
                self._buttons[at] = self._button(one.routine, one.about)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for at, box in enumerate(self._boxes(self.width())):
            if at in self._buttons:
                size = self._buttons[at].sizeHint()
                x = box.right() - px(Space.SMALL) - size.width()
                y = box.top() + (box.height() - size.height()) // 2
                self._buttons[at].setGeometry(QRect(QPoint(x, y), size))

    def _button(self, routine: str, about: str) -> Button:
        button = Button(ACTIONS[routine], Kind.SECONDARY, parent=self)
        button.setObjectName(f"begin_{routine}")
        button.setProperty("routine", routine)
        button.setProperty("about", about)
        button.clicked.connect(self._button_clicked)
        return button

    def _button_clicked(self) -> None:
        button = self.sender()
        self.routine_wanted.emit(button.property("routine"), button.property("about"))

    def _draw(self, canvas: Canvas) -> int:
        boxes = self._boxes(canvas.width)
        for at, box in enumerate(boxes):
            one = self.deviations[at]
            ground, edge, _sign = GROUNDS[URGENCY_TONES[one.urgency]]
            canvas.box(box, ground, edge)
            _draw_inside(canvas, box.x(), box.y(), box.width() - self._kept_free(at), one)
        return boxes[-1].y() + boxes[-1].height() if boxes else 0

    def _boxes(self, whole: int) -> list[QRect]:
        """Where each stands; those side by side are equally high."""
        boxes: list[QRect] = []
        y, gap = 0, px(Space.SMALL)
        columns = self._columns(whole, gap)
        for first in range(0, len(self.deviations), columns):
            row = range(first, min(first + columns, len(self.deviations)))
            width = (whole - gap * (len(row) - 1)) // len(row)
            height = max(self._height(at, width) for at in row)
            boxes += [QRect(column * (width + gap), y, width, height) for column in range(len(row))]
            y += height + gap
        return boxes

    def _columns(self, whole: int, gap: int) -> int:
        """As many as leave the texts room: none is cut, with large letters and a wide button neither."""
        width = (whole - gap * (COLUMNS - 1)) // COLUMNS
        rooms = (width - self._kept_free(at) - _text_left() - px(Space.MEDIUM) for at in range(len(self.deviations)))
        is_fit = all(room >= _least_room(one) for room, one in zip(rooms, self.deviations, strict=True))
        return COLUMNS if whole >= px(TWO_COLUMNS) and is_fit else 1

    def _height(self, at: int, width: int) -> int:
        needed = _draw_inside(Canvas(width), 0, 0, width - self._kept_free(at), self.deviations[at])
        button = self._buttons.get(at)
        return needed if button is None else max(needed, button.sizeHint().height() + 2 * px(Space.SMALL))

    def _kept_free(self, at: int) -> int:
        button = self._buttons.get(at)
        return 0 if button is None else button.sizeHint().width() + px(Space.SMALL)


def _draw_inside(canvas: Canvas, x: int, y: int, width: int, deviation: Deviation) -> int:
    """Returns the height that it needs with its margins."""
    tone = URGENCY_TONES[deviation.urgency]
    margin, top = px(Space.MEDIUM), y + px(Space.SMALL)
    canvas.icon(x + margin, top + 1, TONE_ICONS[tone], GROUNDS[tone][2])
    x_word = x + margin + px(ICON + Space.SMALL)
    canvas.text(x_word, top, _word_width(), _word(deviation), TypeRole.STRONG)
    x_text = x + _text_left()
    room = x + width - margin - x_text
    bottom = top + canvas.text(x_text, top, room, deviation.text, TypeRole.STRONG)
    if deviation.remedy:
        bottom += canvas.text(x_text, bottom, room, deviation.remedy)
    return bottom + px(Space.SMALL) - y


def _text_left() -> int:
    """From the box's left edge to the text."""
    return px(Space.MEDIUM + ICON + Space.SMALL) + _word_width() + px(Space.MEDIUM)


def _least_room(deviation: Deviation) -> int:
    zoom = current().zoom
    widest = widest_word(deviation.text, TypeRole.STRONG, zoom), widest_word(deviation.remedy, TypeRole.BODY, zoom)
    return max(*widest, px(LEAST_TEXT))


def _word(deviation: Deviation) -> str:
    return _(URGENCY_WORDS[deviation.urgency])


def _word_width() -> int:
    """Of the longest word, so that the texts stand in line."""
    metrics = metrics_of(TypeRole.STRONG)
    return max(metrics.horizontalAdvance(_(word)) for word in URGENCY_WORDS.values()) + 2
