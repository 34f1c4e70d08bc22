"""Expected errors. Anything else that is raised is a bug.

    InpassError                what to tell the user, and what to do
    ├── StoreError             StoreLocked, WrongKey, StoreDamaged, StoreNewer, DiskFull, DiskFailing
    ├── DeviceError            CameraUnavailable, PrinterUnavailable
    ├── UnreadableFile         a picture, document or settings file that can't be used
    ├── FileNotSaved           a document that could not be written where it was wanted
    ├── CentralError           CentralUnreachable, CentralRefused, NotEnrolled
    └── NotAllowed             whoever is signed in lacks the right, where the window should have said so before

A business refusal is no error: it is a result with problems.
"""

from collections.abc import Callable
from functools import partial

Words = str | Callable[[], str]
"""In the user's language: made already, or each time they are asked for, where the error outlives a change of it."""


class InpassError(Exception):
    """`message` says what happened and means, `remedy` what to do."""

    code = "error"

    def __init__(self, message: Words, remedy: Words = "") -> None:
        super().__init__(message, remedy)
        self._message, self._remedy = message, remedy

    @property
    def message(self) -> str:
        return _said(self._message)

    @property
    def remedy(self) -> str:
        return _said(self._remedy)

    @property
    def words(self) -> Words:
        """Both, for where they are shown longer than the error and its traceback are kept."""
        return partial(_joined, self._message, self._remedy)

    def __str__(self) -> str:
        return _joined(self._message, self._remedy)


def _joined(message: Words, remedy: Words) -> str:
    return f"{_said(message)} {_said(remedy)}".strip()


def _said(words: Words) -> str:
    return words() if callable(words) else words


class StoreError(InpassError):
    code = "store"


class StoreLocked(StoreError):
    code = "store-locked"


class WrongKey(StoreError):
    code = "wrong-key"


class StoreDamaged(StoreError):
    code = "store-damaged"


class StoreNewer(StoreError):
    code = "store-newer"


class DiskFull(StoreError):
    code = "disk-full"


class DiskFailing(StoreError):
    code = "disk-failing"


class DeviceError(InpassError):
    code = "device"


class CameraUnavailable(DeviceError):
    code = "camera-unavailable"


class PrinterUnavailable(DeviceError):
    code = "printer-unavailable"


class UnreadableFile(InpassError):
    code = "unreadable-file"


class FileNotSaved(InpassError):
    code = "file-not-saved"


class CentralError(InpassError):
    code = "central"


class CentralUnreachable(CentralError):
    code = "central-unreachable"


class CentralRefused(CentralError):
    code = "central-refused"


class NotEnrolled(CentralError):
    code = "not-enrolled"


class NotAllowed(InpassError):
    code = "not-allowed"
