"""A month of direct debit in the real window: mandates out, the run, draws out, and the bank's answers in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from db.tables import ChargingRun, DebitDraw, JournalEntry, Mandate
from kiosk.direct_debit import charging_facts
from kiosk.direct_debit.charging_work import Here
from kiosk.direct_debit.run_paper import PRINTED
from kiosk.opening import DataFolder
from kiosk.staff.rights import StaffMember
from kiosk.staff.sign_in import SignIn
from kiosk.store import Store
from tests.direct_debit.payers import payer
from tests.direct_debit.test_files_out_and_in import advice, number, specification
from tests.documents.reading import text_of
from tests.journeys.records import check_store
from tests.journeys.window import confirm, open_desk, receipt_pdf, shown_card, wait_for_words, words_on
from tests.people.members import give_card
from ui.desk import Desk
from ui.direct_debit import run_driver
from ui.direct_debit.choosing_files import CHOOSING
from ui.direct_debit.line_list import LineList
from ui.tour import errands, hands

AREA = "area_direct_debit"
VIEW = "view_direct_debit"


@pytest.fixture
def members(gym: Store) -> list[str]:
    """Two to draw for, and one whose mandate was never sent: their ids."""
    return [payer(gym, serial, state)[0] for serial, state in ((1, "active"), (2, "active"), (3, "signed"))]


@pytest.fixture
def manager_desk(qapp: QApplication, folder: DataFolder, gym: Store, members: list[str]) -> Iterator[Desk]:
    with open_desk(folder, gym, is_offline=True, login="omar") as opened:
        yield opened


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that is chosen for files."""
    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.setattr(CHOOSING, "folder", lambda _parent: str(folder))
    return folder


def choose(monkeypatch: pytest.MonkeyPatch, folder: Path, name: str, data: bytes) -> None:
    """Chooses a file with these bytes in the window."""
    path = folder / name
    path.write_bytes(data)
    monkeypatch.setattr(CHOOSING, "file", lambda _parent: str(path))
    hands.click("choose_file")


def states(store: Store, table: type[Mandate | DebitDraw]) -> list[str]:
    with store.reading():
        return sorted(row.state for row in table.select())


def rows(name: str) -> list[str]:
    shown = hands.find(name, LineList).rows
    lines = [shown.line(row) for row in range(shown.rowCount())]
    return [f"{line.title}: {line.detail} {line.right}".replace("\N{NO-BREAK SPACE}", " ") for line in lines if line]


def run_the_month() -> None:
    hands.click(AREA)
    wait_for_words(VIEW, "2 dragningar")
    hands.click("start_run")
    assert "Ingen debiteras två gånger" in words_on(hands.find("confirm"))
    confirm()
    wait_for_words("toast", "Klart: 2 dragningar")


def stays_on_the_page() -> None:
    """Its buttons are made anew when a file is written: the rail must not get the focus for it."""
    focused = hands.find(VIEW, QWidget).window().focusWidget()
    assert focused is not None
    assert hands.find(VIEW, QWidget).isAncestorOf(focused), focused.objectName()


