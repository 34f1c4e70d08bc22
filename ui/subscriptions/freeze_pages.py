"""The pages of freezing: why, and from when to when, with what is saved while one chooses."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from kiosk.customer_facts import CustomerFacts
from kiosk.formats import day, kronor
from kiosk.settings.routines import FreezeReason
from kiosk.subscriptions import freeze
from kiosk.subscriptions.freeze import Draft, PeriodDraft
from kiosk.texts import N_, _, plural
from ui.controls import DateInput, Field, Panel
from ui.theme import Space, px
from ui.wizard.change_strip import ChangeStrip
from ui.wizard.routine_page import RoutinePage
from ui.wizard.tiles import Tiles


class FreezeReasonPage(RoutinePage[str]):
    """Fills in the draft's `reason`."""

    def __init__(self, facts: Callable[[], CustomerFacts]) -> None:
        super().__init__(
            "reason", "reason", N_("Reason"), N_("The reason decides the fee, and how early the freeze may begin.")
        )
        self._facts = facts

    def build(self) -> None:
        self._reasons = Tiles(columns=1)
        self.inputs.bind(self._reasons, "reason", field := Field(N_("Reason for the freeze"), self._reasons))
        panel = Panel()
        panel.body.addWidget(field)
        self.body.addWidget(panel)
        self.body.addStretch(1)

    def show_draft(self, draft: Draft) -> None:
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

    shows_quote = True

    def __init__(self, facts: Callable[[], CustomerFacts]) -> None:
        super().__init__("period", "period", N_("Period"), N_("Both days are frozen."))
        self._facts = facts

    def build(self) -> None:
        today = self._facts().today
        self._first = Field(N_("First day"), DateInput(today=today))
        self._last = Field(N_("Last day"), DateInput(today=today))
        self.inputs.bind(self._first.control, "first", self._first)
        self.inputs.bind(self._last.control, "last", self._last)
        dates = QHBoxLayout()
        dates.setSpacing(px(Space.LARGE))
        dates.addWidget(self._first, 1)
        dates.addWidget(self._last, 1)
        panel = Panel()
        panel.body.addLayout(dates)
        self._changes = ChangeStrip()
        self.body.addWidget(panel)
        self.body.addWidget(self._changes)
        self.body.addStretch(1)

    def show_draft(self, draft: Draft) -> None:
        facts = self._facts()
        earliest, first = freeze.earliest_start(draft, facts), draft.period.first
        self._first.say_hint(lambda: _("{day} at the earliest", day=day(earliest)))
        limits = freeze.limits(facts)
        self._last.say_hint(
            "" if first is None else partial(_span, limits.earliest_end(first), limits.latest_end(first))
        )
        self._changes.show_changes(self.quote.changes)


def _span(earliest: Any, latest: Any) -> str:
    return _("{earliest} at the earliest, {latest} at the latest", earliest=day(earliest), latest=day(latest))
