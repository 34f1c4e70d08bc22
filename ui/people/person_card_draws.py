"""The direct debit draws on the person card: month, day, sum, and what the bank made of each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kiosk import formats
from kiosk.people.person_card_facts import DrawFacts
from kiosk.texts import N_, _
from ui.controls import Hairline, Panel, QuietButton, Text, Tone, TypeRole
from ui.people.person_card_paint import Canvas, Painted, pill_size
from ui.people.person_card_parts import text_block
from ui.people.person_card_words import UNKNOWN_STATE
from ui.theme import Space, px

STATES = {
    "planned": (N_("Planned"), Tone.NEUTRAL, "clock"),
    "sent": (N_("With the bank"), Tone.INFO, "clock"),
    "cancelled": (N_("Stopped"), Tone.NEUTRAL, "circle-x"),
    "paid": (N_("Paid"), Tone.GOOD, "circle-check"),
    "settled": (N_("Paid at the desk"), Tone.GOOD, "circle-check"),
    "rejected": (N_("Rejected"), Tone.BAD, "circle-x"),
    "refunded": (N_("Refunded"), Tone.BAD, "arrow-back-up"),
}
STRANDED = (N_("Not sent"), Tone.BAD, "alert")


class DrawsPanel(Panel):
    """The latest first; one that came to nothing can be made once more, one that is on its way stopped.

    Signals: again_wanted(draw id); stop_wanted(DrawFacts).
    """

    again_wanted = Signal(str)
    stop_wanted = Signal(object)

    def __init__(self, draws: Sequence[DrawFacts], parent: QWidget | None = None) -> None:
        super().__init__(N_("Draws"), parent)
        for at, draw in enumerate(draws):
            if at:
                self.body.addWidget(Hairline())
            self.body.addWidget(_draw(draw))
            if draw.is_owed and not draw.is_stranded:
                again = self._offer(draw, "draw_again", N_("Draw again"), "refresh")
                again.clicked.connect(self._again_clicked)
                again.setDisabled(bool(draw.no_again))
                if draw.no_again:
                    self.body.addWidget(text_block(draw.no_again, TypeRole.SMALL))
            elif draw.is_stoppable:
                self._offer(draw, "stop_draw", N_("Stop the draw"), "circle-x").clicked.connect(self._stop_clicked)
            elif draw.too_late:
                self.body.addWidget(text_block(draw.too_late, TypeRole.SMALL))

    def _offer(self, draw: DrawFacts, name: str, words: Text, icon_name: str) -> QuietButton:
        button = QuietButton(words, icon_name, in_line=True)
        button.setObjectName(name)
        button.setProperty("draw", draw)
        self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return button

    def _again_clicked(self) -> None:
        self.again_wanted.emit(self.sender().property("draw").id)

    def _stop_clicked(self) -> None:
        self.stop_wanted.emit(self.sender().property("draw"))


def _draw(draw: DrawFacts) -> Painted:
    words, tone, icon_name = STRANDED if draw.is_stranded else STATES.get(draw.state, UNKNOWN_STATE)
    state, amount = _(words), formats.kronor(draw.amount)
    title = _("{month}: {amount}", month=draw.month, amount=amount)
    note = " ".join(part for part in (_("Draw day {day}.", day=formats.day(draw.day)), draw.reason) if part)

    def paint(canvas: Canvas) -> int:
        pill = pill_size(state)
        width = canvas.width - pill.width() - px(Space.MEDIUM)
        canvas.pill(canvas.width - pill.width(), 0, state, tone, icon_name)
        y = max(canvas.text(0, px(2), width, title, TypeRole.STRONG), pill.height())
        return y + canvas.text(0, y, canvas.width, note, TypeRole.SMALL)

    return Painted(paint, f"{title}, {state}. {note}", least_width=260)
