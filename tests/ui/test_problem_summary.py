"""The summary of what is to be put right leaves room for the fields it speaks of."""

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kiosk.problems import Problem
from kiosk.texts import Language
from tests.ui.inspection import settle
from ui.appearance import Appearance
from ui.controls import ProblemSummary


def lines(summary: ProblemSummary) -> list[QPushButton]:
    settle()
    return [button for button in summary.findChildren(QPushButton) if button.isVisible()]


def test_a_long_summary_is_folded_until_the_rest_is_asked_for(qtbot: QtBot, appearance: Appearance) -> None:
    appearance.choose_language(Language.SWEDISH)
    summary = ProblemSummary()
    qtbot.addWidget(summary)
    summary.show_problems([Problem("postcode_missing", f"field_{at}") for at in range(8)])
    assert len(lines(summary)) == 4
    assert lines(summary)[-1].accessibleName() == "… och 5 till"
    lines(summary)[-1].click()
    assert len(lines(summary)) == 8


def test_what_has_been_put_right_is_said_no_more(qtbot: QtBot, appearance: Appearance) -> None:
    summary = ProblemSummary()
    qtbot.addWidget(summary)
    summary.show_problems([Problem("postcode_missing", name) for name in ("postcode", "city")])
    summary.drop("postcode")
    assert len(lines(summary)) == 1
    summary.drop("city")
    assert not summary.isVisible()
