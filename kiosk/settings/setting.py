"""What a setting is: name, type, default, help text, and the routine it changes."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """`type` is whatever msgspec.convert takes, such as a Literal of the values that mean something. `help` and
    `changes` are source texts (N_) for the settings page and the template file."""

    name: str
    type: Any
    default: T
    help: str
    changes: str

    def read(self, value: Any) -> T:
        """The typed value of plain data (from TOML or JSON). Raises msgspec.ValidationError."""
        read: T = msgspec.convert(value, self.type)
        return read

    def read_json(self, text: str) -> T:
        """As it is kept in a row. Raises msgspec.MsgspecError."""
        return self.read(msgspec.json.decode(text))
