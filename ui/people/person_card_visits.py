"""Visits on the person card, the latest first, each with the verdict that was shown at the door."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kiosk import formats
from kiosk.people.person_card_facts import Visit
from kiosk.texts import N_, _
from ui.controls import Hairline, Label, Panel, Tone, TypeRole
from ui.controls.painting import metrics_of
from ui.people.person_card_paint import Canvas, Painted, pill_size
from ui.theme import Space, px

MOMENT_WIDTH = 150  # px at 100 %


class VisitsPanel(Panel):
    def __init__(self, visits: Sequence[Visit], parent: QWidget | None = None) -> None:
        super().__init__(N_("Visits"), parent)
        if not visits:
            self.body.addWidget(Label(N_("No visits yet. Each card held to a reader comes here."), TypeRole.MUTED))
        for at, visit in enumerate(visits):
            if at:
                self.body.addWidget(Hairline())
            self.body.addWidget(_visit(visit))
        if visits:
            self.body.addWidget(Label(N_("Visits are removed after three months."), TypeRole.SMALL))


def _visit(visit: Visit) -> Painted:
    at = formats.moment(visit.at)
    verdict = _("Let in") if visit.is_admitted else _("Not let in")
    tone, icon_name = (Tone.GOOD, "circle-check") if visit.is_admitted else (Tone.BAD, "circle-x")
    more = ", ".join(part for part in (*visit.reasons, visit.facility) if part)

    def draw(canvas: Canvas) -> int:
        pill = pill_size(verdict)
        inset = (pill.height() - metrics_of(TypeRole.BODY).height()) // 2
        canvas.text(0, inset, px(MOMENT_WIDTH), at)
        canvas.pill(px(MOMENT_WIDTH), 0, verdict, tone, icon_name)
        x = px(MOMENT_WIDTH) + pill.width() + px(Space.MEDIUM)
        return max(pill.height(), inset + canvas.text(x, inset, canvas.width - x, more))

    return Painted(draw, ", ".join((at, verdict, more)), least_width=320)
