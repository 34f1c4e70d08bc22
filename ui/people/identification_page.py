"""The page Identification: customer type, the documents shown, and for a minor the guardian."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from kiosk.catalogue import ListedType
from kiosk.desk_facts import Facts
from kiosk.people import identification
from kiosk.people.customer_types import DOCUMENTS, IdOrigin
from kiosk.people.drafts import IdentificationDraft
from kiosk.texts import N_
from ui.controls import PANEL, Beside, Choice, DateInput, Field, Panel, Text
from ui.people.document_ticks import DOCUMENT, DocumentTicks, is_ticked, with_tick
from ui.people.guardian_group import PREFIX, GuardianGroup
from ui.wizard.routine_page import RoutinePage
from ui.wizard.tick_field import TickField
from ui.wizard.tiles import Tiles

TITLE = N_("Identification")
ABOUT = N_("Compare the document with the person in front of you, and tick what you have seen.")
ORIGINS = ((IdOrigin.SWEDISH, N_("Swedish ID")), (IdOrigin.FOREIGN, N_("Foreign ID")))


class IdentificationPage(RoutinePage[IdentificationDraft]):
    """Each document has its own box named `document_<code>`, the guardian's inputs are named `guardian_<field>`."""

    def __init__(
        self,
        facts: Callable[[], Facts],
        step: str = "identification",
        title: Text = TITLE,
        about: Text = ABOUT,
        part: str = "identification",
    ) -> None:
        super().__init__(step, part, title, about)
        self._facts = facts

    def documents(self, part: IdentificationDraft) -> tuple[str, ...]:
        """Codes of those to tick."""
        return identification.documents(part, self._facts())

    def types(self) -> tuple[ListedType, ...]:
        """Those to choose among."""
        return identification.offered_types(self._facts())

    def build(self) -> None:
        self._types, self._kinds, self._origins = Tiles(), Choice(), Tiles(ORIGINS)
        self._type = Field(N_("Customer type"), self._types)
        self._kind = Field(N_("Certificate"), self._kinds)
        self._origin = Field(N_("Identity document"), self._origins)
        self._minor = TickField(N_("The customer is under 18"))
        self._valid_until = Field(
            N_("Certificate valid until"),
            DateInput(today=self._facts().today),
            hint=N_("The last day, as it stands on the card or certificate."),
        )
        self._documents = DocumentTicks(DOCUMENTS)
        self._bind()
        self._guardian = GuardianGroup(self.inputs)
        row = Beside(least=PANEL)
        row.add(self._customer(), 1)
        self._documents_panel = self._shown_documents()
        row.add(self._documents_panel, 1)
        self.body.addWidget(row)
        self.body.addWidget(self._guardian)
        self.body.addStretch(1)

    def show_draft(self, draft: Any) -> None:
        part, facts = self.part, self._facts()
        self._types.set_options([(one.code, partial(str, one.name)) for one in self.types()])
        self._types.set_value(part.customer_type)
        kinds = identification.offered_kinds(part, facts)
        self._kinds.set_options([("", N_("Choose…")), *((kind.code, kind.name) for kind in kinds)])
        self._kinds.set_value(part.certificate_kind)
        self._kind.setVisible(len(kinds) > 1)
        self._valid_until.setVisible(identification.asks_valid_until(part, facts))
        self._documents.show(self.documents(part))
        self._guardian.setVisible(part.is_minor)

    def shown(self, name: str) -> Any:
        tick = is_ticked(name, self.part.ticked)
        if tick is not None:
            return tick
        if name.startswith(PREFIX):
            return getattr(self.part.guardian, name.removeprefix(PREFIX))
        return super().shown(name)

    def changed(self, name: str, value: Any) -> IdentificationDraft:
        if name.startswith(DOCUMENT):
            return replace(self.part, ticked=with_tick(name, value, self.part.ticked))
        if name.startswith(PREFIX):
            guardian = replace(self.part.guardian, **{name.removeprefix(PREFIX): value})
            return replace(self.part, guardian=guardian)
        return self._without_what_no_longer_applies(super().changed(name, value))

    def _without_what_no_longer_applies(self, part: IdentificationDraft) -> IdentificationDraft:
        """A box that is no longer shown isn't ticked, and another type has another certificate."""
        if part.customer_type != self.part.customer_type:
            part = replace(part, certificate_kind="", valid_until=None)
        return replace(part, ticked=part.ticked & set(self.documents(part)))

    def _bind(self) -> None:
        self.inputs.bind(self._types, "customer_type", self._type)
        self.inputs.bind(self._kinds, "certificate_kind", self._kind)
        self.inputs.bind(self._valid_until.control, "valid_until", self._valid_until)
        self.inputs.bind(self._origins, "id_origin", self._origin)
        self._documents.bind(self.inputs)
        self.inputs.bind(self._minor.control, "is_minor", self._minor)

    def _customer(self) -> Panel:
        panel = Panel()
        for field in (self._type, self._kind, self._valid_until, self._minor):
            panel.body.addWidget(field)
        return panel

    def _shown_documents(self) -> Panel:
        panel = Panel()
        panel.body.addWidget(self._origin)
        for field in self._documents.fields:
            panel.body.addWidget(field)
        return panel
