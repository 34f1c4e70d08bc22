"""Portraits in the list of hits: they come a moment after the rows, and only once."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.store import Store
from tests.people.members import give_photo, register
from tests.ui.inspection import settle
from tests.ui.people.desk import PeopleDesk
from ui.people.search_photos import Thumbnails, portrait

FACE = Path(__file__).parents[3] / "resources" / "demo" / "face.jpg"


def test_the_photo_is_painted_a_moment_later(desk: PeopleDesk, gym: Store, qtbot: QtBot) -> None:
    person_id = register(gym)
    rows = desk.area.results.list
    desk.type("åsa")
    without = rows.grab().toImage()
    give_photo(gym, person_id, FACE.read_bytes())
    desk.type("åsa")
    qtbot.waitUntil(lambda: rows.grab().toImage() != without)


def test_rows_that_are_the_same_stand_and_their_photo_still_comes(desk: PeopleDesk, gym: Store, qtbot: QtBot) -> None:
    """Each key of a long name would otherwise paint them anew, and take back the photo that was asked for."""
    give_photo(gym, register(gym), FACE.read_bytes())
    desk.search.setFocus()
    rows = desk.area.results.list
    QTest.keyClicks(desk.search, "ås")
    QApplication.sendPostedEvents()  # all is painted, and the photo asked for
    thumbnails = rows.findChild(Thumbnails)
    assert thumbnails is not None
    with qtbot.assertNotEmitted(rows.hits.modelReset), qtbot.waitSignal(thumbnails.loaded):
        QTest.keyClicks(desk.search, "a")
    assert desk.hits == ["Åsa Öberg"]


@pytest.mark.qt_log_ignore("JPEG")
def test_a_broken_photo_is_no_photo(desk: PeopleDesk, gym: Store) -> None:
    give_photo(gym, register(gym), b"\xff\xd8 no picture")
    desk.type("åsa")
    settle()
    assert desk.hits == ["Åsa Öberg"]
    rows = desk.area.results.list
    assert portrait(b"\xff\xd8 no picture", rows.size(), 4) is None
