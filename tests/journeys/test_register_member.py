"""Somebody new through an organisation, in the desk's real window: agreement product, pre-orders, invoice, mandate."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QListView, QMenu, QTabBar, QWidget

from db.tables import Certificate, Mandate, Payment, PreOrder, Receipt, Subscription
from kiosk.demo.catalogue import product_id
from kiosk.demo.organisations import organisation_id
from kiosk.store import Store
from tests.documents.reading import text_of
from tests.journeys import customers
from tests.journeys.records import check_store
from tests.journeys.window import close_document, open_desk, receipt_pdf, shown_card, wait_for_words, words_on
from tests.organisations.joining import agree, imported, one, ordered
from ui.desk import Desk
from ui.tour import errands, hands, visits

NUMBER = "198507099805"  # of customers.ASA
SHOWN = ("swedish_id", "organisation_proof")
ASA = replace(customers.ASA, documents=SHOWN, organisation="lingon")


def said(pdf: bytes) -> str:
    return text_of(pdf).replace("\N{NO-BREAK SPACE}", " ")


def walked(customer: visits.Customer) -> list[str]:
    seen: list[str] = []
    visits.open_member_wizard()
    visits.register(customer, seen.append)
    return seen


def test_an_agreement_product_that_the_member_pays(desk: Desk, gym: Store, tmp_path: Path) -> None:
    assert walked(ASA) == [
        "organisation", "identification", "personal_details", "products", "access_details", "summary", "payment",
    ]  # fmt: skip
    assert "3 590,00" in said(receipt_pdf(tmp_path))
    agreement = said(receipt_pdf(tmp_path))
    assert "Lingon & Lava Spel AB" in agreement
    assert "Medlemmen" in agreement
    check_store(gym)
    card = shown_card("Åsa Öberg")
    assert card.type_name == "Organisation"
    assert card.certificate is not None
    assert (card.certificate.name, card.certificate.valid_until) == ("Lingon & Lava Spel AB", date(2027, 12, 31))
    assert card.subscriptions[0].through == "Lingon & Lava Spel AB"


def test_a_pre_order_matched_by_the_number(desk: Desk, gym: Store, tmp_path: Path) -> None:
    """No proof is asked for, the product is locked, and the organisation pays by invoice."""
    pre_order_id = ordered(gym, "NORRSKEN", "GULD-3", NUMBER)
    matched = replace(ASA, organisation="norrsken", documents=("swedish_id", "pre_order_match"), product="")
    assert walked(matched) == [
        "organisation", "identification", "personal_details", "pre_order", "products", "access_details", "summary",
    ]  # fmt: skip
    receipt = said(receipt_pdf(tmp_path))
    for words in ("Guld 3 månader", "1 190,00", "Faktura", "Norrskensverken AB"):
        assert words in receipt
    assert "Organisationen, mot faktura" in said(receipt_pdf(tmp_path))
    check_store(gym)
    with gym.reading():
        sold = Subscription.get()
        assert sold.invoiced_to == organisation_id("NORRSKEN")
        assert (Payment.get().method, Receipt.get().number) == ("invoice", 1)
    assert one(gym, pre_order_id).subscription_id == sold.id
    assert shown_card("Åsa Öberg").subscriptions[0].is_invoiced


def test_the_number_known_from_the_search_matches_at_once(desk: Desk, gym: Store) -> None:
    """The boxes of belonging are not shown at all; an imported one leaves no choice."""
    imported(gym, "SOLVIK", "GULD-12", NUMBER)
    hands.write("search", NUMBER)
    hands.wait_until(lambda: hands.is_shown("register_member_from_search"), "that nobody is found")
    hands.click("register_member_from_search")
    hands.wait_until(lambda: hands.is_shown("register_organisation_customer"), "the wizard")
    seen: list[str] = []

    def look(step: str) -> None:
        seen.append(step)
        if step == "identification":
            assert not hands.is_shown("document_organisation_proof")
            assert not hands.is_shown("document_pre_order_match")
        if step == "pre_order":
            assert not hands.is_shown("way")
        if step == "products":
            assert hands.is_shown("product_GULD-12")
            assert not hands.is_shown("product_GYM-1")

    details = {name: text for name, text in ASA.details.items() if name != "personal_number"}
    member = replace(ASA, organisation="solvik", documents=("swedish_id",), product="", details=details)
    visits.register(member, look)
    assert "pre_order" in seen
    assert close_document() == 2
    with gym.reading():
        assert PreOrder.get().used_at is not None


def test_a_pre_order_picked_from_the_list(desk: Desk, gym: Store) -> None:
    """The organisation knew the birth date only, and another's number isn't shown."""
    mine = ordered(gym, "NORRSKEN", "GULD-12", None, name="Åsa Öberg", birth_date=date(1985, 7, 9))
    others = ordered(gym, "NORRSKEN", "GULD-3", "199001010017", name="Bo Ek")
    member = replace(ASA, organisation="norrsken", pre_order=visits.picks_pre_order("åsa"), product="")
    visits.open_member_wizard()
    visits.register(member, upto="pre_order")
    assert "199001010017" not in "".join(words(hands.find("pre_order", QWidget)))
    wait_for_words("pre_order", "Vald: Åsa Öberg, Guld årskort")
    visits.go_on()
    visits.register(replace(member))
    close_document()
    assert (one(gym, mine).used_at is not None, one(gym, others).used_at) == (True, None)


def words(widget: QWidget) -> list[str]:
    from tests.journeys.window import words_on

    return [words_on(widget)]


def test_direct_debit_of_a_member(desk: Desk, gym: Store) -> None:
    """ATTIKA's agreement is about direct debit only; the member's mandate form is to be signed."""
    member = replace(
        ASA, organisation="åttika", product="GULD-AG12", account=("6789", "123456789"), method="swish", reference="S-9"
    )
    assert "mandate" in walked(member)
    assert close_document() == 3, "receipt, agreement, mandate form"
    with gym.reading():
        assert Mandate.get().state == "draft"
        assert Certificate.get().valid_until is None


def test_direct_debit_that_the_organisation_pays(desk: Desk, gym: Store) -> None:
    steps = walked(replace(ASA, organisation="norrsken", product="GULD-AG12"))
    assert not {"mandate", "payment"} & set(steps)
    assert close_document() == 2
    with gym.reading():
        assert Mandate.select().count() == 0
        assert (Subscription.get().kind, Subscription.get().first_draw) == ("direct_debit", None)


def test_an_agreement_that_is_over_is_said_and_kept_to(desk: Desk, gym: Store) -> None:
    visits.open_member_wizard()
    visits.register(replace(ASA, organisation="vikens"), upto="organisation")
    hands.click("next")
    wait_for_words("organisation", "Avtalet med Brf Vikens Krona upphörde 2026-03-31.")
    assert visits.step() == "organisation"
    visits.wizard().leave()


def test_begun_from_the_organisations_own_menu(desk: Desk, gym: Store) -> None:
    hands.write("search", "lingon")
    hands.wait_until(lambda: hands.is_shown("search_results"), "hits")
    hands.find("search_tabs", QTabBar).setCurrentIndex(1)
    hands.press(Qt.Key.Key_Return)
    hands.wait_until(lambda: hands.is_shown("organisation_card"), "the card")
    hands.click("organisation_menu")
    menu = hands.find("routine_menu", QMenu)
    action = menu.findChild(QAction, "register_organisation_customer")
    assert action is not None
    assert action.isEnabled()
    action.trigger()
    menu.close()
    hands.wait_until(lambda: hands.is_shown("register_organisation_customer"), "the wizard")
    wait_for_words("organisation", "559900-0022")
    visits.register(replace(ASA, organisation=""))
    close_document()
    with gym.reading():
        assert Subscription.get().organisation_id == organisation_id("LINGON")


def test_the_agreement_changed_under_an_open_wizard(desk: Desk, gym: Store) -> None:
    """What it comes to now is shown, and can then be finished: the wizard doesn't hold on to what was."""
    visits.open_member_wizard()
    visits.register(ASA, upto="payment")
    agree(gym, "LINGON", "pays", "organisation")
    hands.click("finish")
    hands.wait_until(lambda: visits.step() == "products", "the products, with what has changed")
    wait_for_words("products", "Priser eller datum har ändrats")
    while not visits.is_last():
        visits.go_on()
    assert visits.step() == "summary"
    visits.finish()
    close_document()
    with gym.reading():
        assert (Payment.get().method, Payment.get().amount) == ("invoice", 359000)


