"""Keeps a device's thread alive until it has finished: Qt aborts the program when a running one is destroyed."""

from PySide6.QtCore import QCoreApplication, QObject, QThread


class _Keeper(QObject):
    """Lives on Qt's thread as long as the program; waits for what is still running when the program ends."""

    def __init__(self) -> None:
        super().__init__()
        self._kept: set[QThread] = set()
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._wait)

    def keep(self, thread: QThread) -> None:
        self._kept.add(thread)
        thread.finished.connect(self._finished)

    def _finished(self) -> None:
        thread = self.sender()
        if isinstance(thread, QThread) and thread in self._kept:
            self._kept.discard(thread)
            thread.wait()
            thread.deleteLater()

    def _wait(self) -> None:
        for thread in tuple(self._kept):
            thread.requestInterruption()
            thread.wait()


class _Only:
    keeper: _Keeper | None = None


def run_kept(thread: QThread) -> None:
    """Starts it. It should have no parent, and end by itself soon after `isInterruptionRequested`."""
    if _Only.keeper is None:
        _Only.keeper = _Keeper()
    _Only.keeper.keep(thread)
    thread.start()
