"""The list under the search box: hits while one types, keys and presses, and nobody found."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from kiosk.demo.organisations import organisation_id
from kiosk.people.notes import write_note
from kiosk.people.search_card import read_short_card
from kiosk.store import Store
from kiosk.texts import Language
from tests.people.members import STAFF, certify, give_card, register, sell
from tests.ui.inspection import faults, settle, stretched_texts
from tests.ui.people.desk import PeopleDesk
from ui.appearance import Appearance
from ui.controls import SecondaryButton, TypeRole
from ui.controls.painting import width_of
from ui.organisations.organisation_card_view import OrganisationCardView
from ui.people.search_delegate import second_line_for
from ui.people.search_short_card import unfolded_person
from ui.theme import Scheme


def three_persons(gym: Store) -> list[str]:
    """Anna Berg, Anna Ek and Bo Ek, in the order of their names."""
    names = (("Anna", "Berg"), ("Anna", "Ek"), ("Bo", "Ek"))
    return [
        register(
            gym,
            at,
            given_name=given,
            family_name=family,
            personal_number=None,
            email=f"{at}@x.se",
            mobile=f"+4670174060{at}",
        )
        for at, (given, family) in enumerate(names, 5)
    ]


def row_text(desk: PeopleDesk, row: int = 0) -> str:
    return str(desk.area.results.list.hits.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))


def shown_labels(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def tabs(desk: PeopleDesk) -> list[str]:
    bar = desk.area.results.hit_pages.tabs
    return [bar.tabText(at) for at in range(bar.count())]


def marked(desk: PeopleDesk) -> int:
    return desk.area.results.list.currentIndex().row()


def test_hits_come_and_go_as_one_types(desk: PeopleDesk, gym: Store) -> None:
    three_persons(gym)
    desk.type("ann")
    assert desk.hits == ["Anna Berg", "Anna Ek"]
    QTest.keyClicks(desk.search, "a e")
    assert desk.hits == ["Anna Ek"]
    desk.type("")
    assert not desk.area.results.isVisible()


def test_a_message_has_its_mark(desk: PeopleDesk, gym: Store) -> None:
    """An icon beside the name, and a word for who hears the list."""
    first, *_others = three_persons(gym)
    desk.type("anna")
    before = desk.area.results.list.grab().toImage()
    assert "eddelande" not in row_text(desk)
    write_note(gym, STAFF, first, "Nyckeln ligger i kassan", is_message=True)
    desk.type("ann")
    desk.type("anna")
    assert row_text(desk).startswith("Anna Berg, Meddelande, ")
    assert "eddelande" not in row_text(desk, 1)
    assert "Nyckeln" not in row_text(desk), "what it says is for who opens the card"
    tip = desk.area.results.list.hits.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "Det finns ett meddelande på kortet."
    assert desk.area.results.list.grab().toImage() != before


def test_arrows_mark_and_enter_opens(desk: PeopleDesk, gym: Store) -> None:
    ids = three_persons(gym)
    desk.type("an")
    assert marked(desk) == 0
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Down)
    assert marked(desk) == 1
    desk.press(Qt.Key.Key_Up)
    desk.press(Qt.Key.Key_Up)
    assert marked(desk) == 0
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    assert desk.area.person_id == ids[1]
    assert not desk.area.results.isVisible()
    assert desk.search.text() == ""


def test_a_press_opens(desk: PeopleDesk, gym: Store) -> None:
    ids = three_persons(gym)
    desk.type("bo")
    rows = desk.area.results.list
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(rows.hits.index(0, 0)).center())
    settle()
    assert desk.area.person_id == ids[2]


def test_escape_closes_the_list_and_then_the_card(desk: PeopleDesk, gym: Store) -> None:
    ids = three_persons(gym)
    desk.area.open_person(ids[0])
    desk.type("bo")
    desk.press(Qt.Key.Key_Escape)
    assert not desk.area.results.isVisible()
    assert desk.area.person_id == ids[0]
    desk.press(Qt.Key.Key_Escape)
    assert desk.area.person_id == ""


def test_a_press_outside_closes_the_list(desk: PeopleDesk, gym: Store) -> None:
    three_persons(gym)
    desk.type("an")
    QTest.mouseClick(desk.area, Qt.MouseButton.LeftButton, pos=QPoint(desk.area.width() - 5, desk.area.height() - 5))
    assert not desk.area.results.isVisible()
    desk.press(Qt.Key.Key_Down)
    assert desk.hits == ["Anna Berg", "Anna Ek"]


def test_nobody_found_leads_to_registering(desk: PeopleDesk, gym: Store, qtbot: QtBot) -> None:
    three_persons(gym)
    desk.type("Cecilia")
    results = desk.area.results
    assert any("Cecilia" in label.text() for label in results.findChildren(QLabel))
    with qtbot.waitSignal(desk.area.register_wanted) as wanted:
        desk.button("register_from_search").click()
    assert wanted.args == ["Cecilia"]
    desk.type("David")
    with qtbot.waitSignal(desk.area.register_wanted) as wanted:
        desk.press(Qt.Key.Key_Return)
    assert wanted.args == ["David"]
    assert not results.isVisible()


def test_many_are_read_as_they_are_scrolled_to(desk: PeopleDesk, gym: Store) -> None:
    for serial in range(1, 54):
        register(gym, serial, given_name=f"Anna{serial:03d}", personal_number=None)
    desk.type("anna")
    results = desk.area.results
    assert results.list.hits.rowCount() < 20
    assert "50 av fler – skriv mer" in shown_labels(results)
    for _step in range(60):
        desk.press(Qt.Key.Key_Down)
    assert marked(desk) == 52
    assert results.list.hits.rowCount() == 53
    assert "50 av fler – skriv mer" not in shown_labels(results)
    desk.press(Qt.Key.Key_Return)
    assert desk.said("person_name") == "Anna053 Öberg"


def test_a_row_unfolds_to_a_short_card(desk: PeopleDesk, gym: Store) -> None:
    ids = three_persons(gym)
    sell(gym, ids[0], "GULD-12", start=date(2026, 3, 1), months=12)
    certify(gym, ids[0], date(2026, 12, 22))
    desk.type("an")
    folded = desk.area.results.height()
    desk.press(Qt.Key.Key_Right)
    words = row_text(desk)
    for part in (
        "Abonnemang: Guld årskort 2026-03-01 – 2027-02-28",
        "Kontakt: 070-174 06 05 5@x.se",
        "Kontrollera: Inget kort",
    ):
        assert part in words
    assert desk.area.results.height() > folded
    desk.press(Qt.Key.Key_Down)
    assert not desk.area.results.list.is_unfolded
    assert desk.area.results.height() == folded
    desk.press(Qt.Key.Key_Space)
    assert "Abonnemang: Inget abonnemang" in row_text(desk, 1)
    desk.press(Qt.Key.Key_Escape)
    assert not desk.area.results.list.is_unfolded
    assert desk.hits == ["Anna Berg", "Anna Ek"]
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Left)
    assert not desk.area.results.list.is_unfolded
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Return)
    assert desk.area.person_id == ids[1]


def test_the_short_card_says_how_long_a_certificate_lasts(gym: Store) -> None:
    person_id = register(gym, customer_type="student")
    certify(gym, person_id, date(2026, 12, 22))
    card = read_short_card(gym, person_id, STAFF, date(2026, 11, 22))
    assert card is not None
    assert (card.type_name, card.masked_number) == ("Student", "900101-****")
    assert card.certificate.endswith(": 30 dagar kvar")


@pytest.mark.parametrize(
    ("document", "fact"),
    [
        ({"document_kind": "national_id_card", "document_country": "Türkiye"},
         "Legitimation: Nationellt id-kort, Türkiye Född 1990-01-01"),
        ({}, "Född: 1990-01-01"),
    ],
)  # fmt: skip
def test_without_a_number_the_short_card_says_the_id_and_the_birth_date(
    gym: Store, document: dict[str, Any], fact: str
) -> None:
    card = read_short_card(gym, register(gym, personal_number=None, **document), STAFF, date(2026, 11, 22))
    assert card is not None
    words = [one.words for one in unfolded_person(card).facts]
    assert fact in words
    assert not any(one.startswith("Personnummer") for one in words)


def test_keys_of_the_text_stay_the_texts(desk: PeopleDesk, gym: Store) -> None:
    three_persons(gym)
    desk.type("anna")
    desk.press(Qt.Key.Key_Space)
    assert desk.search.text() == "anna "
    desk.press(Qt.Key.Key_Left)
    desk.press(Qt.Key.Key_Right)
    assert not desk.area.results.list.is_unfolded
    desk.press(Qt.Key.Key_Right)
    assert desk.area.results.list.is_unfolded


def test_a_protected_identity_does_not_unfold(desk: PeopleDesk, gym: Store) -> None:
    register(gym, protected_identity=True)
    desk.type("900101-0017")
    desk.press(Qt.Key.Key_Right)
    assert not desk.area.results.list.is_unfolded
    assert "Öberg" not in row_text(desk)


def test_escape_closes_the_list_from_a_button_beside(desk: PeopleDesk, gym: Store) -> None:
    three_persons(gym)
    beside = SecondaryButton("Ny kund", parent=desk)
    beside.show()
    desk.type("anna")
    beside.setFocus()
    settle()
    QTest.keyClick(beside, Qt.Key.Key_Escape)
    assert not desk.area.results.isVisible()
    assert desk.search.text() == "anna"
    assert beside.hasFocus()


def test_a_persons_card_and_an_organisations_take_turns(desk: PeopleDesk, gym: Store) -> None:
    ids = three_persons(gym)
    desk.area.organisations.open(organisation_id("VIKEN"))
    desk.area.open_person(ids[0])
    assert (desk.area.person_id, desk.area.organisations.organisation_id) == (ids[0], "")
    desk.area.organisations.open(organisation_id("VIKEN"))
    assert (desk.area.person_id, desk.area.organisations.organisation_id) == ("", organisation_id("VIKEN"))
    settle()
    card = desk.area.findChild(OrganisationCardView)
    assert isinstance(card, OrganisationCardView)
    assert card.isVisible()
    assert faults(card) == []
    desk.area.organisations.open("nobody")
    assert "Sök igen" in desk.toast_text()


def test_without_hits_it_says_how_protected_persons_are_found(desk: PeopleDesk) -> None:
    desk.type("nobodyatall")
    assert any("skyddade personuppgifter hittas" in words for words in shown_labels(desk.area.results))


def test_none_of_them_leads_to_registering(desk: PeopleDesk, gym: Store, qtbot: QtBot) -> None:
    three_persons(gym)
    desk.type("Anna")
    with qtbot.waitSignal(desk.area.register_wanted) as wanted:
        desk.button("register_none_of_them").click()
    assert wanted.args == ["Anna"]


def test_a_search_counts_for_one_customer(desk: PeopleDesk, gym: Store) -> None:
    three_persons(gym)
    results = desk.area.results
    desk.type("a")
    assert results.searched == ""
    desk.type("Cecilia")
    desk.press(Qt.Key.Key_Escape)
    assert results.searched == "Cecilia"
    desk.type("bo")
    desk.press(Qt.Key.Key_Return)
    assert results.searched == ""


def test_asked_to_search_first(desk: PeopleDesk, gym: Store) -> None:
    three_persons(gym)
    results = desk.area.results
    for asked, key in (("F2", "F2"), ("Shift+F2", "Skift+F2")):
        results.ask_to_search(asked)
        settle()
        assert any("Sök först" in text for text in shown_labels(results))
        assert any(f"Tryck {key} igen" in text for text in shown_labels(results))
    assert faults(results) == []
    desk.type("an")
    assert desk.hits == ["Anna Berg", "Anna Ek"]
    assert not any("Sök först" in text for text in shown_labels(results))


def test_a_row_says_what_tells_people_apart(desk: PeopleDesk, gym: Store, appearance: Appearance) -> None:
    person_id = register(gym, customer_type="student")
    give_card(gym, person_id)
    sell(gym, person_id, "GULD-12", start=date(2026, 3, 1), months=12)
    desk.type("0605")
    member = "Medlem 500000000017"
    assert row_text(desk) == f"Åsa Öberg, 900101-****, Student, 070-174 06 05, {member}, Aktiv t.o.m. 2027-02-28"
    appearance.choose_language(Language.ENGLISH)
    settle()
    assert row_text(desk).endswith("Active until 2027-02-28")


def test_a_protected_identity_has_no_name_in_the_list(desk: PeopleDesk, gym: Store) -> None:
    register(gym, protected_identity=True)
    desk.type("900101-0017")
    assert row_text(desk) == "Skyddade personuppgifter, Medlem 500000000017, Inget abonnemang"


def test_the_list_has_no_faults_in_any_dress(
    desk: PeopleDesk, gym: Store, appearance: Appearance, tmp_path: Path
) -> None:
    three_persons(gym)
    for text in ("an", "nobody"):
        desk.type(text)
        for language in Language:
            appearance.choose_language(language)
            appearance.choose_scheme(Scheme.DARK)
            assert faults(desk.area.results) == []
        with stretched_texts(appearance, tmp_path):
            assert faults(desk.area.results) == []
        appearance.choose_zoom(200)
        assert faults(desk.area.results) == []
        appearance.choose_zoom(100)


def test_the_model_keeps_to_the_rules(qtmodeltester: ModelTester, gym: Store, desk: PeopleDesk) -> None:
    three_persons(gym)
    desk.type("an")
    qtmodeltester.check(desk.area.results.list.hits)


def test_with_little_room_the_member_number_is_the_last_to_go(desk: PeopleDesk, gym: Store) -> None:
    three_persons(gym)
    desk.type("bo")
    look = desk.area.results.list.look(desk.area.results.list.hits.index(0, 0))
    assert look is not None
    assert "Ordinarie" in look.second
    shorter = look.shorter()
    assert all("Ordinarie" not in line for line in shorter)
    assert all(line.split("  ·  ")[-1].startswith("Medlem 50") for line in (look.second, *shorter))
    for line in (look.second, *shorter):
        assert second_line_for(look, width_of(line, TypeRole.SMALL)) == line
    assert second_line_for(look, 1) == shorter[-1]