def test_a_whole_month(
    manager_desk: Desk, gym: Store, members: list[str], out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_the_month()
    wait_for_words(VIEW, "Redan debiterat: 2 dragningar, 798,00 kr")
    assert rows("run_exceptions") == ["Åsa Öberg: Medgivandet är inte skickat till banken. Skicka medgivandefilen. "]
    hands.click("tab_out")
    hands.find("write_mandates", QPushButton).setFocus()
    hands.click("write_mandates")
    wait_for_words(VIEW, "autogiro-medgivanden-2026-11-22.txt")
    stays_on_the_page()
    hands.click("write_payments")
    confirm()
    wait_for_words(VIEW, "autogiro-betalningar-2026-11-22.txt")
    assert states(gym, Mandate) == ["active", "active", "sent"]
    assert states(gym, DebitDraw) == ["sent", "sent"]
    assert len(list(out.glob("*.txt"))) == 2
    hands.click("tab_in")
    data = specification((number(1), 39900, "0"), (number(2), 39900, "1"), (number(77), 39900, "0"))
    choose(monkeypatch, out, "bg.txt", data)
    wait_for_words(VIEW, "bg.txt: Betalningsspecifikation")
    assert len(rows("effects")) == 2
    assert any("Det fanns inte tillräckligt med pengar" in row for row in rows("effects"))
    assert [row.split(":")[0] for row in rows("loose_lines")] == ["Rad 4"]
    assert states(gym, DebitDraw) == ["sent", "sent"]
    hands.click("import_file")
    wait_for_words("toast", "Inläst: 2 poster")
    assert states(gym, DebitDraw) == ["paid", "rejected"]
    with gym.reading():
        acts = {entry.act for entry in JournalEntry.select().where(JournalEntry.act.startswith("autogiro"))}
    assert acts == {"autogiro_out", "autogiro_in"}


def test_a_file_is_refused_in_words(manager_desk: Desk, gym: Store, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hands.click(AREA)
    hands.click("tab_in")
    choose(monkeypatch, out, "svar.txt", advice((number(3), "32")))
    hands.click("import_file")
    wait_for_words("toast", "Inläst: 1 post")
    choose(monkeypatch, out, "samma.txt", advice((number(3), "32")))
    wait_for_words(VIEW, "lästes in redan 2026-11-22, som svar.txt")
    choose(monkeypatch, out, "trasig.txt", advice((number(3), "33"))[:-90])
    wait_for_words(VIEW, "Hämta den från banken igen")
    choose(monkeypatch, out, "nytt.txt", advice((number(3), "02")))
    hands.click("drop_file")
    hands.wait_until(lambda: not hands.is_shown("effects"), "the preview to go")
    assert "active" in states(gym, Mandate)
    with gym.reading():
        assert JournalEntry.select().where(JournalEntry.act == "autogiro_in").count() == 1


def test_a_run_is_cancelled_and_gone_on_with(manager_desk: Desk, gym: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charging_facts, "SLICE", 1)
    monkeypatch.setattr(run_driver, "charging_work", lambda store: Here(store, pause_ms=900))
    hands.click(AREA)
    wait_for_words(VIEW, "2 dragningar")
    hands.click("start_run")
    confirm()
    strip: QWidget = hands.find("run_strip")
    strip.findChildren(QPushButton)[0].click()
    wait_for_words("toast", "Stoppad")
    with gym.reading():
        assert ChargingRun.get().state == "cancelled"
    wait_for_words(VIEW, "Fortsätt körningen")
    hands.click("start_run")
    confirm()
    wait_for_words("toast", "Klart: 2 dragningar")
    with gym.reading():
        assert sum(draw.amount for draw in DebitDraw.select()) == 2 * 39900


def test_somebody_who_can_not_be_drawn_for_is_opened(manager_desk: Desk, members: list[str]) -> None:
    hands.click(AREA)
    wait_for_words(VIEW, "2 dragningar")
    exceptions = hands.find("run_exceptions", LineList)
    exceptions.setFocus()
    exceptions.setCurrentIndex(exceptions.rows.index(0, 0))
    hands.press(Qt.Key.Key_Return)
    assert shown_card("Åsa Öberg").mandates[0].state == "signed"


def test_reception_does_not_see_the_area(desk: Desk, gym: Store, members: list[str]) -> None:
    """It comes with somebody who may, and goes with them, whatever stands in view."""
    assert not hands.is_shown(AREA)
    manager = SignIn(gym).attempt("omar", "2222")
    assert isinstance(manager, StaffMember)
    receptionist = desk.work.staff()
    desk.work.signed_in(manager)
    hands.click(AREA)
    wait_for_words(VIEW, "2 dragningar")
    desk.work.signed_in(receptionist)
    assert not hands.is_shown(AREA)
    assert not hands.is_shown(VIEW)
    assert hands.is_shown("area_people")


def test_enter_does_not_start_a_run(manager_desk: Desk, gym: Store) -> None:
    hands.click(AREA)
    wait_for_words(VIEW, "2 dragningar")
    hands.find("run_lines", LineList).setFocus()
    hands.press(Qt.Key.Key_Return)
    assert not hands.is_shown("confirm")
    hands.click(AREA)  # Enter may have opened the person of the row
    wait_for_words(VIEW, "2 dragningar")
    hands.click("start_run")
    assert "2 kunder debiteras för 2026-12. 798,00 kr ska dras" in words_on(hands.find("confirm"))
    QTest.keyClick(hands.find("confirm"), Qt.Key.Key_Return)
    hands.wait_until(lambda: not hands.is_shown("confirm"), "the question to close")
    assert states(gym, DebitDraw) == []


def test_what_was_refused_is_forgotten_when_the_page_is_left(
    manager_desk: Desk, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.click(AREA)
    hands.click("tab_in")
    choose(monkeypatch, out, "bild.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" * 9)
    wait_for_words(VIEW, "en bild, en PDF")
    hands.click("tab_out")
    hands.click("tab_in")
    assert "en bild" not in words_on(hands.find(VIEW))


def test_a_form_is_noted_as_signed_with_one_press(desk: Desk, gym: Store) -> None:
    person_id, _subscription, mandate_id = payer(gym, 4, "draft")
    give_card(gym, person_id)
    hands.hold_card("10000342")
    hands.click("sign_mandate")
    hands.click("confirm_button")
    wait_for_words("toast", "blanketten är undertecknad")
    with gym.reading():
        assert Mandate.find(mandate_id).state == "signed"
    hands.click("cancel_mandate")
    hands.wait_until(lambda: hands.is_shown("cancel_mandate"), "the wizard from the mandate's own button")
    errands.walk({"identification": errands.identified, "ending": lambda: hands.tick("is_understood")})
    with gym.reading():
        assert Mandate.find(mandate_id).state == "cancelled"


def test_the_runs_list_on_paper(manager_desk: Desk, gym: Store, tmp_path: Path) -> None:
    """Looked at, it leaves nothing in the journal; saved or printed, it does, once."""
    hands.click(AREA)
    wait_for_words(VIEW, "2 dragningar")
    hands.click("print_run")
    hands.wait_until(lambda: hands.is_shown("document"), "the list to be shown")
    assert printed(gym) == 0
    text = text_of(receipt_pdf(tmp_path))
    assert "Debiteringskörning 2026-12" in text
    assert "Medgivandet är inte skickat" in text
    hands.wait_until(lambda: printed(gym) == 1, "the journal")
    check_store(gym)


def printed(store: Store) -> int:
    with store.reading():
        return int(JournalEntry.select().where(JournalEntry.act == PRINTED).count())
