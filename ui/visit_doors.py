"""What the desk lends a wizard."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kiosk.routine import Outcome
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from ui.access.access_details_page import CardReader
from ui.people.person_look_up import Door
from ui.tasks import TaskRunner


@dataclass(frozen=True)
class VisitDoors:
    """`look_up` is called on the look-up lane; `reader` None: cards are typed only.

    `camera`: the one to start, None for the first; `camera_chosen` is told the user's choice. `open_person` leads to
    a person card, `show_documents` to what was written: receipt, agreement, mandate form, confirmation.
    """

    store: Store
    tasks: TaskRunner
    staff: Callable[[], StaffMember]
    is_online: Callable[[], bool]
    look_up: Door
    reader: CardReader | None
    camera: Callable[[], str | None]
    camera_chosen: Callable[[str], Any]
    open_person: Callable[[str], Any]
    show_documents: Callable[[Outcome], Any]
