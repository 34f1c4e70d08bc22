"""The hands of tour and journeys: what they do doesn't hang on how busy the machine is."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kiosk.access.card_numbers import CardFormat
from ui.devices.wedge_filter import WedgeFilter
from ui.tour import hands


@pytest.fixture
def cards(qapp: object) -> Iterator[list[str]]:
    """What the reader has read."""
    reader, read = WedgeFilter(CardFormat()), list[str]()
    reader.card_presented.connect(read.append)
    yield read
    reader.deleteLater()


def test_a_card_is_read_however_long_its_keys_take(
    qtbot: QtBot, cards: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tenth of a second a key is a person's pace: by the clock it would be typed."""
    press = QTest.keyClick

    def slowly(*key: object) -> None:
        time.sleep(0.1)
        press(*key)  # type: ignore[call-overload]

    monkeypatch.setattr(QTest, "keyClick", slowly)
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    hands.hold_card("10000342")
    hands.hold_card("20000055")
    assert (cards, field.text()) == (["10000342", "20000055"], "")
