"""Registering an organisation, or changing its details and the agreement: the same fields and the same rules."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.organisations.agreements import PAYS
from kiosk.organisations.drafts import KnownOrganisation, OrganisationDraft
from kiosk.organisations.edit_organisation import OrganisationToEdit, problems
from kiosk.problems import Problem
from kiosk.texts import N_, _, plural
from ui.controls import Beside, Choice, DateInput, Field, Label, ProblemSummary, Text, TextInput, TypeRole
from ui.organisations.known_organisations_notice import KnownOrganisationsNotice
from ui.organisations.product_ticks import ProductTicks
from ui.people.person_card_dialog import CardDialog
from ui.theme import Space, px
from ui.wizard.bound_inputs import BoundInputs
from ui.wizard.tick_field import TickField

WIDTH = 860
UNTIL = N_("Leave it empty if it has no end.")
ASKED_AGAIN = frozenset({"name", "organisation_number"})


class OrganisationDialog(CardDialog):
    """Shows at once what is wrong with a field when it is left, and everything at Save.

    Signals: saved(OrganisationDraft), when it holds; open_organisation(its id), a likely twin; merge_wanted(its id).
    """

    saved = Signal(object)
    open_organisation = Signal(str)
    merge_wanted = Signal(str)

    def __init__(
        self,
        before: OrganisationToEdit,
        twins: Callable[[OrganisationDraft], tuple[KnownOrganisation, ...]],
        parent: QWidget | None = None,
    ) -> None:
        """`twins` asks the desk's file."""
        title = N_("Change details and agreement") if before.organisation_id else N_("New organisation")
        verb = N_("Sa&ve") if before.organisation_id else N_("Regi&ster")
        super().__init__("organisation", title, verb, WIDTH, parent)
        self._before, self._twins = before, twins
        self.draft = before.draft
        self.summary, self.known = ProblemSummary(), KnownOrganisationsNotice(may_merge=bool(before.organisation_id))
        self.known.open_organisation.connect(self._twin_wanted)
        self.known.merge_wanted.connect(self._merge_wanted)
        self._inputs = BoundInputs(self)
        self.fields = _made(before)
        for name, field in self.fields.items():
            self._inputs.bind(field.control, name, field)
        self._inputs.bind(self.known.tick.control, "not_a_twin", self.known.tick)
        self._products = ProductTicks(before.products)
        self._lay_out()
        self._inputs.show(partial(getattr, before.draft))
        self._products.set_value(before.draft.product_ids)
        self._inputs.changed.connect(self._changed)
        self._inputs.left.connect(self._left)
        self._products.changed.connect(self._products_changed)
        self._ask_for_twins()
        self.fields["name"].setFocus()

    def is_touched(self) -> bool:
        return self.draft != self._before.draft

    def accept(self) -> None:
        """Stays open while something blocks, and while a twin is not answered for."""
        found = [*problems(self.draft, self._before), *self._inputs.unreadable()]
        if self._is_renamed:
            self._ask_for_twins()
            found += self._unanswered()
        self.summary.show_problems(found, self._inputs.fields)
        if not any(one.blocks for one in found):
            self.confirm.setEnabled(False)  # once: it is being written
            self.saved.emit(self.draft)

    def show_following(self, count: int) -> None:
        """So many people's certificates last as long as the agreement."""
        self.fields["agreement_until"].say_hint(partial(_until_words, count))

    def finish(self, said: tuple[Problem, ...]) -> None:
        """Saved; or what the file said against it after all."""
        self.confirm.setEnabled(True)
        self.summary.show_problems(said, self._inputs.fields)
        if not said:
            super().accept()

    @property
    def _is_renamed(self) -> bool:
        """Or new: what a twin is told by."""
        return not self._before.organisation_id or any(
            getattr(self.draft, name) != getattr(self._before.draft, name) for name in ASKED_AGAIN
        )

    def _ask_for_twins(self) -> None:
        self.known.show_known(self._twins(self.draft) if self._is_renamed else ())

    def _unanswered(self) -> list[Problem]:
        known = self.known.known
        if not known or self.draft.not_a_twin:
            return []
        return [Problem("organisation_twin", "not_a_twin", values={"name": known[0].name})]

    def _lay_out(self) -> None:
        fields, body = self.fields, self.body
        body.addWidget(self.summary)
        body.addWidget(_beside(fields["name"], fields["organisation_number"]))
        body.addWidget(self.known)
        body.addWidget(_beside(fields["email"], fields["phone"]))
        body.addWidget(_beside(fields["street"], fields["postcode"], fields["city"]))
        body.addWidget(Label(N_("Agreement"), TypeRole.HEADING))
        body.addWidget(_beside(fields["account_manager"], fields["agreement_until"]))
        body.addWidget(_beside(fields["pays"], fields["price_list_id"]))
        body.addWidget(self._products)
        body.addWidget(fields["invoice_reference"])
        ticks = QVBoxLayout()
        ticks.setSpacing(px(Space.SMALL))
        ticks.addWidget(fields["pre_orders"])
        ticks.addWidget(fields["is_active"])
        body.addLayout(ticks)
        fields["is_active"].setVisible(bool(self._before.organisation_id))
        body.addStretch(1)

    def _changed(self, name: str) -> None:
        self.draft = replace(self.draft, **{name: self._inputs.value(name)})
        self._inputs.fields[name].show_problems(())
        self.summary.drop(name)

    def _products_changed(self) -> None:
        self.draft = replace(self.draft, product_ids=self._products.value())

    def _left(self, name: str) -> None:
        if not self.isVisible():
            return  # closed with the focus in it: nobody is to be told of anything
        said = [*problems(self.draft, self._before), *self._inputs.unreadable()]
        self._inputs.fields[name].show_problems([one for one in said if one.field == name])
        if name in ASKED_AGAIN:
            self._ask_for_twins()

    def _twin_wanted(self, organisation_id: str) -> None:
        self.leave()
        self.open_organisation.emit(organisation_id)

    def _merge_wanted(self, organisation_id: str) -> None:
        self.leave()
        self.merge_wanted.emit(organisation_id)


