"""Looks for faces beside the camera's own thread, so that the preview never waits for it."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal

from ui.devices.mailbox import Mailbox

if TYPE_CHECKING:
    from kiosk.devices.faces import Hint
    from kiosk.devices.frames import Picture

PERIOD = 0.09  # seconds between looks: 11 a second, with a little to spare over 10
PERIOD_WITHOUT = 0.2  # with nobody there the whole picture is searched each time, which costs five times as much


class FaceThread(QThread):
    """Sees only the latest picture; stopped by `stop()`, which waits.

    Signals: look_changed(Look), when the hint is another than before.
    """

    look_changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("faces")
        self._pictures: Mailbox[tuple[Picture, float]] = Mailbox()
        self._stopping = threading.Event()
        self._hint: Hint | None = None
        self.looks = 0  # made so far

    def show(self, picture: Picture, scale: float) -> None:
        """From any thread; the picture must not change afterwards."""
        self._pictures.put((picture, scale))

    def run(self) -> None:
        from kiosk.devices.faces import FaceFollower

        follower = FaceFollower()
        while (shown := self._pictures.wait()) is not None:
            began = time.monotonic()
            found = follower.look(*shown)
            self.looks += 1
            if found.hint is not self._hint:
                self._hint = found.hint
                self.look_changed.emit(found)
            period = PERIOD if found.faces else PERIOD_WITHOUT
            self._stopping.wait(max(0.0, began + period - time.monotonic()))

    def stop(self) -> None:
        self._stopping.set()
        self._pictures.close()
        self.wait()
