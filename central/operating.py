"""What an operator does at central besides serving: back it up, list its desks, and close one out."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import peewee

from central.acting import Acting
from central.backups import BackupDamaged, Logs, back_up, forget_state, note_durable, tested
from central.commands import Tell, at_work
from central.database import judging, key_place, open_database, sqlite_file
from central.enrolment import revoke
from db.rows import found
from db.sqlite import EncryptedSqlite, SqliteError
from db.tables import Device, Facility, ServiceState
from db.transactions import reading
from kiosk.clock import Clock, SystemClock
from kiosk.errors import InpassError
from kiosk.formats import moment
from kiosk.texts import _, plural

BACKED_UP, RESTORED = "central_backed_up", "central_restored"  # in the journal
SHORTEST_ID = 8  # letters that may stand for a whole id
LEFT_BESIDE = ("", "-wal", "-shm")  # files that SQLite makes of one


def backup(database: str, file: Path | None, restored: str, tell: Tell, clock: Clock | None = None) -> int:
    """Into `file`, restored from there as a test; or `restored`, the address of a database that was restored from a
    backup made otherwise. What is whole in it is durable from now on. Raises InpassError in words."""
    if (file is None) == (not restored):
        message = _("Name either the file to write or, with --restored, a database restored from a backup.")
        raise InpassError(message, _("See inpass central backup --help."))
    with at_work(database) as (opened, settings):
        if restored:
            logs, words = _of_restored(restored, settings.key_file), _restored_words()
        elif not isinstance(opened, EncryptedSqlite):
            message = _("PostgreSQL is backed up with its own tools, and central then tests what they restore.")
            raise InpassError(message, _postgres_words(file))
        else:
            assert file is not None
            logs, words = _into(file, opened), _file_words(file, key_place(opened.path, settings.key_file))
        note_durable(opened, logs)
        _journal(opened, BACKED_UP, {"logs": len(logs)}, clock or SystemClock())
        for line in words:
            tell(line)
    return 0


def _into(file: Path, database: EncryptedSqlite) -> Logs:
    """Nothing has the name before it is whole."""
    if file.exists():
        raise InpassError(_("{path} is there already.", path=file), _("Name another: no older backup is written over."))
    if not file.parent.is_dir():
        raise InpassError(_("There is no folder {path}.", path=file.parent), _("Make it first, or name another."))
    part = file.with_name(f"{file.name}.part")
    with _taken_away(part):
        os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
        back_up(database, part)
        logs = _tested_file(database.twin(part))
        _put_on_disk(part)
        part.replace(file)
        _put_on_disk(file.parent)
    return logs


@contextmanager
def _taken_away(part: Path) -> Iterator[None]:
    """What a backup that came to nothing left."""
    leftovers = [part.with_name(f"{part.name}{ending}") for ending in LEFT_BESIDE]
    for one in leftovers:
        one.unlink(missing_ok=True)
    try:
        yield
    except (SqliteError, peewee.PeeweeException) as error:
        message = _("The backup could not be written: {reason}.", reason=error)
        raise InpassError(message, _("Nothing is marked as durable. Look at the disk, and try again.")) from error
    finally:
        for one in leftovers:
            one.unlink(missing_ok=True)


def _tested_file(copy: EncryptedSqlite) -> Logs:
    try:
        with reading(copy):
            damage = copy.damage()
        if damage:
            raise _damaged(damage[0])
        return _whole(copy)
    finally:
        copy.close()


def _of_restored(address: str, key_file: Path | None) -> Logs:
    path = sqlite_file(address)
    if path is not None and not path.exists():
        raise InpassError(_("There is no database in {path}.", path=path), _("Restore the backup into it first."))
    copy = open_database(address, key_file)
    try:
        with reading(copy):
            if ServiceState.select().exists():
                message = _("That database has central’s own state: it is central itself, or a plain copy of it.")
                raise InpassError(message, _("Leave the table service_state’s rows out of the backup."))
        return _whole(copy)
    except (peewee.PeeweeException, SqliteError) as error:
        message = _("The restored database can’t be read: {reason}.", reason=error)
        raise InpassError(message, _("Restore the backup into it first. Nothing is marked as durable.")) from error
    finally:
        copy.close()


def _whole(copy: peewee.Database) -> Logs:
    try:
        return tested(copy)
    except BackupDamaged as error:
        raise _damaged(str(error)) from error


def _damaged(what: str) -> InpassError:
    message = _("The backup was restored, and is not whole: {what}.", what=what)
    return InpassError(message, _("Nothing is marked as durable. Keep the earlier backups, and tell support."))


def _put_on_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _file_words(file: Path, key: Path) -> Sequence[str]:
    return (
        _("Backed up in {path}, restored from there and found whole. Desks know what is durable.", path=file),
        _("Its key is {key}: keep a copy of that elsewhere, for nobody can read the backup without it.", key=key),
    )


def _restored_words() -> Sequence[str]:
    return (_("The restored database is whole. Desks know what is durable."),)


def _postgres_words(file: Path | None) -> str:
    return _(
        "Run pg_dump --format=custom --exclude-table-data=service_state --file={file} on it, pg_restore that into an "
        "empty database, and then inpass central backup --restored with the address of the restored one.",
        file=file,
    )


def restored(database: str, tell: Tell, clock: Clock | None = None) -> int:
    """Central was put back from a plain copy of everything, such as a disk image; it is not running."""
    with at_work(database) as (opened, _settings):
        forget_state(opened)
        _journal(opened, RESTORED, {}, clock or SystemClock())
    tell(_("A new epoch begins when central is started: desks send again what it lacks."))
    return 0


def _journal(database: peewee.Database, act: str, details: dict[str, object], clock: Clock) -> None:
    """At the first facility; none before there is one."""
    with judging(database):
        place = Facility.select().order_by(Facility.code).first()
        if place is not None:
            acting = Acting(place.id)
            acting.journal(act, "", details, clock.now())
            acting.number()


def devices(database: str, tell: Tell) -> int:
    """Each on a line: id, name, facility, till, when it was heard from. Those closed out come last."""
    sql = """SELECT device.id, device.name, facility.name, till.name, device.seen_at, device.waiting, device.is_revoked
        FROM device LEFT JOIN facility ON facility.id = device.facility_id LEFT JOIN till ON till.id = device.till_id
        ORDER BY device.is_revoked, facility.name, device.name, device.id"""
    with at_work(database) as (opened, _settings):
        with reading(opened):
            rows = found(sql)
        for row_id, name, facility, till, seen, waiting, is_revoked in rows:
            state = _("closed out") if is_revoked else _heard(seen, int(waiting))
            tell("  ".join((row_id, name, facility or "–", till or "–", state)))
    if not rows:
        tell(_("No desk has been let in."))
    return 0


def _heard(seen: str | None, waiting: int) -> str:
    if seen is None:
        return _("never heard from")
    at = moment(datetime.fromisoformat(seen))
    return plural("heard from {at}, {n} waiting", "heard from {at}, {n} waiting", waiting, at=at)


def close_out(database: str, named: str, tell: Tell, clock: Clock | None = None) -> int:
    """By id, its first letters, or name. Raises InpassError in words."""
    with at_work(database) as (opened, _settings):
        with reading(opened):
            device = _the_one(named, list(Device.select().order_by(Device.id)))
            place = Facility.find(device.facility_id)
        revoke(opened, device.id, (clock or SystemClock()).now())
        words = {"desk": device.name, "facility": place.name if place else device.facility_id}
        if device.is_revoked:
            tell(_("{desk} at {facility} was closed out already.", **words))
        else:
            tell(
                _(
                    "{desk} at {facility} is closed out. What it has sent stands; what it has not is kept there.",
                    **words,
                )
            )
    return 0


def _the_one(named: str, every: Sequence[Device]) -> Device:
    """Of several that were called so, the one that is let in still."""
    alike = [one for one in every if _is_called(one, named)]
    chosen = [one for one in alike if not one.is_revoked] or alike
    if not chosen:
        raise InpassError(_("No desk is called {name}.", name=named), _("inpass central devices lists them."))
    if len(chosen) > 1:
        ids = ", ".join(one.id for one in chosen)
        raise InpassError(_("Several desks are called {name}.", name=named), _("Name one by its id: {ids}.", ids=ids))
    return chosen[0]


def _is_called(device: Device, named: str) -> bool:
    is_id = len(named) >= SHORTEST_ID and device.id.startswith(named.casefold())
    return is_id or device.name.casefold() == named.casefold()
