"""Every act that an errand can be journalled under says what was done: a new one without words fails here, by name."""

import ast
import importlib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from types import ModuleType

import pytest

import central
import kiosk
from kiosk import routines
from kiosk.sentences import act_words, sentences
from ui.people.registrations import MEMBER, PRIVATE

ROUTINES = {one.NAME for one in (*routines.OF_SUBSCRIPTION, *routines.OF_PERSON)}
TOLD_ELSEWHERE: dict[str, set[str]] = {"act": set(), "run": set(), "self._act": set()}
COMPUTED = TOLD_ELSEWHERE | {"routine.NAME": ROUTINES, "of.name": {PRIVATE, MEMBER}}
"""Where the act is told by whoever calls: which ones there are."""


def acts_in(path: Path, module: ModuleType) -> Iterator[str]:
    """Of every `….errand(staff, act)`, `….journal(act, …)` and `JournalWritten(act=…)` of a file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        given = {"errand": node.args[1:2], "journal": node.args[:1]}.get(called, [])
        given += [one.value for one in node.keywords if called == "JournalWritten" and one.arg == "act"]
        yield from chain.from_iterable(_named(one, module, path) for one in given)


def _named(node: ast.expr, module: ModuleType, path: Path) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield str(node.value)
        return
    words = ast.unparse(node)
    if words in COMPUTED:
        yield from COMPUTED[words]
    elif isinstance(node, ast.Name):
        found = getattr(module, node.id, None)
        yield found if isinstance(found, str) else f"{path.name}:{node.lineno}: which act is this?"


def modules() -> Iterator[tuple[Path, ModuleType]]:
    for house in (kiosk, central):
        folder = Path(house.__path__[0])
        for path in folder.rglob("*.py"):
            if path.name != "__main__.py":
                dotted = ".".join(path.relative_to(folder.parent).with_suffix("").parts).removesuffix(".__init__")
                if any(said in path.read_text("utf-8") for said in (".errand(", ".journal(", "JournalWritten(")):
                    yield path, importlib.import_module(dotted)


ACTS = sorted({act for path, module in modules() for act in acts_in(path, module)})


def test_the_acts_are_found() -> None:
    """Or the test below would be blind."""
    assert {"freeze", "copy_receipt", "take_over", "undo", "charging_run", "register_private_customer"} <= set(ACTS)


@pytest.mark.parametrize("act", ACTS)
def test_every_act_says_what_was_done(act: str) -> None:
    assert f"act_{act}" in sentences(), "say in kiosk/sentences what was done"
    assert act_words(act) != act_words("an act that nobody knows")
