"""Bodies that were shipped can still be read: a changed body without a version and an upcaster fails here."""

from typing import Any

import msgspec
import pytest

from kiosk.operations import Body, Kind, body_bytes, every_kind, kind_named, kinds, read_body
from kiosk.operations.kinds import operation
from kiosk.operations.verdicts import APPLIED
from tests.golden.operations import FOLDER, golden_body

SHIPPED = [(kind.name, version) for kind in every_kind() for version in range(1, kind.version + 1)]
CHANGED = "{} has changed: give it version {} and an upcaster (or, never shipped yet: write {} anew)"
WRITE = "python -m tests.golden.operations writes it"


@pytest.mark.parametrize(("name", "version"), SHIPPED)
def test_every_version_is_still_read(name: str, version: int) -> None:
    path = golden_body(name, version)
    assert path.exists(), f"{name} {version} has no golden body: {WRITE}"
    kind, golden = kind_named(name), path.read_bytes().rstrip(b"\n")
    assert kind is not None
    body = read_body(kind, golden, version)
    if version == kind.version:
        assert body_bytes(body) == golden, CHANGED.format(name, version + 1, path.name)


def test_no_kind_is_forgotten() -> None:
    """A kind that is no more may still come from a desk that was away."""
    names = {path.name.removesuffix(".json").rpartition(".")[0] for path in FOLDER.glob("*.json")}
    assert names <= {kind.name for kind in every_kind()}


class Renamed(Body, frozen=True, kw_only=True):
    card: str
    reason: str


def renamed(body: dict[str, Any]) -> dict[str, Any]:
    return {"card": body["number"]}


def with_reason(body: dict[str, Any]) -> dict[str, Any]:
    return body | {"reason": ""}


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> Kind:
    """A kind at its third version."""
    monkeypatch.setattr(kinds, "_BY_NAME", {})
    monkeypatch.setattr(kinds, "_BY_BODY", {})
    operation("card.renamed", Renamed, 3, {1: renamed, 2: with_reason})(lambda _book, _body: APPLIED)
    found = kind_named("card.renamed")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("version", "body"),
    [(1, b'{"number":"1"}'), (2, b'{"card":"1"}'), (3, b'{"card":"1","reason":""}')],
)
def test_older_bodies_are_brought_up(newer: Kind, version: int, body: bytes) -> None:
    assert read_body(newer, body, version) == Renamed(card="1", reason="")


def test_what_is_no_body_is_said_so(newer: Kind) -> None:
    with pytest.raises(msgspec.MsgspecError):
        read_body(newer, b"[]", 1)


def test_a_version_without_its_upcasters_is_not_registered() -> None:
    with pytest.raises(ValueError, match="upcaster"):
        operation("card.renamed", Renamed, 3, {2: with_reason})
