"""Says in the window that the register is still being fetched: someone who isn't found may yet come."""

from PySide6.QtCore import QObject, QTimer

from kiosk.desk_status import Network
from kiosk.store import Store
from kiosk.sync.taking_over import Progress, progress
from kiosk.texts import _
from ui.controls import Tone
from ui.standing_notices import StandingNotices
from ui.sync.sync_driver import SyncDriver, SyncState

LOOK_MS = 1000
SUBJECT = "arriving"


class ArrivingNotice(QObject):
    """Lives as long as the window; looks each second while an exchange is under way, else when something changes."""

    def __init__(self, store: Store, sync: SyncDriver, notices: StandingNotices, parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._notices = store, notices
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        sync.state_changed.connect(self._changed)

    def stop(self) -> None:
        self._timer.stop()

    def _changed(self, state: SyncState) -> None:
        if state.network is not Network.SYNCING:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()
        self._look()

    def _look(self) -> None:
        found = progress(self._store)
        if found is None:
            self._notices.clear(SUBJECT)
        else:
            self._notices.stand(SUBJECT, lambda: arriving_words(found), Tone.INFO)


def arriving_words(found: Progress) -> str:
    percent = 100 * found.done // max(found.total, 1)
    return _("The register is being fetched: {percent} %. Someone who isn’t found may still come.", percent=percent)
