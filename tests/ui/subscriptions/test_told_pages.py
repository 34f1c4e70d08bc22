"""What the pages of charging and terminating tell before anything is chosen: how far ahead, and what is owed."""

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from kiosk.direct_debit.debts import Debt
from kiosk.formats import kronor
from kiosk.routine import EMPTY_QUOTE
from kiosk.store import Store
from kiosk.subscriptions import charge, terminate
from tests.people.members import register, sell
from tests.people.serving import SELF, facts_of, on
from ui.appearance import Appearance
from ui.subscriptions.charge_pages import MonthsPage
from ui.subscriptions.terminate_pages import NoticePage

OWED = Debt("draw", "SOD", "2026-11", 39900, "failed", "", ())


def told(part: QWidget | None) -> str:
    """What is shown of it."""
    if part is None or part.isHidden():
        return ""
    labels = [part] if isinstance(part, QLabel) else part.findChildren(QLabel)
    return " ".join(label.text() for label in labels if isinstance(label, QLabel)).strip()


def gold(gym: Store) -> str:
    on(gym, date(2026, 11, 15))
    person_id = register(gym)
    sell(gym, person_id, "GULD-AG", start=date(2026, 10, 1), charged_until=date(2026, 11, 30), price=49900)
    return person_id


def test_a_debt_is_told_beside_the_notice_period(qtbot: QtBot, appearance: Appearance, gym: Store) -> None:
    facts = facts_of(gym, gold(gym))
    for debts, words in (((OWED,), True), ((), False)):
        page = NoticePage(partial(replace, facts, debts=debts))
        qtbot.addWidget(page)
        page.take(terminate.Draft(SELF), EMPTY_QUOTE)
        shown = told(page.findChild(QWidget, "debt"))
        assert bool(shown) is words
        assert (f"Obetalt sedan tidigare: {kronor(39900)}. Ingår inte i uppsägningstiden" in shown) is words


def test_how_far_ahead_can_be_paid_is_told(qtbot: QtBot, appearance: Appearance, gym: Store) -> None:
    facts = facts_of(gym, gold(gym))
    facts = replace(facts, rules=replace(facts.rules, max_prepay_intervals=3))
    page = MonthsPage(lambda: facts)
    qtbot.addWidget(page)
    page.take(charge.Draft(SELF), EMPTY_QUOTE)
    limit = page.findChild(QLabel, "paid_ahead_limit")
    assert told(limit) == "Högst 3 månader i förskott kan betalas: i dag t.o.m. 2027-02-28."
