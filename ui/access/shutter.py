"""The camera's button: counts down, then asks for one picture; says when none comes."""

from PySide6.QtCore import QObject, Signal

from kiosk.devices.portrait import Still
from ui.access.countdown import Countdown
from ui.devices.camera_feed import CameraFeed
from ui.devices.camera_thread import CameraStatus


class Shutter(QObject):
    """Signals: ticked(seconds left, 0 when over or cancelled), shot(Still, or None when the camera failed)."""

    ticked = Signal(int)
    shot = Signal(object)

    def __init__(self, feed: CameraFeed, second_ms: int = 1000, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        self._waits = False
        self._countdown = Countdown(second_ms, self)
        self._countdown.ticked.connect(self.ticked)
        self._countdown.done.connect(self._request)
        feed.still_taken.connect(self._taken)
        feed.state_changed.connect(self._state_changed)

    @property
    def is_counting(self) -> bool:
        return self._countdown.is_running

    def press(self) -> None:
        """Begins the countdown, or cancels it."""
        if self.is_counting:
            self.cancel()
        elif self._feed.status.state.may_send and not self._waits:
            self._countdown.start()

    def cancel(self) -> None:
        self._waits = False
        self._countdown.cancel()

    def _request(self) -> None:
        self._waits = True
        self._feed.request_still()

    def _taken(self, still: Still) -> None:
        if self._waits:
            self._waits = False
            self.shot.emit(still)

    def _state_changed(self, status: CameraStatus) -> None:
        if not status.state.may_send and (self._waits or self.is_counting):
            self.cancel()
            self.shot.emit(None)
