"""Changing a person's details on the card: the same fields and the same rules as when they were registered."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from kiosk.people.drafts import KnownPerson, PersonalDetailsDraft
from kiosk.people.edit_details import DetailsToEdit, problems
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.staff.rights import Right, StaffMember
from kiosk.texts import N_
from ui.controls import Choice, Field, ProblemSummary, Text, TextInput
from ui.people.details_form import COUNTRIES
from ui.people.known_persons_notice import KnownPersonsNotice
from ui.people.person_card_dialog import CardDialog
from ui.theme import Space, px
from ui.wizard.bound_inputs import BoundInputs
from ui.wizard.tick_field import TickField

WIDTH = 820
ROWS = (
    (("given_name", 3), ("family_name", 3)),
    (("street", 2), ("postcode", 2), ("city", 2)),
    (("email", 3), ("mobile", 3)),
    (("home_phone", 2), ("work_phone", 2), ("country", 2)),
)
COLUMNS = 6
ANYWAY = N_("Someone with the same name, birth date and phone or e-mail is registered too. Look before you save.")
ASKED_AGAIN = frozenset({"given_name", "family_name", "email", "mobile"})


class EditDetailsDialog(CardDialog):
    """Shows at once what is wrong with a field when it is left, and everything at Save.

    Signals: saved(PersonalDetailsDraft), when it holds; open_person(person id), a likely twin.
    """

    saved = Signal(object)
    open_person = Signal(str)

    def __init__(
        self,
        before: DetailsToEdit,
        staff: StaffMember,
        twins: Callable[[PersonalDetailsDraft], tuple[KnownPerson, ...]],
        parent: QWidget | None = None,
    ) -> None:
        """`twins` asks the desk's file."""
        super().__init__("edit_details", N_("Change details"), N_("Sa&ve"), WIDTH, parent)
        self._before, self._staff, self._twins = before, staff, twins
        self.draft = before.draft
        self._told: tuple[KnownPerson, ...] = ()
        self.summary, self._known = ProblemSummary(), KnownPersonsNotice(ANYWAY, "warn")
        self._known.open_person.connect(self._person_wanted)
        self._inputs = BoundInputs(self)
        self._protected = TickField(N_("Pro&tected identity: name and address are kept off lists and receipts"))
        if not staff.may(Right.PROTECTED_IDENTITY):
            self._protected.control.setEnabled(False)
            self._protected.say_hint(lambda: sentence(Problem("change_protection_right")))
        self.body.addWidget(self.summary)
        self.body.addLayout(self._fields())
        self.body.addWidget(self._protected)
        self.body.addWidget(self._known)
        self.body.addStretch(1)
        self._inputs.show(partial(getattr, before.draft))
        self._inputs.changed.connect(self._changed)
        self._inputs.left.connect(self._left)
        self._inputs.fields["given_name"].setFocus()

    def is_touched(self) -> bool:
        return self.draft != self._before.draft

    def accept(self) -> None:
        """Stays open while something blocks, and once for each likely twin that nobody has been told of."""
        found = self._problems()
        self.summary.show_problems(found, self._inputs.fields)
        told, self._told = self._told, self._twins(self.draft)
        self._known.show_known(self._told)
        if not any(one.blocks for one in found) and set(self._told) <= set(told):
            self.saved.emit(self.draft)

    def finish(self, said: tuple[Problem, ...]) -> None:
        """Saved; or what the file said against it after all."""
        self.summary.show_problems(said, self._inputs.fields)
        if not said:
            super().accept()

    def _fields(self) -> QGridLayout:
        fields = _made(self._before.draft.country)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(Space.LARGE))
        grid.setVerticalSpacing(px(Space.MEDIUM))
        for row, cells in enumerate(ROWS):
            column = 0
            for name, width in cells:
                grid.addWidget(fields[name], row, column, 1, width, Qt.AlignmentFlag.AlignTop)
                self._inputs.bind(fields[name].control, name, fields[name])
                column += width
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        self._inputs.bind(self._protected.control, "protected_identity", self._protected)
        return grid

    def _problems(self) -> list[Problem]:
        return problems(self.draft, self._before, self._staff)

    def _changed(self, name: str) -> None:
        self.draft = replace(self.draft, **{name: self._inputs.value(name)})
        self._inputs.fields[name].show_problems(())
        self.summary.drop(name)

    def _left(self, name: str) -> None:
        if not self.isVisible():
            return  # closed with the focus in it: nobody is to be told of anything
        self._inputs.fields[name].show_problems([one for one in self._problems() if one.field == name])
        if name in ASKED_AGAIN:
            self._told = self._twins(self.draft)
            self._known.show_known(self._told)

    def _person_wanted(self, person_id: str) -> None:
        self.leave()
        self.open_person.emit(person_id)


def _made(country: str) -> dict[str, Field]:
    return {
        "given_name": Field(N_("&First name"), TextInput()),
        "family_name": Field(N_("La&st name"), TextInput()),
        "street": Field(N_("Add&ress"), TextInput()),
        "postcode": Field(N_("P&ostcode"), TextInput()),
        "city": Field(N_("Cit&y"), TextInput()),
        "email": Field(N_("&E-mail"), TextInput()),
        "mobile": Field(N_("&Mobile"), TextInput()),
        "home_phone": Field(N_("Home phone"), TextInput()),
        "work_phone": Field(N_("Work phone"), TextInput()),
        "country": Field(N_("Country"), Choice("", _countries(country))),
    }


def _countries(own: str) -> tuple[tuple[str, Text], ...]:
    """With the person's own, whatever it is."""
    return COUNTRIES if own in dict(COUNTRIES) else ((own, partial(str, own)), *COUNTRIES)
