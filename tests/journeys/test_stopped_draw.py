"""A draw is stopped on the person card and the bank told; what the bank rejects is paid at the desk."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.rows import found
from db.tables import DebitDraw, JournalEntry
from kiosk.clock import FixedClock
from kiosk.direct_debit.files_out import write_payments
from kiosk.opening import DataFolder
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from tests.direct_debit.payers import payer
from tests.direct_debit.test_charging_run import run_whole
from tests.direct_debit.test_files_out_and_in import DRAW_DAY, imported, number, specification, written
from tests.documents.reading import text_of
from tests.journeys.records import check_store
from tests.journeys.window import open_desk, receipt_pdf, shown_card, wait_for_words, words_on
from ui.desk import Desk
from ui.direct_debit.choosing_files import CHOOSING
from ui.tour import errands, hands


@pytest.fixture
def sent(gym: Store, manager: StaffMember, tmp_path: Path) -> Store:
    payer(gym)
    run_whole(gym)
    written(write_payments(gym, manager, tmp_path, DRAW_DAY))
    return gym


@pytest.fixture
def manager_desk(qapp: QApplication, folder: DataFolder, sent: Store) -> Iterator[Desk]:
    with open_desk(folder, sent, is_offline=True, login="omar") as opened:
        yield opened


def state(store: Store) -> str:
    with store.reading():
        return str(DebitDraw.get().state)


def test_a_draw_is_stopped_and_the_bank_is_told(
    manager_desk: Desk, gym: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    errands.find_person("Öberg")
    hands.click("stop_draw")
    asked = words_on(hands.find("stop_draw_dialog")).replace("\N{NO-BREAK SPACE}", " ")
    assert "senast 2026-11-27 19:00" in asked
    assert "debiteras igen" in asked
    hands.press(Qt.Key.Key_Return)  # without a reason nothing is done
    assert "Skriv varför" in words_on(hands.find("stop_draw_dialog"))
    hands.write("stop_reason", "Betalar i kassan i stället")
    hands.click("confirm_button")
    wait_for_words("toast", "Skicka makuleringsfilen till banken senast 2026-11-27 19:00")
    (draw,) = shown_card("Åsa Öberg").draws
    assert (draw.state, draw.is_stoppable) == ("cancelled", False)
    assert draw.reason.startswith("Betalar i kassan i stället.")
    out = tmp_path / "out"
    out.mkdir()
    monkeypatch.setattr(CHOOSING, "folder", lambda _parent: str(out))
    hands.click("area_direct_debit")
    hands.click("tab_out")
    wait_for_words("view_direct_debit", "1 stoppad dragning")
    hands.click("write_cancellations")
    wait_for_words("view_direct_debit", "autogiro-makuleringar-2026-11-22.txt")
    (file,) = out.glob("*.txt")
    assert file.read_text("iso-8859-1").splitlines()[1] == f"230050501055{number(1)}".ljust(80)
    assert not hands.is_shown("write_cancellations")
    with gym.reading():
        assert JournalEntry.select().where(JournalEntry.act == "stop_draw").count() == 1


def test_too_late_is_said_on_the_card(manager_desk: Desk, clock: FixedClock) -> None:
    clock.moment = datetime(2026, 11, 27, 18, 30, tzinfo=UTC)
    errands.find_person("Öberg")
    assert not hands.is_shown("stop_draw")
    (draw,) = shown_card("Åsa Öberg").draws
    assert "2026-11-27 19:00" in draw.too_late


def test_a_debt_is_paid_at_the_desk(manager_desk: Desk, gym: Store, manager: StaffMember, tmp_path: Path) -> None:
    imported(gym, manager, specification((number(1), 39900, "1")))
    errands.find_person("Öberg")
    assert shown_card("Åsa Öberg").debt == 39900
    hands.click("pay_debt_here")
    errands.walk({"identification": errands.identified, "payment": errands.pays_by_card("T-12")})
    said = text_of(receipt_pdf(tmp_path)).replace("\N{NO-BREAK SPACE}", " ")
    assert "2026-12-01 – 2026-12-31" in said
    assert "399,00" in said
    check_store(gym)
    assert state(gym) == "settled"
    card = shown_card("Åsa Öberg")
    assert (card.debt, [one.code for one in card.deviations if one.code == "draw_failed"]) == (0, [])
    assert not hands.is_shown("draw_again")
    with gym.reading():
        assert found("SELECT total FROM sale") == [(39900,)]
