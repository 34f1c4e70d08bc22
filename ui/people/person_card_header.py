"""The head of the card: who it is, how they stand, and the number that is hidden until someone asks for it."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kiosk import formats
from kiosk.formats import NBSP
from kiosk.people.person_card_facts import PersonCard, PersonDetails, Sending
from kiosk.texts import N_, _, plural
from ui.controls import IconButton, Label, Tone, TypeRole
from ui.keys import CARD_MENU, on_key
from ui.people.hidden_number import HiddenNumber
from ui.people.menu_button import menu_button
from ui.people.person_card_age import DataAge
from ui.people.person_card_parts import State, contact_lines, lines_block, states_block, text_block
from ui.people.person_card_photo import PhotoButton
from ui.people.standing_look import ICONS, TONES
from ui.theme import Space, px

PHOTO_WIDTH = 102
SIDE_BY_SIDE = 960  # px at 100 %: name and contact details
ONE_LINE = 400  # px at 100 %: personal number, age and member number


class PersonalNumberLine(HiddenNumber):
    """Masked, with age and member number beside it; whole for half a minute after `show_number`. Without a number the
    ID that was shown, and the birth date below it."""

    def __init__(self, details: PersonDetails, parent: QWidget | None = None) -> None:
        super().__init__("personal_number", details.masked_number, details.document, parent)
        self._has_number = bool(details.masked_number)
        self.box.addWidget(text_block(_age_and_number(details)), 1, Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """At large zoom age and member number stand below: beside the number they would be cut."""
        directions = QBoxLayout.Direction
        is_wide = self._has_number and self.width() >= px(ONE_LINE)
        self.box.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)
        self.updateGeometry()
        super().resizeEvent(event)


class CardHeader(QFrame):
    """Photo, name, standing, type and contact; while offline, how old it all is.

    Signals: number_wanted(); close_wanted(); photo_wanted(); menu_wanted(button, "").
    """

    number_wanted = Signal()
    close_wanted = Signal()
    photo_wanted = Signal()
    menu_wanted = Signal(object, str)

    def __init__(self, card: PersonCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "card")
        details = card.details
        photo = PhotoButton(PHOTO_WIDTH, card)
        photo.pressed.connect(self.photo_wanted)
        self.age = DataAge(card.synced_at, card.read_on)
        self.number = PersonalNumberLine(details)
        self.number.wanted.connect(self.number_wanted)
        close = IconButton("x", N_("Close the person card (Esc)"))
        close.setObjectName("close_person")
        close.clicked.connect(self.close_wanted)
        self.menu = menu_button()
        self.menu.clicked.connect(self._menu_clicked)
        on_key(CARD_MENU, self.menu, self.menu.click)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(Space.LARGE), px(Space.LARGE), px(Space.SMALL), px(Space.LARGE))
        row.setSpacing(px(Space.LARGE))
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words.addLayout(self._who(card), 3)
        self._words.addLayout(
            _topped(lines_block(list(contact_lines(details.phones, details.email, details.address)))), 2
        )
        row.addWidget(photo, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words, 1)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.addWidget(self.menu, 0, Qt.AlignmentFlag.AlignTop)
        self._buttons.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """At large zoom the contact details stand below the name, and the menu below the way out."""
        directions = QBoxLayout.Direction
        is_wide = self.width() >= px(SIDE_BY_SIDE)
        for layout, narrow in ((self._words, directions.TopToBottom), (self._buttons, directions.BottomToTop)):
            layout.setDirection(directions.LeftToRight if is_wide else narrow)
        self.updateGeometry()
        super().resizeEvent(event)

    def _menu_clicked(self) -> None:
        self.menu_wanted.emit(self.menu, "")

    def _who(self, card: PersonCard) -> QVBoxLayout:
        name = said(card.details.name, TypeRole.TITLE, wraps=True)
        name.setObjectName("person_name")
        standing = states_block(list(_states(card)))
        standing.setObjectName("standing")
        column = _topped(name, standing, self.number)
        column.insertWidget(2, self.age, 0, Qt.AlignmentFlag.AlignLeft)
        return column


def _topped(*widgets: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(px(Space.SMALL))
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return column


def said(text: str, role: TypeRole = TypeRole.BODY, *, wraps: bool = False) -> Label:
    """A text that is ready: names, numbers, dates."""
    return Label(lambda: text, role, wraps=wraps)


def _age_and_number(details: PersonDetails) -> str:
    born = "" if details.masked_number else _("Born {day}", day=formats.day(details.birth_date))
    age = plural("{n} year old", "{n} years old", details.age)
    member = _("Member {number}", number=details.member_number)
    return "  ·  ".join(part.replace(" ", NBSP) for part in (born, age, member) if part)


def _states(card: PersonCard) -> Iterator[State]:
    standing = card.standing
    yield State(standing.words, TONES[standing.state], ICONS[standing.state])
    yield State(card.type_name, Tone.NEUTRAL, "user")
    if card.details.is_protected:
        yield State(_("Protected identity"), Tone.BAD, "shield-lock")
    if card.sending is Sending.WAITING:
        yield State(_("Not sent yet"), Tone.WARN, "cloud-off")
