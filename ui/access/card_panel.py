"""The card number: held to the reader or typed, with instructions, and whose it is when the desk knows it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.access.card_numbers import CardFormat, read_card_number, show_card_number
from kiosk.access.drafts import KnownCard
from kiosk.problems import Problem
from kiosk.texts import N_, _
from ui.controls import Beside, Field, Kind, Label, LineButton, Notice, Panel, Pill, TextInput, Tone, TypeRole
from ui.theme import Space, px

NUMBER_WIDTH, LEAST_OF_STEPS = 280, 240  # px at 100 %
STEPS = (
    N_("Take an unused card and hold it to the reader until it beeps."),
    N_("Compare the number shown here with the one printed on the card."),
    N_("If the reader doesn't take the card, type the printed number."),
)


class CardPanel(Panel):
    """Signals: open_person(str), the holder of a card that is in use."""

    open_person = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._known: KnownCard | None = None
        self.number = Field(N_("Card number"), TextInput())
        self._read = Pill("", Tone.GOOD, "card")
        self._read.setObjectName("card_read")
        self._garbled = Notice("", Tone.WARN)
        self._garbled.setObjectName("card_garbled")
        self._garbled.hide()
        self._holder = LineButton(self._holder_words, "user", kind=Kind.SECONDARY)
        self._holder.setObjectName("open_person")
        self._holder.clicked.connect(self._holder_clicked)
        self._lay_out()

    def _lay_out(self) -> None:
        self.number.setFixedWidth(px(NUMBER_WIDTH))
        beside, explained = QWidget(), QWidget()
        said = QVBoxLayout(beside)
        said.setContentsMargins(0, 0, 0, 0)
        said.setSpacing(px(Space.TIGHT))
        said.addStretch(2)  # by itself the pill stands in line with the number
        for part in (self._read, self._garbled, self._holder):
            said.addWidget(part)
        said.addStretch(1)
        explained.setMinimumWidth(px(LEAST_OF_STEPS))
        steps = QVBoxLayout(explained)
        steps.setContentsMargins(0, 0, 0, 0)
        steps.setSpacing(px(2))
        steps.addWidget(Label(N_("How to register a card"), TypeRole.STRONG))
        for number, text in enumerate(STEPS, start=1):
            steps.addWidget(Label(partial(_step_words, number, text), TypeRole.SMALL))
        steps.addStretch(1)
        row = Beside(Space.WIDE)
        self.body.setContentsMargins(px(Space.LARGE), px(Space.SMALL), px(Space.LARGE), px(Space.SMALL))
        row.add(self.number)
        row.add(beside, 1, None)
        row.add(explained, 2, None)
        self.body.addWidget(row)

    def show_card(self, typed: str, known: KnownCard | None, card_format: CardFormat, kept: str = "") -> None:
        """A number that can be right is shown as it is printed on the card. `kept`: the card that the customer has, and
        keeps, whether another is read or not."""
        number = read_card_number(typed, card_format)
        is_readable = not isinstance(number, Problem)
        if is_readable:
            printed, tone = show_card_number(str(number), card_format), Tone.BAD if known else Tone.GOOD
            shown = partial(_too_words, printed, kept) if kept and not known else partial(str, printed)
            self._read.show_state(shown, tone, "card")
            self._garbled.hide()
        elif kept:
            self._read.show_state(partial(_kept_words, kept), Tone.GOOD, "card")
        else:
            self._read.show_state(N_("Waiting for a card"), Tone.NEUTRAL, "reader")
        self._known = known
        self._holder.setVisible(is_readable and known is not None)
        self._holder.retranslate()

    def show_garbled(self, words: str) -> None:
        self._garbled.show_notice(partial(str, words), Tone.WARN)
        self._garbled.show()

    def _holder_words(self) -> str:
        if self._known is None:
            return ""
        return _("Open the person card: {name}", name=self._known.holder.name or _("Protected identity"))

    def _holder_clicked(self) -> None:
        if self._known is not None:
            self.open_person.emit(self._known.holder.person_id)


def _kept_words(kept: str) -> str:
    return _("Has card {number}, and keeps it", number=kept)


def _too_words(number: str, kept: str) -> str:
    return _("{number}; card {kept} opens too", number=number, kept=kept)


def _step_words(number: int, text: str) -> str:
    return _("{number}. {text}", number=number, text=_(text))
