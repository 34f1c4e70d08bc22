"""An organisation's card at the desk: its pre-orders made, found and withdrawn, its members and history."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db.tables import JournalEntry, Organisation, PreOrder
from kiosk.ids import new_id
from kiosk.organisations import organisation_menu
from kiosk.organisations.ordering import create_pre_order
from kiosk.organisations.organisation_menu import Offer
from kiosk.organisations.pre_orders import PreOrderState, remaining_of
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import Language
from tests.organisations.ordering import order
from tests.organisations.ordering import register as organisation
from tests.organisations.test_edit_organisation import edit
from tests.organisations.test_organisation_card import belongs, do
from tests.organisations.test_pre_orders import DRAFT, ordered, spent, withdrawn
from tests.people.members import register
from tests.ui.inspection import faults, settle
from tests.ui.organisations.parts import SOLVIK, card, dialog, names, part, pre_orders, press, words, write
from tests.ui.people.desk import PeopleDesk
from ui.appearance import Appearance
from ui.controls import TypeRole
from ui.organisations.members_panel import MembersPanel
from ui.organisations.organisation_tabs import OrganisationTab
from ui.people.person_card_paint import Canvas, fitted
from ui.people.person_card_parts import Fact
from ui.people.unfolding import Unfolded, draw_unfolded

NO_RIGHT = "Din roll får inte administrera organisationer"


def test_reception_is_told_that_a_manager_is_needed(
    desk: PeopleDesk, gym: Store, staff: StaffMember, manager: StaffMember
) -> None:
    """Beforehand, by grey buttons with the reason; and again where it is done."""
    row_id = ordered(gym)
    desk.staff = staff
    panel = pre_orders(desk)
    buttons = [part(card(desk), name, QPushButton) for name in ("order_one", "withdraw_pre_order")]
    assert not any(button.isEnabled() for button in buttons)
    assert NO_RIGHT in words(panel)
    assert NO_RIGHT in buttons[1].toolTip()
    card(desk).tabs.setCurrentIndex(OrganisationTab.OVERVIEW)
    buttons.append(part(card(desk), "edit_organisation_details", QPushButton))
    assert not buttons[2].isEnabled()
    assert NO_RIGHT in words(card(desk))
    desk.area.organisations.edits.edit(SOLVIK)
    assert NO_RIGHT in desk.toast_text()
    assert desk.findChild(QDialog) is None
    assert panel.chosen.order is not None
    assert panel.chosen.order.pre_order_id == row_id
    desk.staff = manager
    desk.area.organisations.staff_changed()
    assert all(button.isEnabled() for button in buttons)
    assert NO_RIGHT not in words(card(desk))


def test_reception_registers_no_organisation(desk: PeopleDesk, staff: StaffMember, manager: StaffMember) -> None:
    for who, may in ((staff, False), (manager, True)):
        desk.staff = who
        desk.type("" if may else "zz")
        desk.type("nowhere")
        QTest.keyClick(desk.search, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
        button = part(desk, "register_organisation_from_search", QPushButton)
        assert (button.isVisible(), button.isEnabled()) == (True, may)
        assert (NO_RIGHT in words(desk.area.results)) is not may
        desk.type("solviks")  # only an organisation: its tab comes forward
        footer = part(desk, "register_none_of_them", QPushButton)
        assert (footer.isVisible(), footer.isEnabled()) == (True, may)


def test_nothing_jumps_where_no_pre_order_is_found(desk: PeopleDesk, gym: Store) -> None:
    ordered(gym)
    panel = pre_orders(desk)
    settle()
    new = part(card(desk), "order_one", QPushButton)
    before = new.mapTo(panel, new.rect().topLeft())
    panel.search.setText("ingen")
    settle()
    assert "Ingen förbeställning stämmer" in words(panel)
    assert new.mapTo(panel, new.rect().topLeft()) == before


def test_a_shown_number_stands_clear_of_its_button(desk: PeopleDesk, gym: Store) -> None:
    ordered(gym)
    number = pre_orders(desk).chosen.number
    number.show_number("19711120-2345")
    settle()
    assert number.button.x() - (number.label.x() + number.label.width()) >= 8
    assert number.label.width() >= number.label.sizeHint().width()


def test_a_hit_unfolds_to_a_short_card(desk: PeopleDesk, gym: Store) -> None:
    for name in ("Karin Kvar", "Kim Kvar"):
        ordered(gym, name)
    ordered(gym, "Görel Gammal", valid_until=date(2026, 11, 21))
    desk.type("solviks")
    desk.press(Qt.Key.Key_Right)
    shown = desk.area.results.hit_pages.organisations
    said = shown.model().data(shown.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)
    for words_said in ("Organisationen, mot faktura", "T.o.m. 2027-06-30", "Guld årskort", "2 kvar", "08-465 001 15"):
        assert words_said in said
    desk.press(Qt.Key.Key_Escape)
    assert "2 kvar" not in shown.model().data(shown.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)
    assert desk.area.results.isVisible()
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Return)
    assert desk.area.organisations.organisation_id == SOLVIK


@pytest.mark.parametrize(("most", "counted"), [(1, 1), (2, 2), (3, 2)])
def test_what_remains_is_counted_no_further_than_asked(gym: Store, most: int, counted: int) -> None:
    for name in ("Karin Kvar", "Kim Kvar"):
        ordered(gym, name)
    withdrawn(gym, "Åke Återtagen")
    assert remaining_of(gym, SOLVIK, most) == counted


def test_the_menu_by_keyboard(desk: PeopleDesk) -> None:
    desk.area.organisations.open(SOLVIK)
    QTest.keyClick(card(desk).header.menu, Qt.Key.Key_Space)
    menu = part(desk, "routine_menu", QMenu)
    offered = [action.objectName() for action in menu.actions()]
    assert {"edit_organisation", "create_pre_order", "import_pre_orders", "imports"} <= set(offered)
    part_of = menu.findChild(QAction, "create_pre_order")
    assert isinstance(part_of, QAction)
    part_of.trigger()
    menu.close()
    assert dialog(desk, "pre_order").isVisible()


@pytest.mark.parametrize("offered", ["create_pre_order", "edit_details"])
def test_a_key_opens_the_menu_of_the_card_from_the_search_box(desk: PeopleDesk, gym: Store, offered: str) -> None:
    if offered == "create_pre_order":
        desk.area.organisations.open(SOLVIK)
    else:
        desk.area.open_person(register(gym))
    desk.search.setFocus()
    QTest.keyClick(desk, Qt.Key.Key_F10)
    menu = part(desk, "routine_menu", QMenu)
    assert menu.findChild(QAction, offered) is not None
    menu.close()


def test_what_is_not_done_on_the_card_is_begun_by_whoever_offers_it(
    desk: PeopleDesk, gym: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the import, the invoice basis and the registration of a member are."""
    begun: list[str] = []
    monkeypatch.setattr(organisation_menu, "OFFERS", (Offer("another", "Another"),))
    desk.area.organisations._works["another"] = begun.append
    desk.area.organisations.open(SOLVIK)
    card(desk).header.menu.click()
    menu = part(desk, "routine_menu", QMenu)
    menu.actions()[0].trigger()
    menu.close()
    assert begun == [SOLVIK]


