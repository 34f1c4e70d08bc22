"""Which colours and zoom are in force, and the size of a px at that zoom."""

from dataclasses import dataclass

from ui.theme.tokens import LIGHT, Colours


@dataclass(frozen=True, slots=True)
class Look:
    colours: Colours
    zoom: int


class _Current:
    look = Look(LIGHT, 100)


def current() -> Look:
    return _Current.look


def colours() -> Colours:
    return _Current.look.colours


def px(at_100: float) -> int:
    """A distance of the tokens at the zoom in force."""
    return round(at_100 * _Current.look.zoom / 100)


def pt(at_100: float) -> float:
    """A type size of the tokens at the zoom in force."""
    return at_100 * _Current.look.zoom / 100


def put_in_force(look: Look) -> None:
    """For `apply_theme` only."""
    _Current.look = look
