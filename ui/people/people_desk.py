"""The desk's person area among its neighbours: cards at the reader, fresh registrations, paper."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import N_, _
from ui.main_window import MainWindow
from ui.people.registrations import Registrations
from ui.tasks import TaskRunner

if TYPE_CHECKING:
    from kiosk.routine import Outcome
    from ui.controls import Text
    from ui.documents.paperwork import Paperwork
    from ui.people.card_doors import CardDoors
    from ui.people.person_area import PersonArea
    from ui.people.search_results import SearchResults

AREA = "people"


class PeopleDesk(QObject):
    """Lives as long as the window. The area, and what it is made of, comes when it is first shown.

    `begin_registration` (name, what was typed) opens the wizard of a routine that registers somebody, `begin_routine`
    (name, person id, what it is about) another's.

    Signals: matter_wanted(matter id), to be settled.
    """

    matter_wanted = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        store: Store,
        tasks: TaskRunner,
        staff: Callable[[], StaffMember],
        paper: "Paperwork",
        begin_registration: Callable[[str, str], None],
        begin_routine: Callable[[str, str, str], None],
        card_doors: "CardDoors",
    ) -> None:
        super().__init__(window)
        self._window, self._store, self._tasks, self._staff, self._paper = window, store, tasks, staff, paper
        self._begin_routine = begin_routine
        self._card_doors = card_doors
        self._area: PersonArea | None = None
        self.registrations = Registrations(store, window.search, self._results, self._show, begin_registration, self)
        window.add_area(
            AREA, "users", N_("People"), self._built, N_("Find a person or an organisation, or register one.")
        )

    def open_person(self, person_id: str, routine: str = "") -> None:
        """And, if one is named, begins the routine for them."""
        self._window.show_area(AREA)
        if self._area is not None:
            self._area.open_person(person_id, routine)

    def refresh(self) -> None:
        """Something was written here or came from central."""
        if self._area is not None:
            self._area.refresh()

    def staff_changed(self) -> None:
        """What one may, another may not: a protected identity's card closes for who may not look at it."""
        if self._area is not None:
            self._area.organisations.staff_changed()
            self._area.refresh()

    def line_changed(self) -> None:
        """The line to central has come or gone."""
        if self._area is not None:
            self._area.work.line_changed()

    def registered(self, outcome: "Outcome") -> None:
        """The person card, and over it what the customer takes along or signs."""
        self.done(outcome, N_("Registered."))

    def done(self, outcome: "Outcome", words: "Text" = "") -> None:
        """The card as it is now, and over it what the customer takes along. Said as the history tells it, "" given."""
        self.open_person(outcome.person_id)
        self._paper.show_in_turn(self._papers(outcome))
        self._window.toast.say(words or partial(_done_words, self._store, outcome))

    def _papers(self, outcome: "Outcome") -> Iterator[Callable[[], None]]:
        """What was paid, what was agreed on, what is to be signed, and what has changed; an agreement of the customer's
        own says that too."""
        paper = self._paper
        if outcome.receipt_id:
            yield partial(paper.show_receipt, outcome.receipt_id)
        if outcome.agreement_id:
            yield partial(paper.show_agreement, outcome.agreement_id)
        if outcome.mandate_id:
            yield partial(paper.show_mandate_form, outcome.mandate_id)
        if outcome.confirmation_id and (outcome.is_anothers or not outcome.agreement_id):
            yield partial(paper.show_confirmation, outcome.confirmation_id)

    def card_presented(self, number: str) -> None:
        from kiosk.people.search import person_with_card

        person_id = person_with_card(self._store, number)
        if person_id is None:
            self._window.toast.say(lambda: _("Card {number} is not known here.", number=number))
        else:
            self.open_person(person_id)

    def _built(self) -> QWidget:
        from ui.people.person_area import PersonArea

        window = self._window
        area = PersonArea(self._store, self._tasks, self._staff, window.search, window.toast, self._card_doors)
        for chosen in (area.results.person_chosen, area.person_opened, area.organisation_opened):
            chosen.connect(self._opened)
        area.register_wanted.connect(self.registrations.customer_wanted)
        area.results.member_wanted.connect(self.registrations.member_wanted)
        area.reprint_receipt.connect(self._copy_receipt)
        area.routine_wanted.connect(self._routine_wanted)
        area.show_agreement.connect(self._paper.show_agreement)
        area.show_mandate_form.connect(self._paper.show_mandate_form)
        area.show_confirmation.connect(self._paper.show_confirmation)
        area.work.undone.connect(self.done)
        area.work.matter_wanted.connect(self.matter_wanted)
        self._area = area
        return area

    def _opened(self, _card_id: str) -> None:
        """A hit chosen while another area is in front, also one whose card stood open behind it."""
        self._window.show_area(AREA)

    def _routine_wanted(self, name: str, person_id: str, about: str) -> None:
        self._begin_routine(name, person_id, about)

    def _results(self) -> "SearchResults | None":
        return self._area.results if self._area is not None else None

    def _show(self) -> None:
        self._window.show_area(AREA)

    def _copy_receipt(self, receipt_id: str) -> None:
        self._paper.show_copy(receipt_id, self._staff())


def _done_words(store: Store, outcome: "Outcome") -> str:
    from kiosk.operations.subscriptions import same_person
    from kiosk.people.history_words import errand_told

    with store.reading():
        done = errand_told(outcome.errand_id, same_person(outcome.person_id))
    return f"{done}." if done else _("Done.")
