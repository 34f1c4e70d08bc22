"""Fields of a fixed-length record: what each reads from its columns, and writes back in the same columns."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, Protocol, get_args

AT_ONCE = "GENAST"


class Unfitting(Exception):
    """The columns hold something that a field of this kind can't."""


class Field(Protocol):
    @property
    def name(self) -> str: ...  # "" for what is the same in every record of the kind
    @property
    def width(self) -> int: ...
    def read(self, columns: str) -> Any: ...
    def write(self, value: Any) -> str: ...


@dataclass(frozen=True, slots=True)
class Fixed:
    """The same characters in every record of the kind."""

    characters: str
    name: str = ""

    @property
    def width(self) -> int:
        return len(self.characters)

    def read(self, columns: str) -> None:
        if columns != self.characters:
            raise Unfitting

    def write(self, value: None) -> str:
        return self.characters


@dataclass(frozen=True, slots=True)
class TextField:
    """Blanks at the end are no part of the text."""

    name: str
    width: int

    def read(self, columns: str) -> str:
        return columns.rstrip(" ")

    def write(self, value: str) -> str:
        return value.ljust(self.width)


@dataclass(frozen=True, slots=True)
class DigitsField:
    """Digits that are no sum: numbers of payers, accounts and bankgiro, with their zeros; "" where it may be blank."""

    name: str
    width: int
    may_be_blank: bool = False

    def read(self, columns: str) -> str:
        if columns.isdecimal() and columns.isascii():
            return columns
        if self.may_be_blank and not columns.strip(" "):
            return ""
        raise Unfitting

    def write(self, value: str) -> str:
        return value.rjust(self.width, "0") if value else " " * self.width


@dataclass(frozen=True, slots=True)
class NumberField:
    """A count, or an amount in öre; zeros in front."""

    name: str
    width: int

    def read(self, columns: str) -> int:
        if not (columns.isdecimal() and columns.isascii()):
            raise Unfitting
        return int(columns)

    def write(self, value: int) -> str:
        return f"{value:0{self.width}}"


@dataclass(frozen=True, slots=True)
class DayField:
    """YYYYMMDD. With `at_once` also GENAST, with `zeros` and `blank` no day at all; each of these is None."""

    name: str
    none: str = ""
    width: int = 8

    def read(self, columns: str) -> date | None:
        if self.none and columns == self.none.ljust(self.width):
            return None
        try:
            return datetime.strptime(columns, "%Y%m%d").date() if columns.isdecimal() else _unfit()  # noqa: DTZ007
        except ValueError as error:
            raise Unfitting from error

    def write(self, value: date | None) -> str:
        return self.none.ljust(self.width) if value is None else f"{value:%Y%m%d}"


def _unfit() -> date:
    raise Unfitting


Named = Callable[[str], Field]
"""A kind of field that waits for its value's name."""


def text(width: int) -> Named:
    return partial(TextField, width=width)


def digits(width: int) -> Named:
    return partial(DigitsField, width=width)


def blank_or_digits(width: int) -> Named:
    return partial(DigitsField, width=width, may_be_blank=True)


def number(width: int) -> Named:
    return partial(NumberField, width=width)


def day(none: str = "") -> Named:
    return partial(DayField, none=none)


def laid_out(annotations: Mapping[str, Any]) -> Iterator[Field]:
    """The fields in the order of their columns, from values annotated with them."""
    for name, kind in annotations.items():
        for one in get_args(kind)[1:]:
            yield one if isinstance(one, Fixed) else one(name)
