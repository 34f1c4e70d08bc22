"""A picture from a file: chosen in a dialog, read off Qt's thread, for a large one takes a second."""

from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from kiosk.errors import UnreadableFile
from kiosk.texts import _
from ui.controls.last_folder import FILES
from ui.devices.own_threads import run_kept


class _Reader(QThread):
    """Signals: read(Still), refused(UnreadableFile)."""

    read = Signal(object)
    refused = Signal(object)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def run(self) -> None:
        from kiosk.devices.portrait import from_file

        try:
            self.read.emit(from_file(self._path))
        except UnreadableFile as error:
            self.refused.emit(error)


class PictureFile(QObject):
    """One file at a time. Signals: reading(), picture_read(Still), refused(UnreadableFile)."""

    reading = Signal()
    picture_read = Signal(object)
    refused = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader: _Reader | None = None

    def choose(self, window: QWidget) -> None:
        """Opens the system's dialog and comes back at once; cancelling it does nothing."""
        kinds = _("Pictures ({patterns})", patterns="*.jpg *.jpeg *.png *.webp")
        dialog = QFileDialog(window, _("Choose a photo"), FILES.begin_at(), kinds)
        dialog.setObjectName("photo_file_dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._selected)
        dialog.fileSelected.connect(FILES.used)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def read(self, path: Path) -> None:
        self.stop()
        self._reader = _Reader(path)
        self._reader.read.connect(self._read)
        self._reader.refused.connect(self._refused)
        self.reading.emit()
        run_kept(self._reader)

    def stop(self) -> None:
        """What is still being read is dropped."""
        reader, self._reader = self._reader, None
        if reader is not None and isValid(reader):
            reader.wait()

    def _selected(self, path: str) -> None:
        self.read(Path(path))

    def _read(self, still: object) -> None:
        if self.sender() is self._reader:
            self.picture_read.emit(still)

    def _refused(self, error: UnreadableFile) -> None:
        if self.sender() is self._reader:
            self.refused.emit(error)
