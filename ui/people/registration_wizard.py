"""Opens the wizard of any routine that registers somebody: the pages they all have, and what comes after."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from kiosk.access import known_cards
from kiosk.direct_debit.payers import with_payer
from kiosk.people.registration import is_photo_needed
from ui.access.access_details_page import AccessDetailsPage
from ui.controls import Text
from ui.direct_debit.mandate_page import MandatePage
from ui.people.personal_details_page import Checked, PersonalDetailsPage
from ui.people.register_routine import Registering
from ui.till.payment_page import PaymentPage
from ui.visit_doors import VisitDoors
from ui.wizard.routine_page import RoutinePage
from ui.wizard.routine_wizard import RoutineWizard
from ui.wizard.summary_page import SummaryPage
from ui.wizard.visit import Visit
from ui.wizard_opening import opened_wizard

Pages = list[RoutinePage[Any]]


def details_page(register: Registering, doors: VisitDoors, checked: Checked) -> PersonalDetailsPage:
    return PersonalDetailsPage(register.facts, checked, doors.look_up, doors.tasks)


def mandate_page(register: Registering, doors: VisitDoors) -> MandatePage:
    return MandatePage(register.facts, lambda draft: register.buyer(draft).birth_date, partial(with_payer, doors.store))


def access_page(register: Registering, doors: VisitDoors) -> AccessDetailsPage:
    facts, store = register.facts, doors.store
    page = AccessDetailsPage(
        facts,
        lambda part: known_cards.checked(store, part, facts().card_format),
        is_photo_needed,
        doors.reader,
        doors.camera,
    )
    page.camera_chosen.connect(doors.camera_chosen)
    return page


def open_registration(
    parent: QWidget | None, doors: VisitDoors, visit: Visit[Any], entered: Sequence[RoutinePage[Any]], title: Text
) -> RoutineWizard:
    """A new visit, shown: the pages `entered`, in the order of the steps, then summary and payment."""
    register = visit.routine
    assert isinstance(register, Registering)
    titles = {page.step: page.title_text for page in entered}
    summary = SummaryPage(titles, register.summary, lambda: register.facts().terms, _portrait)
    pages: Pages = [*entered, summary, PaymentPage()]
    return opened_wizard(parent, doors, visit, pages, title)


def _portrait(draft: Any) -> bytes | None:
    photo: bytes | None = draft.access.photo
    return photo
