"""The page of charging: how many months, each with the day it reaches, and what those chosen cost."""

from collections.abc import Callable
from functools import partial

from kiosk.customer_facts import CustomerFacts
from kiosk.formats import day
from kiosk.routine import Due
from kiosk.subscriptions import charge
from kiosk.subscriptions.charge import Choice, Draft
from kiosk.texts import N_, plural
from ui.controls import Label, Notice, Panel, Tone, TypeRole
from ui.subscriptions.price_tiles import PriceTiles
from ui.wizard.change_strip import ChangeStrip
from ui.wizard.one_field_page import Asked, OneFieldPage
from ui.wizard.tiles import Tiles

COLUMNS = 4
TILE = 180  # px at 100 %: the day wraps before twelve months stand below the others
ASKED = Asked("months", "months", N_("Months"), N_("How many months?"), N_("Add-ons are paid to the same date."))


class MonthsPage(OneFieldPage[int]):
    """Fills in the draft's `months`; what is suggested is chosen from the start."""

    shows_quote = True

    def __init__(self, facts: Callable[[], CustomerFacts]) -> None:
        super().__init__(ASKED)
        self._facts = facts

    def build(self) -> None:
        self._prices, self._months = PriceTiles((Due.NOW,)), Tiles(columns=COLUMNS, least=TILE)
        self._changes, self._late, self._limit = ChangeStrip(), Notice(), Label("", TypeRole.MUTED)
        self._limit.setObjectName("paid_ahead_limit")
        panel = Panel()
        panel.body.addWidget(self.ask(self._months))
        for part in (self._limit, self._late, self._prices, panel, self._changes):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def show_draft(self, draft: Draft) -> None:
        facts = self._facts()
        self._months.set_options([(one.months, partial(_words, one)) for one in charge.choices(facts)])
        self._months.set_value(charge.months_of(draft, facts))
        self._limit.say(partial(charge.limit_words, facts))
        self._limit.setVisible(bool(charge.limit_words(facts)))
        self._prices.show_quote(self.quote)
        self._changes.show_changes(self.quote.changes)
        late = charge.months_late(facts)
        self._late.setVisible(late > 0)
        self._late.show_notice(partial(_late_words, late, facts), Tone.WARN)

    def shown(self, name: str) -> int:
        return self.part or charge.suggested(self._facts())


def _words(one: Choice) -> str:
    return plural("{n} month, to {last}", "{n} months, to {last}", one.months, last=day(one.last))


def _late_words(late: int, facts: CustomerFacts) -> str:
    until = day(facts.chosen.timeline.debited_until)
    return plural(
        "In arrears: paid until {until}. {n} month brings it up to date.",
        "In arrears: paid until {until}. {n} months bring it up to date.",
        late,
        until=until,
    )
