"""The command line: names, help and exit codes. What the commands do is given by the composition root."""

import itertools
import sys
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
import typer.main

from kiosk import __version__
from kiosk.command_errors import complaint, in_our_words
from kiosk.folders import SETTINGS, default_data
from kiosk.options import Options
from kiosk.texts import Language, _, set_language

if TYPE_CHECKING:
    from kiosk.organisations.import_command import Asked

NAME = "inpass"


@dataclass(frozen=True, slots=True)
class Doors:
    """Each returns the exit code."""

    desk: Callable[[Options], int]
    demo: Callable[[Options], int]
    doctor: Callable[[Options], int]
    sync: Callable[[Options], int]
    tour: Callable[[Options, Path], int]
    serve: Callable[[str, str, int, bool], int]
    enrol: Callable[[str, str, str], int]
    order: Callable[[str, Path], int]
    backup: Callable[[str, Path | None, str], int]
    restored: Callable[[str], int]
    devices: Callable[[str], int]
    revoke: Callable[[str, str], int]
    import_pre_orders: Callable[[Options, "Asked"], int]


def asked_language(arguments: Sequence[str]) -> Language | None:
    """`--lang` is looked for before anything else, so that help and errors speak it too."""
    value = _value_of("--lang", arguments)
    return Language(value) if value in tuple(Language) else None


def _remembered_language(arguments: Sequence[str]) -> Language:
    """What the desk is set to; Swedish where there is no desk yet, or its settings are torn."""
    data = _value_of("--data", arguments)
    try:
        values = tomllib.loads(((Path(data) if data else default_data()) / SETTINGS).read_text("utf-8"))
        return Language(values.get("language", Language.SWEDISH))
    except (OSError, ValueError):
        return Language.SWEDISH


def _value_of(name: str, arguments: Sequence[str]) -> str:
    """As the user wrote it, with a space or an equals sign; "" when it isn't there."""
    given = [value for option, value in itertools.pairwise(arguments) if option == name]
    given += [word.removeprefix(f"{name}=") for word in arguments if word.startswith(f"{name}=")]
    return given[-1] if given else ""


def run(arguments: Sequence[str], doors: Doors) -> int:
    """Reads the arguments and runs the command; its exit code. 2 for a wrong command line, said in one line."""
    set_language(asked_language(arguments) or _remembered_language(arguments))
    application = _application(doors)
    if "--help" in arguments:
        typer.echo(_help(application, arguments))
        return 0
    try:
        return _result(application(list(arguments), standalone_mode=False, prog_name=NAME))
    except typer.TyperException as error:
        complain(complaint(error))
        return error.exit_code


def _help(application: typer.Typer, arguments: Sequence[str]) -> str:
    """Of the command that is named; no other argument is looked at."""
    command: Any = typer.main.get_command(application)
    context = command.context_class(command, info_name=NAME)
    for word in arguments:
        found = getattr(command, "commands", {}).get(word)
        if found is not None:
            command = found
            context = command.context_class(command, info_name=word, parent=context)
    return in_our_words(command.get_help(context))


def _result(code: Any) -> int:
    return code if isinstance(code, int) else 0


def _application(doors: Doors) -> typer.Typer:
    application = typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        help=_("Inpass: the gym's front desk, with or without a network. Without a command it opens the desk."),
    )
    _add_desk(application, doors)
    _add_tools(application, doors)
    _add_import(application, doors)
    application.add_typer(_central(doors), name="central")
    return application


def _add_desk(application: typer.Typer, doors: Doors) -> None:
    data_help = _("Folder with this desk's data; several desks can share a machine.")

    @application.callback(invoke_without_command=True)
    def desk(
        context: typer.Context,
        data: Annotated[Path | None, typer.Option(help=data_help, file_okay=False)] = None,
        lang: Annotated[Language | None, typer.Option(help=_("Language: sv or en."))] = None,
        kiosk: Annotated[
            bool, typer.Option("--kiosk", help=_("Full screen; a staff code is needed to leave."))
        ] = False,
        offline: Annotated[bool, typer.Option("--offline", help=_("Do not talk to central."))] = False,
        camera: Annotated[str | None, typer.Option(help=_("Device number, video file or loopback address."))] = None,
        demo: Annotated[
            bool, typer.Option("--demo", help=_("Open the demo gym with a local central beside it."))
        ] = False,
        second_desk: Annotated[
            bool, typer.Option("--second-desk", help=_("Open a second desk at the demo gym that is open."))
        ] = False,
        version: Annotated[bool, typer.Option("--version", help=_("Show the version."))] = False,
    ) -> None:
        options = Options(data, lang and str(lang), kiosk, offline, camera, demo, second_desk)
        context.obj = options
        if version:
            typer.echo(f"Inpass {__version__}")
        elif context.invoked_subcommand is None:
            raise typer.Exit(doors.desk(options))


