"""One customer's visit in a wizard: the draft so far, the steps seen, and what the routine says of them. No Qt."""

import dataclasses
from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Generic, TypeVar, cast

from kiosk.problems import Problem
from kiosk.routine import EMPTY_QUOTE, Quote
from ui.wizard.routine import STEP, Routine

D = TypeVar("D")


class Standing(StrEnum):
    """How a step stands in the step list."""

    DONE = "done"
    CURRENT = "current"
    TROUBLE = "trouble"  # seen, and something must be put right
    COMING = "coming"


class Visit(Generic[D]):
    """The draft is replaced, never changed; the routine is asked once about each draft."""

    def __init__(self, routine: Routine[D], draft: D, quoted_from: str) -> None:
        """`quoted_from`: the step from which on prices are shown."""
        self.routine = routine
        self.draft = draft
        self.seen: set[str] = set()
        self._quoted_from = quoted_from
        self._untouched = draft
        self._refusal: tuple[tuple[str, Problem], ...] = ()
        self._problems: dict[str, tuple[Problem, ...]] = {}
        self._next: dict[str, str | None] = {}
        self._steps: tuple[str, ...] | None = None
        self._quote: Quote | None = None

    @property
    def has_entries(self) -> bool:
        """Whether cancelling would lose something."""
        return self.draft != self._untouched

    def put(self, part: str, value: object) -> None:
        """Replaces the draft's field `part`."""
        self.draft = cast(D, dataclasses.replace(cast(Any, self.draft), **{part: value}))
        self._refusal = ()
        self._forget()

    def refuse(self, problems: Sequence[Problem], at: str) -> str:
        """Finish was refused at the step `at`: each problem stands at its own step until something is entered anew, or
        one goes on from there. The facts are read again. Returns the first of the steps."""
        self._refusal = tuple((str(problem.values.get(STEP, at)), problem) for problem in problems)
        self.refresh()
        self.draft = self.routine.renewed(self.draft)
        refused = {step for step, _problem in self._refusal}
        return next((step for step in self.steps() if step in refused), at)

    def forgive(self, step: str) -> None:
        """What Finish said of the step was read; if it still holds, the step itself or the next Finish says so."""
        self._refusal = tuple(refused for refused in self._refusal if refused[0] != step)
        self._problems.pop(step, None)

    def refresh(self) -> None:
        self.routine.refresh()
        self._forget()

    def steps(self) -> Sequence[str]:
        if self._steps is None:
            self._steps = tuple(self.routine.steps(self.draft))
        return self._steps

    def next_step(self, step: str) -> str | None:
        if step not in self._next:
            self._next[step] = self.routine.next_step(step, self.draft)
        return self._next[step]

    def problems(self, step: str) -> tuple[Problem, ...]:
        if step not in self._problems:
            said = tuple(self.routine.problems(step, self.draft))
            known = {(problem.code, problem.field) for problem in said}
            refused = (p for at, p in self._refusal if at == step and (p.code, p.field) not in known)
            self._problems[step] = (*said, *refused)
        return self._problems[step]

    def is_finished(self, step: str) -> bool:
        return not any(problem.blocks for problem in self.problems(step))

    def quote(self) -> Quote:
        """Nothing before the customer has come to the products."""
        if self._quote is None:
            self._quote = self.routine.quote(self.draft) if self._quoted_from in self.seen else EMPTY_QUOTE
        return self._quote

    def see(self, step: str) -> None:
        """The step's page is shown."""
        self.seen.add(step)
        if step == self._quoted_from:
            self._quote = None

    def is_quoted(self, step: str) -> bool:
        """Not one that is left out by now: the page of it may still be in front."""
        steps = list(self.steps())
        return {step, self._quoted_from} <= set(steps) and steps.index(step) >= steps.index(self._quoted_from)

    def standing(self, step: str, current: str) -> Standing:
        if step == current:
            return Standing.CURRENT
        if step not in self.seen:
            return Standing.COMING
        return Standing.DONE if self.is_finished(step) else Standing.TROUBLE

    def _forget(self) -> None:
        self._problems.clear()
        self._next.clear()
        self._steps = self._quote = None
