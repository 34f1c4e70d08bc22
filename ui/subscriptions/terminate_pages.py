"""The pages of terminating: why, if the customer will say, and how the time until the end is paid."""

from collections.abc import Callable
from functools import partial
from typing import Any

from kiosk.customer_facts import CustomerFacts
from kiosk.formats import day, kronor
from kiosk.subscriptions import terminate
from kiosk.subscriptions.terminate import PAYS, Pays
from kiosk.texts import N_, _, plural
from ui.controls import Field, Label, Panel, TypeRole
from ui.visit_doors import VisitDoors
from ui.wizard.change_strip import ChangeStrip
from ui.wizard.customer_visit import CustomerVisit
from ui.wizard.due_lines import DueLines
from ui.wizard.routine_page import RoutinePage
from ui.wizard.tiles import Tiles

Own = list[RoutinePage[Any]]


class TerminationReasonPage(RoutinePage[str]):
    """Fills in the draft's `reason`."""

    def __init__(self, facts: Callable[[], CustomerFacts]) -> None:
        super().__init__("reason", "reason", N_("Reason"), N_("Ask, but the customer need not answer."))
        self._facts = facts

    def build(self) -> None:
        self._reasons = Tiles(columns=2)
        self.inputs.bind(self._reasons, "reason", field := Field(N_("Reason for the termination"), self._reasons))
        panel = Panel()
        panel.body.addWidget(field)
        self.body.addWidget(panel)
        self.body.addStretch(1)

    def show_draft(self, draft: Any) -> None:
        reasons = self._facts().rules.termination_reasons
        named = [(one.code, partial(getattr, one, "name")) for one in reasons]
        self._reasons.set_options([("", N_("No answer")), *named])
        self._reasons.set_value(draft.reason)
        self._reasons.show_chosen()

    def shown(self, name: str) -> str:
        return self.part

    def changed(self, name: str, value: Any) -> str:
        return str(value)


class NoticePage(RoutinePage[str]):
    """Fills in the draft's `pays`. Where nothing is left to pay there is nothing to choose."""

    def __init__(self, facts: Callable[[], CustomerFacts]) -> None:
        super().__init__("notice", "pays", N_("Notice period"))
        self._facts = facts

    def build(self) -> None:
        self._end, self._why = Label("", TypeRole.FIGURE), Label("", TypeRole.MUTED)
        self._end.setObjectName("end_date")
        self._pays = Tiles(columns=1)
        self._choice = Field(N_("How the time until then is paid"), self._pays)
        self.inputs.bind(self._pays, "pays", self._choice)
        panel = Panel()
        for widget in (Field(N_("Last day"), self._end), self._why, self._choice):
            panel.body.addWidget(widget)
        self._changes, self._due = ChangeStrip(), DueLines()
        for whole in (panel, self._changes, self._due):
            self.body.addWidget(whole)
        self.body.addStretch(1)

    def show_draft(self, draft: Any) -> None:
        facts = self._facts()
        self._end.say(partial(day, terminate.end_date(facts)))
        self._why.say(partial(_why_words, facts))
        self._choice.setVisible(terminate.has_choice(facts))
        amount = sum(one.due_now for one in terminate.final_payment(facts))
        self._pays.set_options([(one, partial(_pays_words, one, amount)) for one in Pays])
        self._pays.set_value(draft.pays)
        self._changes.show_changes(self.quote.changes)
        self._due.show_lines(self.quote.lines)

    def shown(self, name: str) -> str:
        return self.part

    def changed(self, name: str, value: Any) -> str:
        return str(value)


def _why_words(facts: CustomerFacts) -> str:
    held = facts.chosen
    words = {"end": day(terminate.notice_last(facts))}
    parts = [
        plural("{n} month’s notice, to {end}.", "{n} months’ notice, to {end}.", held.product.notice_months, **words)
    ]
    committed = held.timeline.committed_until
    if committed is not None and committed >= facts.today:
        parts.append(_("Committed until {day}.", day=day(committed)))
    return " ".join(parts)


def _pays_words(pays: Pays, amount: int) -> str:
    return f"{_(PAYS[pays])}: {kronor(amount)}" if pays is Pays.NOW else _(PAYS[pays])


def terminate_pages(visit: CustomerVisit, _doors: VisitDoors) -> Own:
    return [TerminationReasonPage(visit.facts), NoticePage(visit.facts)]


def no_pages(_visit: CustomerVisit, _doors: VisitDoors) -> Own:
    """For a routine that asks nothing but who stands at the desk."""
    return []
