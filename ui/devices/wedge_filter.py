"""Takes a keyboard-wedge reader's keys out of the stream of typed keys, wherever the focus is."""

from dataclasses import dataclass, field, replace

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from kiosk.access.card_numbers import CardFormat, read_card_number
from kiosk.clock import monotonic_ms
from kiosk.devices.wedge import GarbledRead, Outcome, Stroke, Wedge, WedgeSettings
from kiosk.problems import Problem
from kiosk.sentences import sentence
from ui.devices.keys import RepeatWatch, copied, key_id, stroke_of

LATE = 30  # ms; a timer this late means the window was busy and a reader's next key may be waiting


@dataclass
class HeldKey:
    """A press kept back, with its release if that has come, and the widget it was meant for."""

    id: int
    target: QObject | None
    events: list[QKeyEvent] = field(default_factory=list)


class WedgeFilter(QObject):
    """Lives on Qt's thread as long as the program; watches every window that gets the keyboard.

    Real keys reach a window first and its widgets after: keys sent straight to a widget are not a reader's and pass.

    Signals: card_presented(number as stored), card_garbled(sentence for the user).
    """

    card_presented = Signal(str)
    card_garbled = Signal(str)

    def __init__(
        self, format: CardFormat, settings: WedgeSettings | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.set_format(format, settings)
        self._repeats = RepeatWatch()
        self._taken: set[int] = set()
        self._pending: dict[int, HeldKey] = {}
        self._since = QElapsedTimer()
        self._pause = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._pause.timeout.connect(self._paused)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._watch)
        for window in QGuiApplication.allWindows():
            self._watch(window)

    def set_format(self, format: CardFormat, settings: WedgeSettings | None = None) -> None:
        """What the gym's cards look like; `settings` when the reader sends more than the number."""
        self._format = format
        self._wedge = Wedge(settings or WedgeSettings.of(format))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not event.spontaneous():
            return False
        if isinstance(event, QKeyEvent):
            match event.type():
                case QEvent.Type.KeyPress:
                    return self._pressed(event)
                case QEvent.Type.KeyRelease:
                    return self._released(event)
                case QEvent.Type.ShortcutOverride:
                    return self._asked_for_shortcut(event)
        elif event.type() in (QEvent.Type.InputMethod, QEvent.Type.MouseButtonPress):
            self._settle(self._wedge.interrupt())
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def _pressed(self, event: QKeyEvent) -> bool:
        """True when the key is kept from its window."""
        at = _time_of(event)
        stroke = None if self._repeats.press(key_id(event), at) else stroke_of(event, at)
        if stroke is None:
            self._settle(self._wedge.interrupt())
            return False
        key = HeldKey(key_id(event), _keyboard_target(), [copied(event)])
        self._taken.discard(key.id)
        stroke = replace(stroke, token=key)
        self._pending[key.id] = key
        return self._settle(self._wedge.press(stroke), stroke)

    def _released(self, event: QKeyEvent) -> bool:
        if event.isAutoRepeat():
            return False
        id = key_id(event)
        self._repeats.release(id, _time_of(event))
        if id in self._taken:
            self._taken.discard(id)
            return True
        if id in self._pending:
            self._pending[id].events.append(copied(event))
            return True
        return False

    def _asked_for_shortcut(self, event: QKeyEvent) -> bool:
        """A key that is kept back must not set off a shortcut before it is known who pressed it."""
        stroke = stroke_of(event, _time_of(event))
        if stroke is None or not self._wedge.would_hold(stroke):
            return False
        event.accept()
        return True

    def _settle(self, outcome: Outcome, current: Stroke | None = None) -> bool:
        """Replays what was typed and reports what was read; True when `current` doesn't go on to its window."""
        settled = [_key(stroke) for stroke in (*outcome.replay, *outcome.taken)]
        for key in settled:
            if self._pending.get(key.id) is key:
                del self._pending[key.id]
        self._taken.update(key.id for key in map(_key, outcome.taken) if len(key.events) == 1)
        if self._wedge.is_holding:
            self._wait(self._wedge.settings.gap_ms)
        else:
            self._pause.stop()
        for stroke in outcome.replay:
            if stroke is not current:
                _replay(_key(stroke))
        self._report(outcome)
        return not any(stroke is current for stroke in outcome.replay)

    def _report(self, outcome: Outcome) -> None:
        if outcome.read is None:
            return
        if isinstance(outcome.read, GarbledRead):
            self.card_garbled.emit(sentence(Problem(f"card-read-{outcome.read.fault}")))
            return
        number = read_card_number(outcome.read.text, self._format)
        if isinstance(number, Problem):
            self.card_garbled.emit(sentence(number))
        else:
            self.card_presented.emit(number)

    def _wait(self, ms: int) -> None:
        self._since.start()
        self._pause.start(ms)

    def _paused(self) -> None:
        if self._since.elapsed() > self._pause.interval() + LATE:
            self._wait(LATE)
        else:
            self._settle(self._wedge.pause())


def _time_of(event: QKeyEvent) -> int:
    """The system's own time of the key: a busy window gets its keys late."""
    return event.timestamp() or monotonic_ms()


def _key(stroke: Stroke) -> HeldKey:
    assert isinstance(stroke.token, HeldKey)
    return stroke.token


def _keyboard_target() -> QObject | None:
    popup = QApplication.activePopupWidget()
    if popup is not None:
        return popup.focusWidget() or popup
    return QApplication.focusWidget() or QApplication.activeWindow()


def _replay(key: HeldKey) -> None:
    target = key.target
    if target is None or not isValid(target) or (isinstance(target, QWidget) and not target.isVisible()):
        target = _keyboard_target()
    if target is not None:
        for event in key.events:
            QCoreApplication.sendEvent(target, event)
