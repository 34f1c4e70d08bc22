"""The camera a page watches: changes cameras, and lets go of them."""

from PySide6.QtCore import QObject, QSize, Signal

from ui.devices.camera_thread import CameraState, CameraStatus, CameraThread
from ui.devices.own_threads import run_kept


class CameraFeed(QObject):
    """Lives on Qt's thread; holds at most one camera, and none after `stop()`, which waits for its release.

    Signals: frame_ready(PreviewFrame), look_changed(Look), state_changed(CameraStatus), still_taken(Still).
    """

    frame_ready = Signal(object)
    look_changed = Signal(object)
    state_changed = Signal(object)
    still_taken = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: CameraThread | None = None
        self._view = QSize(640, 360)
        self.status = CameraStatus(CameraState.STARTING)

    @property
    def address(self) -> str:
        """Of the camera in use; "" when none is."""
        return self._thread.address if self._thread else ""

    def start(self, address: str) -> None:
        """Nothing happens when that camera is in use already."""
        if address == self.address:
            return
        self.stop()
        thread = CameraThread(address)
        thread.show_at(self._view)
        thread.frame_ready.connect(self._frame_ready)
        thread.look_changed.connect(self._look_changed)
        thread.state_changed.connect(self._state_changed)
        thread.still_taken.connect(self._still_taken)
        self.destroyed.connect(thread.request_stop)
        self._thread = thread
        run_kept(thread)

    def stop(self) -> None:
        thread, self._thread = self._thread, None
        if thread is not None:
            self.destroyed.disconnect(thread.request_stop)
            thread.stop()
        self.status = CameraStatus(CameraState.STARTING)

    def show_at(self, view: QSize) -> None:
        """Device pixels the frames should fit."""
        self._view = QSize(view)
        if self._thread:
            self._thread.show_at(view)

    def request_still(self) -> None:
        if self._thread:
            self._thread.request_still()

    def _is_from_camera(self) -> bool:
        """What a camera left behind sent last may still be under way."""
        return self._thread is not None and self.sender() is self._thread

    def _frame_ready(self) -> None:
        frame = self._thread.take_frame() if self._thread and self._is_from_camera() else None
        if frame is not None:
            self.frame_ready.emit(frame)

    def _look_changed(self, look: object) -> None:
        if self._is_from_camera():
            self.look_changed.emit(look)

    def _state_changed(self, status: CameraStatus) -> None:
        if self._is_from_camera():
            self.status = status
            self.state_changed.emit(status)

    def _still_taken(self, still: object) -> None:
        if self._is_from_camera():
            self.still_taken.emit(still)
