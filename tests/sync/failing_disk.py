"""A disk between SQLCipher and the real one: it remembers every write and sync, and fails where it is told.

The wheel's SQLite exports its VFS, so ctypes is enough: files of one folder are opened with methods of our own, which
call the real ones. `PowerCut` then says what may stand on the disk after the power went at any moment.
"""

import ctypes
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_int64, c_void_p
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from sqlcipher3 import _sqlite3

SECTOR = 512  # what a disk writes whole or not at all
SHARED_MEMORY = "-shm"  # rebuilt after a crash: never on the disk as far as SQLite is concerned
OK = 0
CANNOT_OPEN = 14
IO_READ, IO_WRITE, IO_SYNC, IO_TRUNCATE = 266, 778, 1034, 1546

OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
DELETE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)
TRANSFER = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
SYNC = CFUNCTYPE(c_int, c_void_p, c_int)


class _Methods(ctypes.Structure):
    """sqlite3_io_methods: only those that are replaced are told apart."""

    _fields_ = (
        ("version", c_int),
        ("close", c_void_p),
        ("read", c_void_p),
        ("write", c_void_p),
        ("truncate", c_void_p),
        ("sync", c_void_p),
        ("others", c_void_p * 13),
    )


class _File(ctypes.Structure):
    _fields_ = (("methods", POINTER(_Methods)),)


class _Vfs(ctypes.Structure):
    """sqlite3_vfs."""

    _fields_ = (
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("app_data", c_void_p),
        ("open", c_void_p),
        ("delete", c_void_p),
        ("others", c_void_p * 14),
    )


_sqlite = ctypes.CDLL(_sqlite3.__file__)
_sqlite.sqlite3_vfs_find.restype = POINTER(_Vfs)
_sqlite.sqlite3_vfs_find.argtypes = (c_char_p,)
_sqlite.sqlite3_vfs_register.argtypes = (POINTER(_Vfs), c_int)
_sqlite.sqlite3_vfs_unregister.argtypes = (POINTER(_Vfs),)
_kept: list[Any] = []  # SQLite may hold on to any of it for as long as a connection lives


@dataclass(frozen=True, slots=True)
class Write:
    name: str
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Cut:
    """The file's new length."""

    name: str
    length: int


@dataclass(frozen=True, slots=True)
class Sync:
    name: str


@dataclass(frozen=True, slots=True)
class Gone:
    name: str


@dataclass(frozen=True, slots=True)
class Told:
    """The program was told that everything before is safe; `state` counts what it had then."""

    state: int


Event = Write | Cut | Sync | Gone | Told


@dataclass
class Disk:
    """`events`: what happened to the folder's files, in order. `fails_at`: the number of the call that fails, from
    now on; `goes_on`: so do all after it. `calls` counts them."""

    folder: Path
    events: list[Event] = field(default_factory=list)
    fails_at: int = 0
    goes_on: bool = False
    calls: int = 0
    failed: int = 0

    def fail(self, at: int, *, goes_on: bool = False) -> None:
        self.fails_at, self.goes_on, self.calls, self.failed = at, goes_on, 0, 0

    def heal(self) -> None:
        self.fails_at = 0

    def is_failing(self) -> bool:
        """Counts a call."""
        self.calls += 1
        is_now = bool(self.fails_at) and (self.calls == self.fails_at or (self.goes_on and self.calls > self.fails_at))
        self.failed += is_now
        return is_now


@contextmanager
def watched(folder: Path) -> Iterator[Disk]:
    """Files of this folder that are opened inside; they must be closed when it is left."""
    shim = _Shim(Disk(folder))
    _kept.append(shim)
    _sqlite.sqlite3_vfs_register(ctypes.byref(shim.vfs), 1)
    try:
        yield shim.disk
    finally:
        _sqlite.sqlite3_vfs_register(shim.real, 1)
        _sqlite.sqlite3_vfs_unregister(ctypes.byref(shim.vfs))