def test_a_pre_order_that_goes_meanwhile(desk: Desk, gym: Store) -> None:
    """It is said, the list stands there to choose another from, and with that one can finish."""
    from tests.organisations.ordering import spend

    gone = ordered(gym, "NORRSKEN", "GULD-3", NUMBER)
    other = ordered(gym, "NORRSKEN", "GULD-12", None, name="Åsa Öberg", birth_date=date(1985, 7, 9))
    visits.open_member_wizard()
    member = replace(ASA, organisation="norrsken", product="")
    visits.register(member, upto="summary")
    from tests.organisations.joining import OMAR

    with gym.errand(OMAR, "use_agreement") as errand:
        spend(gone, "somebody", "theirs")(errand)
    hands.click("finish")
    hands.wait_until(lambda: visits.step() == "pre_order", "the pre-orders, with what is the matter")
    wait_for_words("pre_order", "Förbeställningen utnyttjades 2026-11-22")
    visits.picks_pre_order("åsa")()
    while not visits.is_last():
        visits.go_on()
    visits.finish()
    close_document()
    with gym.reading():
        assert Subscription.get().product_id == product_id("GULD-12")
    assert one(gym, other).used_at is not None


def test_one_that_goes_meanwhile_where_no_other_can_be_used(desk: Desk, gym: Store) -> None:
    """It is said here too, and the sale goes on without when that is chosen."""
    from tests.organisations.joining import OMAR
    from tests.organisations.ordering import spend

    agree(gym, "LINGON", "pays", "organisation")
    gone = ordered(gym, "LINGON", "GULD-12", NUMBER)
    visits.open_member_wizard()
    visits.register(replace(ASA, product=""), upto="summary")
    with gym.errand(OMAR, "use_agreement") as errand:
        spend(gone, "somebody", "theirs")(errand)
    hands.click("finish")
    hands.wait_until(lambda: visits.step() == "pre_order", "the pre-orders, with what is the matter")
    wait_for_words("pre_order", "Förbeställningen utnyttjades 2026-11-22")
    hands.choose("way", "without")
    visits.go_on()
    assert visits.step() == "products"
    hands.click(f"product_{ASA.product}")
    while not visits.is_last():
        visits.go_on()
    visits.finish()
    close_document()
    with gym.reading():
        assert Payment.get().method == "invoice"
    assert one(gym, gone).person_id == "somebody"


