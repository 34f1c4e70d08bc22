"""The person card in the window: what it shows, what its buttons ask for, and the number that hides itself."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from db.rows import insert
from db.tables import Freeze, JournalEntry, Subscription
from kiosk.clock import FixedClock
from kiosk.demo.catalogue import facility_id
from kiosk.formats import NBSP
from kiosk.ids import new_id
from kiosk.operations.people import GuardianBody
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import Language
from tests.people.members import (
    block_card,
    certify,
    give_card,
    give_photo,
    register,
    sell,
    sell_at_till,
    sign_mandate,
)
from tests.ui.inspection import faults, settle, stretched_texts, unreachable_by_tab
from tests.ui.people.desk import PeopleDesk
from ui.appearance import Appearance
from ui.controls import TypeRole
from ui.controls.painting import metrics_of
from ui.people.person_card_deviations import DeviationGrid
from ui.people.person_card_paint import Canvas, Painted
from ui.people.person_card_parts import Fact, draw_facts
from ui.people.person_card_view import PersonCardView
from ui.theme import Scheme

FACE = Path(__file__).parents[3] / "resources" / "demo" / "face.jpg"


def everything(gym: Store) -> tuple[str, str, str, str]:
    """Somebody who has one of each, and much out of the ordinary; ids of person, subscription, mandate, receipt."""
    guardian = GuardianBody(
        id=new_id(), name="Maria Öberg", personal_number="196408233234", relation="mother", consented_at=gym.clock.now()
    )
    person_id = register(gym, customer_type="student", to_verify=True, guardian=guardian, home_phone="+46812345678")
    give_photo(gym, person_id, FACE.read_bytes())
    block_card(gym, give_card(gym, person_id))
    certify(gym, person_id, date(2026, 12, 14))
    spell: Any = {"start": date(2026, 1, 1), "charged_until": date(2026, 8, 9)}  # the freeze moves it to 31 October
    main = sell(gym, person_id, committed_until=date(2026, 12, 31), **spell)
    sell(gym, person_id, "PT-APP", price=4900, main_id=main, **spell)
    sell(gym, person_id, "GULD-3", start=date(2025, 1, 1), months=3, price=139000)
    mandate = sign_mandate(gym, person_id, holder="other_payer", holder_name="Maria Öberg")
    receipts = [sell_at_till(gym, person_id, 12500, *methods) for methods in (("card",), ("cash", "swish"), (), (), ())]
    with gym.own_writing():
        freeze = {"first": date(2026, 6, 10), "last": date(2026, 8, 31), "reason": ""}
        insert(Freeze, {"id": new_id(), "facility_id": facility_id("SOD"), "subscription": main, **freeze})
    return person_id, main, mandate, receipts[-1]


def told(desk: PeopleDesk) -> str:
    """All that the card's painted blocks say."""
    return " | ".join(block.accessibleName() for block in desk.area.findChildren(Painted)).replace(NBSP, " ")


def journalled(gym: Store, act: str) -> int:
    with gym.reading():
        count: int = JournalEntry.select().where(JournalEntry.act == act).count()
        return count


def test_the_card_tells_everything(desk: PeopleDesk, gym: Store) -> None:
    desk.area.open_person(everything(gym)[0])
    settle()
    assert desk.said("person_name") == "Åsa Öberg"
    assert desk.said("personal_number") == "900101-****"
    words = told(desk)
    for part in (
        "Aktiv", "Student", "070-174 06 05", "08-123 456 78", "Götgatan 12 B, 118 46 Stockholm",
        "Guld autogiro 12 mån", "Debiterat t.o.m.", "Träningsapp 49,00 kr", "Fryst 2026-06-10 – 2026-08-31",
        "Guld 3 månader, Slutade 2025-03-31", "1000 0342, Spärrat: borttappat", "Handelsbanken •••• 789",
        "Betalare: Maria Öberg", "Nr 2, ", "Kontant, Swish", "125,00 kr", "Mor, 640823-****",
        "Registrerad: 2026-11-22 Demogymmet Södermalm",
    ):  # fmt: skip
        assert part in words, part


def test_without_a_number_the_head_of_the_card_says_the_birth_date(desk: PeopleDesk, gym: Store) -> None:
    document: dict[str, Any] = {"document_kind": "national_id_card", "document_country": "Türkiye"}
    desk.area.open_person(register(gym, personal_number=None, **document))
    settle()
    assert desk.said("personal_number") == "Nationellt id-kort, Türkiye"
    assert "Född 1990-01-01 · 36 år · Medlem" in " ".join(told(desk).split())
    desk.area.open_person(register(gym, 2))
    settle()
    assert "Född 1990-01-01 ·" not in " ".join(told(desk).split())


