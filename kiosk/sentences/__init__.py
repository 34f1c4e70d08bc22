"""Problem codes turned into sentences for the user. One module per area holds `SENTENCES: dict[code, text]`."""

import importlib
from functools import cache

from kiosk.problems import Problem
from kiosk.texts import _


@cache
def sentences() -> dict[str, str]:
    """Every code's English source text; the areas' dictionaries must not share a code."""
    import pkgutil  # what nobody needs before the window

    found: dict[str, str] = {}
    for module in pkgutil.iter_modules(__path__):
        area = importlib.import_module(f"{__name__}.{module.name}").SENTENCES
        twice = found.keys() & area.keys()
        if twice:
            raise ValueError(f"problem codes declared twice: {sorted(twice)}")
        found |= area
    return found


def sentence(problem: Problem) -> str:
    """What is wrong, what it means for the customer and what to do, in the user's language."""
    return _(sentences()[problem.code], **problem.values)


def act_words(act: str) -> str:
    """What an errand was, in the user's language."""
    code = f"act_{act}"
    return sentence(Problem(code if code in sentences() else "act_other"))
