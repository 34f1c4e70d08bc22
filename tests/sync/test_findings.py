"""Whatever an operation can find has its words and its ways: a new one without them fails here, by name."""

import ast
import string
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

import central
import kiosk.operations
from central.raw_operations import RAW
from kiosk.direct_debit.draw_states import DrawEvent, DrawState, move_draw
from kiosk.direct_debit.mandate_states import MandateEvent, MandateState, move
from kiosk.operations import every_kind
from kiosk.sentences import sentences
from kiosk.sync.matter_names import matter_name
from kiosk.sync.matters import KIND_NAMES
from kiosk.sync.ways import ASKS, WAYS, Way

SOURCES = [path for house in (kiosk.operations, central) for path in Path(house.__path__[0]).rglob("*.py")]


MOVES = {move(state, event).finding for state, event in product(MandateState, MandateEvent)} - {""}
DRAWS = {move_draw(state, event).finding for state, event in product(DrawState, DrawEvent)} - {""}
COMPUTED = {"direct_debit.py": MOVES, "debit_draws.py": DRAWS, "judging.py": {RAW}}
"""Codes that a file takes from elsewhere: nothing in it says which."""


def found_in(path: Path) -> Iterator[str]:
    """The codes of every `Finding(…)` and `_HeldError(…)` in a file, through the names they go by there.

    Where a code can't be read, its place stands for it, and has no words: name its source in COMPUTED.
    """
    tree = ast.parse(path.read_text("utf-8"))
    texts = _texts(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id in {"Finding", "_HeldError"}:
            unreadable = {f"{path.name}:{node.lineno}: which finding is this?"}
            yield from set(_codes(node.args[0], texts)) or COMPUTED.get(path.name, unreadable)
        if isinstance(node.func, ast.Attribute) and node.func.attr == "hold":
            yield from _codes(node.args[1], texts)


def _texts(tree: ast.Module) -> dict[str, set[str]]:
    """Every text that a name in the file is given anywhere; a parameter is given none."""
    texts: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    texts.setdefault(target.id, set()).update(_literals(node.value))
    return texts


def _literals(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def _codes(node: ast.expr, texts: dict[str, set[str]]) -> Iterator[str]:
    if isinstance(node, ast.Name):
        yield from texts.get(node.id, ())
    else:
        yield from _literals(node)


CODES = sorted({code for path in SOURCES for code in found_in(path)})


def test_the_codes_are_found() -> None:
    """Or the test below would be blind."""
    assert {"card_in_use", "card_blocked", "price_differs", "operation_unknown", "operation_failed"} <= set(CODES)
    assert {"details_differ", "person_not_in_register", "not_same_person", "operation_rests_on_missing"} <= set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_finding_has_words_and_ways(code: str) -> None:
    assert f"matter_{code}" in sentences(), "say in kiosk/sentences/sync.py what has happened"
    assert f"matter_{code}_remedy" in sentences(), "say in kiosk/sentences/sync.py what to do"
    assert WAYS.get(code), "say in kiosk/sync/ways.py how it can be settled"
    is_of_technique = code.startswith("operation_")
    assert bool(matter_name(code)) is not is_of_technique, "say in kiosk/sync/matter_names.py what it is called"


def test_no_way_without_a_finding() -> None:
    assert sorted(WAYS) == CODES


@pytest.mark.parametrize("way", Way)
def test_every_way_has_words(way: Way) -> None:
    assert f"way_{way}" in sentences()
    asks = ASKS.get(way)
    has_words = f"way_{way}_consequence" in sentences()
    assert has_words == bool(asks and asks.consequence), "the consequence is said where it is asked about"
    assert way is Way.NOTED or any(way in ways for ways in WAYS.values())


@pytest.mark.parametrize("kind", sorted(kind.name for kind in every_kind()))
def test_every_kind_has_a_name(kind: str) -> None:
    """In the sentence about an operation that central holds."""
    assert kind in KIND_NAMES


@pytest.mark.parametrize("code", CODES)
def test_the_words_name_only_what_a_matter_can_tell(code: str) -> None:
    """A value that no finding has would leave the reader with the sentence for anything."""
    text = sentences()[f"matter_{code}"] + sentences()[f"matter_{code}_remedy"]
    places = {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}
    sources = "\n".join(path.read_text("utf-8") for path in SOURCES)
    told = {name for name in places if f'"{name}"' in sources or f'"{name}_id"' in sources}
    assert places - told <= {"who"}