def _add_tools(application: typer.Typer, doors: Doors) -> None:
    @application.command(help=_("Look at database, camera, readers, printers, central, clock and disk."))
    def doctor(context: typer.Context) -> None:
        raise typer.Exit(doors.doctor(context.obj))

    @application.command(help=_("Make the demo gym, or make it anew."))
    def demo(
        context: typer.Context,
        members: Annotated[int, typer.Option(min=0, max=1_000_000, help=_("How many members."))] = 500,
    ) -> None:
        raise typer.Exit(doors.demo(replace(context.obj, members=members)))

    @application.command(help=_("Exchange with central once, and say what happened."))
    def sync(context: typer.Context) -> None:
        raise typer.Exit(doors.sync(context.obj))

    @application.command(help=_("Walk through a registration on two desks and leave pictures, documents and a report."))
    def tour(
        context: typer.Context,
        out: Annotated[Path, typer.Option(help=_("Folder for what the tour leaves."))] = Path("out/tour"),
    ) -> None:
        raise typer.Exit(doors.tour(context.obj, out))


def _add_import(application: typer.Typer, doors: Doors) -> None:
    @application.command(
        "import-preorders",
        help=_("Import an organisation's pre-orders from a CSV file."),
        epilog=_("Exit codes: 0 every row was imported, 1 some were refused, 2 nothing was imported."),
    )
    def import_pre_orders(
        context: typer.Context,
        file: Annotated[Path, typer.Argument(help=_("The file: name, personal number or birth date, e-mail."))],
        organisation: Annotated[str, typer.Option(help=_("Its number or name."))],
        product: Annotated[str, typer.Option(help=_("The product's code."))],
        first: Annotated[str, typer.Option("--from", metavar="DATE", help=_("First day they are valid."))],
        last: Annotated[str, typer.Option("--to", metavar="DATE", help=_("Last day they are valid."))],
        dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Only say what would be imported."))] = False,
        report: Annotated[Path | None, typer.Option(help=_("Save a file of the rows that need a look."))] = None,
        again: Annotated[bool, typer.Option("--again", help=_("Import a file that was imported before."))] = False,
    ) -> None:
        from kiosk.organisations.import_command import Asked

        asked = Asked(file, organisation, product, first, last, dry_run, report, again)
        raise typer.Exit(doors.import_pre_orders(context.obj, asked))


def _central(doors: Doors) -> typer.Typer:
    central = typer.Typer(help=_("The central service that brings desks and clubs together."))

    @central.command(help=_("Run the service."))
    def serve(
        database: Annotated[str, typer.Option(help=_("sqlite:///FILE or postgresql://…; default: its setting."))] = "",
        host: Annotated[str, typer.Option(help=_("Address to listen on."))] = "127.0.0.1",
        port: Annotated[int, typer.Option(min=0, max=65535, help=_("Port; 0 takes a free one."))] = 8750,
        demo: Annotated[bool, typer.Option("--demo", help=_("Fill an empty database with the demo gym."))] = False,
    ) -> None:
        raise typer.Exit(doors.serve(database, host, port, demo))

    @central.command(help=_("List the desks that ask to be let in, or approve one by its code."))
    def enrol(
        code: Annotated[str, typer.Argument(help=_("The code the desk shows; none: list."))] = "",
        facility: Annotated[str, typer.Option(help=_("The facility's code, where there are several."))] = "",
        database: Annotated[str, typer.Option(help=_("sqlite:///FILE or postgresql://…; default: its setting."))] = "",
    ) -> None:
        raise typer.Exit(doors.enrol(database, code, facility))

    @central.command(help=_("Take in the web shop's orders, one or a list of them, from a JSON file."))
    def order(
        file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help=_("The file with the orders."))],
        database: Annotated[str, typer.Option(help=_("sqlite:///FILE or postgresql://…; default: its setting."))] = "",
    ) -> None:
        raise typer.Exit(doors.order(database, file))

    _add_operating(central, doors)
    return central


def _add_operating(central: typer.Typer, doors: Doors) -> None:
    database_help = _("sqlite:///FILE or postgresql://…; default: its setting.")
    restored_help = _("A database restored from a backup made otherwise, as by pg_dump: test it, and count on it.")

    @central.command(help=_("Back up central into a new file, restore it as a test, and tell desks what is durable."))
    def backup(
        file: Annotated[Path | None, typer.Argument(dir_okay=False, help=_("The file to write (SQLite)."))] = None,
        restored: Annotated[str, typer.Option(metavar="ADDRESS", help=restored_help)] = "",
        database: Annotated[str, typer.Option(help=database_help)] = "",
    ) -> None:
        raise typer.Exit(doors.backup(database, file, restored))

    @central.command(help=_("Central was put back from a plain copy of everything: let desks send what it lacks."))
    def restored(database: Annotated[str, typer.Option(help=database_help)] = "") -> None:
        raise typer.Exit(doors.restored(database))

    @central.command(help=_("List the desks that have been let in, with their ids and when they were heard from."))
    def devices(database: Annotated[str, typer.Option(help=database_help)] = "") -> None:
        raise typer.Exit(doors.devices(database))

    @central.command(help=_("Close a desk out, such as a stolen one: it gets nothing more."))
    def revoke(
        device: Annotated[str, typer.Argument(help=_("Its id, the first letters of it, or its name."))],
        database: Annotated[str, typer.Option(help=database_help)] = "",
    ) -> None:
        raise typer.Exit(doors.revoke(database, device))


def complain(message: str) -> None:
    """One readable line on standard error."""
    sys.stderr.write(f"inpass: {message}\n")
