"""The area of persons: the card of whoever was found, opened by search, by card, or from elsewhere in the window."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from kiosk.clock import today
from kiosk.demo.examples import examples_here
from kiosk.people.person_card import is_protected, prepare, read_person_card
from kiosk.people.person_card_facts import PersonCard
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import N_
from ui.controls import EmptyState, Retranslated, ScrollColumn, Toast
from ui.controls.covered import WhenShown
from ui.direct_debit.mandate_desk import MandateDesk
from ui.organisations.organisation_desk import OrganisationDesk
from ui.people.card_doors import CardDoors
from ui.people.example_list import ExampleList
from ui.people.person_card_desk import CardDesk
from ui.people.person_card_number import NumberDesk
from ui.people.person_card_view import PersonCardView
from ui.people.routine_menu import RoutineMenus
from ui.people.search_results import SearchResults
from ui.tasks import Lane, TaskRunner, Ticket
from ui.theme import Space, px
from ui.top_bar import SearchBox

PREPARE_MS = 1500  # after the window has come up


class PersonArea(Retranslated, QWidget):
    """Lives on Qt's thread. Cards are read there, by index; what is journalled is done on the database lane.

    Signals: person_opened(person id); organisation_opened(its id); register_wanted(what was typed);
    reprint_receipt(receipt id); show_agreement(subscription id); show_mandate_form(mandate id);
    show_confirmation(confirmation id); routine_wanted(name, person id, the subscription or purchase it is about or "").
    """

    person_opened = Signal(str)
    organisation_opened = Signal(str)
    register_wanted = Signal(str)
    reprint_receipt = Signal(str)
    show_agreement = Signal(str)
    show_mandate_form = Signal(str)
    show_confirmation = Signal(str)
    routine_wanted = Signal(str, str, str)

    def __init__(
        self,
        store: Store,
        tasks: TaskRunner,
        staff: Callable[[], StaffMember],
        box: SearchBox,
        toast: Toast,
        doors: CardDoors | None = None,
    ) -> None:
        """`staff`: who works here now. `box` and `toast` are the window's."""
        super().__init__()
        doors = doors or CardDoors()
        self._store, self._tasks, self._staff, self._box, self._toast = store, tasks, staff, box, toast
        self._view: PersonCardView | None = None
        self._routine = ""  # to begin when the card is up
        self._reading: Ticket | None = None
        self.results = SearchResults(store, box, staff)
        self._numbers = NumberDesk(store, tasks, staff, self)
        self._menus = RoutineMenus(store, staff, self)
        self._menus.routine_wanted.connect(self.routine_wanted)
        self.work = CardDesk(store, tasks, staff, toast, self, doors)
        self._menus.work_wanted.connect(self.work.begin)
        self.work.open_person.connect(self.open_person)
        self._mandates = MandateDesk(store, tasks, staff, toast, self)
        self._preparing = _Preparing(store, tasks, self)
        self._again = WhenShown(self.refresh, self)
        self._pages = QStackedWidget()
        self._pages.addWidget(_welcome(store, self.open_person))
        self.organisations = OrganisationDesk(store, tasks, staff, toast, self._pages, doors.organisation_works)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.results.person_chosen.connect(self.open_person)
        self.results.register_wanted.connect(self.register_wanted)
        self._connect_organisations()
        for refused in (self._menus.refused, self._numbers.refused):
            refused.connect(self._say)
        for written in (self._mandates.written, self.work.written):
            written.connect(self.refresh)
        box.dismissed.connect(self._dismissed)

    def _connect_organisations(self) -> None:
        organisations = self.organisations
        self.results.organisation_chosen.connect(organisations.open)
        self.results.register_organisation.connect(organisations.edits.register)
        organisations.opened.connect(self.close_person)
        organisations.opened.connect(self.organisation_opened)
        organisations.open_person.connect(self.open_person)
        organisations.refused.connect(self._say)

    @property
    def person_id(self) -> str:
        """Whose card stands open; "" for nobody's."""
        return self._view.card.person_id if self._view else ""

    def open_person(self, person_id: str, routine: str = "") -> None:
        """A protected identity comes up a moment later, when its opening has been journalled. `routine` begins then."""
        self._routine = routine
        self.results.close_list()
        self.results.searched = ""
        self._box.clear()
        if person_id != self.person_id:
            self._toast.hide()  # what was said, and could be undone, was another's
        self._read(person_id, is_opening=True)

    def refresh(self) -> None:
        """After something was written here or came from central: the open card is read again, once its menu has
        closed. What a wizard covers waits until it comes back: nobody sees the work."""
        if self._menus.keeps_waiting(self.refresh) or self._again.waits():
            return
        self.organisations.refresh()
        if self._view is not None:
            self._read(self.person_id, is_opening=False)

    def close_person(self) -> None:
        """The focus that was on the card goes to the search: Qt would put it on the rail."""
        focused = QApplication.focusWidget()
        was_on_card = self._view is not None and focused is not None and self._view.isAncestorOf(focused)
        self._show(None)
        if was_on_card:
            self._box.setFocus()

    def retranslate(self) -> None:
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._preparing.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self._view or self.organisations.organisation_id):
            self.close_person()
            self._box.setFocus()
        else:
            super().keyPressEvent(event)

    def _read(self, person_id: str, *, is_opening: bool) -> None:
        if self._reading is not None:
            self._reading.cancel()
        day = today(self._store.clock)
        job = partial(read_person_card, self._store, person_id, self._staff(), day, is_opening=is_opening)
        if is_opening and is_protected(self._store, person_id):
            self._show(None)  # nobody else's card stands there meanwhile
            self._reading = self._tasks.submit(Lane.DATABASE, job, self._was_read)
        else:
            self._was_read(job())

    def _was_read(self, card: PersonCard | Problem) -> None:
        if isinstance(card, Problem):
            self._routine = ""
            self._show(None)
            self._say(card)
            return
        is_new = card.person_id != self.person_id
        self._show(card)
        if is_new:
            self.person_opened.emit(card.person_id)
        routine, self._routine = self._routine, ""
        if routine:
            self._menus.begin(routine)

    def _show(self, card: PersonCard | None) -> None:
        """None: nobody's. The same card read again keeps its place."""
        self.organisations.close()
        old, self._view = self._view, None if card is None else self._made(card)
        focus = None if old is None else old.focus_place()
        self._numbers.serve(self._view)
        self._menus.serve(self._view)
        self.work.serve(self._view)
        if self._view is not None:
            self._pages.addWidget(self._view)
            self._pages.setCurrentWidget(self._view)
            if old is not None and old.card.person_id == self._view.card.person_id:
                self._view.keep_place(old, focus)
        if old is not None:
            self._pages.removeWidget(old)
            old.deleteLater()

    def _made(self, card: PersonCard) -> PersonCardView:
        view = PersonCardView(card, self._pages)
        view.close_wanted.connect(self.close_person)
        view.reprint_receipt.connect(self.reprint_receipt)
        view.show_agreement.connect(self.show_agreement)
        view.show_mandate_form.connect(self.show_mandate_form)
        view.show_confirmation.connect(self.show_confirmation)
        view.sign_mandate.connect(self._mandates.sign)
        view.draw_again.connect(self._mandates.draw_again)
        view.stop_draw.connect(self._mandates.stop_draw)
        return view

    def _say(self, problem: Problem) -> None:
        self._toast.say(partial(sentence, problem))

    def _dismissed(self) -> None:
        """Esc in an empty search box."""
        if not self._box.text():
            self.close_person()


def _welcome(store: Store, open_person: Callable[[str], None]) -> QWidget:
    text = N_(
        "Type a name, a number or an e-mail address above, or hold a card to the reader. Organisations are found too."
    )
    empty = EmptyState("search", N_("Who is at the desk?"), text)
    examples = examples_here(store)
    if not examples:
        return empty
    welcome, listed = ScrollColumn(), ExampleList(examples)
    listed.person_chosen.connect(open_person)
    welcome.body.setContentsMargins(px(Space.LARGE), px(Space.LARGE), px(Space.LARGE), px(Space.LARGE))
    welcome.body.addWidget(empty)
    welcome.body.addWidget(listed)
    welcome.body.addStretch(1)
    return welcome


class _Preparing(QObject):
    """Once, when the window has settled, so that neither its start nor the first card waits."""

    def __init__(self, store: Store, tasks: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._tasks = store, tasks
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._submit)
        self._is_begun = False

    def begin(self) -> None:
        if not self._is_begun:
            self._is_begun = True
            self._timer.start(PREPARE_MS)

    def _submit(self) -> None:
        self._tasks.submit(Lane.NETWORK, partial(prepare, today(self._store.clock)), self._done)

    def _done(self, _nothing: None) -> None:
        """Nothing waits for it."""