def test_deviations_stand_on_top_with_their_words(desk: PeopleDesk, gym: Store) -> None:
    desk.area.open_person(everything(gym)[0])
    grid = desk.area.findChild(DeviationGrid)
    assert isinstance(grid, DeviationGrid)
    assert [one.code for one in grid.deviations] == ["card_blocked", "in_arrears", "certificate_ending", "to_verify"]
    assert grid.accessibleName().startswith("Stopp: Kort 1000 0342 är spärrat: borttappat")


def test_buttons_ask_for_papers(desk: PeopleDesk, gym: Store, qtbot: QtBot) -> None:
    person_id, subscription, mandate, receipt = everything(gym)
    desk.area.open_person(person_id)
    for name, signal, wanted in (
        ("show_agreement", desk.area.show_agreement, subscription),
        ("show_mandate_form", desk.area.show_mandate_form, mandate),
        ("reprint_receipt", desk.area.reprint_receipt, receipt),
    ):
        with qtbot.waitSignal(signal) as asked:
            desk.button(name).click()
        assert asked.args == [wanted]


def test_older_receipts_come_on_demand(desk: PeopleDesk, gym: Store) -> None:
    desk.area.open_person(everything(gym)[0])
    assert len(desk.area.findChildren(QPushButton, "reprint_receipt")) == 4
    desk.button("show_all_receipts").click()
    settle()
    assert len(desk.area.findChildren(QPushButton, "reprint_receipt")) == 5
    assert faults(desk.area) == []


def test_the_number_is_shown_for_a_while_and_journalled(desk: PeopleDesk, gym: Store, qtbot: QtBot) -> None:
    desk.area.open_person(register(gym))
    desk.button("show_number").click()
    qtbot.waitUntil(lambda: desk.said("personal_number") == "900101-0017")
    assert journalled(gym, "personal_number_shown") == 1
    desk.area.refresh()
    settle()
    assert desk.said("personal_number") == "900101-0017"
    desk.button("show_number").click()
    assert desk.said("personal_number") == "900101-****"
    desk.area.refresh()
    settle()
    assert desk.said("personal_number") == "900101-****"


def test_the_number_hides_itself_and_never_follows_to_another(desk: PeopleDesk, gym: Store, qtbot: QtBot) -> None:
    first, second = register(gym), register(gym, 2, personal_number="198507099805", birth_date=date(1985, 7, 9))
    desk.area.open_person(first)
    view = desk.view
    view.header.number.show_number("900101-0017", ms=20)
    qtbot.waitUntil(lambda: desk.said("personal_number") == "900101-****")
    view.header.number.show_number("900101-0017")
    desk.area.open_person(second)
    settle()
    assert desk.said("personal_number") == "850709-****"


def test_without_the_right_a_protected_identity_stays_closed(desk: PeopleDesk, gym: Store, qtbot: QtBot) -> None:
    first, secret = register(gym), register(gym, 2, personal_number=None, protected_identity=True, given_name="Hemlig")
    desk.area.open_person(first)
    desk.area.open_person(secret)
    assert desk.area.person_id == ""
    qtbot.waitUntil(lambda: "skyddade personuppgifter" in desk.toast_text())
    assert journalled(gym, "protected_identity_opened") == 0


def test_with_the_right_it_opens_and_is_journalled_once(
    desk: PeopleDesk, gym: Store, manager: StaffMember, qtbot: QtBot
) -> None:
    desk.staff = manager
    secret = register(gym, personal_number=None, protected_identity=True)
    with qtbot.waitSignal(desk.area.person_opened):
        desk.area.open_person(secret)
    assert desk.said("person_name") == "Åsa Öberg"
    assert "Skyddade personuppgifter" in told(desk)
    desk.area.refresh()
    assert journalled(gym, "protected_identity_opened") == 1


def test_another_member_of_staff_may_not_go_on_looking(
    desk: PeopleDesk, gym: Store, staff: StaffMember, manager: StaffMember, qtbot: QtBot
) -> None:
    desk.staff = manager
    with qtbot.waitSignal(desk.area.person_opened):
        desk.area.open_person(register(gym, protected_identity=True))
    desk.staff = staff
    desk.area.refresh()
    assert desk.area.person_id == ""


