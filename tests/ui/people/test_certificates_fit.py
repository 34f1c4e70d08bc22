"""The list of certificates that end soon on the smallest screen, beside the rail: its days are never cut."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QTableWidget, QToolTip
from pytestqt.qtbot import QtBot

from kiosk.people.ending_certificates import Ending
from kiosk.store import Store
from kiosk.texts import Language
from ui.appearance import Appearance
from ui.people import certificates_view
from ui.people.certificates_view import CertificatesView
from ui.tasks import TaskRunner

EMAIL = "maria-kristina.oxenstierna-lindqvist@larlingsgymnasiet.example.se"
ROW = Ending(
    certificate_id="1",
    person_id="1",
    name="Maria-Kristina Oxenstierna Lindqvist",
    member_number="500000000041",
    type_name="Organisation",
    organisation="Stockholms läns personalidrottsförening",
    ends=date(2026, 12, 24),
    days_left=22,
    email=EMAIL,
    mobile="070-174 06 05",
    is_protected=False,
    reminded_on=date(2026, 11, 22),
)


@pytest.mark.parametrize("language", list(Language))
def test_every_column_has_room(
    language: Language,
    qtbot: QtBot,
    appearance: Appearance,
    tasks: TaskRunner,
    gym: Store,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With so many rows that it scrolls downwards."""
    monkeypatch.setattr(certificates_view, "ending_certificates", lambda _store: (ROW,) * 40)
    appearance.choose_language(language)
    view = CertificatesView(gym, tasks)
    qtbot.addWidget(view)
    view.resize(1366 - 108, 640)
    view.show()
    table = view.findChild(QTableWidget, "certificates")
    assert isinstance(table, QTableWidget)
    qtbot.waitUntil(lambda: table.verticalScrollBar().maximum() > 0)
    qtbot.wait(50)  # the widths follow in another turn
    assert table.horizontalScrollBar().maximum() == 0
    for column in (2, 3, 5, 6):
        assert table.columnWidth(column) >= table.sizeHintForColumn(column), column
    assert hint(table, 0, 2) == "", "it is whole"
    assert hint(table, 0, 4) == EMAIL, "cut at the smallest screen"
    QToolTip.hideText()


def hint(table: QTableWidget, line: int, column: int) -> str:
    """What comes up when the mouse rests on the cell."""
    place = table.visualRect(table.model().index(line, column)).center()
    QApplication.sendEvent(table.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, table.mapToGlobal(place)))
    return QToolTip.text() if QToolTip.isVisible() else ""
