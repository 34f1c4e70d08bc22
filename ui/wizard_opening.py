"""Opens the wizard of a visit over its pages, with the ways out of it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.access.access_details_page import AccessDetailsPage
from ui.controls import Text
from ui.people.personal_details_page import PersonalDetailsPage
from ui.visit_doors import VisitDoors
from ui.wizard.routine_page import RoutinePage
from ui.wizard.routine_wizard import RoutineWizard
from ui.wizard.visit import Visit
from ui.wizard.ways_out import WaysOut


def opened_wizard(
    parent: QWidget | None, doors: VisitDoors, visit: Visit[Any], pages: Sequence[RoutinePage[Any]], title: Text
) -> RoutineWizard:
    """Shown. In a QStackedWidget it is a page, and the page before comes back when it is closed; with another parent,
    or none, it is a window of its own."""
    wizard = RoutineWizard(visit, pages, title, doors.tasks, parent)
    ways_out = WaysOut(wizard, doors.show_documents, doors.open_person)
    for page in pages:
        if isinstance(page, AccessDetailsPage | PersonalDetailsPage):
            page.open_person.connect(ways_out.ask_to_open)
    if isinstance(parent, QStackedWidget):
        ways_out.stand_in(parent)
    wizard.show()
    return wizard
