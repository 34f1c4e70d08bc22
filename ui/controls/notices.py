"""Passing notices: the toast with its undo, and the strip of work under way."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from kiosk.texts import N_, _
from ui.controls.buttons import SecondaryButton
from ui.controls.labels import Label
from ui.controls.texts import Text
from ui.keys import CANCEL, on_key
from ui.theme import Space, px
from ui.theme.icons import Role, icon

TOAST_MS = 8000  # long enough to read and to change one's mind
QUIET_MS = 500  # shorter work shows nothing


class Toast(QFrame):
    """One notice at a time at the bottom centre of its window, over everything; gone after 8 s, or when it is pressed.

    `say()` replaces what stands there. `undo` is a bound method, offered as "Undo" while it stands.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("toast")
        self._label = Label("", wraps=False)
        self._undo_button = SecondaryButton(N_("Undo"))
        self._undo_button.setIcon(icon("arrow-back-up", Role.PANEL))
        self._undo_button.clicked.connect(self._undo_clicked)
        self._undo: Callable[[], Any] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(px(Space.LARGE), px(Space.SMALL), px(Space.SMALL), px(Space.SMALL))
        row.setSpacing(px(Space.LARGE))
        row.addWidget(self._label, 1)
        row.addWidget(self._undo_button)
        self._row = row
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    def say(self, text: Text, undo: Callable[[], Any] | None = None) -> None:
        self._label.say(text)
        self._undo = undo
        self._undo_button.setVisible(undo is not None)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(TOAST_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """The words come after it, and may need another room."""
        if event.type() == QEvent.Type.LanguageChange and self.isVisible():
            QTimer.singleShot(0, self, self._place)
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._place()
        super().showEvent(event)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Out of the way: with large texts it may lie over what is to be pressed next."""
        self.hide()

    def hide(self) -> None:
        self._timer.stop()
        super().hide()

    def _place(self) -> None:
        """In one line where the window is wide enough for it."""
        window = self._window
        self._label.setWordWrap(False)
        self.adjustSize()
        most, height = window.width() - px(Space.WIDE), self.height()
        if self.width() > most:
            self._label.setWordWrap(True)
            self._row.invalidate()
            height = self._row.totalHeightForWidth(most)
        self.resize(min(self.width(), most), max(height, px(Space.PRIMARY)))
        bottom = window.height() - self.height() - px(Space.HUGE + Space.TOUCH)
        self.move((window.width() - self.width()) // 2, bottom)

    def _undo_clicked(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo:
            undo()


class BusyStrip(QFrame):
    """Work under way: nothing before 500 ms, then its name, progress and a way to cancel, by Esc too.

    Signals: cancelled().
    """

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "accent")
        self._label = Label("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._cancel = SecondaryButton(N_("Cancel"), "x")
        self._cancel.clicked.connect(self._cancel_clicked)
        row = QHBoxLayout(self)
        row.setSpacing(px(Space.LARGE))
        row.addWidget(self._label, 2)
        row.addWidget(self._bar, 1)
        row.addWidget(self._cancel)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.show)
        on_key(CANCEL, self._cancel, self._cancel.click)
        self.hide()

    def start(self, text: Text, *, can_cancel: bool = True) -> None:
        """`text` names the work; the bar runs without a figure until `progress` gives one."""
        self._label.say(text)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(self._label.text())
        self._cancel.setVisible(can_cancel)
        self._cancel.setEnabled(True)
        self._timer.start(QUIET_MS)

    def take_focus(self) -> None:
        """Shown at once, with Cancel in hand: for work begun by a button that goes grey meanwhile."""
        self._timer.stop()
        self.show()
        self._cancel.setFocus()

    @property
    def has_focus(self) -> bool:
        return self._cancel.hasFocus()

    def progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def finish(self) -> None:
        self._timer.stop()
        self.hide()

    def _cancel_clicked(self) -> None:
        self._cancel.setEnabled(False)
        self._label.say(lambda: _("Cancelling…"))
        self.cancelled.emit()
