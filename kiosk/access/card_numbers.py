"""Card numbers as a reader sends them, as people write them, and as they are printed on the card."""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.problems import Problem

FIELD = "card_number"
CHARACTERS = frozenset("0123456789ABCDEF")  # some readers send the chip's number as hexadecimal digits


@dataclass(frozen=True, slots=True)
class CardFormat:
    """The gym's cards. `prefix` stands before the number on every card and isn't part of it."""

    min_length: int = 6
    max_length: int = 16
    prefix: str = ""
    grouping: int = 4  # characters between the spaces on the card; 0 for none


def read_card_number(raw: str, format: CardFormat) -> str | Problem:
    """The number as it is stored: digits only, hexadecimal ones too, upper case."""
    number = "".join(raw.replace("-", "").split()).upper()
    if not number:
        return Problem("card-number-missing", FIELD)
    number = number.removeprefix(format.prefix.upper())
    if not CHARACTERS.issuperset(number):
        return Problem("card-number-characters", FIELD)
    if len(number) < format.min_length:
        return Problem("card-number-short", FIELD, values={"minimum": format.min_length})
    if len(number) > format.max_length:
        return Problem("card-number-long", FIELD, values={"maximum": format.max_length})
    return number


def show_cards(typed: str, format: CardFormat, others: Iterable[str] = ()) -> str:
    """The number typed, as it is printed on the card; the `others` where none is."""
    number = read_card_number(typed, format)
    return ", ".join(show_card_number(one, format) for one in (others if isinstance(number, Problem) else (number,)))


def show_card_number(number: str, format: CardFormat) -> str:
    """As it is printed on the card: `1000 0342`."""
    if format.grouping <= 0:
        return number
    return " ".join(number[at : at + format.grouping] for at in range(0, len(number), format.grouping))
