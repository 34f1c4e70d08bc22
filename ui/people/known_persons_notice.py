"""Says that someone is registered already, or may be, and leads to the person card."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kiosk import formats
from kiosk.people.drafts import KnownPerson
from kiosk.people.personal_details import shared_words
from kiosk.texts import N_, _
from ui.controls import Button, Kind, Label, LineButton, Text, TypeRole
from ui.theme import Space, px


class KnownPersonsNotice(QFrame):
    """One line per person, each a button to the card. Who has protected identity is named by member number.

    Signals: open_person(str), the person's id.
    """

    open_person = Signal(str)

    def __init__(
        self,
        title: Text,
        panel: str,
        words: Callable[[KnownPerson], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`panel` is the theme's panel kind; `words` are what a line says, None for that it opens the card."""
        super().__init__(parent)
        self.setProperty("panel", panel)
        self._known: tuple[KnownPerson, ...] = ()
        self._words = words or _in_words
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(Space.LARGE), px(Space.SMALL), px(Space.LARGE), px(Space.SMALL))
        self.column.setSpacing(px(Space.TIGHT))
        self.column.addWidget(Label(title, TypeRole.STRONG))
        self._lines: list[Button] = []
        people = QWidget()  # made before what a page puts below them: Tab comes to the persons first
        self._people = QVBoxLayout(people)
        self._people.setContentsMargins(0, 0, 0, 0)
        self._people.setSpacing(px(Space.TIGHT))
        self.column.addWidget(people)
        self.hide()

    def show_known(self, known: Sequence[KnownPerson]) -> None:
        self.setVisible(bool(known))
        if tuple(known) == self._known:
            return
        self._known = tuple(known)
        for line in self._lines:
            self._people.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(one) for one in self._known]
        for line in self._lines:
            self._people.addWidget(line)

    def _line(self, known: KnownPerson) -> Button:
        line = LineButton(lambda: self._words(known), "user", kind=Kind.SECONDARY)
        line.setObjectName("open_person")
        line.setProperty("person_id", known.person_id)
        line.setToolTip(_("Open the person card"))
        line.clicked.connect(self._line_clicked)
        return line

    def _line_clicked(self) -> None:
        self.open_person.emit(self.sender().property("person_id"))


def with_shared(words: str, known: KnownPerson) -> str:
    """And what they have in common with who is entered."""
    return _("{who} – the same {shared}", who=words, shared=shared_words(known)) if known.shares else words


def _in_words(known: KnownPerson) -> str:
    return with_shared(_opening(known), known)


def _opening(known: KnownPerson) -> str:
    name = known.name or _("Protected identity")
    words = {"name": name, "birth_date": formats.day(known.birth_date), "member_number": known.member_number}
    if not known.name:
        return _("Open the person card: {name}, member {member_number}", name=name, member_number=known.member_number)
    return _("Open the person card: {name}, born {birth_date}, member {member_number}", **words)


ALREADY_REGISTERED = N_("This person is registered already. Go on from the person card instead.")
MAYBE_REGISTERED = N_("Someone who was born the same day, and is alike in more, is registered. The same person?")
