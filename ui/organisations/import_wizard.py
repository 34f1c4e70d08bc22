"""Opens the wizard of an import of pre-orders as a page of the window."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from kiosk.organisations import import_pre_orders
from kiosk.organisations.import_pre_orders import ImportRoutine
from kiosk.organisations.importing import Imported
from kiosk.organisations.ordering import OrderingFacts
from kiosk.routine import Outcome
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import N_
from ui.organisations.import_columns_page import ImportColumnsPage
from ui.organisations.import_file_page import ImportFilePage
from ui.organisations.import_rows_page import ImportRowsPage
from ui.organisations.import_terms_page import ImportTermsPage
from ui.tasks import TaskRunner
from ui.wizard.routine_page import RoutinePage
from ui.wizard.routine_wizard import RoutineWizard
from ui.wizard.visit import Visit
from ui.wizard.ways_out import WaysOut

NOTHING_QUOTED = ""
HELP = N_(
    "A list of the organisation’s people becomes pre-orders: on each row a name, a personal number or birth date, and "
    "an e-mail address if there is one. Choose the file or drop it here, look that letters and columns are read right, "
    "choose what is ordered and for how long, and put wrong rows right in the table. Nothing is saved before the last "
    "step, and the import can be undone as long as none of its pre-orders is used."
)


def open_import_wizard(
    parent: QWidget | None,
    store: Store,
    tasks: TaskRunner,
    staff: Callable[[], StaffMember],
    facts: OrderingFacts,
    done: Callable[[Imported, import_pre_orders.Draft], Any],
) -> RoutineWizard:
    """A new visit, shown. `done` gets what was imported, and the draft with its rows."""
    routine = ImportRoutine(store, staff, facts)
    visit = Visit(routine, import_pre_orders.begun(facts), NOTHING_QUOTED)
    pages: list[RoutinePage[Any]] = [
        ImportFilePage(routine, tasks),
        ImportColumnsPage(routine),
        ImportTermsPage(routine),
        ImportRowsPage(routine, tasks),
    ]
    wizard = RoutineWizard(visit, pages, import_pre_orders.TITLE, tasks, parent)
    wizard.help_text = HELP
    ways_out = WaysOut(wizard, partial(_hand_over, done, visit), _nobody)
    if isinstance(parent, QStackedWidget):
        ways_out.stand_in(parent)
    wizard.show()
    return wizard


def _hand_over(
    done: Callable[[Imported, import_pre_orders.Draft], Any], visit: Visit[import_pre_orders.Draft], outcome: Outcome
) -> None:
    if isinstance(outcome, Imported):
        done(outcome, visit.draft)


def _nobody(_person_id: str) -> None:
    """No person's card is opened from here."""