def test_the_last_one_asked_for_is_the_one_that_opens(
    desk: PeopleDesk, gym: Store, manager: StaffMember, qtbot: QtBot
) -> None:
    desk.staff = manager
    secret, plain = register(gym, personal_number=None, protected_identity=True), register(gym, 2)
    desk.area.open_person(secret)
    desk.area.open_person(plain)
    qtbot.wait(200)  # a result that is not wanted any more says nothing when it comes
    assert desk.area.person_id == plain


def test_what_is_written_shows_when_the_card_is_read_again(desk: PeopleDesk, gym: Store) -> None:
    person_id = register(gym)
    desk.area.open_person(person_id)
    assert "1000 0342" not in told(desk)
    give_card(gym, person_id)
    desk.area.refresh()
    settle()
    assert "1000 0342, Öppnar inte: inget abonnemang" in told(desk)


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (date(2026, 11, 1), "1000 0342, Öppnar, sedan"),
        (date(2026, 12, 1), "Öppnar inte: abonnemanget börjar 2026-12-01"),
        (date(2026, 8, 1), "Öppnar inte: abonnemanget har upphört"),
    ],
)
def test_a_card_opens_only_while_a_subscription_does(desk: PeopleDesk, gym: Store, start: date, words: str) -> None:
    person_id = register(gym)
    give_card(gym, person_id)
    sell(gym, person_id, "GULD-3", start=start, months=3, price=139000)
    desk.area.open_person(person_id)
    assert words in told(desk)


def test_a_frozen_ones_card_does_not_open(desk: PeopleDesk, gym: Store) -> None:
    person_id = register(gym)
    give_card(gym, person_id)
    main = sell(gym, person_id, start=date(2026, 1, 1), charged_until=date(2026, 11, 30))
    with gym.own_writing():
        freeze = {"first": date(2026, 11, 21), "last": date(2026, 12, 31), "reason": ""}
        insert(Freeze, {"id": new_id(), "facility_id": facility_id("SOD"), "subscription": main, **freeze})
    desk.area.open_person(person_id)
    assert "Öppnar inte: fryst t.o.m. 2026-12-31" in told(desk)


def test_the_price_that_follows_on_todays_stands_with_its_day(desk: PeopleDesk, gym: Store) -> None:
    person_id = register(gym, customer_type="student")
    certify(gym, person_id, date(2026, 12, 14))
    paid: dict[str, Any] = {"start": date(2026, 10, 15), "charged_until": date(2026, 11, 30)}
    subscription_id = sell(gym, person_id, price=29900, price_list="student", **paid)
    desk.area.open_person(person_id)
    assert "Pris: 299,00 kr/mån" in told(desk)
    assert "Från 2026-12-15 är priset 399,00 kr/mån" in told(desk)
    with gym.own_writing():
        Subscription.update(end_date=date(2026, 12, 10)).where(Subscription.id == subscription_id).execute()
    desk.area.refresh()
    settle()
    assert "är priset" not in told(desk), "it has ended by then"


def test_without_a_signed_mandate_no_next_draw_is_promised(desk: PeopleDesk, gym: Store) -> None:
    person_id = register(gym)
    sell(gym, person_id, start=date(2026, 10, 15), charged_until=date(2026, 11, 30))
    desk.area.open_person(person_id)
    assert "Nästa dragning: Inget medgivande" in told(desk)
    sign_mandate(gym, person_id)
    desk.area.refresh()
    settle()
    assert "Inget medgivande" not in told(desk)
    assert "Nästa dragning: 2026-" in told(desk)


def test_reading_again_keeps_the_place(desk: PeopleDesk, gym: Store) -> None:
    desk.area.open_person(everything(gym)[0])
    desk.resize(1270, 500)
    settle()
    view = desk.view
    view.verticalScrollBar().setValue(150)
    desk.area.refresh()
    settle()
    assert desk.view is not view
    assert desk.view.verticalScrollBar().value() == 150


def test_the_card_is_closed_by_button_and_by_escape(desk: PeopleDesk, gym: Store) -> None:
    person_id = register(gym)
    desk.area.open_person(person_id)
    close = desk.area.findChild(QToolButton, "close_person")
    assert isinstance(close, QToolButton)
    close.setFocus()
    close.click()
    assert desk.area.person_id == ""
    assert desk.search.hasFocus()
    desk.area.open_person(person_id)
    button = desk.button("show_number")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Escape)
    assert desk.area.person_id == ""
    assert desk.search.hasFocus()


