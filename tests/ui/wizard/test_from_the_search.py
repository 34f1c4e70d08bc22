"""What was typed in the search box stands on the page of personal details, looked up and judged."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.registration import ordinary_prepaid
from tests.ui.wizard.visitor import Desk, Visitor, words_on


@pytest.fixture
def searched(request: pytest.FixtureRequest, desk: Desk, qtbot: QtBot) -> Iterator[Visitor]:
    """On the page with what was typed in the search."""
    opened = desk.open(qtbot, typed=request.param)
    opened.wizard.current.put(ordinary_prepaid().identification)
    opened.go_on()
    yield opened
    opened.close()


@pytest.mark.parametrize("searched", ["900101-0017"], indirect=True)
def test_a_number_from_the_search_is_looked_up(searched: Visitor) -> None:
    searched.qtbot.waitUntil(lambda: searched.wizard.visit.draft.details.given_name == "Åsa", timeout=5000)
    assert searched.part(QLineEdit, "postcode").text() == "118 46"


@pytest.mark.parametrize("searched", ["900101-0018"], indirect=True)
def test_a_wrong_number_from_the_search_is_there_to_be_mended(searched: Visitor) -> None:
    assert searched.part(QLineEdit, "personal_number").text() == "900101-0018"
    searched.qtbot.waitUntil(lambda: "Sista siffran" in words_on(searched.wizard.current), timeout=5000)
