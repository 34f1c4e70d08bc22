"""What the person card says where there is no subscription: what became of the one that was given away."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kiosk.people.person_card_facts import HandedOver
from ui.appearance import Appearance
from ui.people.person_card_subscriptions import SubscriptionsPanel

DAY = date(2026, 11, 20)
GIVEN, UNDONE = HandedOver("Guld 3 mån", DAY, "Bo Ek", False), HandedOver("Guld 3 mån", DAY, "Bo Ek", False, True)
TAKEN = HandedOver("Guld 3 mån", DAY, "Cia Ås", True)


@pytest.mark.parametrize(
    ("transfers", "words"),
    [
        ((), "Inget abonnemang ännu."),
        ((UNDONE,), "Inget abonnemang ännu."),
        ((GIVEN,), "Inget abonnemang nu: Guld 3 mån överläts till Bo Ek 2026-11-20."),
        ((TAKEN, GIVEN), "Inget abonnemang nu: Guld 3 mån överläts till Bo Ek 2026-11-20."),
    ],
)
def test_one_that_was_transferred_away_is_named(
    transfers: tuple[HandedOver, ...], words: str, qtbot: QtBot, appearance: Appearance
) -> None:
    panel = SubscriptionsPanel((), DAY, transfers)
    qtbot.addWidget(panel)
    assert words in [label.text() for label in panel.findChildren(QLabel)]
