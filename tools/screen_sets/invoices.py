"""What an organisation pays for: a member's card, and paying by invoice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, partial
from typing import Any

from PySide6.QtWidgets import QWidget

from kiosk.clock import today
from kiosk.demo.invoiced import INVOICED, PAYER
from kiosk.demo.organisations import organisation_id
from kiosk.organisations.invoice_basis import BasisRow, InvoiceBasis, Origin, TakenOut
from kiosk.organisations.invoice_work import months_offered, read_invoice_basis
from kiosk.organisations.taking_back import ToTakeBack, read_to_take_back
from kiosk.people.person_card import read_person_card
from kiosk.people.person_card_facts import PersonCard
from kiosk.store import Store
from kiosk.subscriptions import charge, freeze, terminate
from kiosk.till.tender import Method, Tender
from tests.people.serving import SELF, facts_of
from tools.screen_desk import demo_store, routine_page
from tools.screen_sets.direct_debit import OMAR
from tools.screens import SIZES
from ui.appearance import Appearance
from ui.controls import Tone
from ui.organisations.invoice_basis_dialog import InvoiceBasisDialog
from ui.organisations.invoice_rows import InvoiceRows
from ui.organisations.take_back_dialog import TakeBackDialog
from ui.people.person_card_view import PersonCardView

NORA = INVOICED[0].person_id


@cache
def _store() -> Store:
    return demo_store("invoices", 40)


def _card(_appearance: Appearance) -> QWidget:
    store = _store()
    card = read_person_card(store, NORA, OMAR, today(store.clock), is_opening=False)
    assert isinstance(card, PersonCard)
    return PersonCardView(card)


def _page(appearance: Appearance, routine: str, draft: Any, step: str) -> QWidget:
    subscription_id = facts_of(_store(), NORA).subscription_id
    return routine_page(appearance, _store(), routine, draft, step, NORA, subscription_id)


def _basis(_appearance: Appearance, back: int, *, is_said: bool = False) -> QWidget:
    """Of so many months ago, as one that has been taken out and has changed since."""
    store = _store()
    months = months_offered(store)
    found = read_invoice_basis(store, OMAR, organisation_id(PAYER), months[back + 1])
    assert isinstance(found, InvoiceBasis)
    dialog = InvoiceBasisDialog(months, months[back + 1])
    earlier = TakenOut(store.clock.now() - timedelta(days=2), OMAR.name, found.gross - 35900) if is_said else None
    dialog.show_basis(replace(found, earlier=earlier))
    if is_said:
        dialog.say("Fakturaunderlag 2026-10 NORRSKEN.pdf", Tone.GOOD)
    return dialog


def _with_taken_back(_appearance: Appearance) -> QWidget:
    """As it stands when a printed row has been taken back; another one is chosen."""
    found = read_invoice_basis(_store(), OMAR, organisation_id(PAYER), months_offered(_store())[2])
    assert isinstance(found, InvoiceBasis)
    part = found.parts[0]
    taken, other = [at for at, row in enumerate(part.rows) if row.billed.origin is Origin.RUN][:2]
    one = part.rows[taken].billed
    note = "Slutade i september, hör av sig till sin nya arbetsgivare"
    back = replace(one, what=f"Tillbakatagen: {one.what}, 359,00 kr", gross=0, origin=Origin.TAKEN_BACK, note=note)
    rows = (*part.rows[:taken], BasisRow(replace(back, source="2026-11-20"), 0), *part.rows[taken + 1 :])
    dialog = InvoiceBasisDialog(months_offered(_store()), found.month)
    earlier = TakenOut(_store().clock.now() - timedelta(days=2), OMAR.name, found.gross)
    dialog.show_basis(replace(found, parts=(replace(part, rows=rows),), earlier=earlier))
    table = dialog.findChild(InvoiceRows)
    assert table is not None
    table.selectRow(other)
    return dialog


UNDER: list[QWidget] = []  # what the latest dialog lies over: nobody else holds it


def _take_back(_appearance: Appearance, *, is_refused: bool = False) -> QWidget:
    asked = read_to_take_back(_store(), OMAR, facts_of(_store(), NORA).subscription_id, "2026-11")
    assert isinstance(asked, ToTakeBack), asked
    under = QWidget()
    under.resize(*SIZES[0])
    dialog = TakeBackDialog(asked, was_taken_out=True, parent=under)
    UNDER[:] = [under]
    if is_refused:
        dialog.accept()
    return dialog


FROZEN = freeze.Draft(SELF, "travel", freeze.PeriodDraft(date(2027, 1, 4), date(2027, 3, 10)))
MIXED = (Tender(Method.INVOICE, 25900, "Norrskensverken AB"), Tender(Method.CASH, 10000, given=20000))
SCREENS: dict[str, Callable[[Appearance], QWidget]] = {
    "invoice-basis": partial(_basis, back=1),
    "invoice-basis-now": partial(_basis, back=0),
    "invoice-basis-taken-out": partial(_basis, back=1, is_said=True),
    "invoice-basis-taken-back": _with_taken_back,
    "invoice-take-back": _take_back,
    "invoice-take-back-why": partial(_take_back, is_refused=True),
    "invoice-basis-empty": partial(_basis, back=24),
    "invoiced-card": _card,
    "invoiced-months": partial(_page, routine="charge", draft=charge.Draft(SELF, 1), step="months"),
    "invoiced-months-summary": partial(_page, routine="charge", draft=charge.Draft(SELF, 1), step="summary"),
    "invoiced-freeze": partial(_page, routine="freeze", draft=FROZEN, step="period"),
    "invoiced-payment": partial(_page, routine="charge", draft=charge.Draft(SELF, 1), step="payment"),
    "invoiced-payment-mixed": partial(_page, routine="charge", draft=charge.Draft(SELF, 1, MIXED), step="payment"),
    "invoiced-terminate": partial(_page, routine="terminate", draft=terminate.Draft(SELF), step="notice"),
}
