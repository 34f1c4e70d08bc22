"""The page Identification of somebody who comes through an organisation: who they are, and that they belong to it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from kiosk.desk_facts import Facts
from kiosk.organisations.buying import MATCH, PROOF, Purchase, belonging_rows
from kiosk.organisations.register_organisation_customer import Draft, identity, purchase, with_own_proof
from kiosk.people import identification
from kiosk.people.customer_types import IdOrigin
from kiosk.people.drafts import IdentificationDraft
from kiosk.texts import N_
from ui.controls import Label, Notice, Panel, Tone, TypeRole
from ui.organisations.organisation_page import MATCHED
from ui.people.document_ticks import DOCUMENT
from ui.people.identification_page import IdentificationPage
from ui.wizard.row_grid import RowGrid

READY_ROWS = 2
BY_PRE_ORDER = N_("Matched by a pre-order instead: the personal number on the next page is on one")


class MemberIdentificationPage(IdentificationPage):
    """The customer type follows from the organisation."""

    def __init__(self, facts: Callable[[], Facts]) -> None:
        super().__init__(facts)
        self._draft = Draft()

    def documents(self, part: IdentificationDraft) -> tuple[str, ...]:
        """The proof stays in sight while a pre-order is to take its place."""
        found = purchase(self._draft)
        shown = identity(replace(self._draft, identification=replace(part, ticked=part.ticked - {MATCH})))
        needed = identification.documents(shown, self._facts())
        may_be_matched = found is not None and part.id_origin is IdOrigin.SWEDISH and _may_be_matched(found)
        return (*needed, MATCH) if may_be_matched else needed

    def build(self) -> None:
        super().build()
        self._type.hide()
        self._belonging = Notice(MATCHED, Tone.GOOD)
        self._documents_panel.body.addWidget(self._documents.add(MATCH, BY_PRE_ORDER, self.inputs))
        self.body.insertWidget(0, self._belonging)

    def _customer(self) -> Panel:
        """To which organisation, in the place of the type."""
        panel = super()._customer()
        self._organisation, self._rows = Label("", TypeRole.HEADING), RowGrid(READY_ROWS)
        panel.body.insertWidget(0, self._organisation)
        panel.body.insertWidget(1, self._rows)
        return panel

    def take(self, draft: Draft, quote: Any) -> None:
        self._draft = with_own_proof(draft)
        super().take(self._draft, quote)

    def show_draft(self, draft: Draft) -> None:
        super().show_draft(draft)
        self._type.hide()
        found = purchase(draft)
        self._belonging.setVisible(found is not None and bool(found.own))
        if found is not None:
            self._organisation.say(partial(str, found.agreement.name))
            self._rows.show_rows(list(belonging_rows(found.agreement)))

    def changed(self, name: str, value: Any) -> IdentificationDraft:
        """One of the two is enough."""
        part = super().changed(name, value)
        other = {DOCUMENT + MATCH: PROOF, DOCUMENT + PROOF: MATCH}.get(name)
        if other is None:
            return part
        agreement = self._draft.organisation.agreement
        ticked = part.ticked - {other} if value else part.ticked
        return replace(part, ticked=ticked, belonging_to=agreement.organisation_id if agreement else "")


def _may_be_matched(found: Purchase) -> bool:
    return found.agreement.has_pre_orders and not found.own
