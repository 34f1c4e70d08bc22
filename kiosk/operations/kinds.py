"""The register of operation kinds, and their bodies' one canonical form."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

import msgspec

from kiosk.operations.book import Book
from kiosk.operations.verdicts import Verdict


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the operation needs, ids, prices and dates included: nothing is looked up again."""


B = TypeVar("B", bound=Body)
Perform = Callable[[Book, Any], Verdict]


@dataclass(frozen=True, slots=True)
class Kind:
    name: str
    version: int
    body: type[Body]
    perform: Perform


_BY_NAME: dict[str, Kind] = {}
_BY_BODY: dict[type[Body], Kind] = {}


def operation(name: str, body: type[B], version: int = 1) -> Callable[[Callable[[Book, B], Verdict]], Perform]:
    """Registers `perform` for this kind."""

    def register(perform: Callable[[Book, B], Verdict]) -> Perform:
        kind = Kind(name, version, body, perform)
        _BY_NAME[name] = _BY_BODY[body] = kind
        return perform

    return register


def kind_of(body: Body) -> Kind:
    return _BY_BODY[type(body)]


def kind_named(name: str) -> Kind | None:
    """None for a kind this program doesn't know (a newer desk's)."""
    return _BY_NAME.get(name)


def body_bytes(body: Body) -> bytes:
    """Canonical JSON: sorted keys, no spaces, so that a hash means the same everywhere."""
    return msgspec.json.encode(body, order="sorted")


@cache
def _decoder(body: type[Body]) -> "msgspec.json.Decoder[Body]":
    return msgspec.json.Decoder(body, strict=True)


def read_body(kind: Kind, body: bytes) -> Body:
    """Raises msgspec.ValidationError for a body that is not of this kind."""
    return _decoder(kind.body).decode(body)
