"""The page Identification of a routine for an existing customer: who stands at the desk, and how one knows."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk import formats
from kiosk.customer_facts import CustomerFacts
from kiosk.people import actors
from kiosk.people.actors import ACTORS, PROOFS, Actor, ActorDraft
from kiosk.people.personal_identity import age_on
from kiosk.texts import N_, plural
from ui.controls import Beside, Field, Label, Panel, TextInput, TypeRole
from ui.people.person_card_parts import Portrait
from ui.theme import Space, px
from ui.wizard.routine_page import RoutinePage
from ui.wizard.tick_field import TickField
from ui.wizard.tiles import Tiles

PHOTO_WIDTH, LEAST = 132, 200  # px at 100 %: narrower than elsewhere, for the photo to stand beside the questions


class Acted(Protocol):
    @property
    def actor(self) -> ActorDraft: ...


class ActorPage(RoutinePage[ActorDraft]):
    """`photo`: the customer's picture (JPEG), None without one. `at_a_distance`: nobody need stand at the desk;
    `about_account`: whoever holds the account may."""

    def __init__(
        self,
        facts: Callable[[], CustomerFacts],
        photo: Callable[[], bytes | None],
        *,
        at_a_distance: bool = False,
        about_account: bool = False,
    ) -> None:
        super().__init__(
            "identification",
            "actor",
            N_("Identification"),
            N_("Compare the document or the photo with the person in front of you, and tick what you have seen."),
        )
        self._facts, self._photo = facts, photo
        self._allowed = {"at_a_distance": at_a_distance, "about_account": about_account}

    def build(self) -> None:
        self._actors, self._proofs = Tiles(), Tiles(columns=1)
        self._name = Field(N_("Name of the person at the desk"), TextInput())
        self._power = TickField(N_("Power of attorney shown, and it covers this"))
        self.inputs.bind(self._actors, "actor", actor := Field(N_("At the desk"), self._actors))
        self.inputs.bind(self._name.control, "name", self._name)
        self.inputs.bind(self._proofs, "proof", proof := Field(N_("Identified by"), self._proofs))
        self.inputs.bind(self._power.control, "has_power_of_attorney", self._power)
        panel = Panel()
        for field in (actor, self._name, proof, self._power):
            panel.body.addWidget(field)
        row = Beside(least=LEAST)
        row.add(panel, 3)
        row.add(self._customer(), 2)
        self.body.addWidget(row)
        self.body.addStretch(1)

    def show_draft(self, draft: Acted) -> None:
        part, facts = draft.actor, self._facts()
        represented = facts.customer.represented(facts.today, **self._allowed)
        self._actors.set_options([(one, ACTORS[one]) for one in actors.offered_actors(represented)])
        self._actors.set_value(part.actor)
        self._proofs.set_options([(one, PROOFS[one]) for one in actors.offered_proofs(part, represented)])
        self._proofs.set_value(part.proof)
        self._name.setVisible(part.actor is not Actor.CUSTOMER)
        self._power.setVisible(part.actor is Actor.REPRESENTATIVE)

    def changed(self, name: str, value: Any) -> ActorDraft:
        """What no longer applies is not kept; a guardian or account holder that is known is named."""
        part = super().changed(name, value)
        if name != "actor":
            return part
        represented = self._facts().customer.represented(self._facts().today, **self._allowed)
        known = {Actor.GUARDIAN: represented.guardian, Actor.ACCOUNT_HOLDER: represented.account_holder}
        return replace(part, proof="", name=known.get(value) or "", has_power_of_attorney=False)

    def _customer(self) -> QWidget:
        customer, today = self._facts().customer, self._facts().today
        panel = Panel(N_("Customer"))
        said = QWidget()
        words = QVBoxLayout(said)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(px(Space.TIGHT))
        words.addWidget(Label(partial(str, customer.name), TypeRole.STRONG))
        words.addWidget(Label(partial(_born, customer.birth_date, age_on(customer.birth_date, today))))
        words.addStretch(1)
        row = Beside()
        row.add(Portrait(PHOTO_WIDTH, self._photo(), customer.name))
        row.add(said, 1, None)
        panel.body.addWidget(row)
        return panel


def _born(birth_date: Any, age: int) -> str:
    return f"{formats.day(birth_date)}, {plural('{n} year old', '{n} years old', age)}"
