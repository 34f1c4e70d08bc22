"""A PIN by keys or touch, with the wait after wrong ones counted down."""

from collections.abc import Callable

from PySide6.QtCore import QRegularExpression, QTimer, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from kiosk.texts import N_, _
from ui.controls import Button, Kind, Label, LineEdit, PrimaryButton, Retranslated, Text, TypeRole
from ui.theme import Space, px
from ui.theme.icons import icon

LONGEST_PIN = 12
SIGN_IN = N_("Sign in")


class PinPad(Retranslated, QWidget):
    """Signals: entered(str), the PIN; the field is emptied as it is handed over."""

    entered = Signal(str)

    def __init__(self, verb: Text = SIGN_IN, parent: QWidget | None = None) -> None:
        """`verb`: what the PIN does."""
        super().__init__(parent)
        self._seconds = 0
        self._is_busy = False
        self._why: Callable[[int], str] = _nothing
        self._ticker = QTimer(self)
        self._ticker.setInterval(1000)
        self._ticker.timeout.connect(self._tick)
        self._pin = LineEdit()
        self._pin.setObjectName("pin")
        self._pin.setEchoMode(QLineEdit.EchoMode.Password)
        self._pin.setMaxLength(LONGEST_PIN)
        self._pin.setValidator(QRegularExpressionValidator(QRegularExpression(r"\d*"), self))
        self._pin.textChanged.connect(self._show_state)
        self._pin.returnPressed.connect(self._enter)
        self._ok = PrimaryButton(verb, "arrow-right")
        self._ok.setObjectName("sign_in")
        self._ok.clicked.connect(self._enter)
        self._message = Label("", TypeRole.ERROR)
        self._message.setObjectName("message")
        self._message.setMinimumHeight(px(44))  # two lines: the pad doesn't jump when something is said
        self._keys: list[Button] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(Space.MEDIUM))
        column.addWidget(self._pin)
        column.addLayout(self._pad())
        column.addWidget(self._ok)
        column.addWidget(self._message)
        self.setFocusProxy(self._pin)
        self.retranslate()
        self._show_state()

    def start(self) -> None:
        """Empty and ready, unless a wait is still running."""
        self._pin.clear()
        self._say(_nothing)
        self._pin.setFocus()

    def set_busy(self, busy: bool) -> None:
        self._is_busy = busy
        self._show_state()

    def refuse(self, why: Callable[[int], str], seconds: int) -> None:
        """Says why, and takes nothing for so many seconds. `why` is asked again each second with what is left."""
        self._pin.clear()
        self._seconds = max(seconds, 0)
        self._why = why
        if self._seconds:
            self._ticker.start()
        self._show_state()
        self._pin.setFocus()

    def retranslate(self) -> None:
        self._pin.setPlaceholderText(_("PIN"))
        self._pin.setAccessibleName(_("PIN"))
        self._back.setAccessibleName(_("Delete last digit"))
        self._show_message()

    def _pad(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(px(Space.SMALL))
        for place, digit in enumerate("123456789"):
            grid.addWidget(self._key(digit), place // 3, place % 3)
        grid.addWidget(self._key("0"), 3, 1)
        self._back = Button("", Kind.KEY)
        self._back.setIcon(icon("backspace"))
        self._back.clicked.connect(self._pin.backspace)
        grid.addWidget(self._back, 3, 2)
        self._keys.append(self._back)
        return grid

    def _key(self, digit: str) -> Button:
        key = Button(lambda: digit, Kind.KEY)
        key.setObjectName(f"digit_{digit}")
        key.clicked.connect(self._key_pressed)
        self._keys.append(key)
        return key

    def _key_pressed(self) -> None:
        self._pin.insert(self.sender().objectName().removeprefix("digit_"))

    def _enter(self) -> None:
        if self._ok.isEnabled():
            pin = self._pin.text()
            self._pin.clear()
            self._say(_nothing)
            self.entered.emit(pin)

    def _tick(self) -> None:
        self._seconds -= 1
        if self._seconds <= 0:
            self._ticker.stop()
            self._why = _nothing
        self._show_state()

    def _say(self, why: Callable[[int], str]) -> None:
        self._why = why
        self._show_message()

    def _show_state(self) -> None:
        takes = not self._seconds and not self._is_busy
        self._ok.setEnabled(takes and bool(self._pin.text()))
        self._pin.setReadOnly(not takes)
        for key in self._keys:
            key.setEnabled(takes)
        self._show_message()

    def _show_message(self) -> None:
        self._message.say(lambda: self._why(self._seconds))


def _nothing(_seconds: int) -> str:
    return ""
