"""The photo on the person card: large when it is pressed, with its age; and taking a new one with the camera."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk import formats
from kiosk.people.person_card_facts import PersonCard
from kiosk.people.photos import age_in_words
from kiosk.texts import N_, _
from ui.access.photo_capture import PhotoCapture
from ui.access.photo_stage import Portrait as LargePortrait
from ui.controls import Label, SecondaryButton, TypeRole
from ui.people.person_card_dialog import CardDialog
from ui.people.person_card_parts import Portrait
from ui.theme import Space, colours, px

LARGE = (375, 500)
PHOTO_WIDTH, CAPTURE_WIDTH = 460, 960


class PhotoButton(Portrait):
    """The card's portrait: a click, Space or Enter opens it large, or the camera where there is none.

    Signals: pressed().
    """

    pressed = Signal()

    def __init__(self, width: int, card: PersonCard, parent: QWidget | None = None) -> None:
        sign = "shield-lock" if card.details.is_protected else "user"
        super().__init__(width, card.photo.jpeg, _("Photo of {name}", name=card.details.name), sign)
        self.setObjectName("photo")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        hint = _("Show the photo large") if self.has_photo else _("Take a photo")
        self.setToolTip(hint)
        self.setAccessibleDescription(hint)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colours().focus), 3))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), px(Space.RADIUS), px(Space.RADIUS))
            painter.end()


class PhotoDialog(CardDialog):
    """The picture as large as it is good, when it was taken, and the way to a new one. Esc closes.

    Signals: new_wanted().
    """

    new_wanted = Signal()

    def __init__(self, card: PersonCard, parent: QWidget | None = None) -> None:
        name = card.details.name
        super().__init__("photo_large", lambda: name, N_("Close"), PHOTO_WIDTH, parent)
        picture = LargePortrait()
        picture.setMinimumSize(px(LARGE[0]), px(LARGE[1]))
        if card.photo.jpeg is not None:
            picture.show_jpeg(card.photo.jpeg)
        self.body.addWidget(picture, 1)
        self.body.addWidget(Label(lambda: taken_words(card), TypeRole.MUTED))
        self.cancel.hide()
        take = SecondaryButton(N_("Take a new photo"), "camera")
        take.setObjectName("take_new_photo")
        take.clicked.connect(self._new_wanted)
        self.buttons.insertWidget(0, take)
        self.confirm.setFocus()

    def _new_wanted(self) -> None:
        self.accept()
        self.new_wanted.emit()


def taken_words(card: PersonCard) -> str:
    """`Taken 4 years ago, 2022-10-02 17:31`."""
    age = card.photo.age_on(card.read_on)
    if age is None or card.photo.taken_at is None:
        return card.photo.reason
    return f"{age_in_words(age)}, {formats.moment(card.photo.taken_at)}"


class NewPhotoDialog(CardDialog):
    """The camera runs while the dialog is in sight, and is let go of however it closes.

    Signals: taken(bytes), the JPEG to keep; camera_chosen(id) by the user.
    """

    taken = Signal(bytes)
    camera_chosen = Signal(str)

    def __init__(
        self, name: str, camera: Callable[[], str | None], parent: QWidget | None = None, *, has_room: bool = True
    ) -> None:
        """`name` is the person's; `camera` says which one to start, None for the first. None is started where the disk
        has no room."""
        super().__init__(
            "new_photo", lambda: _("New photo of {name}", name=name), N_("&Save photo"), CAPTURE_WIDTH, parent
        )
        self.capture = PhotoCapture()
        self.capture.set_photo_required(False)
        self.capture.camera_chosen.connect(self.camera_chosen)
        self.capture.changed.connect(self._changed)
        self.body.addWidget(self.capture, 1)
        self.confirm.setEnabled(False)
        self.confirm.setAutoDefault(False)
        self.confirm.setDefault(False)
        if has_room:
            self.capture.start(camera())
        else:
            self.capture.refuse()

    def hideEvent(self, event: QHideEvent) -> None:
        """Closed, or the window with it."""
        self.capture.stop()
        super().hideEvent(event)

    def accept(self) -> None:
        photo = self.capture.photo()
        if photo is not None:
            super().accept()
            self.taken.emit(photo)

    def _changed(self) -> None:
        self.confirm.setEnabled(self.capture.photo() is not None)