def test_a_pre_order_is_made_and_withdrawn_by_keyboard(desk: PeopleDesk, gym: Store, qtbot: QtBot) -> None:
    panel = pre_orders(desk)
    assert "Inga förbeställningar ännu" in words(panel)
    part(panel, "order_one", QPushButton).click()
    shown = dialog(desk, "pre_order")
    write(shown, "name", "Åsa Öberg")
    write(shown, "personal_number", "900101-0017")
    assert "Född 1990-01-01" in words(shown)
    assert not part(shown, "birth_date", QLineEdit).isEnabled()
    part(shown, "product_id", QComboBox).setCurrentIndex(1)
    QTest.keyClick(shown, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(panel.list) == ["Åsa Öberg"])
    assert desk.toast_text() == "Förbeställningen är gjord."
    qtbot.waitUntil(lambda: "Kvar (1)" in [panel.filter.itemText(at) for at in range(panel.filter.count())])
    assert "900101-****" in words(panel)
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    question = dialog(desk, "confirm")
    assert "Återta förbeställningen för Åsa Öberg?" in words(question)
    assert part(question, "cancel_button", QPushButton).isDefault()
    press(question)
    qtbot.waitUntil(lambda: panel.list.chosen.state is PreOrderState.WITHDRAWN)
    assert desk.toast_text() == "Förbeställningen är återtagen."
    assert not part(panel, "withdraw_pre_order", QPushButton).isEnabled()
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert [one for one in desk.findChildren(QDialog) if one.isVisible()] == []


@pytest.mark.parametrize(("shown", "focused"), [("all", "pre_order_list"), ("remaining", "pre_order_filter")])
def test_the_focus_stays_on_the_card_when_one_is_withdrawn(
    desk: PeopleDesk, gym: Store, qtbot: QtBot, shown: str, focused: str
) -> None:
    ordered(gym)
    panel = pre_orders(desk)
    panel.filter.set_value(shown)
    button = part(panel, "withdraw_pre_order", QPushButton)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    press(dialog(desk, "confirm"))
    qtbot.waitUntil(lambda: desk.toast_text() == "Förbeställningen är återtagen.")
    qtbot.waitUntil(lambda: desk.focusWidget() is not None and desk.focusWidget().objectName() == focused)


