"""The pages of terminating: why, if the customer will say, and how the time until the end is paid."""

from collections.abc import Callable
from functools import partial
from typing import Any

from kiosk.customer_facts import CustomerFacts
from kiosk.formats import day, kronor
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.subscriptions import terminate
from kiosk.subscriptions.terminate import Pays
from kiosk.texts import N_, _, plural
from ui.controls import Field, Label, Notice, Panel, Text, Tone, TypeRole
from ui.visit_doors import VisitDoors
from ui.wizard.customer_visit import CustomerVisit
from ui.wizard.effect import Effect
from ui.wizard.one_field_page import Asked, ChoicePage, OneFieldPage
from ui.wizard.routine_page import RoutinePage
from ui.wizard.tiles import Tiles

Own = list[RoutinePage[Any]]


REASON = Asked(
    "reason", "reason", N_("Reason"), N_("Reason for the termination"), N_("Ask, but the customer need not answer.")
)
NOTICE = Asked("notice", "pays", N_("Notice period"), N_("How the time until then is paid"))


def reason_page(facts: Callable[[], CustomerFacts]) -> ChoicePage:
    def options() -> list[tuple[object, Text]]:
        named = [(one.code, partial(getattr, one, "name")) for one in facts().rules.termination_reasons]
        return [("", terminate.NO_ANSWER), *named]

    return ChoicePage(REASON, options, columns=2)


class NoticePage(OneFieldPage[str]):
    """Where nothing is left to pay there is nothing to choose."""

    def __init__(self, facts: Callable[[], CustomerFacts]) -> None:
        super().__init__(NOTICE)
        self._facts = facts

    def build(self) -> None:
        self._end, self._why = Label("", TypeRole.FIGURE), Label("", TypeRole.MUTED)
        self._end.setObjectName("end_date")
        self._pays = Tiles(columns=1)
        self._choice = self.ask(self._pays)
        panel = Panel()
        for widget in (Field(N_("Last day"), self._end), self._why, self._choice):
            panel.body.addWidget(widget)
        self._no_draws, self._debt, self._effect = Notice(), Notice(), Effect()
        self._no_draws.setObjectName("no_draws")
        self._debt.setObjectName("debt")
        for whole in (panel, self._debt, self._no_draws, self._effect):
            self.body.addWidget(whole)
        self.body.addStretch(1)

    def show_draft(self, draft: Any) -> None:
        facts = self._facts()
        self._end.say(partial(day, terminate.end_date(facts)))
        self._why.say(partial(_why_words, facts))
        self._choice.setVisible(terminate.has_choice(facts))
        amount = sum(one.due_now for one in terminate.final_payment(facts))
        self._pays.set_options([(one, partial(_pays_words, one, amount, facts)) for one in Pays])
        self._warn(terminate.draws_problem(draft, facts))
        self._debt.setVisible(bool(facts.debts))
        self._debt.show_notice(partial(_debt_words, facts), Tone.WARN)
        self._effect.show_quote(self.quote)

    def _warn(self, problem: Problem | None) -> None:
        self._no_draws.setVisible(problem is not None)
        if problem is not None:
            self._no_draws.show_notice(partial(sentence, problem), Tone.WARN)


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


def _pays_words(pays: Pays, amount: int, facts: CustomerFacts) -> str:
    words = terminate.pays_words(pays, facts)
    return f"{words}: {kronor(amount)}" if pays is Pays.NOW else words


def _debt_words(facts: CustomerFacts) -> str:
    return _("Unpaid since earlier: {debt}", debt=terminate.debt_words(facts))


def terminate_pages(visit: CustomerVisit, _doors: VisitDoors) -> Own:
    return [reason_page(visit.facts), NoticePage(visit.facts)]


def no_pages(_visit: CustomerVisit, _doors: VisitDoors) -> Own:
    """For a routine that asks nothing but who stands at the desk."""
    return []
