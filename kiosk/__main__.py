"""The composition root: sees all houses, and nothing imports it. `inpass` is the same as `python -m kiosk`."""

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

# WORKAROUND: peewee imports psycopg wherever it is installed, 100 ms at every start; only central speaks PostgreSQL
if sys.argv[1:2] != ["central"]:
    sys.modules.setdefault("psycopg", None)  # type: ignore[arg-type]

from kiosk import __version__
from kiosk.errors import InpassError, StoreLocked
from kiosk.options import Options
from kiosk.texts import Language, _, set_language

DEMO_FACILITY = "SOD"

if TYPE_CHECKING:  # imported where they are used: `--help` needs none of it
    from kiosk.doctor import Doctor
    from kiosk.opening import DataFolder
    from kiosk.organisations.import_command import Asked
    from kiosk.store import Store
    from ui.application import Application


def main() -> None:
    """Opens the desk at once when nothing is asked, else reads the command line. Every failure is one line."""
    sys.exit(_guarded(_central if sys.argv[1:3] == ["-m", "central"] else _asked))


def _central() -> int:
    """The demo's central is `python -m central`; the bundle has no other python than itself."""
    from central.__main__ import main as central

    del sys.argv[1:3]
    return central()


def _asked() -> int:
    if len(sys.argv) == 1:
        return open_desk(Options())
    if sys.argv[1:] == ["--version"]:  # without typer, which takes longer than everything else here
        sys.stdout.write(f"Inpass {__version__}\n")
        return 0
    from kiosk import command_line

    doors = command_line.Doors(
        desk=open_desk,
        demo=reset_demo,
        doctor=examine,
        sync=sync_once,
        tour=tour,
        serve=serve_central,
        enrol=enrol,
        order=take_orders,
        backup=back_up_central,
        restored=central_was_restored,
        devices=list_devices,
        revoke=close_device_out,
        import_pre_orders=import_pre_orders,
    )
    return command_line.run(sys.argv[1:], doors)


def _guarded(act: Callable[[], int]) -> int:
    try:
        return act()
    except InpassError as error:
        sys.stderr.write(f"inpass: {error}\n")
        return 1
    except OSError as error:
        words = _("The computer said no: {reason}.", reason=error)
        sys.stderr.write(f"inpass: {words}\n")
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 a bug in a command: told in a line, as the window does in a dialog
        from kiosk.crash_reports import leave
        from kiosk.folders import default_data
        from kiosk.mishaps import told

        mishap = told(error, __version__)
        leave(default_data() / "logs", mishap.details)
        sys.stderr.write(f"inpass: {mishap.happened} {mishap.remedy} {mishap.code}\n")
        return 1


def folder_of(options: Options) -> "DataFolder":
    """The demo gym has its own folder beside the real one."""
    from kiosk.opening import DataFolder, data_folder

    folder = data_folder(options.data)
    if options.data is not None or not (options.is_demo or options.is_second):
        return folder
    return DataFolder(folder.path.with_name(f"inpass-demo{'-2' * options.is_second}"), folder.config)


@contextmanager
def _opened(options: Options) -> Iterator["tuple[DataFolder, Store]"]:
    from kiosk.clock import SystemClock
    from kiosk.opening import opened

    folder = folder_of(options)
    _speak(folder, options)
    with opened(folder, SystemClock()) as store:
        yield folder, store


def _speak(folder: "DataFolder", options: Options) -> None:
    from kiosk.settings.machine import LANGUAGE

    set_language(Language(options.language or folder.machine_settings().get(LANGUAGE)))


def has_display() -> bool:
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_desk(options: Options) -> int:
    """The window; the demo gym has a central of its own beside it. Without a display: the guided tour."""
    if not has_display() and "QT_QPA_PLATFORM" not in os.environ:
        sys.stdout.write(_("There is no display, so the guided tour runs instead, without a window.") + "\n")
        return tour(options, _unused(Path("out/tour")))
    gc.disable()  # what is loaded now stays, and looking through it is a tenth of the start; ui/garbage.py goes on
    from ui.application import Application

    folder = folder_of(options)
    application = Application(folder, options, folder.machine_settings())
    try:
        return _first_desk(application, options) if application.claim() else 0
    except StoreLocked:
        if application.instance.claim_late():
            raise
        return 0
    finally:
        application.close()


def _make_demo(folder: "DataFolder", store: "Store", members: int) -> None:
    from kiosk.demo.gym import make_demo

    make_demo(folder, store, members)


def _unused(folder: Path) -> Path:
    """The folder, or the first of its name with a number that is not there yet."""
    tries = (folder, *(folder.with_name(f"{folder.name}-{number}") for number in range(2, 10_000)))
    return next(one for one in tries if not one.exists())


def _first_desk(application: "Application", options: Options) -> int:
    from kiosk.staff.sign_in import has_staff
    from ui.desk import run_desk

    with ExitStack() as stack:
        folder, store = stack.enter_context(_opened(options))
        make = partial(_make_demo, folder, store, options.members)
        if options.is_demo and not has_staff(store):
            application.prepare(_("Making the demo gym. This is done once and takes some seconds."), make)
        elif options.is_second:
            application.prepare(_("Connecting to the demo gym's central…"), partial(_join_demo, store))
        elif not has_staff(store):
            from ui.first_start import first_start

            if not first_start(application, store, folder.path, make):
                return 0
        if options.is_demo and not options.is_offline:
            stack.enter_context(_demo_central(folder, store))
        return run_desk(application, store, replace(options, is_demo=options.is_second or folder.is_demo))


