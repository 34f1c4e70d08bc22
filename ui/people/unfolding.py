"""One row of a list may be unfolded: what stands under it, and the list and model that know which it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from PySide6.QtCore import QAbstractListModel, QObject

from kiosk.people.person_card_facts import Deviation
from kiosk.texts import _, plural
from ui.controls import TypeRole
from ui.controls.labels import TONE_ICONS
from ui.people.person_card_paint import GROUNDS, ICON, Canvas, widest_word
from ui.people.person_card_parts import Fact, draw_facts
from ui.people.person_card_words import URGENCY_TONES, URGENCY_WORDS
from ui.theme import Space, current, px

COLUMN = 170  # px at 100 %: the least width of a fact; an e-mail address has what it needs


@dataclass(frozen=True, slots=True)
class Unfolded:
    """A short card in words. `more`: so many deviations are left out."""

    facts: Sequence[Fact]
    deviations: Sequence[Deviation] = ()
    more: int = 0

    @property
    def words(self) -> str:
        """For a screen reader."""
        return ". ".join(self._said())

    def _said(self) -> Iterator[str]:
        yield from (fact.words for fact in self.facts)
        yield from (_in_words(one) for one in self.deviations)
        if self.more:
            yield _more(self.more)


def draw_unfolded(canvas: Canvas, card: Unfolded) -> int:
    """Returns the height it takes."""
    words = ((fact.value, TypeRole.STRONG) for fact in card.facts), ((fact.note, TypeRole.SMALL) for fact in card.facts)
    widest = max((widest_word(*one, current().zoom) for one in chain(*words)), default=0)
    least = max(px(COLUMN), widest + px(Space.LARGE))
    columns = max(min(canvas.width // least, len(card.facts)), 1)
    y = draw_facts(canvas, 0, card.facts, columns)
    for deviation in card.deviations:
        y = _draw_deviation(canvas, y + px(Space.SMALL), deviation)
    if card.more:
        y += canvas.text(0, y + px(Space.TIGHT), canvas.width, _more(card.more), TypeRole.SMALL) + px(Space.TIGHT)
    return y


def _draw_deviation(canvas: Canvas, y: int, deviation: Deviation) -> int:
    tone = URGENCY_TONES[deviation.urgency]
    colour = GROUNDS[tone][2]
    canvas.icon(0, y, TONE_ICONS[tone], colour)
    indent = px(ICON + Space.SMALL)
    words = _in_words(deviation)
    return y + max(canvas.text(indent, y, canvas.width - indent, words, TypeRole.STRONG, colour), px(ICON))


def _in_words(deviation: Deviation) -> str:
    return f"{_(URGENCY_WORDS[deviation.urgency])}: {deviation.text}"


def _more(count: int) -> str:
    return plural("{n} more on the card", "{n} more on the card", count)


class UnfoldingModel(QAbstractListModel):
    """Knows which of its rows is unfolded, and what stands there."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._unfolded = -1
        self._card: Unfolded | None = None

    @property
    def unfolded(self) -> int:
        """The row that is unfolded; -1: none."""
        return self._unfolded

    @property
    def card(self) -> Unfolded | None:
        """The unfolded row's."""
        return self._card

    def card_of(self, row: int) -> Unfolded | None:
        return self._card if row == self._unfolded else None

    def fold(self) -> None:
        """While it is reset: its rows are others."""
        self._unfolded, self._card = -1, None

    def unfold(self, row: int, card: Unfolded | None) -> None:
        """Folds whatever was unfolded. None: nothing is unfolded now."""
        old, self._unfolded, self._card = self._unfolded, row if card else -1, card
        for changed in {old, self._unfolded} - {-1}:
            self.dataChanged.emit(self.index(changed, 0), self.index(changed, 0))
