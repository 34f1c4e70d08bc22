"""The guardian of a customer under 18, as the identification page asks for it."""

from PySide6.QtWidgets import QWidget

from kiosk.people.identification import RELATIONS
from kiosk.texts import N_
from ui.controls import Beside, Choice, Field, Panel, TextInput
from ui.wizard.bound_inputs import BoundInputs
from ui.wizard.tick_field import TickField

PREFIX = "guardian_"


class GuardianGroup(Panel):
    """Its inputs are named `guardian_<field of GuardianDraft>`."""

    def __init__(self, inputs: BoundInputs, parent: QWidget | None = None) -> None:
        super().__init__(N_("Guardian"), parent)
        row = Beside()
        relations = Choice("", [("", N_("Choose…")), *RELATIONS.items()])
        cells = (
            ("name", Field(N_("Guardian's name"), TextInput())),
            ("personal_number", Field(N_("Guardian's personal identity number"), TextInput(example=N_("YYMMDD-NNNN")))),
            ("relation", Field(N_("Relation to the customer"), relations)),
            ("has_consented", TickField(N_("The guardian is here or has signed, and consents to the membership"))),
        )
        for name, field in cells:
            inputs.bind(field.control, PREFIX + name, field)
        *beside, consent = (field for _name, field in cells)
        for field in beside:
            row.add(field, 1)
        self.body.addWidget(row)
        self.body.addWidget(consent)
