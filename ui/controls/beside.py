"""Things side by side where there is room for it, else one below the other: on small screens, with large texts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from ui.controls.arranged import Arranged
from ui.theme import Space, px

PANEL = 300  # px at 100 %: a panel with inputs narrower than this is no pleasure
TOP = Qt.AlignmentFlag.AlignTop
IN_ROW, IN_COLUMN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class Beside(Arranged, QWidget):
    """Never asks for more width than its widest part; `add` instead of a layout's own `addWidget`."""

    def __init__(self, space: int = Space.LARGE, *, least: int = 0, parent: QWidget | None = None) -> None:
        """`space` between the parts and the `least` width each should have in a row, in px at 100 %."""
        super().__init__(parent)
        self._space, self._least = space, least
        self._parts: list[QWidget] = []
        self._box = QBoxLayout(IN_ROW, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(px(space))

    def add(self, part: QWidget, stretch: int = 0, alignment: Qt.AlignmentFlag | None = TOP) -> None:
        """`alignment` None: as high as the highest."""
        self._parts.append(part)
        whole = _as_narrow(part) if part.minimumWidth() == part.maximumWidth() else part
        if alignment is None:
            self._box.addWidget(whole, stretch)
        else:
            self._box.addWidget(whole, stretch, alignment)

    def least_width(self) -> int:
        return max(self._widths(), default=0)

    @property
    def row_width(self) -> int:
        """px they need beside each other."""
        widths = self._widths()
        return sum(max(width, px(self._least)) for width in widths) + px(self._space) * (len(widths) - 1)

    def arrange(self) -> None:
        direction = IN_ROW if self.row_width <= self.width() else IN_COLUMN
        if direction != self._box.direction():
            self._box.setDirection(direction)

    def _widths(self) -> list[int]:
        """The least each part can do with."""
        shown = [part for part in self._parts if not part.isHidden()]
        return [min(max(part.minimumWidth(), part.minimumSizeHint().width()), part.maximumWidth()) for part in shown]


def _as_narrow(part: QWidget) -> QWidget:
    """In a column Qt takes what has a width of its own for as wide as all of it, and its words for as few lines as they
    have there."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(part)
    row.addStretch(1)
    return whole
