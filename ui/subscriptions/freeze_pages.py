"""The pages of freezing, and of what becomes of a freeze afterwards: why, from when to when, what it does and costs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from kiosk.customer_facts import CustomerFacts
from kiosk.formats import day, kronor
from kiosk.settings.routines import FreezeReason
from kiosk.subscriptions import freeze, remove_freeze
from kiosk.subscriptions.freeze import PeriodDraft
from kiosk.subscriptions.freeze_terms import spell
from kiosk.subscriptions.kept import KeptFreeze
from kiosk.texts import N_, _, plural
from ui.controls import DateInput, Field, Panel, Text
from ui.theme import Space, px
from ui.wizard.change_strip import ChangeStrip
from ui.wizard.due_lines import DueLines
from ui.wizard.routine_page import RoutinePage
from ui.wizard.tiles import Tiles


class FreezeReasonPage(RoutinePage[str]):
    """Fills in the draft's `reason`."""

    def __init__(self, facts: Callable[[], CustomerFacts], about: Text = "") -> None:
        super().__init__(
            "reason",
            "reason",
            N_("Reason"),
            about or N_("The reason decides the fee, and how early the freeze may begin."),
        )
        self._facts = facts

    def build(self) -> None:
        self._reasons = Tiles(columns=1)
        self.inputs.bind(self._reasons, "reason", field := Field(N_("Reason for the freeze"), self._reasons))
        panel = Panel()
        panel.body.addWidget(field)
        self.body.addWidget(panel)
        self.body.addStretch(1)

    def show_draft(self, draft: Any) -> None:
        self._reasons.set_options(
            [(one.code, partial(_reason_words, one)) for one in self._facts().rules.freeze_reasons]
        )
        self._reasons.set_value(draft.reason)

    def shown(self, name: str) -> str:
        return self.part

    def changed(self, name: str, value: Any) -> str:
        return str(value)


def _reason_words(reason: FreezeReason) -> str:
    parts = [reason.name]
    if reason.fee:
        parts.append(_("{fee} per month begun", fee=kronor(reason.fee)))
    if reason.retroactive_days:
        days = plural("{n} day", "{n} days", reason.retroactive_days)
        parts.append(_("may begin up to {days} back", days=days))
    return " · ".join(parts)


class PeriodPage(RoutinePage[PeriodDraft]):
    """First and last day, with the earliest and latest that can be chosen."""

    def __init__(self, facts: Callable[[], CustomerFacts]) -> None:
        super().__init__("period", "period", N_("Period"), N_("Both days are frozen."))
        self._facts = facts

    def build(self) -> None:
        today = self._facts().today
        self._first_input, self._last_input = DateInput(today=today), DateInput(today=today)
        self._first = Field(N_("First day"), self._first_input)
        self._last = Field(N_("Last day"), self._last_input)
        self.inputs.bind(self._first_input, "first", self._first)
        self.inputs.bind(self._last_input, "last", self._last)
        dates = QHBoxLayout()
        dates.setSpacing(px(Space.LARGE))
        dates.addWidget(self._first, 1, Qt.AlignmentFlag.AlignTop)
        dates.addWidget(self._last, 1, Qt.AlignmentFlag.AlignTop)
        panel = Panel()
        panel.body.addLayout(dates)
        self._changes, self._due = ChangeStrip(), DueLines()
        for widget in (panel, self._changes, self._due):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def show_draft(self, draft: freeze.Draft) -> None:
        facts, first = self._facts(), draft.period.first
        earliest = freeze.earliest_start(draft, facts)
        self._first_input.offer(earliest, freeze.latest_start(facts))
        self._first.say_hint(partial(_from, earliest))
        span = (freeze.shortest(first, facts), freeze.longest(first, facts)) if first else (None, None)
        self._last_input.offer(*span)
        self._last.say_hint(partial(_span, *span) if first else "")
        self._changes.show_changes(self.quote.changes)
        self._due.show_lines(self.quote.lines)

    def changed(self, name: str, value: Any) -> PeriodDraft:
        if name == "first":
            return freeze.begins_on(self.part, value, self._facts())
        return super().changed(name, value)


@dataclass(frozen=True, slots=True)
class DayWords:
    """What a page that asks for one day says."""

    part: str
    title: Text
    about: Text
    label: Text


class DayPage(RoutinePage[date | None]):
    """Fills in one day of the draft; `allowed` is the earliest and latest that can be chosen."""

    def __init__(
        self,
        facts: Callable[[], CustomerFacts],
        allowed: Callable[[CustomerFacts], tuple[date, date] | None],
        words: DayWords,
    ) -> None:
        super().__init__("day", words.part, words.title, words.about)
        self._facts, self._allowed, self._words = facts, allowed, words

    def build(self) -> None:
        self._input = DateInput(today=self._facts().today)
        self._day = Field(self._words.label, self._input)
        self.inputs.bind(self._input, self._words.part, self._day)
        row = QHBoxLayout()
        row.addWidget(self._day, 1)
        row.addStretch(1)
        panel = Panel()
        panel.body.addLayout(row)
        self._changes, self._due = ChangeStrip(), DueLines()
        for widget in (panel, self._changes, self._due):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def show_draft(self, draft: Any) -> None:
        span = self._allowed(self._facts())
        if span is not None:
            self._input.offer(*span)
            self._day.say_hint(partial(_span, *span))
        self._changes.show_changes(self.quote.changes)
        self._due.show_lines(self.quote.lines)

    def shown(self, name: str) -> date | None:
        return self.part

    def changed(self, name: str, value: Any) -> date | None:
        return value  # type: ignore[no-any-return]


class ComingFreezePage(RoutinePage[str]):
    """Fills in the draft's `freeze_id`."""

    def __init__(self, facts: Callable[[], CustomerFacts]) -> None:
        super().__init__(
            "freeze", "freeze_id", N_("Coming freeze"), N_("It is taken away as if it had never been asked for.")
        )
        self._facts = facts

    def build(self) -> None:
        self._freezes = Tiles(columns=1)
        self.inputs.bind(self._freezes, "freeze_id", field := Field(N_("Freeze to remove"), self._freezes))
        panel = Panel()
        panel.body.addWidget(field)
        self._changes, self._due = ChangeStrip(), DueLines()
        for widget in (panel, self._changes, self._due):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def show_draft(self, draft: Any) -> None:
        self._freezes.set_options([(one.id, partial(_words, one)) for one in remove_freeze.offered(self._facts())])
        self._freezes.set_value(draft.freeze_id)
        self._changes.show_changes(self.quote.changes)
        self._due.show_lines(self.quote.lines)

    def shown(self, name: str) -> str:
        return self.part

    def changed(self, name: str, value: Any) -> str:
        return str(value)


def _words(kept: KeptFreeze) -> str:
    return spell(kept.freeze)


def _from(earliest: date) -> str:
    return _("{day} at the earliest", day=day(earliest))


def _span(earliest: date, latest: date) -> str:
    return _("{earliest} at the earliest, {latest} at the latest", earliest=day(earliest), latest=day(latest))