def test_the_fields_stay_where_they_are_when_a_number_is_wrong(desk: PeopleDesk) -> None:
    panel = pre_orders(desk)
    part(panel, "order_one", QPushButton).click()
    shown = dialog(desk, "pre_order")
    product = part(shown, "product_id", QComboBox)
    settle()
    before = product.mapTo(shown, QPoint(0, 0))
    for number in ("900101-0018", "900101-0017", "x"):
        write(shown, "personal_number", number)
        part(shown, "name", QLineEdit).setFocus()
        settle()
        assert product.mapTo(shown, QPoint(0, 0)) == before, number
    assert "legitimation" not in words(shown)


def test_one_who_has_one_is_asked_about(desk: PeopleDesk, gym: Store, qtbot: QtBot) -> None:
    ordered(gym, personal_number=None)
    panel = pre_orders(desk)
    part(panel, "order_one", QPushButton).click()
    shown = dialog(desk, "pre_order")
    write(shown, "name", "Åsa Öberg")
    write(shown, "birth_date", "1990-01-01")
    part(shown, "product_id", QComboBox).setCurrentIndex(1)
    press(shown)
    assert shown.isVisible()
    assert "Åsa Öberg  ·  Guld årskort" in words(shown)
    assert faults(shown) == []
    part(shown, "anyway", QWidget).setChecked(True)  # type: ignore[attr-defined]
    press(shown)
    qtbot.waitUntil(lambda: names(panel.list) == ["Åsa Öberg"] * 2)


def test_found_and_filtered(desk: PeopleDesk, gym: Store, qtbot: QtBot) -> None:
    ordered(gym, "Karin Kvar")
    ordered(gym, "Görel Gammal", personal_number=None, valid_until=date(2026, 11, 21))
    spent(gym, "Ulf Utnyttjad", personal_number="198507099805")
    panel = pre_orders(desk)
    assert names(panel.list) == ["Görel Gammal", "Karin Kvar", "Ulf Utnyttjad"]
    QTest.keyClicks(panel.search, "kar")
    assert names(panel.list) == ["Karin Kvar"]
    QTest.keyClicks(panel.search, "x")
    assert "Ingen förbeställning stämmer" in words(panel)
    assert not panel.list.isVisible()
    card(desk).tabs.setCurrentIndex(OrganisationTab.OVERVIEW)
    qtbot.waitUntil(lambda: part(card(desk), "pre_orders_used", QPushButton).text() == "Utnyttjade: 1")
    part(card(desk), "pre_orders_used", QPushButton).click()
    assert names(panel.list) == ["Ulf Utnyttjad"]
    assert (panel.search.text(), panel.filter.value()) == ("", "used")
    qtbot.waitUntil(lambda: panel.filter.currentText() == "Utnyttjade (1)")
    assert names(panel.list) == ["Ulf Utnyttjad"]


def test_a_long_list_is_read_as_one_scrolls(desk: PeopleDesk, gym: Store) -> None:
    with gym.errand(desk.staff, "create_pre_order") as errand:
        for number in range(130):
            order(new_id(), SOLVIK, name=f"Nils {number:03d}", personal_number=None)(errand)
    panel = pre_orders(desk)
    assert panel.list.rows.rowCount() == 50
    panel.list.setFocus()
    for _turn in range(6):
        QTest.keyClick(panel.list, Qt.Key.Key_End)
        settle()
    assert names(panel.list) == [f"Nils {number:03d}" for number in range(130)]
    assert panel.list.chosen.name == "Nils 129"
    desk.area.refresh()
    assert panel.list.chosen.name == "Nils 129", "what came from central leaves one where one is"


def test_a_number_is_shown_on_demand_and_forgotten_with_the_next(desk: PeopleDesk, gym: Store, qtbot: QtBot) -> None:
    ordered(gym, "Anna Ek")
    ordered(gym, "Bo Ek", personal_number=None)
    panel = pre_orders(desk)
    number = part(panel, "pre_order_number", QLabel)
    assert number.text() == "900101-****"
    part(panel, "show_number", QPushButton).click()
    qtbot.waitUntil(lambda: number.text() == "900101-0017")
    with gym.reading():
        assert JournalEntry.get(JournalEntry.act == "pre_order_number_shown").subject_id == SOLVIK
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert not number.isVisible()
    QTest.keyClick(panel.list, Qt.Key.Key_Up)
    assert number.text() == "900101-****"


