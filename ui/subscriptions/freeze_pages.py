"""The pages of freezing, and of what becomes of a freeze afterwards: why, from when to when, what it does and costs."""

from collections.abc import Callable
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
from kiosk.subscriptions.freeze_terms import Span, spell
from kiosk.texts import N_, _, plural
from ui.controls import DateInput, Field, Panel, Text
from ui.theme import Space, px
from ui.wizard.effect import Effect
from ui.wizard.one_field_page import Asked, ChoicePage, OneFieldPage
from ui.wizard.routine_page import RoutinePage

Facts = Callable[[], CustomerFacts]
REASON_ABOUT = N_("The reason decides the fee, and how early the freeze may begin.")
COMING = Asked(
    "freeze",
    "freeze_id",
    N_("Coming freeze"),
    N_("Freeze to remove"),
    N_("Its days count again, as if it had never been asked for."),
)


def reason_page(facts: Facts, about: Text = REASON_ABOUT) -> ChoicePage:
    asked = Asked("reason", "reason", N_("Reason"), N_("Reason for the freeze"), about)
    return ChoicePage(asked, lambda: [(one.code, partial(_reason_words, one)) for one in facts().rules.freeze_reasons])


def _reason_words(reason: FreezeReason) -> str:
    parts = [reason.name]
    if reason.fee:
        parts.append(_("{fee} per month begun", fee=kronor(reason.fee)))
    if reason.retroactive_days:
        days = plural("{n} day", "{n} days", reason.retroactive_days)
        parts.append(_("may begin up to {days} back", days=days))
    return " · ".join(parts)


def coming_freeze_page(facts: Facts) -> ChoicePage:
    """Which of those to come is removed."""

    def options() -> list[tuple[object, Text]]:
        return [(one.id, partial(spell, one.freeze)) for one in remove_freeze.offered(facts())]

    return ChoicePage(COMING, options, has_effect=True)


class PeriodPage(RoutinePage[PeriodDraft]):
    """First and last day, with the earliest and latest that can be chosen."""

    def __init__(self, facts: Facts) -> None:
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
        panel, self._effect = Panel(), Effect()
        panel.body.addLayout(dates)
        self.body.addWidget(panel)
        self.body.addWidget(self._effect)
        self.body.addStretch(1)

    def show_draft(self, draft: freeze.Draft) -> None:
        facts, first = self._facts(), draft.period.first
        offered = (freeze.earliest_start(draft, facts), freeze.latest_start(draft, facts))
        self._first_input.offer(*offered)
        self._first.say_hint(partial(_span, *offered))
        span = (freeze.shortest(first, facts), freeze.longest(first, facts)) if first else (None, None)
        self._last_input.offer(*span)
        self._last.say_hint(partial(_span, *span) if first else "")
        self._effect.show_quote(self.quote)

    def changed(self, name: str, value: Any) -> PeriodDraft:
        if name == "first":
            return freeze.begins_on(self.part, value, self._facts())
        return super().changed(name, value)


class DayPage(OneFieldPage[date | None]):
    """`allowed` is the earliest and latest that can be chosen."""

    def __init__(self, asked: Asked, facts: Facts, allowed: Callable[[CustomerFacts], Span | None]) -> None:
        super().__init__(asked)
        self._facts, self._allowed = facts, allowed

    def build(self) -> None:
        self._input = DateInput(today=self._facts().today)
        self._day = self.ask(self._input)
        row = QHBoxLayout()
        row.addWidget(self._day, 1)
        row.addStretch(1)
        panel, self._effect = Panel(), Effect()
        panel.body.addLayout(row)
        self.body.addWidget(panel)
        self.body.addWidget(self._effect)
        self.body.addStretch(1)

    def show_draft(self, draft: Any) -> None:
        span = self._allowed(self._facts())
        if span is not None:
            self._input.offer(*span)
            self._day.say_hint(partial(_span, *span))
        self._effect.show_quote(self.quote)


def _span(earliest: date, latest: date) -> str:
    return _("{earliest} at the earliest, {latest} at the latest", earliest=day(earliest), latest=day(latest))
