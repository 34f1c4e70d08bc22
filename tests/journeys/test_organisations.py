"""An organisation in the desk's real window: registered, changed, and a pre-order made for one of its people."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListView, QTabBar, QWidget

from db.tables import Organisation, PreOrder
from kiosk.demo.catalogue import product_id
from kiosk.demo.organisations import organisation_id
from kiosk.opening import DataFolder
from kiosk.organisations import merging
from kiosk.store import Store
from tests.journeys import lists
from tests.journeys.records import check_store
from tests.journeys.window import confirm, open_desk, wait_for_words
from ui.organisations.merge_dialog import MergeDialog
from ui.organisations.organisation_tabs import OrganisationTab, OrganisationTabs
from ui.tour import hands

GULD = product_id("GULD-12")


def open_tab(tab: OrganisationTab) -> None:
    hands.find("organisation_tabs", OrganisationTabs).setCurrentIndex(tab)
    hands.settle()


def test_from_the_search_to_a_withdrawn_pre_order(qapp: QApplication, folder: DataFolder, gym: Store) -> None:
    with open_desk(folder, gym, login="omar"):
        register()
        change()
        order_and_withdraw()
        open_tab(OrganisationTab.HISTORY)
        for done in (
            "Registrerade en organisation",
            "Ändrade organisationen: Postnummer, Ort",
            "Återtog en förbeställning",
        ):
            wait_for_painted(done)
    with gym.reading():
        row = Organisation.get(Organisation.organisation_number == "5599000105")
        assert (row.name, row.city, row.pays) == ("Björkverken AB", "Solna", "organisation")
        (order,) = PreOrder.select()
        assert (order.organisation_id, order.name, order.product_id) == (row.id, "Åsa Öberg", GULD)
        assert order.withdrawn_at is not None
    check_store(gym)


def register() -> None:
    hands.write("search", "Björkverken AB")
    hands.find("search_tabs", QTabBar).setCurrentIndex(1)
    hands.click("register_organisation_from_search")
    hands.write("organisation_number", "16559900-0105")
    hands.choose("pays", "organisation")
    hands.click("confirm_button")
    wait_for_words("organisation_card", "Björkverken AB")


def change() -> None:
    hands.click("edit_organisation_details")
    hands.write("city", "Solna")
    hands.write("postcode", "169 57")
    hands.click("confirm_button")
    wait_for_painted("169 57 Solna")


def order_and_withdraw() -> None:
    open_tab(OrganisationTab.PRE_ORDERS)
    hands.click("order_one")
    hands.write("name", "Åsa Öberg")
    hands.write("personal_number", "900101-0017")
    hands.choose("product_id", GULD)
    hands.click("confirm_button")
    rows = hands.find("pre_order_list", QListView)
    hands.wait_until(lambda: rows.model().rowCount() == 1, "the pre-order")
    hands.click("withdraw_pre_order")
    confirm()
    wait_for_words("organisation_card", "Återtagen")


def wait_for_painted(words: str) -> None:
    """In what is painted as one block."""

    def is_there() -> bool:
        cards = hands.on_screen("organisation_card", QWidget)
        return any(words in one.accessibleName() for card in cards for one in card.findChildren(QWidget))

    hands.wait_until(is_there, words)


def test_two_that_are_one_are_merged_from_the_menu(qapp: QApplication, folder: DataFolder, gym: Store) -> None:
    with open_desk(folder, gym, login="omar"):
        register()
        lists.choose_in_menu(merging.NAME)
        dialog = hands.find("merge", MergeDialog)
        hands.click("confirm_button")
        wait_for_words("merge", "Välj vilken organisation det är.")
        hands.choose("other_id", organisation_id("SOLVIK"))
        wait_for_words("merge", "Solviks kommun blir en del av Björkverken AB vid alla diskar")
        hands.click("confirm_button")
        hands.wait_until(lambda: dialog not in hands.on_screen("merge", MergeDialog), "the merging")
        open_tab(OrganisationTab.HISTORY)
        wait_for_painted("Slog ihop två organisationer: Solviks kommun")
    with gym.reading():
        first = Organisation.get(Organisation.organisation_number == "5599000105")
        assert Organisation.find(organisation_id("SOLVIK")).merged_into == first.id
    check_store(gym)


def test_a_twin_that_is_told_of_can_be_merged(qapp: QApplication, folder: DataFolder, gym: Store) -> None:
    """Its number is written on another's card: then it is offered, and chosen already."""
    with open_desk(folder, gym, login="omar"):
        register()
        hands.click("edit_organisation_details")
        hands.write("organisation_number", "559900-0014")
        hands.press(Qt.Key.Key_Tab)
        hands.click("merge_organisation")
        wait_for_words("merge", "Norrskensverken AB blir en del av Björkverken AB")
        hands.press(Qt.Key.Key_Return)
        hands.wait_until(lambda: not hands.is_shown("merge"), "the question to go: Enter alone merges nothing")
    with gym.reading():
        assert Organisation.select().where(Organisation.merged_into.is_null(False)).count() == 0
