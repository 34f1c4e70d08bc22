"""The page Product and validity: what the whole list is for."""

from functools import partial

from kiosk.organisations.drafts import TermsDraft
from kiosk.organisations.import_pre_orders import Draft, ImportRoutine, Step
from kiosk.organisations.ordering import agreement_over
from kiosk.sentences import sentence
from kiosk.texts import N_
from ui.controls import Beside, Choice, DateInput, Field, Label, Notice, Text, Tone, TypeRole
from ui.wizard.routine_page import RoutinePage

ABOUT = N_("Everybody in the list gets a pre-order for this product. With it no other product can be chosen.")
LEAST = 240


class ImportTermsPage(RoutinePage[TermsDraft]):
    """Fills in `terms`."""

    def __init__(self, routine: ImportRoutine) -> None:
        super().__init__(Step.TERMS, "terms", N_("Product and validity"), ABOUT)
        self._routine = routine

    def build(self) -> None:
        today = self._routine.facts.today
        self._product = Choice("", self._products())
        self._first, self._last = DateInput(today=today), DateInput(today=today)
        self._last.offer(earliest=today)
        days = Beside(least=LEAST)
        for name, title, control in (
            ("valid_from", N_("&First day it can be used"), self._first),
            ("valid_until", N_("&Last day it can be used"), self._last),
        ):
            field = Field(title, control)
            self.inputs.bind(control, name, field)
            days.add(field, 1)
        product = Field(N_("P&roduct"), self._product)
        self.inputs.bind(self._product, "product_id", product)
        self.body.addWidget(Label(partial(str, self._routine.facts.organisation), TypeRole.HEADING))
        self._over = Notice("", Tone.WARN)
        self.body.addWidget(self._over)
        self.body.addWidget(product)
        self.body.addWidget(days)
        self.body.addStretch(1)

    def show_draft(self, _draft: Draft) -> None:
        """In another language the products have other names; the agreement may have ended or been renewed meanwhile."""
        self._product.set_options(self._products())
        over = agreement_over(self._routine.facts)
        self._over.setVisible(over is not None)
        if over is not None:
            self._over.show_notice(partial(sentence, over), Tone.WARN)

    def _products(self) -> list[tuple[object, Text]]:
        chosen: list[tuple[object, Text]] = [("", N_("Choose…"))]
        return [*chosen, *((row_id, partial(str, name)) for row_id, name in self._routine.facts.products)]
