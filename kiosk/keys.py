"""The file's 256-bit key: in the OS keyring, else in a file of mode 0600 outside the data folder."""

import os
import secrets
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from kiosk.errors import WrongKey
from kiosk.texts import _

KEY_BYTES = 32
SERVICE = "inpass"


class KeyStore(Protocol):
    """`place` is shown by the doctor. `get` raises ValueError for what is no key: never open a file with that."""

    place: str
    is_guarded: bool

    def get(self) -> bytes | None: ...

    def keep(self, key: bytes) -> None: ...

    def forget(self) -> None: ...


class FileKey:
    """A file only this user can read; the doctor warns that a keyring would be better."""

    is_guarded = False

    def __init__(self, path: Path) -> None:
        self.path = path
        self.place = str(path)

    def get(self) -> bytes | None:
        return _read(self.path.read_text("ascii", "replace")) if self.path.exists() else None

    def keep(self, key: bytes) -> None:
        """Written beside and moved into place: a power cut leaves no key or the whole one."""
        folder = self.path.parent
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = self.path.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(key.hex())
            file.flush()
            os.fsync(file.fileno())
        fresh.rename(self.path)
        _settle(folder)

    def forget(self) -> None:
        self.path.unlink(missing_ok=True)


class KeyringKey:
    """The operating system's keyring."""

    is_guarded = True

    def __init__(self, name: str) -> None:
        self._name = name
        self.place = "keyring"

    def get(self) -> bytes | None:
        """Raises WrongKey when the keyring stays locked."""
        import keyring
        from keyring.errors import KeyringError

        try:
            text = keyring.get_password(SERVICE, self._name)
        except KeyringError as error:
            message = _("The system's keyring did not give out the key.")
            raise WrongKey(message, _("Unlock the keyring and start again.")) from error
        return None if text is None else _read(text)

    def keep(self, key: bytes) -> None:
        import keyring

        keyring.set_password(SERVICE, self._name, key.hex())

    def forget(self) -> None:
        import keyring

        keyring.delete_password(SERVICE, self._name)


def has_keyring() -> bool:
    """Linux needs a session bus for one; looked at first because importing keyring is slow."""
    if os.name == "posix" and os.uname().sysname == "Linux" and not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return False
    import keyring

    priority = getattr(keyring.get_keyring(), "priority", 0)
    return float(priority) >= 1


def key_store(data: Path, config: Path) -> KeyStore:
    """The place of this data folder's key. A key file that exists is used even where a keyring has come since."""
    name = sha256(str(data.resolve()).encode()).hexdigest()[:16]
    file = FileKey(config / "keys" / f"{name}.key")
    if file.path.exists() or not has_keyring():
        return file
    return KeyringKey(name)


def _read(text: str) -> bytes:
    key = bytes.fromhex(text)
    if len(key) != KEY_BYTES:
        raise ValueError(f"{len(key)} bytes are no key")
    return key


def _settle(folder: Path) -> None:
    """Puts the folder's entries on disk; Windows does so by itself."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)
