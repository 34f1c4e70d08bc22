"""What `inpass central` does: serve, and let desks in. The server's packages are imported only to serve."""

import ipaddress
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import peewee

from central.catalogue import is_empty, publish
from central.database import bring_up_to_date, open_database, sqlite_file
from central.enrolment import approve, waiting_desks
from central.person_register import FileRegister, NoRegister, PersonRegister
from kiosk.clock import Clock, SystemClock
from kiosk.errors import InpassError
from kiosk.formats import clock_time
from kiosk.sentences import sentence
from kiosk.texts import _, plural

if TYPE_CHECKING:
    from central.settings import CentralSettings

DEMO_REGISTER = Path(__file__).parent.parent / "resources" / "demo" / "person_register.json"

Tell = Callable[[str], None]


def settings_for(database: str = "", host: str = "", port: int | None = None) -> "CentralSettings":
    """The settings with what the command line says on top. Raises InpassError for what can't be read."""
    from pydantic import ValidationError

    from central.settings import CentralSettings

    said = {"database": database or None, "host": host or None, "port": port}
    try:
        return CentralSettings(**{name: value for name, value in said.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        names = ", ".join(str(place) for found in error.errors() for place in found["loc"])
        raise InpassError(_("Central's settings can't be used: {names}.", names=names)) from error


def serve(
    database: str = "",
    host: str = "127.0.0.1",
    port: int = 8750,
    *,
    is_demo: bool = False,
    tell: Tell | None = None,
    ends_with_input: bool = False,
) -> int:
    """Serves until it is stopped (Ctrl+C, SIGTERM). `tell` gets the address once it is known.

    `ends_with_input`: also when standard input closes, so that it never outlives who started it.
    """
    from central.log import show_log
    from central.service import Service
    from central.serving import Server, listen

    settings = settings_for(database, host, port)
    _check_reach(settings)
    opened = _opened(settings.database, settings.key_file)
    if is_demo:
        fill_demo(opened)
    service = Service(
        opened,
        register=_register(settings, is_demo=is_demo),
        snapshot_from=settings.snapshot_from,
        metrics_token=settings.metrics_token.get_secret_value(),
    )
    show_log()
    try:
        listener = listen(settings.host, settings.port, is_secure=settings.tls_certificate is not None)
    except OSError as error:
        message = _("Central can't listen on {host} port {port}.", host=settings.host, port=settings.port)
        raise InpassError(message, _("Stop what uses the port, or choose another.")) from error
    server = Server(service, ssl_certfile=settings.tls_certificate, ssl_keyfile=settings.tls_key)
    if ends_with_input:
        threading.Thread(target=_end_with_input, args=(server,), daemon=True).start()
    (tell or _say)(listener.url)
    server.run([listener.socket])
    return 0 if server.started else 1


def _end_with_input(server: "object") -> None:
    sys.stdin.buffer.read()
    server.should_exit = True  # type: ignore[attr-defined]


def _say(address: str) -> None:
    sys.stdout.write(_("Central listens on {address}", address=address) + "\n")
    sys.stdout.flush()


def _check_reach(settings: "CentralSettings") -> None:
    """Anything beyond this machine speaks TLS."""
    secured = settings.tls_certificate is not None or settings.behind_proxy
    if not secured and not is_loopback(settings.host):
        message = _("Without a certificate central only listens on this machine.")
        raise InpassError(message, _("Set tls_certificate and tls_key, or behind_proxy where a proxy speaks TLS."))


def is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _register(settings: "CentralSettings", *, is_demo: bool) -> PersonRegister:
    if settings.person_register is not None:
        return FileRegister(settings.person_register)
    return FileRegister(DEMO_REGISTER) if is_demo else NoRegister()


@contextmanager
def at_work(database: str) -> Iterator[tuple[peewee.Database, "CentralSettings"]]:
    """For a command about a central that there is: a mistyped file makes no new one."""
    settings = settings_for(database)
    path = sqlite_file(settings.database)
    if path is not None and not path.exists():
        message = _("There is no central in {path}.", path=path)
        raise InpassError(message, _("Name its database with --database, or in the setting."))
    opened = _opened(settings.database, settings.key_file)
    try:
        yield opened, settings
    finally:
        opened.close()


def _opened(address: str, key_file: Path | None) -> peewee.Database:
    """Raises InpassError when the database can't be reached."""
    opened = open_database(address, key_file)
    try:
        bring_up_to_date(opened)
    except (peewee.OperationalError, peewee.InterfaceError) as error:
        message = _("Central's database does not answer.")
        raise InpassError(message, _("Check the setting database, and that PostgreSQL runs.")) from error
    return opened


def fill_demo(database: peewee.Database) -> None:
    """The demo gym's catalogue, where there is none yet."""
    from kiosk.demo.catalogue import catalogue_rows

    if is_empty(database):
        publish(database, catalogue_rows())


def enrol(
    database: str, code: str = "", facility: str = "", tell: Tell | None = None, clock: Clock | None = None
) -> int:
    """Lists the desks that wait, or lets one in. Raises InpassError in words."""
    settings = settings_for(database)
    opened = _opened(settings.database, settings.key_file)
    now = (clock or SystemClock()).now()
    say = tell or _line
    try:
        if code:
            desk = approve(opened, code, facility, now)
            say(
                _(
                    "{desk} is let in at {facility}, with till {till}.",
                    desk=desk.name,
                    facility=desk.facility,
                    till=desk.till,
                )
            )
            return 0
        waiting = waiting_desks(opened, now)
        for one in waiting:
            say(f"{one.user_code}  {clock_time(one.asked_at)}  {one.name}")
        if not waiting:
            say(_("No desk asks to be let in."))
        return 0
    finally:
        opened.close()


def order(database: str, path: Path, tell: Tell | None = None) -> int:
    """Takes in the web shop's orders from a JSON file. Raises InpassError in words; then none is taken."""
    from central.order_words import unreadable_words
    from central.orders import UnknownCode, read_orders, take_orders

    settings = settings_for(database)
    again = _("Mend the file and send it again: none of its orders was taken.")
    raw = path.read_bytes()
    try:
        orders = read_orders(raw)
    except msgspec.MsgspecError as error:
        raise InpassError(unreadable_words(error, raw), again) from error
    opened = _opened(settings.database, settings.key_file)
    try:
        taken = take_orders(opened, orders)
    except UnknownCode as error:
        raise InpassError(sentence(error.problem), again) from error
    finally:
        opened.close()
    (tell or _line)(plural("{n} new order.", "{n} new orders.", taken))
    return 0


def _line(text: str) -> None:
    sys.stdout.write(text + "\n")
