"""The page Organisation of a wizard: searched as one types, chosen, and shown with what is agreed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from kiosk.desk_facts import Facts
from kiosk.organisations.agreed import read_agreement
from kiosk.organisations.agreements import Agreement
from kiosk.organisations.buying import OrganisationPart, Purchase, agreement_rows
from kiosk.organisations.search import OrganisationHit, find_organisations, hits_of
from kiosk.people.customer_types import DOCUMENTS
from kiosk.store import Store
from kiosk.texts import N_, _
from ui.controls import PANEL, Beside, Field, Label, Notice, Panel, Tone, TypeRole
from ui.organisations.organisation_list import OrganisationList
from ui.organisations.search_input import KEYS, SearchInput
from ui.people.document_ticks import DOCUMENT, is_ticked, with_tick
from ui.theme import px
from ui.wizard.routine_page import RoutinePage
from ui.wizard.row_grid import RowGrid
from ui.wizard.tick_field import TickField

PROOF = "organisation_proof"
LIST_HEIGHT = 260  # px at 100 %: four organisations, and more to scroll to
READY_ROWS = 7
MATCHED = N_("A pre-order holds the customer’s number: no other proof is needed.")


class OrganisationPage(RoutinePage[OrganisationPart]):
    """Fills in the draft's `organisation`. Lives on Qt's thread, where organisations are found, by index."""

    def __init__(
        self,
        facts: Callable[[], Facts],
        store: Store,
        purchase: Callable[[Any], Purchase | None],
        suggested: Callable[[], Sequence[Agreement]] = tuple,
        *,
        asks_for_proof: bool = False,
    ) -> None:
        """`purchase` of the whole draft; `suggested` are shown before anything is typed; `asks_for_proof`: what was
        shown of the belonging is ticked here."""
        super().__init__("organisation", "organisation", N_("Organisation"))
        self._facts, self._store, self._purchase = facts, store, purchase
        self._suggested, self._asks_for_proof = suggested, asks_for_proof
        self._listed: tuple[str, tuple[OrganisationHit, ...]] | None = None

    def build(self) -> None:
        self._search = SearchInput("search_text")
        self._hits = OrganisationList(self._store)
        self._none, self._hint = Label("", TypeRole.MUTED), Notice("", Tone.INFO)
        self._proof, self._matched = TickField(DOCUMENTS[PROOF]), Notice(MATCHED, Tone.GOOD)
        field = Field(N_("&Search organisation by name or number"), self._search, hint=KEYS)
        self.inputs.bind(self._search, "search_text", field)
        self.inputs.fields["organisation_id"] = field
        self.inputs.bind(self._proof.control, DOCUMENT + PROOF, self._proof)
        self._search.takes_enter = self._has_another_marked
        self._search.moved.connect(self._hits.step)
        self._search.chosen.connect(self._hits.choose_marked)
        self._hits.organisation_chosen.connect(self._choose)
        self._hits.setMinimumHeight(px(LIST_HEIGHT))
        found = Panel()
        for part in (self._hint, field, self._hits, self._none):
            found.body.addWidget(part)
        row = Beside(least=PANEL)
        row.add(found, 3, None)
        row.add(self._chosen_panel(), 2, None)
        self.body.addWidget(row)
        self.body.addStretch(1)

    def _chosen_panel(self) -> Panel:
        panel = Panel()
        self._name, self._rows = Label("", TypeRole.HEADING), RowGrid(READY_ROWS)
        self._name.setObjectName("chosen_organisation")
        for part in (self._name, self._rows, self._matched, self._proof):
            panel.body.addWidget(part)
        panel.body.addStretch(1)
        return panel

    def show_draft(self, draft: Any) -> None:
        agreement, found = self.part.agreement, self._purchase(draft)
        self._show_hits(self.part.search_text)
        self._name.say(partial(_title, agreement))
        self._rows.setVisible(agreement is not None)
        self._rows.show_rows(list(agreement_rows(agreement, self._facts().catalogue)) if agreement else [])
        is_matched = found is not None and bool(found.own)
        self._matched.setVisible(self._asks_for_proof and is_matched)
        self._proof.setVisible(self._asks_for_proof and found is not None and not is_matched)

    def shown(self, name: str) -> Any:
        tick = is_ticked(name, self.part.ticked)
        return super().shown(name) if tick is None else tick

    def changed(self, name: str, value: Any) -> OrganisationPart:
        if name.startswith(DOCUMENT):
            return replace(self.part, ticked=with_tick(name, value, self.part.ticked))
        return super().changed(name, value)

    def _show_hits(self, text: str) -> None:
        """Those suggested until something is typed."""
        if self._listed is None or self._listed[0] != text:
            is_asked = bool(text.strip())
            hits = find_organisations(self._store, text) if is_asked else hits_of(self._store, self._suggested())
            self._listed = text, hits
            self._hits.show_hits(hits)
            self._mark(self.part.agreement)
            self._hint.setVisible(bool(hits) and not is_asked)
            self._hint.show_notice(N_("These have ordered for the customer beforehand."), Tone.INFO)
            self._hits.setVisible(bool(hits))
            self._none.say(partial(_nothing, text.strip()))
            self._none.setVisible(not hits)

    def _mark(self, agreement: Agreement | None) -> None:
        ids = [hit.organisation_id for hit in self._listed[1]] if self._listed else []
        if agreement is not None and agreement.organisation_id in ids:
            self._hits.setCurrentIndex(self._hits.hits.index(ids.index(agreement.organisation_id), 0))

    def _has_another_marked(self) -> bool:
        """Enter chooses it; when it is chosen already, Enter goes on."""
        hit = self._hits.hits.hit(self._hits.currentIndex().row()) if self._hits.isVisibleTo(self) else None
        chosen = self.part.agreement
        return hit is not None and (chosen is None or chosen.organisation_id != hit.organisation_id)

    def _choose(self, organisation_id: str) -> None:
        self._search.setFocus()
        agreement = read_agreement(self._store, organisation_id)
        self.inputs.left.emit("organisation_id")
        self.put(replace(self.part, agreement=agreement, ticked=frozenset()))


def _title(agreement: Agreement | None) -> str:
    return agreement.name if agreement else _("No organisation is chosen yet")


def _nothing(text: str) -> str:
    return _("No match for “{text}”", text=text) if text else _("Those that are found come here.")
