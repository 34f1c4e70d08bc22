"""Going on without a photo: a tick, and why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.texts import N_, _
from ui.access.photo_words import DISK, NO_PHOTO_REASONS, NO_ROOM_REASON, OTHER
from ui.controls import Choice, Field, TextInput, Tick
from ui.theme import Space, px


class NoPhoto(QWidget):
    """Signals: changed()."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tick = Tick(N_("Go on without a photo"), "no_photo")
        self._choice = Choice("no_photo_reason", NO_PHOTO_REASONS)
        self._other = TextInput("no_photo_reason_text")
        self._why = Field(N_("Why is there no photo?"), self._choice)
        self._which = Field(N_("Which reason?"), self._other)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(Space.SMALL))
        for part in (self._tick, self._why, self._which):
            column.addWidget(part)
        self._tick.toggled.connect(self._changed)
        self._choice.currentIndexChanged.connect(self._changed)
        self._other.textChanged.connect(self._changed)
        self._is_required = self._is_offered = True
        self._show_parts()

    @property
    def is_chosen(self) -> bool:
        return self._tick.isChecked()

    def reason(self) -> str:
        """ "" while none is given; in the user's language, as it is kept with the person."""
        if not self.is_chosen:
            return ""
        chosen = self._choice.value()
        if chosen == OTHER:
            return self._other.text().strip()
        return _(_WORDS[str(chosen)]) if chosen else ""

    def set_reason(self, reason: str) -> None:
        """To come back with; "" means that there is a photo or nothing was chosen."""
        known = next((code for code, text in _WORDS.items() if code and reason == _(text)), OTHER if reason else "")
        if known == DISK:
            self._offer_disk()
        self._other.setText(reason if known == OTHER else "")
        self._choice.set_value(known)
        self._tick.setChecked(bool(reason))

    def offer_no_room(self) -> None:
        """Chooses that the disk is full by itself, unless the user has given a reason already or needs none."""
        if self._is_required and not self.reason():
            self._offer_disk()
            self._choice.set_value(DISK)
            self._tick.setChecked(True)

    def leave(self) -> None:
        """There is a photo after all."""
        self._tick.setChecked(False)

    def set_required(self, photo_is_required: bool) -> None:
        """Without the requirement nothing has to be explained."""
        self._is_required = photo_is_required
        self._show_whole()

    def offer(self, is_offered: bool) -> None:
        """Not while there is a photo, unless it was chosen."""
        self._is_offered = is_offered
        self._show_whole()

    def _offer_disk(self) -> None:
        *first, other = NO_PHOTO_REASONS
        self._choice.set_options((*first, NO_ROOM_REASON, other))

    def _changed(self) -> None:
        self._show_parts()
        self._show_whole()
        self.changed.emit()

    def _show_whole(self) -> None:
        self.setVisible(self._is_required and (self._is_offered or self.is_chosen))

    def _show_parts(self) -> None:
        """The focus, when it comes here, goes to what is still to be said."""
        is_other = self.is_chosen and self._choice.value() == OTHER
        self.setFocusProxy(self._other if is_other else self._choice if self.is_chosen else self._tick)
        self._why.setVisible(self.is_chosen)
        self._which.setVisible(self.is_chosen and self._choice.value() == OTHER)


_WORDS = dict((*NO_PHOTO_REASONS, NO_ROOM_REASON))
