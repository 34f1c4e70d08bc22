"""The page Personal details: the number with its look-up, name and address, contact."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import Signal

from kiosk.desk_facts import Facts
from kiosk.errors import InpassError
from kiosk.people.customer_types import IdOrigin
from kiosk.people.drafts import IdentificationDraft, LookedUp, PersonalDetailsDraft
from kiosk.people.personal_details import (
    LOOKED_UP,
    identity_line,
    is_filled_by_look_up,
    number_of,
    with_look_up,
    without_another_persons,
)
from kiosk.texts import N_
from ui.people.details_form import DetailsForm
from ui.people.identity_row import LookUpState
from ui.people.person_look_up import Door, PersonLookUp
from ui.tasks import TaskRunner
from ui.wizard.routine_page import RoutinePage

Checked = Callable[[PersonalDetailsDraft, IdentificationDraft], PersonalDetailsDraft]
"""The details with what the desk's file knows of such a person."""
LIKENESS = ("personal_number", "birth_date", "given_name", "family_name", "street", "email", "mobile")


class Detailed(Protocol):
    @property
    def identification(self) -> IdentificationDraft: ...

    @property
    def details(self) -> PersonalDetailsDraft: ...


class PersonalDetailsPage(RoutinePage[PersonalDetailsDraft]):
    """The look-up runs when the number is left, or is asked for by its button; its answer fills, staff decide.

    Signals: open_person(str), the id of someone registered already.
    """

    open_person = Signal(str)

    def __init__(self, facts: Callable[[], Facts], checked: Checked, look_up: Door, tasks: TaskRunner) -> None:
        super().__init__("personal_details", "details", N_("Personal details"))
        self._facts, self._checked = facts, checked
        self._identification = IdentificationDraft()
        self._state = LookUpState.QUIET
        self._asked_for = ""
        self._look_up = PersonLookUp(look_up, tasks, self)
        self._look_up.found.connect(self._found)
        self._look_up.nobody.connect(partial(self._end, LookUpState.NOBODY))
        self._look_up.unreachable.connect(self._unreachable)
        self.notices.busy.cancelled.connect(self.left)
        self.inputs.left.connect(self._field_left)

    def build(self) -> None:
        self._brought = self.part.personal_number
        self._form = self.form()
        self._form.known.open_person.connect(self.open_person)
        self._form.twins.open_person.connect(self.twin_chosen)
        self._form.identity.look_up_wanted.connect(self._ask)
        self.body.addWidget(self._form)
        self.body.addStretch(1)

    def form(self) -> DetailsForm:
        """The fields, with what is said of somebody registered."""
        return DetailsForm(self.inputs, self._facts().today)

    def twin_chosen(self, person_id: str) -> None:
        """Somebody alike was touched."""
        self.open_person.emit(person_id)

    def show_draft(self, draft: Detailed) -> None:
        self._identification = draft.identification
        today = self._facts().today
        is_swedish = draft.identification.id_origin is IdOrigin.SWEDISH
        if self._number() != self._asked_for and self._state is not LookUpState.ASKING:
            self._state = LookUpState.QUIET
        if is_filled_by_look_up(self.part, today):
            self._state = LookUpState.FOUND
        self._form.identity.show_derived(lambda: identity_line(self.part.personal_number, today))
        self._form.identity.show_state(self._state)
        self._form.show_details(self.part, is_swedish=is_swedish)

    def checked(self) -> PersonalDetailsDraft:
        return self._checked(self.part, self._identification)

    def entered(self) -> None:
        """Another identity may have been shown meanwhile. A number that came from the search is judged and looked up as
        if it had been typed here, and so is one that counts again."""
        self.put(self.checked())
        if self._identification.id_origin is IdOrigin.FOREIGN:
            self._asked_for, self._brought = "", self.part.personal_number
            return
        brought, self._brought = self._brought, ""
        if brought and brought == self.part.personal_number:
            self.inputs.left.emit("personal_number")

    def left(self) -> None:
        """The answer to a look-up under way is dropped."""
        self._look_up.stop()
        if self._state is LookUpState.ASKING:
            self._end(LookUpState.QUIET)

    def _number(self) -> str:
        number = number_of(self.part, self._identification, self._facts().today)
        return number.canonical if number else ""

    def _field_left(self, name: str) -> None:
        if name in LIKENESS:
            self.put(self.checked())
        if name == "personal_number" and self._is_worth_asking():
            self._ask()

    def _is_worth_asking(self) -> bool:
        """A new number of nobody registered, and nothing written by hand; the button asks whenever one likes."""
        details = without_another_persons(self.part, self._number())
        is_written = any(getattr(details, name) for name in LOOKED_UP)
        return self._number() not in ("", self._asked_for) and not details.same_number and not is_written

    def _ask(self) -> None:
        number = self._number()
        if not number or self._look_up.is_asking:
            return
        self._asked_for = number
        self.put(without_another_persons(self.part, number))
        self._state = LookUpState.ASKING
        self._form.identity.show_state(self._state)
        self.notices.begin_work(N_("Looking up name and address…"), can_cancel=True)
        self._look_up.ask(number)

    def _found(self, found: LookedUp) -> None:
        self._end(LookUpState.FOUND)
        self.put(with_look_up(self.part, found))
        self.put(self.checked())
        self.inputs.focus_first()

    def _unreachable(self, _error: InpassError) -> None:
        self._end(LookUpState.UNREACHABLE)

    def _end(self, state: LookUpState) -> None:
        self.notices.end_work()
        self._state = state
        self._form.identity.show_state(state)
