"""The register of operation kinds, and their bodies' one canonical form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from kiosk.operations.verdicts import Verdict

if TYPE_CHECKING:
    from kiosk.operations.book import Book


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the operation needs, ids, prices and dates included: nothing is looked up again."""


B = TypeVar("B", bound=Body)
Perform = Callable[["Book", Any], Verdict]
Upcaster = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Kind:
    """`upcasters`: from each older version of the body, as plain JSON, to the next."""

    name: str
    version: int
    body: type[Body]
    perform: Perform
    upcasters: Mapping[int, Upcaster] = field(default_factory=dict)


_BY_NAME: dict[str, Kind] = {}
_BY_BODY: dict[type[Body], Kind] = {}


def operation(
    name: str, body: type[B], version: int = 1, upcasters: Mapping[int, Upcaster] | None = None
) -> Callable[[Callable[["Book", B], Verdict]], Perform]:
    """Registers `perform` for this kind. A body that has changed since it was shipped gets the next version.

    Every operation that a desk has ever written may still come, or come again: hence an upcaster from each version.
    """
    older = dict(upcasters or {})
    if sorted(older) != list(range(1, version)):
        raise ValueError(f"{name}: version {version} needs an upcaster from each version before it")

    def register(perform: Callable[["Book", B], Verdict]) -> Perform:
        kind = Kind(name, version, body, perform, older)
        _BY_NAME[name] = _BY_BODY[body] = kind
        return perform

    return register


def kind_of(body: Body) -> Kind:
    return _BY_BODY[type(body)]


def kind_named(name: str) -> Kind | None:
    """None for a kind this program doesn't know (a newer desk's)."""
    _load_every_kind()
    return _BY_NAME.get(name)


def every_kind() -> list[Kind]:
    _load_every_kind()
    return list(_BY_NAME.values())


@cache
def _load_every_kind() -> None:
    """A window needs none of them to be shown, and they take a tenth of its start."""
    from kiosk.operations import all_kinds  # noqa: F401


def body_bytes(body: Body) -> bytes:
    """Canonical JSON: sorted keys, no spaces, so that a hash means the same everywhere."""
    return msgspec.json.encode(body, order="sorted")


@cache
def _decoder(body: type[Body]) -> "msgspec.json.Decoder[Body]":
    return msgspec.json.Decoder(body, strict=True)


def read_body(kind: Kind, body: bytes, version: int) -> Body:
    """`version` is at most the kind's own. Raises msgspec.MsgspecError for a body that is not of this kind.

    What an upcaster makes of a body that it doesn't know is its own failure: KeyError, TypeError, ValueError.
    """
    if version < kind.version:
        document = msgspec.json.decode(body, type=dict[str, Any])
        for older in range(version, kind.version):
            document = kind.upcasters[older](document)
        body = msgspec.json.encode(document)
    return _decoder(kind.body).decode(body)
