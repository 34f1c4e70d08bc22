"""The page Summary: everything entered with the way back to it, what it changes, and the terms to accept."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.catalogue import Terms
from kiosk.routine import SummaryRow
from kiosk.texts import N_
from ui.controls import PANEL, Beside, Text
from ui.theme import Space, px
from ui.wizard.effect import Effect
from ui.wizard.routine_page import RoutinePage
from ui.wizard.summary_section import SummarySection
from ui.wizard.terms_panel import ACCEPTS, TermsPanel

PORTRAIT_AT = "access_details"


class SummaryPage(RoutinePage[Any]):
    """Fills in the draft's `accepted_terms`: the version that was ticked; nothing where there are no terms."""

    def __init__(
        self,
        titles: Mapping[str, Text],
        summary: Callable[[Any], Sequence[SummaryRow]],
        terms: Callable[[], Terms | None],
        portrait: Callable[[Any], bytes | None],
        part: str = "accepted_terms",
        accepts: str = ACCEPTS,
    ) -> None:
        """`titles`: the steps that can be summed up, in order; `portrait`: the whole draft's photo; `part`: any part
        of a draft that has no terms to accept; `accepts`: what is ticked of them."""
        super().__init__("summary", part, N_("Summary"), N_("Read it through with the customer."))
        self._titles = titles
        self._summary, self._terms_in_force, self._portrait = summary, terms, portrait
        self._accepts = accepts

    def build(self) -> None:
        self._sections = {step: SummarySection(step, title) for step, title in self._titles.items()}
        self._effect, self._terms = Effect(), TermsPanel(self._accepts)
        self.inputs.bind(self._terms.field.control, "accepted_terms", self._terms.field)
        row = Beside(least=PANEL)
        left, right = _column(row, 4), _column(row, 3)
        for section in self._sections.values():
            section.edit_wanted.connect(self.go_to)
            left.addWidget(section)
        right.addWidget(self._effect)
        right.addWidget(self._terms)
        for column in (left, right):
            column.addStretch(1)
        self.body.addWidget(row)

    def show_draft(self, draft: Any) -> None:
        rows = self._summary(draft)
        for step, section in self._sections.items():
            own = [row for row in rows if row.step == step]
            section.setVisible(bool(own))
            section.show_rows(own)
        if PORTRAIT_AT in self._sections:
            self._sections[PORTRAIT_AT].show_portrait(self._portrait(draft))
        self._effect.show_quote(self.quote)
        self._terms.show_terms(self._terms_in_force())

    def shown(self, name: str) -> bool:
        terms = self._terms_in_force()
        return terms is not None and self.part == terms.version

    def changed(self, name: str, value: bool) -> str:
        terms = self._terms_in_force()
        return terms.version if value and terms is not None else ""


def _column(row: Beside, stretch: int) -> QVBoxLayout:
    part = QWidget()
    row.add(part, stretch, None)
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(Space.MEDIUM))
    return column
