"""The page Direct debit mandate: whose account, and its number with the bank that it belongs to."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, Self

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk import formats
from kiosk.desk_facts import Facts
from kiosk.direct_debit.bank_accounts import bank_of
from kiosk.direct_debit.drafts import Holder, MandateDraft
from kiosk.direct_debit.mandate_details import offered_holders
from kiosk.direct_debit.payers import with_payer
from kiosk.direct_debit.signing import needs_override
from kiosk.routine import Due
from kiosk.summary_rows import HOLDERS
from kiosk.texts import N_, _
from ui.controls import PANEL, Beside, Field, Label, Notice, Panel, Pill, Text, TextInput, Tone, TypeRole
from ui.visit_doors import VisitDoors
from ui.wizard.customer_visit import CustomerVisit
from ui.wizard.routine_page import RoutinePage
from ui.wizard.tick_field import TickField
from ui.wizard.tiles import Tiles

LIABLE: dict[Holder, Text] = {
    Holder.SELF: N_("The account holder must be at least 18."),
    Holder.OTHER_ACCOUNT_HOLDER: N_("Draws are made from another person's account; the customer is still liable."),
    Holder.OTHER_PAYER: N_("A registered adult pays and is liable. Type the payer's personal identity number."),
}


class MandatePage(RoutinePage[MandateDraft]):
    @classmethod
    def of_customer(cls, visit: CustomerVisit, doors: VisitDoors) -> Self:
        """For somebody registered."""
        return cls(
            lambda: visit.facts().desk,
            lambda _draft: visit.facts().customer.birth_date,
            partial(with_payer, doors.store),
        )

    def __init__(
        self,
        facts: Callable[[], Facts],
        birth_date: Callable[[Any], date | None],
        with_payer: Callable[[MandateDraft], MandateDraft],
    ) -> None:
        """`birth_date` of the whole draft's customer; `with_payer` finds the registered payer by the typed number."""
        super().__init__("mandate", "mandate", N_("Direct debit mandate"))
        self._facts, self._birth_date, self._with_payer = facts, birth_date, with_payer
        self._offered: tuple[Holder, ...] = ()

    def build(self) -> None:
        self._holders = Tiles()
        self._holder = Field(N_("Whose account?"), self._holders, hint=LIABLE[Holder.SELF])
        self._name = Field(N_("Account holder's name"), TextInput())
        self._number = Field(N_("Personal identity number"), TextInput(example=N_("YYMMDD-NNNN")))
        self._payer = Pill("", Tone.GOOD, "user")
        self._payer.setObjectName("payer_name")
        self._clearing = Field(N_("C&learing number"), TextInput(example=lambda: "5001"))
        self._account = Field(N_("&Account number"), TextInput())
        self._bank = Pill("", Tone.NEUTRAL, "bank")
        self._bank.setObjectName("bank_name")
        self._override = TickField(N_("I have compared the number with the customer: use it anyway"))
        self._draws = Notice()
        self._bind()
        row = Beside(least=PANEL)
        row.add(self._who(), 1)
        row.add(self._which_account(), 1)
        self.body.addWidget(self._draws)
        self.body.addWidget(row)
        self.body.addStretch(1)

    def show_draft(self, draft: Any) -> None:
        part, holder = self.part, self.part.holder
        self._offered = offered_holders(self._birth_date(draft), self._facts())
        self._holders.set_options([(one, HOLDERS[one]) for one in self._offered])
        self._holders.set_value(holder)
        self._holder.say_hint(LIABLE[holder])
        self._name.setVisible(holder is Holder.OTHER_ACCOUNT_HOLDER)
        self._number.setVisible(holder is not Holder.SELF)
        self._payer.setVisible(holder is Holder.OTHER_PAYER and bool(part.payer_id))
        self._payer.show_state(lambda: part.holder_name or _("Protected identity"), Tone.GOOD, "user")
        self._show_bank(part)
        self._draws.setVisible(self.quote.first_draw is not None)
        self._draws.show_notice(self._draw_words, Tone.INFO)

    def entered(self) -> None:
        """Where there is no choice, it is made."""
        if len(self._offered) == 1 and self.part.holder not in self._offered:
            self.put(replace(self.part, holder=self._offered[0]))

    def changed(self, name: str, value: Any) -> MandateDraft:
        part = super().changed(name, value)
        if name in ("clearing", "account"):
            return replace(part, is_overridden=False)  # it was said of the other number
        if name == "holder":
            return replace(part, holder_name="", holder_personal_number="", payer_id="")
        return self._with_payer(part) if name == "holder_personal_number" else part

    def checked(self) -> MandateDraft:
        return self._with_payer(self.part)

    def _show_bank(self, part: MandateDraft) -> None:
        bank = bank_of(part.clearing)
        self._bank.setVisible(bank is not None)
        self._bank.show_state(partial(str, bank or ""), Tone.NEUTRAL, "bank")
        self._override.setVisible(bool(part.clearing and part.account) and needs_override(part))

    def _draw_words(self) -> str:
        monthly = formats.kronor(self.quote.total(Due.MONTHLY))
        first = formats.day(self.quote.first_draw)
        return _("{amount} is drawn each month, for the first time on {day}.", amount=monthly, day=first)

    def _bind(self) -> None:
        for name, field in (
            ("holder", self._holder),
            ("holder_name", self._name),
            ("holder_personal_number", self._number),
            ("clearing", self._clearing),
            ("account", self._account),
            ("is_overridden", self._override),
        ):
            self.inputs.bind(field.control, name, field)

    def _who(self) -> QWidget:
        panel = Panel()
        for part in (self._holder, self._number, self._payer, self._name):
            panel.body.addWidget(part)
        return panel

    def _which_account(self) -> QWidget:
        panel = Panel()
        row = Beside()
        row.add(self._clearing, 2)
        row.add(self._account, 3)
        beside = QVBoxLayout()
        beside.addWidget(row)
        beside.addWidget(self._bank)
        panel.body.addLayout(beside)
        panel.body.addWidget(self._override)
        panel.body.addWidget(
            Label(
                N_("Clearing and account number stand on the customer's account statement or in the bank's app."),
                TypeRole.SMALL,
            )
        )
        return panel