def _made(before: OrganisationToEdit) -> dict[str, Field]:
    managers: list[tuple[object, Text]] = [
        ("", N_("Nobody")),
        *((name, partial(str, name)) for name in before.managers),
    ]
    lists: list[tuple[object, Text]] = [
        ("", N_("As the customer type Organisation")),
        *((row_id, partial(str, name)) for row_id, name in before.price_lists),
    ]
    reference = N_("What the organisation wants on its invoice: a reference, a cost centre.")
    return {
        "name": Field(N_("&Name"), TextInput()),
        "organisation_number": Field(N_("Or&ganisation number"), TextInput(example=lambda: "556703-7485")),
        "account_manager": Field(N_("&Account manager"), Choice("", managers)),
        "email": Field(N_("&E-mail"), TextInput()),
        "phone": Field(N_("&Phone"), TextInput()),
        "street": Field(N_("Add&ress"), TextInput()),
        "postcode": Field(N_("P&ostcode"), TextInput()),
        "city": Field(N_("Cit&y"), TextInput()),
        "pays": Field(N_("&Who pays"), Choice("", list(PAYS.items()))),
        "agreement_until": Field(N_("The agreement’s &last day"), DateInput(today=before.today), hint=UNTIL),
        "price_list_id": Field(N_("Pr&ice list"), Choice("", lists)),
        "invoice_reference": Field(N_("Re&ference on the invoice"), TextInput(), hint=reference),
        "pre_orders": TickField(N_("It &may order for its people")),
        "is_active": TickField(N_("Active &customer")),
    }


def _beside(*fields: Field) -> Beside:
    row = Beside(least=200)
    for field in fields:
        row.add(field, 1)
    return row


def _until_words(count: int) -> str:
    """What follows when it is renewed or shortened."""
    if not count:
        return _(UNTIL)
    follows = plural(
        "{n} member’s certificate follows it, and the price with it. What is charged already stays.",
        "{n} members’ certificates follow it, and their prices with it. What is charged already stays.",
        count,
    )
    return f"{_(UNTIL)} {follows}"