def test_one_of_the_list_that_goes_meanwhile(desk: Desk, gym: Store) -> None:
    """It stands there no more to be chosen once again, though nothing else was searched."""
    from tests.organisations.joining import OMAR
    from tests.organisations.ordering import spend

    gone = ordered(gym, "NORRSKEN", "GULD-3", None, name="Åsa Öberg", birth_date=date(1985, 7, 9))
    member = replace(ASA, organisation="norrsken", product="", pre_order=visits.picks_pre_order("åsa"))
    visits.open_member_wizard()
    visits.register(member, upto="summary")
    with gym.errand(OMAR, "use_agreement") as errand:
        spend(gone, "somebody", "theirs")(errand)
    hands.click("finish")
    wait_for_words("pre_order", "Förbeställningen utnyttjades 2026-11-22")
    assert not hands.is_shown("pre_order_list")
    wait_for_words("pre_order", "ingen outnyttjad förbeställning som passar")
    visits.wizard().leave()


def test_another_of_the_persons_own_is_chosen_by_hand(desk: Desk, gym: Store) -> None:
    """Of two the first was chosen, and goes meanwhile."""
    from tests.organisations.joining import OMAR
    from tests.organisations.ordering import spend

    gone, other = (ordered(gym, "NORRSKEN", "GULD-3", NUMBER) for _time in range(2))
    visits.open_member_wizard()
    member = replace(ASA, organisation="norrsken", product="", pre_order=lambda: hands.choose("pre_order_id", gone))
    visits.register(member, upto="summary")
    with gym.errand(OMAR, "use_agreement") as errand:
        spend(gone, "somebody", "theirs")(errand)
    hands.click("finish")
    hands.wait_until(lambda: visits.step() == "pre_order", "the pre-orders, with what is the matter")
    wait_for_words("pre_order", "Välj vilken förbeställning som ska utnyttjas")
    hands.click("next")
    assert visits.step() == "pre_order", "it isn't taken by going on"
    hands.choose("pre_order_id", other)
    while not visits.is_last():
        visits.go_on()
    visits.finish()
    close_document()
    assert one(gym, other).used_at is not None


