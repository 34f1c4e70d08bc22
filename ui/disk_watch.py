"""Looks now and then how full the disk is, off Qt's thread, and says so in the window while it is nearly full."""

from functools import partial

from PySide6.QtCore import QObject, QTimer

from kiosk.disk import Room, room_of
from kiosk.store import Store
from kiosk.texts import N_
from ui.controls import Tone
from ui.standing_notices import StandingNotices
from ui.tasks import Lane, TaskRunner

LOOK_MS = 30_000
SUBJECT = "disk"
NEARLY_FULL = N_(
    "The computer’s storage is nearly full. Work goes on and nothing is lost, but free space today: empty the "
    "wastebasket, remove large files, or call support."
)


class DiskWatch(QObject):
    """Lives as long as the window."""

    def __init__(self, store: Store, tasks: TaskRunner, notices: StandingNotices, parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._tasks, self._notices = store, tasks, notices
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        self._timer.start()
        self.look()

    def stop(self) -> None:
        self._timer.stop()

    def look(self) -> None:
        self._tasks.submit(Lane.PRINTER, partial(room_of, self._store), self._looked)

    def _looked(self, found: Room | None) -> None:
        """None: the disk doesn't say, and what stood there stands."""
        if found is Room.LOW:
            self._notices.stand(SUBJECT, NEARLY_FULL, Tone.BAD)
        elif found is not None:
            self._notices.clear(SUBJECT)
