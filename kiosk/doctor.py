"""`inpass doctor`: looks at everything the desk stands on, and says of each what is wrong and what to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from db.migrating import pending
from db.tables import ThisDevice
from kiosk.disk import LOW_BELOW, NO_PHOTOS_BELOW, free_bytes
from kiosk.errors import InpassError
from kiosk.opening import DataFolder
from kiosk.settings.machine import CAMERA, MachineSettings
from kiosk.store import Store
from kiosk.texts import _

GB = 10**9
ANSWER_SECONDS = 5.0
SKEW = timedelta(minutes=2)


class Health(StrEnum):
    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One part's health; `remedy` is empty when it is good."""

    part: str
    health: Health
    words: str
    remedy: str = ""


class Doctor:
    """Examines an open store and its surroundings; asks devices and central, so it takes some seconds.

    `is_desk_open`: another process works with the store, which is only read from then, and not from end to end.
    """

    def __init__(
        self, folder: DataFolder, store: Store, settings: MachineSettings, *, is_desk_open: bool = False
    ) -> None:
        self._is_desk_open = is_desk_open
        self._folder = folder
        self._store = store
        self._settings = settings

    def examine(self) -> Iterator[Finding]:
        yield from self._key()
        yield from self._database()
        yield from self._disk()
        yield from self._camera()
        yield from self._reader()
        yield from self._printers()
        yield from self._central()

    def _key(self) -> Iterator[Finding]:
        keys = self._folder.key_store()
        if keys.is_guarded:
            yield _good(_("Key"), _("kept in the system's keyring"))
        else:
            words = _("kept in the file {place}, readable by this user only", place=keys.place)
            yield _warn(_("Key"), words, _("Set up a keyring, and keep a copy of the key in a safe place."))

    def _database(self) -> Iterator[Finding]:
        part = _("Database")
        if self._is_desk_open:
            remedy = _("Close the desk's window and run the doctor again to have the file checked too.")
            yield _warn(part, _("not checked: the desk is open and works with the file"), remedy)
        else:
            yield self._wholeness(part)
        waiting = pending(self._store.database)
        migrations = _("Migrations")
        yield (
            _bad(migrations, ", ".join(waiting), _("Start Inpass once."))
            if waiting
            else _good(migrations, _("all applied"))
        )

    def _wholeness(self, part: str) -> Finding:
        damage = self._store.database.damage()  # type: ignore[attr-defined]
        if damage:
            remedy = _("Stop using this desk, and restore the latest file in {backups}.", backups=self._folder.backups)
            return _bad(part, _("damaged: {what}", what="; ".join(damage[:3])), remedy)
        return _good(part, _("whole, every page checked"))

    def _disk(self) -> Iterator[Finding]:
        free = free_bytes(self._folder.path)
        words = _("{free} GB free", free=f"{free / GB:.1f}")
        if free < LOW_BELOW:
            yield _bad(_("Disk"), words, _("Free space now: soon nothing more can be saved."))
        elif free < NO_PHOTOS_BELOW:
            yield _warn(_("Disk"), words, _("Free space: new photos can't be taken."))
        else:
            yield _good(_("Disk"), words)

    def _camera(self) -> Iterator[Finding]:
        from kiosk.devices.camera import CameraSource

        part = _("Camera")
        try:
            with CameraSource(self._settings.get(CAMERA)) as source:
                source.read()
                yield _good(part, _("gives pictures"))
        except InpassError as error:
            yield _warn(part, error.message, error.remedy)

    def _reader(self) -> Iterator[Finding]:
        words = _("a keyboard reader needs no driver: hold a card to it while a window is open")
        yield _good(_("Card reader"), words)

    def _printers(self) -> Iterator[Finding]:
        from kiosk.devices.printers import known_printers

        part = _("Printers")
        try:
            found = known_printers()
        except InpassError as error:
            yield _warn(part, error.message, error.remedy)
            return
        names = ", ".join(printer.name for printer in found)
        yield (
            _good(part, names)
            if found
            else _warn(
                part, _("none installed"), _("Install one in the system's settings; documents can be saved meanwhile.")
            )
        )

    def _central(self) -> Iterator[Finding]:
        from kiosk.sync.client import connected

        part = _("Central")
        with self._store.reading():
            device = ThisDevice.get()
        if not device.device_id:
            yield _warn(part, _("this desk is not enrolled"), _("Run inpass central enrol, or enrol it in the window."))
            return
        try:
            with connected(self._store, ANSWER_SECONDS) as client:
                client.line.send("GET", "/healthz", signed=False)
                skew = abs(client.line.skew)
        except InpassError as error:
            yield _warn(part, error.message, error.remedy)
            return
        yield _good(part, _("answers at {address}", address=device.central_url))
        clock = _("Clock")
        words = _("{seconds} s from central's", seconds=int(skew.total_seconds()))
        yield _bad(clock, words, _("Set the computer's clock.")) if skew > SKEW else _good(clock, words)


def _good(part: str, words: str) -> Finding:
    return Finding(part, Health.GOOD, words)


def _warn(part: str, words: str, remedy: str) -> Finding:
    return Finding(part, Health.WARNING, words, remedy)


def _bad(part: str, words: str, remedy: str) -> Finding:
    return Finding(part, Health.BAD, words, remedy)