@contextmanager
def _demo_central(folder: "DataFolder", store: "Store") -> Iterator[None]:
    """A central of the demo desk's own, which lets it in without asking."""
    from central.embedded import last_port, running_central
    from kiosk.sync.enrolment import central_moved, enrol

    with running_central(folder.path / "central", port=last_port(folder.path / "central")) as central:
        if store.place().device_id:
            central_moved(store, central.url)
        else:
            enrol(store, central.url, store.place().name, lambda code: central.approve(code, DEMO_FACILITY))
        yield


def _join_demo(store: "Store") -> None:
    """A second desk at the demo gym that is open: let in, and everything fetched. Raises CentralUnreachable."""
    from central.embedded import central_in
    from kiosk.sync.enrolment import central_moved, enrol
    from kiosk.sync.once import fetch_everything

    central = central_in(folder_of(Options(is_demo=True)).path / "central")
    if store.place().device_id:
        central_moved(store, central.url)
    else:
        enrol(store, central.url, "Reception 2", lambda code: central.approve(code, DEMO_FACILITY))
    fetch_everything(store)


def reset_demo(options: Options) -> int:
    """`inpass demo`: anew, with so many members."""
    from kiosk.demo.gym import make_demo, remove_demo

    options = replace(options, is_demo=True)
    remove_demo(folder_of(options))
    with _opened(options) as (folder, store):
        make_demo(folder, store, options.members)
        sys.stdout.write(_("The demo gym is ready in {path}.", path=folder.path) + "\n")
    return 0


def _check_there_is_a_desk(options: Options) -> None:
    """Looking makes no desk: a mistyped folder is named instead."""
    folder = folder_of(options)
    _speak(folder, options)
    if not folder.database.exists():
        message = _("There is no desk in {path}.", path=folder.path)
        raise InpassError(message, _("Name its folder with --data before the command, or start inpass once."))


def examine(options: Options) -> int:
    """`inpass doctor`: 0 when nothing is bad."""
    _check_there_is_a_desk(options)
    from kiosk.doctor import Doctor

    folder = folder_of(options)
    settings = folder.machine_settings()
    with ExitStack() as stack:
        try:
            _folder, store = stack.enter_context(_opened(options))
        except StoreLocked:  # the desk is open, which is when most ask the doctor
            store = stack.enter_context(_beside(folder))
            return _told(Doctor(folder, store, settings, is_desk_open=True))
        return _told(Doctor(folder, store, settings))


@contextmanager
def _beside(folder: "DataFolder") -> Iterator["Store"]:
    from kiosk.clock import SystemClock
    from kiosk.opening import opened_beside

    with opened_beside(folder, SystemClock()) as store:
        yield store


def _told(doctor: "Doctor") -> int:
    from kiosk.doctor import Health

    worst = 0
    for finding in doctor.examine():
        mark = {Health.GOOD: "✓", Health.WARNING: "!", Health.BAD: "✕"}[finding.health]
        remedy = f"\n    → {finding.remedy}" if finding.remedy else ""
        sys.stdout.write(f"{mark} {finding.part}: {finding.words}{remedy}\n")
        worst = max(worst, int(finding.health is Health.BAD))
    return worst


def sync_once(options: Options) -> int:
    """`inpass sync`."""
    _check_there_is_a_desk(options)
    from kiosk.sync.once import sync_and_tell

    with _opened(options) as (_folder, store):
        for line in sync_and_tell(store):
            sys.stdout.write(f"{line}\n")
    return 0


def import_pre_orders(options: Options, asked: "Asked") -> int:
    """`inpass import-preorders`: 0 all in, 1 some rows refused, 2 nothing imported. A trial only reads, also beside an
    open desk."""
    from kiosk.command_line import complain
    from kiosk.organisations.import_command import FILE_REFUSED, import_file

    try:
        _check_there_is_a_desk(options)
        with ExitStack() as stack:
            try:
                _folder, store = stack.enter_context(_opened(options))
            except StoreLocked as locked:
                if not asked.dry_run:
                    remedy = _(
                        "Close it, or import the file in its window: the organisation’s card, Import pre-orders."
                    )
                    raise StoreLocked(_("The desk is open, so nothing is imported."), remedy) from locked
                store = stack.enter_context(_beside(folder_of(options)))
            return import_file(store, asked)
    except (InpassError, OSError) as error:
        complain(str(error))
        return FILE_REFUSED


def tour(options: Options, out: Path) -> int:
    """`inpass tour`."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before the first Qt import: xcb without a display aborts
    from central.embedded import running_central
    from ui.tour.guide import run_tour

    if options.language:
        set_language(Language(options.language))
    return run_tour(out, running_central, options)


def serve_central(database: str, host: str, port: int, demo: bool) -> int:
    from central.commands import serve

    return serve(database, host, port, is_demo=demo)


def take_orders(database: str, path: Path) -> int:
    from central.commands import order

    return order(database, path)


def enrol(database: str, code: str, facility: str) -> int:
    from central.commands import enrol as approve

    return approve(database, code, facility)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


def back_up_central(database: str, file: Path | None, restored: str) -> int:
    from central.operating import backup

    return backup(database, file, restored, _say)


def central_was_restored(database: str) -> int:
    from central.operating import restored

    return restored(database, _say)


def list_devices(database: str) -> int:
    from central.operating import devices

    return devices(database, _say)


def close_device_out(database: str, device: str) -> int:
    from central.operating import close_out

    return close_out(database, device, _say)


if __name__ == "__main__":
    main()
