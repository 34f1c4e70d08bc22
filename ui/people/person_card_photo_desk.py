"""Opens the photo of the card that stands open, or the camera, and saves the picture that was taken."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kiosk.disk import room_of
from kiosk.people.person_card_facts import PersonCard
from kiosk.people.photos import take_new_photo
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import N_
from ui.people.card_doors import CardDoors
from ui.people.person_card_acts import CardActs
from ui.people.person_card_photo import NewPhotoDialog, PhotoDialog


class PhotoDesk(QObject):
    """One dialog at a time, about the person it was opened for."""

    def __init__(
        self, store: Store, staff: Callable[[], StaffMember], acts: CardActs, doors: CardDoors, window: QWidget
    ) -> None:
        super().__init__(window)
        self._store, self._staff, self._acts, self._doors, self._window = store, staff, acts, doors, window
        self._about: PersonCard

    def show(self, card: PersonCard) -> None:
        """Large; the camera at once where there is none."""
        if card.photo.jpeg is None:
            self.take(card)
            return
        self._about = card
        dialog = PhotoDialog(card, self._window)
        dialog.new_wanted.connect(self._new_wanted)
        dialog.open()

    def take(self, card: PersonCard) -> None:
        self._about = card
        room = room_of(self._store)
        has_room = room is None or room.takes_photos
        dialog = NewPhotoDialog(card.details.name, self._doors.camera, self._window, has_room=has_room)
        dialog.taken.connect(self._taken)
        dialog.camera_chosen.connect(self._doors.camera_chosen)
        dialog.open()

    def _new_wanted(self) -> None:
        self.take(self._about)

    def _taken(self, jpeg: bytes) -> None:
        who = (self._about.person_id, self._about.facility_id)
        job = partial(take_new_photo, self._store, self._staff(), *who, bytes(jpeg))
        self._acts.run(job, N_("The new photo is saved."))
