"""Making one pre-order by hand."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kiosk.organisations.drafts import PreOrderDraft
from kiosk.organisations.ordering import OrderingFacts, agreement_over, problems
from kiosk.organisations.pre_orders import PreOrderFacts
from kiosk.people.personal_details import identity_line
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.texts import N_, _
from ui.controls import Beside, Choice, DateInput, Field, Label, Notice, ProblemSummary, Text, TextInput, Tone, TypeRole
from ui.organisations.pre_order_words import validity
from ui.people.person_card_dialog import CardDialog
from ui.theme import Space, px
from ui.wizard.bound_inputs import BoundInputs
from ui.wizard.tick_field import TickField

WIDTH = 720
LONG = 2  # lines of what is said of a number
ASKED_AGAIN = frozenset({"name", "personal_number", "birth_date"})


class PreOrderDialog(CardDialog):
    """Signals: saved(PreOrderDraft), when it holds."""

    saved = Signal(object)

    def __init__(
        self,
        facts: OrderingFacts,
        already: Callable[[PreOrderDraft], tuple[PreOrderFacts, ...]],
        parent: QWidget | None = None,
    ) -> None:
        """`already` asks the desk's file what the person has."""
        title = partial(_, N_("New pre-order from {organisation}"), organisation=facts.organisation)
        super().__init__("pre_order", title, N_("&Order"), WIDTH, parent)
        self._facts, self._ask = facts, already
        self.draft = facts.empty
        self.summary, self.known = ProblemSummary(), _Already()
        self._inputs = BoundInputs(self)
        self.fields = _made(facts)
        for name, field in self.fields.items():
            self._inputs.bind(field.control, name, field)
            field.keep_room(LONG if name == "personal_number" else 1)
        self._inputs.bind(self.known.tick.control, "anyway", self.known.tick)
        self._lay_out()
        self._inputs.show(partial(getattr, self.draft))
        self._inputs.changed.connect(self._changed)
        self._inputs.left.connect(self._left)
        self.fields["name"].setFocus()

    def is_touched(self) -> bool:
        return self.draft != self._facts.empty

    def accept(self) -> None:
        """Stays open while something blocks, and while it is not said that the person is to have one more."""
        found = [*problems(self.draft, self._facts), *self._inputs.unreadable()]
        if not any(one.blocks for one in found):
            self.known.show_orders(self._ask(self.draft))
            if self.known.orders and not self.draft.anyway:
                found.append(Problem("pre_order_already", "anyway"))
        self.summary.show_problems(found, self._inputs.fields)
        if not any(one.blocks for one in found):
            self.confirm.setEnabled(False)  # once: it is being written
            self.saved.emit(self.draft)

    def finish(self, said: tuple[Problem, ...]) -> None:
        """Written; or what the file said against it after all."""
        self.confirm.setEnabled(True)
        self.summary.show_problems(said, self._inputs.fields)
        if not said:
            super().accept()

    def _lay_out(self) -> None:
        fields, body = self.fields, self.body
        if (over := agreement_over(self._facts)) is not None:
            body.addWidget(Notice(partial(sentence, over), Tone.WARN))
        body.addWidget(self.summary)
        body.addWidget(_beside(fields["name"], fields["email"]))
        body.addWidget(_beside(fields["personal_number"], fields["birth_date"]))
        body.addWidget(self.known)
        body.addWidget(fields["product_id"])
        body.addWidget(_beside(fields["valid_from"], fields["valid_until"]))
        body.addStretch(1)

    def _changed(self, name: str) -> None:
        self.draft = replace(self.draft, **{name: self._inputs.value(name)})
        self._inputs.fields[name].show_problems(())
        self.summary.drop(name)
        if name == "personal_number":
            self.fields["personal_number"].say_hint(identity_line(self.draft.personal_number, self._facts.today))
            self.fields["birth_date"].setEnabled(not self.draft.personal_number.strip())

    def _left(self, name: str) -> None:
        if not self.isVisible():
            return  # closed with the focus in it: nobody is to be told of anything
        said = [*problems(self.draft, self._facts), *self._inputs.unreadable()]
        self._inputs.fields[name].show_problems([one for one in said if one.field == name])
        if name in ASKED_AGAIN:
            self.known.show_orders(self._ask(self.draft))


class _Already(QFrame):
    """What the person has from this organisation already, and a tick that there is to be one more."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", "warn")
        self.orders: tuple[PreOrderFacts, ...] = ()
        self.tick = TickField(N_("There is to be one &more"))
        self._words = Label(self._said)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(Space.LARGE), px(Space.SMALL), px(Space.LARGE), px(Space.SMALL))
        column.setSpacing(px(Space.TIGHT))
        column.addWidget(Label(N_("This person has an unused pre-order from the organisation."), TypeRole.STRONG))
        column.addWidget(self._words)
        column.addWidget(self.tick)
        self.hide()

    def show_orders(self, orders: tuple[PreOrderFacts, ...]) -> None:
        if orders != self.orders:
            self.orders = orders
            self.tick.tick.setChecked(False)
            self._words.say(self._said)
        self.setVisible(bool(orders))

    def _said(self) -> str:
        return "\n".join(f"{one.shown_name}  ·  {one.product}  ·  {validity(one)}" for one in self.orders)


def _made(facts: OrderingFacts) -> dict[str, Field]:
    chosen: list[tuple[object, Text]] = [("", N_("Choose…"))]
    products = [*chosen, *((row_id, partial(str, name)) for row_id, name in facts.products)]
    number = TextInput(example=N_("YYMMDD-NNNN"))
    return {
        "name": Field(N_("&Name"), TextInput()),
        "email": Field(N_("&E-mail"), TextInput()),
        "personal_number": Field(N_("&Personal identity number"), number),
        "birth_date": Field(N_("&Birth date"), DateInput(today=facts.today), hint=N_("Where the number is not known.")),
        "product_id": Field(N_("P&roduct"), Choice("", products)),
        "valid_from": Field(N_("&First day it can be used"), DateInput(today=facts.today)),
        "valid_until": Field(N_("&Last day it can be used"), DateInput(today=facts.today)),
    }


def _beside(*fields: Field) -> Beside:
    row = Beside(least=240)
    for field in fields:
        row.add(field, 1)
    return row
