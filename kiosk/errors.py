"""Expected errors. Anything else that is raised is a bug.

    InpassError                what to tell the user, and what to do
    ├── StoreError             StoreLocked, WrongKey, StoreDamaged, StoreNewer, DiskFull, DiskFailing
    ├── DeviceError            CameraUnavailable, ReaderUnavailable, PrinterUnavailable
    ├── UnreadableFile         a picture, document or settings file that can't be used
    ├── FileNotSaved           a document that could not be written where it was wanted
    ├── CentralError           CentralUnreachable, CentralRefused, NotEnrolled
    └── NotAllowed             whoever is signed in lacks the right, where the window should have said so before

A business refusal is no error: it is a result with problems.
"""


class InpassError(Exception):
    """`message` says what happened and means, `remedy` what to do; both already in the user's language."""

    code = "error"

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(f"{message} {remedy}".strip())
        self.message = message
        self.remedy = remedy


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


class ReaderUnavailable(DeviceError):
    code = "reader-unavailable"


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
