"""The one place where what nobody caught ends up: logged, and told to the user without a traceback."""

import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from kiosk.mishaps import Mishap, told

if TYPE_CHECKING:
    from ui.error_dialog import ErrorDialog


class Log(Protocol):
    """What the hook needs of a logger; structlog's fits."""

    def warning(self, event: str, **fields: Any) -> Any: ...

    def error(self, event: str, **fields: Any) -> Any: ...


class Reports(Protocol):
    """Where an error waits until somebody has read it (kiosk/crash_reports.py)."""

    def note(self, details: str) -> None: ...

    def seen(self, details: str) -> None: ...


class ErrorHook(QObject):
    """Lives on Qt's thread; errors may come from any. One dialog at a time: what comes meanwhile is logged and waits in
    `reports` for the next start.

    Signals: _arrived(Mishap).
    """

    _arrived = Signal(object)

    def __init__(
        self, log: Log, version: str, parent: QObject | None = None, *, reports: Reports | None = None
    ) -> None:
        super().__init__(parent)
        self._log, self._reports = log, reports
        self._version = version
        self._dialog: ErrorDialog | None = None
        self._before: tuple[Callable[..., Any], Callable[..., Any], Any] | None = None
        self._arrived.connect(self._show)

    def install(self) -> None:
        """Takes over uncaught exceptions of every thread, and Qt's own messages."""
        before_qt = qInstallMessageHandler(self._qt_message)
        self._before = (sys.excepthook, threading.excepthook, before_qt)
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread

    def uninstall(self) -> None:
        if self._before:
            sys.excepthook, threading.excepthook, before_qt = self._before
            qInstallMessageHandler(before_qt)
            self._before = None

    def report(self, error: BaseException) -> None:
        """Logs and shows an error; from any thread."""
        mishap = told(error, self._version)
        self._log.error("uncaught", code=mishap.code, trace=mishap.details)
        if self._reports is not None:
            self._reports.note(mishap.details)
        self._arrived.emit(mishap)

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        self.report(error.with_traceback(trace))

    def _uncaught_in_thread(self, uncaught: threading.ExceptHookArgs) -> None:
        if uncaught.exc_value is not None:
            self.report(uncaught.exc_value)

    def _qt_message(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        trace = f"{context.category}: {text}"
        if kind in {QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}:
            self._log.error("qt_message", trace=trace)
        elif kind is QtMsgType.QtWarningMsg:
            self._log.warning("qt_message", trace=trace)

    def _show(self, mishap: Mishap) -> None:
        from ui.error_dialog import ErrorDialog

        if self._dialog is not None and isValid(self._dialog):  # it goes with the window it lies over
            return
        self._dialog = ErrorDialog(mishap, QApplication.activeWindow())
        self._dialog.finished.connect(self._closed)
        self._dialog.open()

    def _closed(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            if self._reports is not None:
                self._reports.seen(dialog.mishap.details)
            dialog.deleteLater()
