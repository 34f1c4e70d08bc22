"""What is wrong with a command line, in one sentence of the program's language; the help's own words too."""

import re
from typing import Any

from typer import TyperException

from kiosk.texts import N_, _

HELP_WORDS = {
    "Usage:": N_("Usage:"),
    "Options:": N_("Options:"),
    "Commands:": N_("Commands:"),
    "Arguments:": N_("Arguments:"),
    "[OPTIONS]": N_("[OPTIONS]"),
    "COMMAND [ARGS]...": N_("COMMAND [ARGS]..."),
    "[default: ": N_("[default: "),
    "[required]": N_("[required]"),
    "Show this message and exit.": N_("Show this help."),
}


def in_our_words(help: str) -> str:
    """Typer's help with its own few words in our language; what we gave it is that already."""
    words = {english: _(english if english == ours else ours) for english, ours in HELP_WORDS.items()}
    found = re.compile("|".join(re.escape(word) for word in words))
    return found.sub(lambda match: words[match[0]], help)


def complaint(error: TyperException) -> str:
    """One sentence on what can't be understood, and where the help is."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "inpass"
    see = _("See {command} --help.", command=command)
    return f"{_what(error)} {see}"


def _what(error: Any) -> str:
    match type(error).__name__:  # typer keeps the classes to itself
        case "NoSuchOption":
            return _("There is no option {name}.", name=error.option_name)
        case "BadOptionUsage" if "not take" in error.message:
            return _("{name} takes no value.", name=error.option_name)
        case "BadOptionUsage":
            return _("{name} needs a value.", name=error.option_name)
        case "MissingParameter":
            return _("{name} is missing.", name=_name(error.param))
        case "BadParameter":
            return _path(error) or _rule(_name(error.param), error.param)
    return _plain(error.format_message())


def _plain(message: str) -> str:
    """Typer gives these no type of their own, only the word in its message."""
    if found := re.search(r"No such command '([^']*)'", message):
        return _("There is no command {name}.", name=found[1])
    if found := re.search(r"unexpected extra argument\S* \((.*)\)", message):
        return _("{words} is more than the command takes.", words=found[1])
    if message.startswith("Missing command"):
        return _("A command is missing.")
    return _("The command line can't be understood.")


def _name(parameter: Any) -> str:
    if parameter is None:
        return "?"
    longest: str = max(parameter.opts, key=len)
    return longest


def _path(error: Any) -> str:
    """What is wrong with a file or folder that was named; "" for anything else. Typer says so only in its message."""
    if found := re.search(r"'([^']*)' (does not exist|is a directory|is not readable)", error.message):
        words = {
            "does not exist": N_("{path} is not there."),
            "is a directory": N_("{path} is a folder, and should be a file."),
            "is not readable": N_("{path} can't be read."),
        }
        return _(words[found[2]], path=found[1])
    return ""


def _rule(name: str, parameter: Any) -> str:
    """What the parameter takes."""
    kind = getattr(parameter, "type_descriptor", None)
    if kind is not None and kind.choices:
        return _("{name} must be one of: {values}.", name=name, values=", ".join(str(one) for one in kind.choices))
    if kind is not None and kind.is_ranged:
        least, most = kind.parameter_info.min, kind.parameter_info.max
        return _("{name} must be a whole number from {least} to {most}.", name=name, least=least, most=most)
    if kind is not None and kind.is_path:
        return _("{name} must be a folder, not a file.", name=name)
    return _("{name} can't be that.", name=name)