def test_the_card_follows_the_language(desk: PeopleDesk, gym: Store, appearance: Appearance) -> None:
    desk.area.open_person(everything(gym)[0])
    appearance.choose_language(Language.ENGLISH)
    settle()
    assert "Gold direct debit 12 months" in told(desk)
    assert "Stop: Card 1000 0342 is blocked: lost" in told(desk)
    assert "Autogiro" not in told(desk)


def test_a_copy_that_was_made_is_not_offered_again(desk: PeopleDesk, gym: Store, clock: FixedClock) -> None:
    from kiosk.till.receipts import take_copy

    person_id = register(gym)
    receipt = sell_at_till(gym, person_id)
    take_copy(gym, desk.staff, receipt)
    clock.moment += timedelta(minutes=1)
    desk.area.open_person(person_id)
    assert not desk.button("reprint_receipt").isEnabled()
    assert desk.button("reprint_receipt").text() == "Kopia tagen"


@pytest.mark.parametrize("width", [1270, 1824])
def test_the_card_has_no_faults_in_any_dress(
    desk: PeopleDesk, gym: Store, appearance: Appearance, tmp_path: Path, width: int
) -> None:
    desk.resize(width, 720)
    desk.area.open_person(everything(gym)[0])
    for language in Language:
        appearance.choose_language(language)
        assert faults(desk.area) == []
    with stretched_texts(appearance, tmp_path):
        assert faults(desk.area) == []
    appearance.choose_scheme(Scheme.DARK)
    appearance.choose_zoom(200)
    desk.area.refresh()
    assert faults(desk.area) == []
    appearance.choose_zoom(100)


def test_blocks_are_as_high_as_what_they_say(desk: PeopleDesk, gym: Store, appearance: Appearance) -> None:
    desk.area.open_person(everything(gym)[0])
    for zoom in (100, 150, 200):
        appearance.choose_zoom(zoom)
        desk.area.refresh()
        settle()
        cut = [block.accessibleName() for block in desk.area.findChildren(Painted) if _is_cut(block)]
        assert cut == []
    appearance.choose_zoom(100)


def _is_cut(block: QWidget) -> bool:
    return block.isVisible() and block.height() < block.heightForWidth(block.width())


class Written(Canvas):
    """Notes what is drawn where: (text, its column's width)."""

    def __init__(self, width: int) -> None:
        super().__init__(width)
        self.texts: dict[str, tuple[int, int]] = {}

    def text(self, x: int, y: int, width: int, text: str, role: TypeRole = TypeRole.BODY, colour: str = "") -> int:
        self.texts[text] = (x, width)
        return super().text(x, y, width, text, role, colour)


def test_a_name_wider_than_its_column_gets_the_next_one_too(desk: PeopleDesk) -> None:
    """Norrskensverkstäderna AB was cut in the middle of the word."""
    name = "Norrskensverkstäderna AB"
    room = metrics_of(TypeRole.STRONG).horizontalAdvance(name) + 20
    facts = [Fact("Född", "1990-01-01"), Fact("Kundtyp", "Ordinarie", name), Fact("Vem", name), Fact("Foto", "2026")]
    canvas = Written(room)
    end = draw_facts(canvas, 0, facts, 2)
    assert canvas.texts[name] == (0, room)
    assert canvas.texts["Ordinarie"] == (0, room)
    assert canvas.texts["1990-01-01"][1] < room // 2
    assert end > draw_facts(Canvas(room), 0, [Fact(fact.label, "kort") for fact in facts], 2)
    five = Written(3 * room)
    draw_facts(five, 0, [Fact("Organisation", "kort", name), *facts[:1]], 5)
    assert five.texts["kort"][1] < five.texts["1990-01-01"][0] < 3 * room // 2, "two columns are enough"
    wide = Written(4 * room)
    draw_facts(wide, 0, facts, 2)
    assert wide.texts["Ordinarie"][0] == wide.texts["2026"][0] > 0


def test_tab_comes_to_everything(desk: PeopleDesk, gym: Store) -> None:
    desk.area.open_person(everything(gym)[0])
    settle()
    assert unreachable_by_tab(desk) == []


def test_f8_opens_the_camera(desk: PeopleDesk, gym: Store, qtbot: QtBot) -> None:
    desk.area.open_person(register(gym))
    view = desk.area.findChild(PersonCardView)
    assert isinstance(view, PersonCardView)
    view.work_wanted.disconnect()  # the camera itself has its own tests
    qtbot.waitUntil(view.window().isActiveWindow)
    with qtbot.waitSignal(view.work_wanted) as wanted:
        QTest.keyClick(view, Qt.Key.Key_F8)
    assert wanted.args == ["new_photo"]
