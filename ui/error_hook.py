"""The one place where what nobody caught ends up: logged, and told to the user without a traceback."""

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from kiosk.errors import InpassError
from kiosk.texts import _

if TYPE_CHECKING:
    from ui.error_dialog import ErrorDialog

ROOT = Path(__file__).parent.parent


class Log(Protocol):
    """What the hook needs of a logger; structlog's fits."""

    def warning(self, event: str, **fields: Any) -> Any: ...

    def error(self, event: str, **fields: Any) -> Any: ...


@dataclass(frozen=True, slots=True)
class Mishap:
    """One error as the user is told it. `details` hold no values, only where in the program it happened."""

    happened: str
    remedy: str
    code: str
    details: str


def told(error: BaseException, version: str) -> Mishap:
    """An expected error says itself what to do; anything else is a bug, known by where it happened."""
    import platform
    import traceback
    import zlib

    frames = [
        f"{_relative(frame.filename)}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    kind = type(error).__name__
    if isinstance(error, InpassError):
        happened, remedy, code = error.message, error.remedy, error.code
    else:
        happened = _("Something went wrong in the program. What you finished before is saved.")
        remedy = _("Try again. If it comes back, restart Inpass and give support the code below.")
        code = f"E-{zlib.crc32('|'.join([kind, *frames[-3:]]).encode()):08X}"
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    machine = f"Python {platform.python_version()}  {platform.platform()}"
    details = "\n".join([f"Inpass {version}  {code}  {kind}", f"{moment}  {machine}", *frames])
    return Mishap(happened, remedy, code, details)


def _relative(filename: str) -> str:
    path = Path(filename)
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name


class ErrorHook(QObject):
    """Lives on Qt's thread; errors may come from any. One dialog at a time: what comes meanwhile is only logged.

    Signals: _arrived(BaseException).
    """

    _arrived = Signal(object)

    def __init__(self, log: Log, version: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = log
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

        if self._dialog is not None:
            return
        self._dialog = ErrorDialog(mishap, QApplication.activeWindow())
        self._dialog.finished.connect(self._closed)
        self._dialog.open()

    def _closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
