"""What a page hears of the reader, and what is told where no page hears."""

import pytest
from pytestqt.qtbot import QtBot

from kiosk.access.card_numbers import CardFormat
from ui.devices.guarded_reader import GuardedReader
from ui.devices.wedge_filter import WedgeFilter


@pytest.mark.parametrize("name", ["card_presented", "card_garbled"])
def test_what_no_page_takes_is_told(qtbot: QtBot, qapp: object, name: str) -> None:
    """Read well or not: its keys were taken from the field."""
    wedge, may_hear = WedgeFilter(CardFormat()), [True]
    guarded, heard = GuardedReader(wedge, lambda: may_hear[0]), list[str]()
    with qtbot.waitSignal(guarded.unheard):
        getattr(wedge, name).emit("5001")
    getattr(guarded, name).connect(heard.append)
    with qtbot.assertNotEmitted(guarded.unheard):
        getattr(wedge, name).emit("5001")
    assert heard == ["5001"]
    getattr(guarded, name).disconnect(heard.append)
    may_hear[0] = False
    with qtbot.assertNotEmitted(guarded.unheard):
        getattr(wedge, name).emit("5001")
    wedge.deleteLater()