def test_a_manager_adds_one(qapp: object, folder: object, gym: Store) -> None:
    from kiosk.opening import DataFolder

    def adds() -> None:
        hands.choose("way", "add")
        hands.choose("product_id", product_id("GULD-3"))

    assert isinstance(folder, DataFolder)
    with open_desk(folder, gym, login="omar"):
        visits.open_member_wizard()
        visits.register(replace(ASA, organisation="norrsken", pre_order=adds, product=""))
        close_document()
    with gym.reading():
        assert (PreOrder.get().product_id, PreOrder.get().used_at is not None) == (product_id("GULD-3"), True)


def test_another_organisation_wants_its_own_proof(desk: Desk, gym: Store) -> None:
    visits.open_member_wizard()
    visits.register(ASA, upto="identification")
    proof = hands.find("document_organisation_proof", QCheckBox)
    assert proof.isChecked()
    visits.wizard().go_to("organisation")
    hands.write("search_text", "åttika")
    hands.press(Qt.Key.Key_Return)
    wait_for_words("organisation", "Åttika Redovisning AB")
    visits.go_on()
    assert not proof.isChecked()
    assert hands.find("document_swedish_id", QCheckBox).isChecked()
    hands.click("next")
    wait_for_words("identification", "Be om bevis")


def test_a_pre_order_is_chosen_from_the_search_field(desk: Desk, gym: Store) -> None:
    """Nothing looks chosen before it is; the arrow keys mark, and Enter chooses what is marked."""
    for name in ("Bo Ek", "Bo Lind"):
        ordered(gym, "NORRSKEN", "GULD-3", None, name=name, birth_date=date(1985, 7, 9))
    visits.open_member_wizard()
    visits.register(replace(ASA, organisation="norrsken", product=""), upto="personal_details")
    visits.go_on()
    hands.choose("way", "use")
    rows = hands.find("pre_order_list", QListView)
    assert not rows.currentIndex().isValid()
    assert not rows.selectionModel().hasSelection()
    hands.write("pre_order_search", "bo")
    hands.press(Qt.Key.Key_Down)
    wait_for_words("pre_order", "Ingen är vald än.")
    hands.press(Qt.Key.Key_Return)
    wait_for_words("pre_order", "Vald: Bo Lind, Guld 3 månader")
    assert "Vald" in rows.currentIndex().data()
    assert visits.step() == "pre_order"
    hands.press(Qt.Key.Key_Return)
    hands.wait_until(lambda: visits.step() == "products", "the products: what is marked was chosen already")
    assert "betalar inte för" not in words_on(hands.find("products", QWidget))
    visits.wizard().leave()


def test_which_add_ons_the_organisation_does_not_pay_for(desk: Desk, gym: Store) -> None:
    agree(gym, "ATTIKA", "pays", "organisation")
    visits.open_member_wizard()
    visits.register(replace(ASA, organisation="åttika", product="GULD-AG"), upto="products")
    wait_for_words("products", "betalar inte för: ")
    visits.wizard().leave()


def test_who_is_left_after_an_undone_registration_pays_the_ordinary_price(desk: Desk, gym: Store) -> None:
    walked(replace(ASA, organisation="norrsken", product="GULD-3"))
    close_document()
    assert shown_card("Åsa Öberg").type_name == "Organisation"
    errands.begin("undo", "person_menu")
    wait_for_words("undo", "Kunden är kvar som registrerad, som Ordinarie.")
    hands.click("confirm_button")
    close_document()
    hands.wait_until(lambda: shown_card("Åsa Öberg").type_name == "Ordinarie", "the type to be ordinary")
    errands.begin("new_subscription", "person_menu")
    prices: list[str] = []

    def look(step: str) -> None:
        if step == "products":
            prices.append(words_on(hands.find("products", QWidget)))
            errands.wizard().leave()
            raise Seen

    with pytest.raises(Seen):
        errands.walk({"identification": errands.identified, "products": lambda: hands.click("product_GULD-3")}, look)
    assert "1 390,00" in prices[0]
    assert "1 190,00" not in prices[0]


class Seen(Exception):
    """Enough of the routine."""
