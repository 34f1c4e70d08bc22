"""A personal number that is masked until someone asks for it, and hidden again after a while."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from kiosk.texts import N_
from ui.controls import Label, QuietButton, TypeRole
from ui.theme import Space, px

SHOWN_MS = 30_000  # half a minute: the screen stands towards the counter


class HiddenNumber(QWidget):
    """Put what stands beside it into `box`.

    Signals: wanted(): someone asks to see it, which has to be journalled.
    """

    wanted = Signal()

    def __init__(self, name: str, masked: str, instead: str = "", parent: QWidget | None = None) -> None:
        """`name` is the label's objectName; `instead` is said where there is no number."""
        super().__init__(parent)
        self._masked = masked
        self.label = Label(lambda: masked or instead, TypeRole.STRONG, wraps=False)
        self.label.setObjectName(name)
        self.button = QuietButton(N_("Show number"), "eye")
        self.button.setObjectName("show_number")
        if not masked:
            self.button.hide()  # never shown before it has its place: it would be a window of its own
        self.button.clicked.connect(self._clicked)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide_number)
        number = QHBoxLayout()
        number.setSpacing(px(Space.SMALL))
        number.addWidget(self.label)
        number.addWidget(self.button)
        number.addStretch(1)
        self.box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(px(Space.SMALL))
        self.box.addLayout(number)

    @property
    def is_shown(self) -> bool:
        return self._timer.isActive()

    def show_masked(self, masked: str, instead: str = "") -> None:
        """Another's."""
        self._masked = masked
        self.hide_number()
        self.label.say(lambda: masked or instead)
        self.button.setVisible(bool(masked))

    def show_number(self, number: str, ms: int = SHOWN_MS) -> None:
        self.label.say(lambda: number)
        self._timer.start(ms)
        self.button.say(N_("Hide number"))

    def take_over(self, other: "HiddenNumber") -> None:
        """The same one's of a card that is read again: what is shown stays shown for the rest of its time."""
        if other.is_shown:
            self.show_number(other.label.text(), max(other._timer.remainingTime(), 1))

    def hide_number(self) -> None:
        self._timer.stop()
        masked = self._masked
        self.label.say(lambda: masked)
        self.button.say(N_("Show number"))

    def _clicked(self) -> None:
        if self.is_shown:
            self.hide_number()
        else:
            self.wanted.emit()
