"""A window with nothing in it but the search box and the area of persons, over a real store."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from tests.ui.inspection import settle
from ui.controls import Toast
from ui.people.person_area import PersonArea
from ui.people.person_card_view import PersonCardView
from ui.tasks import TaskRunner
from ui.top_bar import SearchBox


class PeopleDesk(QWidget):
    """As wide and high as the smallest screen that desks have. `staff` may be changed: someone else signs in."""

    def __init__(self, store: Store, tasks: TaskRunner, staff: StaffMember) -> None:
        super().__init__()
        self.staff = staff
        self.search, self.toast = SearchBox(), Toast(self)
        self.area = PersonArea(store, tasks, lambda: self.staff, self.search, self.toast)
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self.area, 1)
        self.resize(1270, 720)

    @property
    def hits(self) -> list[str]:
        """The names in the open list; empty when it is closed."""
        results = self.area.results
        model = results.list.hits
        if not results.isVisible():
            return []
        return [hit.name for row in range(model.rowCount()) if (hit := model.hit(row))]

    @property
    def view(self) -> PersonCardView:
        """The card that stands open."""
        found = self.area.findChild(PersonCardView)
        assert isinstance(found, PersonCardView)
        return found

    def type(self, text: str) -> None:
        self.search.setFocus()
        self.search.clear()
        QTest.keyClicks(self.search, text)
        settle()

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.search, key)
        settle()

    def said(self, name: str) -> str:
        """The text of the label of that name on the open card."""
        label = self.area.findChild(QLabel, name)
        return label.text() if isinstance(label, QLabel) else ""

    def button(self, name: str) -> QPushButton:
        found = self.findChild(QPushButton, name)
        assert isinstance(found, QPushButton), name
        return found

    def toast_text(self) -> str:
        label = self.toast.findChild(QLabel)
        return label.text() if self.toast.isVisible() and isinstance(label, QLabel) else ""
