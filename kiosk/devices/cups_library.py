"""libcups through ctypes: how a job and its printer really stand. `lpstat` can't tell printed from aborted."""

import ctypes
import sys
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import Any
from urllib.parse import quote

GET_JOB_ATTRIBUTES = 0x0009  # operations and tags of RFC 8010 and 8011
GET_PRINTER_ATTRIBUTES = 0x000B
OPERATION, ZERO, INTEGER, NAME, URI = 0x01, 0x00, 0x21, 0x42, 0x45
PRINTER_STOPPED = 5
NOT_FOUND = 0x0406


class JobState(IntEnum):
    """RFC 8011 5.3.7; NO_ANSWER is ours, when the print system is away."""

    NO_ANSWER = 0
    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELLED = 7
    ABORTED = 8
    COMPLETED = 9


@dataclass(frozen=True, slots=True)
class QueueState:
    """`reasons`: the printer's state reasons as it gives them, `media-empty-error`."""

    is_stopped: bool
    reasons: tuple[str, ...]


def job_state(printer: str, job_id: int) -> JobState | None:
    """None when the print system doesn't know the job any more: it keeps no history."""
    with _Request(GET_JOB_ATTRIBUTES, printer, job_id) as reply:
        return None if reply.is_not_found else JobState(reply.integer("job-state"))


def queue_state(printer: str) -> QueueState:
    with _Request(GET_PRINTER_ATTRIBUTES, printer) as reply:
        reasons = tuple(reason for reason in reply.strings("printer-state-reasons") if reason != "none")
        return QueueState(reply.integer("printer-state") == PRINTER_STOPPED, reasons)


def is_there() -> bool:
    try:
        _library()
    except OSError:
        return False
    return True


@cache
def _library() -> Any:
    """Raises OSError where there is no libcups."""
    library = ctypes.CDLL("libcups.2.dylib" if sys.platform == "darwin" else "libcups.so.2")
    handle, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
    for name, result, arguments in (
        ("cupsSetServer", None, [text]),
        ("cupsUser", text, []),
        ("cupsLastError", number, []),
        ("ippNewRequest", handle, [number]),
        ("ippAddString", handle, [handle, number, number, text, text, text]),
        ("ippAddInteger", handle, [handle, number, number, text, number]),
        ("cupsDoRequest", handle, [handle, handle, text]),
        ("ippFindAttribute", handle, [handle, text, number]),
        ("ippGetCount", number, [handle]),
        ("ippGetInteger", number, [handle, number]),
        ("ippGetString", text, [handle, number, handle]),
        ("ippDelete", None, [handle]),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


class _Request:
    """Asks when entered; the answer is given back to libcups when left."""

    def __init__(self, operation: int, printer: str, job_id: int = 0) -> None:
        cups = self._cups = _library()
        cups.cupsSetServer(None)  # ask for CUPS_SERVER and client.conf anew, as the lp commands do
        request = cups.ippNewRequest(operation)
        uri = f"ipp://localhost/printers/{quote(printer)}".encode()
        cups.ippAddString(request, OPERATION, URI, b"printer-uri", None, uri)
        if job_id:
            cups.ippAddInteger(request, OPERATION, INTEGER, b"job-id", job_id)
        cups.ippAddString(request, OPERATION, NAME, b"requesting-user-name", None, cups.cupsUser())
        self._request = request
        self._reply: int | None = None

    def __enter__(self) -> "_Request":
        self._reply = self._cups.cupsDoRequest(None, self._request, b"/")
        return self

    def __exit__(self, *_error: object) -> None:
        self._cups.ippDelete(self._reply)

    @property
    def is_not_found(self) -> bool:
        return bool(self._cups.cupsLastError() == NOT_FOUND)

    def integer(self, name: str) -> int:
        """0 when the answer doesn't hold it."""
        found = self._cups.ippFindAttribute(self._reply, name.encode(), ZERO)
        return int(self._cups.ippGetInteger(found, 0)) if found else 0

    def strings(self, name: str) -> tuple[str, ...]:
        found = self._cups.ippFindAttribute(self._reply, name.encode(), ZERO)
        count = self._cups.ippGetCount(found) if found else 0
        return tuple(self._cups.ippGetString(found, index, None).decode() for index in range(count))
