"""What staff do on an open person card without a wizard: details, photo, notes, and undoing the last errand."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kiosk.people import edit_details, notes, photos
from kiosk.people.history import read_history
from kiosk.people.person_card_facts import PersonCard
from kiosk.problems import Problem
from kiosk.routine import Outcome
from kiosk.sentences import sentence
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import N_
from kiosk.undo import NAME as UNDO
from kiosk.undo import LastErrand, last_errand, undo_errand
from ui.controls import Toast
from ui.people.card_doors import CardDoors
from ui.people.person_card_acts import CardActs
from ui.people.person_card_edit_desk import DetailsDesk
from ui.people.person_card_history import HistoryPanel
from ui.people.person_card_notes import NoteDialog
from ui.people.person_card_photo_desk import PhotoDesk
from ui.people.person_card_undo import UndoDialog
from ui.people.person_card_view import PersonCardView
from ui.tasks import Lane, TaskRunner


class CardDesk(QObject):
    """Lives as long as its area and serves the card that stands open. A dialog is about the person it was opened for,
    whoever's card comes up meanwhile.

    Signals: written(), the card has changed; undone(Outcome), an errand with its papers; open_person(person id);
    matter_wanted(matter id), to be settled.
    """

    written = Signal()
    undone = Signal(object)
    open_person = Signal(str)
    matter_wanted = Signal(str)

    def __init__(
        self,
        store: Store,
        tasks: TaskRunner,
        staff: Callable[[], StaffMember],
        toast: Toast,
        window: QWidget,
        doors: CardDoors,
    ) -> None:
        super().__init__(window)
        self._store, self._tasks, self._staff, self._toast, self._window = store, tasks, staff, toast, window
        self._doors = doors
        self._view: PersonCardView | None = None
        self._about: PersonCard
        self._last: LastErrand
        self._acts = CardActs(store, tasks, staff, toast, self)
        self._acts.written.connect(self.written)
        self._details = DetailsDesk(store, tasks, staff, self._acts, window)
        self._photos = PhotoDesk(store, staff, self._acts, doors, window)
        self._details.open_person.connect(self.open_person)

    def serve(self, view: PersonCardView | None) -> None:
        self._view = view
        if view is not None:
            view.work_wanted.connect(self.begin)
            view.matter_wanted.connect(self.matter_wanted)
            view.remove_note.connect(self._remove_note)
            view.history_wanted.connect(self._read_history)
            self.line_changed()

    def line_changed(self) -> None:
        """The line to central has come or gone."""
        if self._view is not None:
            self._view.header.age.show_line(is_online=self._doors.is_online())

    def begin(self, name: str) -> None:
        """An entry of the card's menu, or `photo` for the photo itself."""
        if self._view is not None:
            works = {
                edit_details.NAME: self._edit_details,
                notes.ACT: self._write_note,
                photos.ACT: self._photos.take,
                UNDO: self._ask_to_undo,
                "photo": self._photos.show,
            }
            works[name](self._view.card)

    def _edit_details(self, card: PersonCard) -> None:
        self._details.begin(card.person_id)

    def _read_history(self, panel: HistoryPanel, place: tuple[str, str] | None) -> None:
        if self._view is not None:
            page = read_history(self._store, self._staff(), self._view.card.person_id, place)
            if not isinstance(page, Problem):
                panel.add(page)

    def _write_note(self, card: PersonCard) -> None:
        self._about = card
        dialog = NoteDialog(self._window)
        dialog.written.connect(self._note_written)
        dialog.open()

    def _note_written(self, text: str, is_message: bool) -> None:
        job = partial(notes.write_note, self._store, self._staff(), self._about.person_id, text, is_message=is_message)
        self._acts.run(job, N_("The note is saved."))

    def _remove_note(self, note_id: str) -> None:
        self._acts.run(partial(notes.remove_note, self._store, self._staff(), note_id), N_("The note is removed."))

    def _ask_to_undo(self, card: PersonCard) -> None:
        last = last_errand(self._store, self._staff(), card.person_id)
        if isinstance(last, Problem):
            self._toast.say(partial(sentence, last))
            return
        self._about, self._last = card, last
        dialog = UndoDialog(last, self._window)
        dialog.accepted.connect(self._undo)
        dialog.open()

    def _undo(self) -> None:
        what = (self._about.person_id, self._last.errand_id)
        self._tasks.submit(Lane.DATABASE, partial(undo_errand, self._store, self._staff(), *what), self._undone)

    def _undone(self, outcome: Outcome) -> None:
        if outcome.is_done:
            self.undone.emit(outcome)
        else:
            self._toast.say(partial(sentence, outcome.problems[0]))
