"""A row taken back from an organisation's invoice on screen: which can be, what is asked, and how it stands then."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db.tables import InvoiceLineTakenBack, Subscription
from kiosk.organisations.invoice_work import Form
from kiosk.store import Store
from tests.organisations.invoices import DECEMBER, NOVEMBER, charge
from tests.people.members import STAFF
from tests.ui.organisations.test_invoice_desk import (
    Paper,
    Staff,
    choose,
    desk,
    dialog,
    paper,
    people,
    press,
    rows,
    staff,
    window,
    words,
)
from ui.controls import LineEdit, Tick
from ui.organisations.invoice_basis_dialog import InvoiceBasisDialog
from ui.organisations.invoice_rows import InvoiceRows
from ui.organisations.take_back_dialog import TakeBackDialog

__all__ = ["desk", "dialog", "paper", "people", "staff", "window"]


@pytest.fixture
def december(dialog: InvoiceBasisDialog, qtbot: QtBot) -> InvoiceBasisDialog:
    """With its first row chosen: Åsa's."""
    choose(dialog, DECEMBER, qtbot)
    select(dialog, 0)
    return dialog


def select(dialog: InvoiceBasisDialog, row: int) -> None:
    table = dialog.findChild(InvoiceRows)
    assert table is not None
    table.selectRow(row)


def button(dialog: InvoiceBasisDialog) -> QPushButton:
    found = dialog.findChild(QPushButton, "take_back_row")
    assert found is not None
    return found


def asked(dialog: InvoiceBasisDialog) -> TakeBackDialog:
    button(dialog).click()
    found = dialog.findChild(TakeBackDialog)
    assert found is not None
    return found


def said(asking: QWidget) -> str:
    return " ".join(label.text() for label in asking.findChildren(QLabel) if label.isVisible()).replace(
        "\N{NO-BREAK SPACE}", " "
    )


def write_why(asking: TakeBackDialog) -> None:
    field = asking.findChild(LineEdit, "reason")
    assert field is not None
    field.setText("Slutade i november")


def test_only_a_runs_row_can_be(december: InvoiceBasisDialog, qtbot: QtBot) -> None:
    assert button(december).isEnabled()
    choose(december, NOVEMBER, qtbot)
    assert not button(december).isEnabled(), "nothing is chosen"
    select(december, 0)
    assert not button(december).isEnabled()
    assert "debiteringskörning" in button(december).toolTip()


def test_it_is_asked_with_the_consequence_and_why(december: InvoiceBasisDialog, gym: Store, qtbot: QtBot) -> None:
    asking = asked(december)
    for needed in (
        "399,00 kr",
        "Åsa Öberg",
        "Björk & Berg AB",
        "2026-12-01",
        "2026-12-31",
        "obetalda",
        "går inte att ångra",
    ):
        assert needed in said(asking)
    assert "skrivits ut" not in said(asking)
    asking.accept()
    assert "Skriv varför" in said(asking)
    write_why(asking)
    asking.accept()
    qtbot.waitUntil(lambda: len(rows(december)) == 1)
    assert december.findChild(TakeBackDialog) is None
    assert "borta från fakturan" in words(december)
    choose(december, NOVEMBER, qtbot)
    assert "borta från fakturan" not in words(december), "said once"
    choose(december, DECEMBER, qtbot)
    assert "Skyddade personuppgifter" in rows(december)[0][0]
    with gym.reading():
        (kept,) = InvoiceLineTakenBack.select()
        assert kept.reason == "Slutade i november"
        assert Subscription.find(kept.subscription_id).invoiced_to is not None


def test_one_that_was_printed_stays_as_taken_back_and_the_member_pays(
    december: InvoiceBasisDialog, paper: Paper, gym: Store, qtbot: QtBot
) -> None:
    press(december, Form.PAPER)
    qtbot.waitUntil(lambda: bool(paper.shown))
    paper.came_out()
    choose(december, NOVEMBER, qtbot)
    choose(december, DECEMBER, qtbot)
    qtbot.waitUntil(lambda: december.basis is not None and december.basis.earlier is not None)
    select(december, 0)
    asking = asked(december)
    assert "skrivits ut" in said(asking)
    write_why(asking)
    tick = asking.findChild(Tick, "member_pays")
    assert tick is not None
    tick.setChecked(True)
    asking.accept()
    qtbot.waitUntil(lambda: "Tillbakatagen" in rows(december)[0][1])
    who, what, where, _rate, net, vat, gross = rows(december)[0]
    assert who.startswith("Åsa Öberg")
    assert "Slutade i november" in what
    assert "Tillbakatagen 2026-11-22" in where
    assert (net, vat, gross) == ("0,00", "0,00", "0,00")
    assert "Sedan dess har det ändrats" in words(december)
    select(december, 0)
    assert not button(december).isEnabled(), "it is back already"
    with gym.reading():
        assert [one.invoiced_to is None for one in Subscription.select().order_by(Subscription.id)] == [True, False]


def test_who_may_not_any_more_hears_it(december: InvoiceBasisDialog, staff: Staff, gym: Store) -> None:
    staff[0] = STAFF
    button(december).click()
    assert december.findChild(TakeBackDialog) is None
    assert "roll" in words(december)


def test_what_was_charged_on_meanwhile_is_said(
    december: InvoiceBasisDialog, people: tuple[str, str], gym: Store, qtbot: QtBot
) -> None:
    asking = asked(december)
    write_why(asking)
    charge(gym, DECEMBER.replace(year=2027, month=1))
    asking.accept()
    qtbot.waitUntil(lambda: "senare månaden först" in said(asking))
    assert asking.isVisible()
    asking.leave()


def test_what_was_written_is_not_thrown_away_unasked(december: InvoiceBasisDialog) -> None:
    asking = asked(december)
    assert not asking.is_touched()
    write_why(asking)
    assert asking.is_touched()
    asking.leave()