def test_who_spent_it_and_who_is_a_member_lead_to_their_cards(desk: PeopleDesk, gym: Store) -> None:
    person_id = register(gym)
    spent(gym, person_id=person_id)
    panel = pre_orders(desk)
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert desk.area.person_id == person_id
    desk.area.organisations.open(SOLVIK)
    assert desk.area.person_id == ""
    card(desk).tabs.setCurrentIndex(OrganisationTab.MEMBERS)
    members = part(card(desk), "organisation_members", MembersPanel)
    members.list.setFocus()
    QTest.keyClick(members.list, Qt.Key.Key_Return)
    assert desk.area.person_id == person_id


def test_who_types_goes_on_typing_when_something_comes_from_central(desk: PeopleDesk, gym: Store) -> None:
    panel = pre_orders(desk)
    panel.search.setFocus()
    QTest.keyClicks(panel.search, "kar")
    ordered(gym, "Karin Kvar")
    belongs(gym, register(gym), SOLVIK)
    desk.area.refresh()
    assert panel.search.hasFocus()
    QTest.keyClicks(panel.search, "in")
    assert (panel.search.text(), names(panel.list)) == ("karin", ["Karin Kvar"])


def test_the_same_place_in_another_language(desk: PeopleDesk, gym: Store, appearance: Appearance) -> None:
    ordered(gym, "Karin Kvar")
    panel = pre_orders(desk)
    QTest.keyClicks(panel.search, "kar")
    appearance.choose_language(Language.ENGLISH)
    settle()
    assert card(desk).tabs.tab is OrganisationTab.PRE_ORDERS
    again = card(desk).pre_orders
    assert again is not None
    assert again.search.text() == "kar"
    assert "Gold annual card" in words(again)
    assert faults(card(desk)) == []


def test_the_history_grows_with_what_is_done(desk: PeopleDesk, gym: Store, qtbot: QtBot) -> None:
    edit(gym, SOLVIK, city="Solna")
    desk.area.organisations.open(SOLVIK)
    card(desk).tabs.setCurrentIndex(OrganisationTab.HISTORY)
    assert "Ändrade organisationen: Ort" in words(card(desk))
    create_pre_order(gym, desk.staff, DRAFT, SOLVIK)
    desk.area.refresh()
    settle()
    assert "Lade till en förbeställning" in words(card(desk))


def test_a_sole_traders_number_is_masked_until_it_is_asked_for(desk: PeopleDesk, gym: Store, qtbot: QtBot) -> None:
    row_id = new_id()
    do(gym, organisation(row_id, organisation_number="9001010017"))
    desk.area.organisations.open(row_id)
    number = part(card(desk), "organisation_number", QLabel)
    assert number.text() == "900101-****"
    assert "0017" not in words(card(desk))
    part(card(desk), "show_number", QPushButton).click()
    qtbot.waitUntil(lambda: number.text() == "900101-0017")


def test_escape_closes_the_card(desk: PeopleDesk) -> None:
    desk.area.organisations.open(SOLVIK)
    card(desk).tabs.setFocus()
    QTest.keyClick(card(desk), Qt.Key.Key_Escape)
    assert desk.area.organisations.organisation_id == ""


def test_one_that_is_gone_closes(desk: PeopleDesk, gym: Store) -> None:
    desk.area.organisations.open(SOLVIK)
    with gym.own_writing():
        Organisation.delete().where(Organisation.id == SOLVIK).execute()
        PreOrder.delete().execute()
    desk.area.refresh()
    assert desk.area.organisations.organisation_id == ""


class Widths(Canvas):
    """Remembers how much room each text was given."""

    def __init__(self, width: int) -> None:
        super().__init__(width)
        self.given: dict[str, tuple[int, TypeRole]] = {}

    def text(self, x: int, y: int, width: int, text: str, role: TypeRole = TypeRole.BODY, colour: str = "") -> int:
        self.given[text] = (width, role)
        return super().text(x, y, width, text, role, colour)


@pytest.mark.parametrize("width", [560, 900, 1200])
def test_an_address_has_its_room_on_a_short_card(appearance: Appearance, width: int) -> None:
    address = "friskvardsbestallningar@norrskensverken.example.se"
    canvas = Widths(width)
    draw_unfolded(canvas, Unfolded([Fact("Kontakt", "08", address), *(Fact(f"{n}", "Ja") for n in range(5))]))
    room, role = canvas.given[address]
    assert fitted(address, role, room, 100) == address
    assert (len({given for given, _role in canvas.given.values()}), room <= width) == (1, True)
