"""Money paid twice is paid back from the matter, as a person at the desk does it."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from db.tables import Payment, Receipt, ThisDevice
from kiosk.subscriptions import charge
from kiosk.sync.matters import open_matter_count, open_matters
from kiosk.texts import Language
from kiosk.till.tender import Method, Tender
from tests.central.worlds import ANNA, Desk, World
from tests.people.members import register, sell
from tests.people.serving import SELF, served
from tests.ui.inspection import faults, settle, stretched_texts
from tests.ui.sync.test_matters import PATIENCE, Window, shown
from ui.appearance import Appearance
from ui.sync.matter_panel import MatterPanel
from ui.sync.pay_back_dialog import PayBackDialog
from ui.sync.settle_dialog import SettleDialog
from ui.sync.sync_driver import SyncDriver
from ui.tasks import TaskRunner

CARD = Tender(Method.CARD, 39900, "T-4711")


@pytest.fixture
def paid_twice(world: World, desk: Desk) -> Desk:
    """December, at another desk and then at this one, by card."""
    two = world.desk("two")
    person_id = register(desk.store, staff=ANNA)
    sell(desk.store, person_id, "GULD-AG12", start=date(2026, 10, 1), charged_until=date(2026, 11, 30))
    for one in (desk, two):
        one.sync()
    for one, tenders in ((two, ()), (desk, (CARD,))):
        world.clock.moment += timedelta(minutes=5)
        served(one.store, "charge", person_id, charge.Draft(SELF, 1, tenders), staff=ANNA)
    for one in (two, desk):
        one.sync()
    desk.hang_up()
    return desk


@pytest.fixture
def window(
    appearance: Appearance,
    tasks: TaskRunner,
    paid_twice: Desk,
    make_driver: Callable[..., SyncDriver],
    qtbot: QtBot,
) -> Window:
    return shown(Window(appearance, tasks, paid_twice, make_driver(paid_twice)), qtbot)


def asked(window: Window) -> PayBackDialog:
    window.press("way_paid_back")
    dialog = window.findChild(PayBackDialog)
    assert isinstance(dialog, PayBackDialog)
    return dialog


def words(dialog: PayBackDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel)).replace("\N{NO-BREAK SPACE}", " ")


def test_what_is_paid_back_is_said_and_done(window: Window, paid_twice: Desk, qtbot: QtBot) -> None:
    shown: list[str] = []
    window.matters.receipt_wanted.connect(shown.append)
    dialog = asked(window)
    assert "returkvitto på 399,00 kr" in words(dialog)
    assert "gör returen i terminalen också, referens T-4711" in words(dialog)
    assert "2026-12-01 – 2026-12-31: 399,00 kr" in words(dialog)
    dialog.confirm.click()
    qtbot.waitUntil(lambda: bool(shown), timeout=PATIENCE)
    with paid_twice.store.reading():
        assert [(row.id, row.kind) for row in Receipt.select().where(Receipt.kind == "return")] == [
            (shown[0], "return")
        ]
        assert sum(row.amount for row in Payment.select()) == 39900
    qtbot.waitUntil(lambda: window.rail_words == "Att reda ut", timeout=PATIENCE)
    assert "Inget att reda ut" in window.words


def test_led_there_the_matter_has_the_focus(window: Window, paid_twice: Desk) -> None:
    (matter,) = open_matters(paid_twice.store)
    window.matters.show_matter(matter.matter_id)
    settle()
    focused, panel = window.focusWidget(), window.findChild(MatterPanel)
    assert isinstance(panel, MatterPanel)
    assert focused is not None
    assert panel.isAncestorOf(focused)


def test_enter_pays_nothing_back(window: Window, paid_twice: Desk) -> None:
    dialog = asked(window)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settle()
    assert window.findChild(PayBackDialog) is None
    assert open_matter_count(paid_twice.store) == 1


def test_a_desk_without_a_till_says_what_to_do(window: Window, paid_twice: Desk) -> None:
    with paid_twice.store.own_writing():
        ThisDevice.update(till_id="").execute()
    window.press("way_paid_back")
    assert window.findChild(PayBackDialog) is None
    assert any("ingen kassa" in label.text() for label in window.toast.findChildren(QLabel))


def test_kept_for_the_next_month_is_asked_about(window: Window, paid_twice: Desk, qtbot: QtBot) -> None:
    window.press("way_as_credit")
    dialog = window.findChild(SettleDialog)
    assert isinstance(dialog, SettleDialog)
    assert any("dras av nästa gång" in label.text() for label in dialog.findChildren(QLabel))
    confirm = dialog.findChild(QPushButton, "confirm_button")
    assert isinstance(confirm, QPushButton)
    confirm.click()
    qtbot.waitUntil(lambda: open_matter_count(paid_twice.store) == 0, timeout=PATIENCE)


def test_nothing_wrong_to_look_at(window: Window, appearance: Appearance, tmp_path: Path) -> None:
    for language in Language:
        appearance.choose_language(language)
        settle()
        dialog = asked(window)
        assert faults(dialog) == []
        dialog.reject()
        settle()
    appearance.choose_language(Language.SWEDISH)
    with stretched_texts(appearance, tmp_path):
        settle()
        assert faults(asked(window)) == []
