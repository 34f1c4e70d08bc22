"""The page Access details: the photo from the camera, and the card from the reader."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from kiosk.access.drafts import AccessDraft
from kiosk.desk_facts import Facts
from kiosk.texts import N_
from ui.access.card_panel import CardPanel
from ui.access.photo_capture import PhotoCapture
from ui.controls import Field, Text
from ui.wizard.routine_page import RoutinePage

PHOTO = N_("Photo")
TYPING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class CardReader(Protocol):
    """What a reader of any kind tells: card_presented(number as stored), card_garbled(sentence)."""

    @property
    def card_presented(self) -> SignalInstance: ...

    @property
    def card_garbled(self) -> SignalInstance: ...


class Registered(Protocol):
    @property
    def access(self) -> AccessDraft: ...


class AccessDetailsPage(RoutinePage[AccessDraft]):
    """Holds camera and reader only while it is in sight. Begins with the card, whatever camera there is.

    Signals: open_person(str), the id of a card's holder; camera_chosen(str), by the user.
    """

    open_person = Signal(str)
    camera_chosen = Signal(str)
    takes_cards = True

    def __init__(
        self,
        facts: Callable[[], Facts],
        checked: Callable[[AccessDraft], AccessDraft],
        is_photo_needed: Callable[[Any], bool],
        reader: CardReader | None,
        camera: Callable[[], str | None],
        photo_label: Text = PHOTO,
    ) -> None:
        """`checked` asks the desk's file about the number; `camera` says which one to start, None for the first."""
        super().__init__("access_details", "access", N_("Access details"))
        self._photo_label = photo_label
        self._facts, self._checked, self._is_photo_needed = facts, checked, is_photo_needed
        self._reader, self._camera = reader, camera

    def build(self) -> None:
        self._photo = PhotoCapture()
        self._photo.changed.connect(self._photo_changed)
        self._photo.camera_chosen.connect(self.camera_chosen)
        self._photo_field = Field(self._photo_label, self._photo, said_in=self._photo.said_in)
        self._photo_field.wrap_label()
        self._card = CardPanel()
        self._card.open_person.connect(self.open_person)
        self.inputs.bind(self._card.number.control, "card_number", self._card.number)
        self.inputs.fields["photo"] = self._photo_field
        self.body.addWidget(self._card)
        self.body.addWidget(self._photo_field, 1)
        self.wizard().installEventFilter(self)

    def show_draft(self, draft: Registered) -> None:
        part = draft.access
        is_needed = self._is_photo_needed(draft)
        self._photo.set_photo_required(is_needed)
        if self._photo.photo() != part.photo or self._photo.no_photo_reason() != part.no_photo_reason:
            self._photo.set_photo(part.photo, part.no_photo_reason)
        if part.known_card is not None:
            self.inputs.filled.add("card_number")  # why it can't be given is said as soon as it shows
        self._card.show_card(part.card_number, part.known_card, self._facts().card_format, self.kept_card())

    def kept_card(self) -> str:
        """As it is printed; "" for somebody who has none."""
        return ""

    def entered(self) -> None:
        if self._facts().takes_photos:
            self._photo.start(self._camera())
        else:
            self._photo.refuse()
        self.inputs.focus("card_number")
        if self._reader is not None:
            self._reader.card_presented.connect(self._card_presented)
            self._reader.card_garbled.connect(self._card.show_garbled)

    def left(self) -> None:
        self._photo.stop()
        if self._reader is not None:
            self._reader.card_presented.disconnect(self._card_presented)
            self._reader.card_garbled.disconnect(self._card.show_garbled)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A number typed where nothing takes it, by hand or by a reader too slow to be known as one, is the card's."""
        typed = _typed(event) if self.isVisible() else ""
        if typed:
            self._type(typed)
        return bool(typed) or super().eventFilter(watched, event)

    def changed(self, name: str, value: Any) -> AccessDraft:
        return self._checked(super().changed(name, value))

    def checked(self) -> AccessDraft:
        return self._checked(self.part)

    def focus_field(self, name: str) -> None:
        super().focus_field(name)
        if name == "photo":
            QTimer.singleShot(0, self, self._lead_to_photo)  # when what is said there has its place

    def _lead_to_photo(self) -> None:
        """The whole may be higher than the page."""
        focused = self.focusWidget()
        if focused is not None:
            for part in (self._photo_field.said, focused):
                self.notices.column.ensureWidgetVisible(part)

    def _type(self, mark: str) -> None:
        """The first takes the place of a number that stood there."""
        number = self._card.number.control
        assert isinstance(number, QLineEdit)
        if not number.hasFocus():
            self.inputs.focus("card_number")
        number.insert(mark)

    def _photo_changed(self) -> None:
        self.put(replace(self.part, photo=self._photo.photo(), no_photo_reason=self._photo.no_photo_reason()))

    def _card_presented(self, number: str) -> None:
        self.put(self._checked(replace(self.part, card_number=number)))


def _typed(event: QEvent) -> str:
    """A letter or digit; "" for everything else."""
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or event.modifiers() & ~TYPING:
        return ""
    return event.text() if event.text().isalnum() else ""