class _Shim:
    """SQLite calls it from whichever thread works; an exception would be lost, so there is none to raise."""

    def __init__(self, disk: Disk) -> None:
        self.disk = disk
        self.real = _sqlite.sqlite3_vfs_find(None)
        self._names: dict[int, str] = {}
        self._tables: dict[int, tuple[_Methods, _Methods]] = {}
        self._callbacks = (OPEN(self._open), DELETE(self._delete))
        self._open_real = OPEN(self.real.contents.open)
        self._delete_real = DELETE(self.real.contents.delete)
        self.vfs = _Vfs.from_buffer_copy(self.real.contents)
        self.vfs.name = b"failing"
        self.vfs.open, self.vfs.delete = (ctypes.cast(one, c_void_p) for one in self._callbacks)

    def _open(self, _vfs: int, path: int, file: int, flags: int, out: int) -> int:
        name = self._name(path)
        if name and self.disk.is_failing():
            ctypes.cast(file, POINTER(_File)).contents.methods = None
            return CANNOT_OPEN
        code = self._open_real(ctypes.cast(self.real, c_void_p).value, path, file, flags, out)
        if code == OK and name:
            opened = ctypes.cast(file, POINTER(_File)).contents
            self._names[file] = name
            opened.methods = ctypes.pointer(self._table(opened.methods))
        return int(code)

    def _name(self, path: int) -> str:
        """Of a file that is watched; "" for any other."""
        whole = Path(ctypes.string_at(path).decode()) if path else None
        is_here = whole is not None and whole.parent == self.disk.folder and not whole.name.endswith(SHARED_MEMORY)
        return whole.name if is_here and whole is not None else ""

    def _delete(self, _vfs: int, path: int, sync: int) -> int:
        name = self._name(path)
        if name:
            self.disk.events.append(Gone(name))
        return int(self._delete_real(ctypes.cast(self.real, c_void_p).value, path, sync))

    def _table(self, methods: Any) -> _Methods:
        """The real methods with ours in their place."""
        address = ctypes.cast(methods, c_void_p).value or 0
        if address not in self._tables:
            real = _Methods.from_buffer_copy(methods.contents)
            ours = _Methods.from_buffer_copy(methods.contents)
            mine = (
                ("read", TRANSFER(self._read(TRANSFER(real.read)))),
                ("write", TRANSFER(self._write(TRANSFER(real.write)))),
                ("truncate", TRUNCATE(self._truncate(TRUNCATE(real.truncate)))),
                ("sync", SYNC(self._sync(SYNC(real.sync)))),
            )
            _kept.append(mine)
            for field_name, callback in mine:
                setattr(ours, field_name, ctypes.cast(callback, c_void_p))
            self._tables[address] = real, ours
        return self._tables[address][1]

    def _read(self, real: Any) -> Callable[..., int]:
        def read(file: int, data: int, length: int, offset: int) -> int:
            return IO_READ if self.disk.is_failing() else int(real(file, data, length, offset))

        return read

    def _write(self, real: Any) -> Callable[..., int]:
        def write(file: int, data: int, length: int, offset: int) -> int:
            if self.disk.is_failing():
                return IO_WRITE
            self.disk.events.append(Write(self._names[file], offset, ctypes.string_at(data, length)))
            return int(real(file, data, length, offset))

        return write

    def _truncate(self, real: Any) -> Callable[..., int]:
        def truncate(file: int, length: int) -> int:
            if self.disk.is_failing():
                return IO_TRUNCATE
            self.disk.events.append(Cut(self._names[file], length))
            return int(real(file, length))

        return truncate

    def _sync(self, real: Any) -> Callable[..., int]:
        def sync(file: int, flags: int) -> int:
            if self.disk.is_failing():
                return IO_SYNC
            self.disk.events.append(Sync(self._names[file]))
            return int(real(file, flags))

        return sync


@dataclass
class PowerCut:
    """What the disk may hold when the power goes: all that was synced, and of the rest any part, torn between sectors.

    `safe` is each file's synced content, `loose` what was written to it since. A new file is there for certain once it
    has been synced.
    """

    safe: dict[str, bytearray]
    loose: dict[str, list[Write | Cut]] = field(default_factory=lambda: defaultdict(list))

    def take(self, event: Event) -> None:
        match event:
            case Write(name) | Cut(name):
                self.loose[name].append(event)
            case Sync(name):
                safe = self.safe.setdefault(name, bytearray())
                for one in self.loose.pop(name, ()):
                    _apply(safe, one)
            case Gone(name):
                self.safe.pop(name, None)
                self.loose.pop(name, None)

    def image(self, random: Random | None) -> dict[str, bytes]:
        """Without `random` everything that was not synced is lost."""
        files = {name: bytearray(data) for name, data in self.safe.items()}
        if random is not None:
            for name, events in self.loose.items():
                for one in events:
                    for left in _left_of(one, random):
                        _apply(files.setdefault(name, bytearray()), left)
        return {name: bytes(data) for name, data in files.items()}


def _apply(data: bytearray, event: Write | Cut) -> None:
    if isinstance(event, Cut):
        del data[event.length :]
        return
    data.extend(bytes(max(event.offset - len(data), 0)))
    data[event.offset : event.offset + len(event.data)] = event.data


def _left_of(event: Write | Cut, random: Random) -> Iterator[Write | Cut]:
    """Whole, nothing, or some of its sectors."""
    chance = random.random()
    if chance < 0.4:
        yield event
    elif chance < 0.7 and isinstance(event, Write):
        for at in range(0, len(event.data), SECTOR):
            if random.random() < 0.5:
                yield Write(event.name, event.offset + at, event.data[at : at + SECTOR])
