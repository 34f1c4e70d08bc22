"""One journey per way through Register private customer, in the desk's real window, to the receipt and the card."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel

from db.tables import PhotoBlob
from kiosk.demo.catalogue import price_list_id, product_id
from kiosk.opening import DataFolder
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from tests.devices.portraits import size_of_portrait
from tests.documents.reading import text_of
from tests.journeys import customers
from tests.journeys.records import Registration, check_store, newest
from tests.journeys.window import close_document, open_desk, receipt_pdf, shown_card, wait_for_words
from tests.people.members import is_member_number
from tests.registration import ASA, GUARDIAN, done
from ui.desk import Desk
from ui.documents.document_viewer import DocumentViewer
from ui.tour import hands, visits


def register(store: Store, customer: visits.Customer) -> Registration:
    visits.open_wizard()
    visits.register(customer)
    check_store(store)
    return newest(store)


def paid(found: Registration) -> list[tuple[str, int, int | None, str]]:
    return [(row.method, row.amount, row.given, row.reference) for row in found.payments]


def read_receipt(folder: Path) -> str:
    """The receipt shown now, in one line with plain spaces."""
    return text_of(receipt_pdf(folder)).replace("\N{NO-BREAK SPACE}", " ")


def test_ordinary_prepaid_by_card_photographed_by_the_camera(
    qapp: QApplication, folder: DataFolder, gym: Store, video: Path, tmp_path: Path
) -> None:
    with open_desk(folder, gym, str(video)):
        found = register(gym, customers.CAMERA)
        receipt = read_receipt(tmp_path)
        card = shown_card("Åsa Öberg")
    person = found.person
    assert (person.personal_number, person.birth_date) == ("198507099805", date(1985, 7, 9))
    assert (person.given_name, person.family_name, person.email) == ("Åsa", "Öberg", "asa.oberg@example.se")
    assert (person.street, person.postcode, person.mobile) == ("Götgatan 12", "11846", "+46701740605")
    assert (person.to_verify, person.no_photo_reason, is_member_number(person.member_number)) == (True, "", True)
    assert found.checks == {"swedish_id": None}
    assert found.cards == ["20000011"]
    with gym.reading():
        width, height = size_of_portrait(bytes(PhotoBlob.get().jpeg))
    assert abs(width * 4 - height * 3) <= 4
    assert (found.main.kind, found.main.price, found.main.period_months) == ("prepaid", 399000, 12)
    assert [(lot.amount, lot.last) for lot in found.lots] == [(399000, date(2027, 11, 21))]
    assert paid(found) == [("card", 399000, None, "T-1001")]
    assert (found.sale.rounding, found.receipt.number) == (0, 1)
    assert (found.guardians, found.certificates, found.mandates) == ([], [], [])
    assert (card.person_id, [one.number for one in card.receipts]) == (person.id, [1])
    assert "3 990,00" in receipt
    assert "T-1001" in receipt


def test_cash_with_change_and_rounding(desk: Desk, gym: Store, tmp_path: Path) -> None:
    change: list[str] = []

    def look(step: str) -> None:
        if step == "payment":
            change.append(hands.find("change", QLabel).text().replace("\N{NO-BREAK SPACE}", " "))
            wait_for_words("payment", "varav öresavrundning")

    visits.open_wizard()
    visits.register(customers.CASH, look)
    check_store(gym)
    found = newest(gym)
    assert change == ["Växel 15,00 kr"]
    assert paid(found) == [("cash", 18500, 20000, "")]
    assert (found.sale.total, found.sale.rounding) == (18510, -10)
    receipt = read_receipt(tmp_path)
    assert "185,00" in receipt
    assert "−0,10" in receipt


def test_paid_in_three_ways(desk: Desk, gym: Store, tmp_path: Path) -> None:
    found = register(gym, customers.MIXED)
    assert paid(found) == [
        ("card", 149050, None, "T-7"), ("cash", 150000, 200000, ""), ("swish", 100000, None, "S-1"),
    ]  # fmt: skip
    assert (found.sale.total, found.sale.rounding) == (399000, 50)
    receipt = read_receipt(tmp_path)
    assert all(sum_ in receipt for sum_ in ("1 490,50", "1 000,00", "3 990,50"))


def test_a_student_by_direct_debit(desk: Desk, gym: Store, tmp_path: Path) -> None:
    found = register(gym, customers.STUDENT_DEBIT)
    for title in ("Kvitto", "Avtal", "Autogiromedgivande"):
        assert hands.find("document", DocumentViewer).windowTitle().startswith(title)
        receipt_pdf(tmp_path)
    assert not hands.is_shown("document")
    hands.click("begin_show_mandate_form")
    assert hands.find("document", DocumentViewer).windowTitle() == "Autogiromedgivande"
    close_document()
    (certificate,), (mandate,) = found.certificates, found.mandates
    assert (certificate.kind, certificate.valid_until) == ("student", date(2027, 9, 14))
    assert found.checks == {"swedish_id": None, "student_card": date(2027, 9, 14)}
    assert (found.main.price, found.main.price_list_id) == (29900, price_list_id("student"))
    assert [(one.product_id, one.price) for one in found.add_ons] == [(product_id("PT-APP"), 3900)]
    assert sorted((lot.month, lot.days, lot.amount) for lot in found.lots) == [
        ("2026-11", 9, 1170), ("2026-11", 9, 8970),
    ]  # fmt: skip
    assert (mandate.holder, mandate.holder_personal_number) == ("self", customers.STUDENT)
    assert (mandate.bank, mandate.clearing, mandate.account) == ("Handelsbanken", "6789", "123456789")
    assert (mandate.state, mandate.first_draw) == ("draft", date(2026, 11, 30))
    assert paid(found) == [("swish", 10140, None, "S-2002")]
    card = shown_card("Åsa Öberg")
    assert card.certificate is not None
    assert (card.type_name, card.certificate.valid_until) == ("Student", date(2027, 9, 14))
    assert [one.bank for one in card.mandates] == ["Handelsbanken"]


def test_a_child_whose_mother_pays(desk: Desk, gym: Store, staff: StaffMember) -> None:
    mother = replace(ASA, personal_number=GUARDIAN, given_name="Maria", mobile="070-174 06 10", email="m@example.se")
    payer_id = done(gym, staff, replace(customers.REGISTERED, details=mother)).person_id
    found = register(gym, customers.CHILD)
    close_document()
    (guardian,), (mandate,) = found.guardians, found.mandates
    assert (guardian.name, guardian.personal_number, guardian.relation) == ("Maria Öberg", "196408233234", "mother")
    assert guardian.consented_at == gym.clock.now()
    assert (mandate.holder, mandate.payer_id, mandate.holder_name) == ("other_payer", payer_id, "Maria Öberg")
    assert (found.person.birth_date, found.person.given_name) == (date(2012, 12, 12), "Love")
    assert [one.product_id for one in found.add_ons] == [product_id("SERVICE")]
    assert found.receipt.number == 2


def test_a_foreign_identity(desk: Desk, gym: Store) -> None:
    found = register(gym, customers.FOREIGN)
    close_document()
    person = found.person
    assert (person.personal_number, person.birth_date, person.to_verify) == (None, date(1991, 5, 17), False)
    assert (person.document_kind, person.document_country, person.mobile) == ("passport", "Finland", "+358401234567")
    assert found.checks == {"foreign_id": None, "proof_of_residence": None}
    assert found.sale.total == 54900
    assert shown_card("Aino Virtanen").person_id == person.id


def test_a_protected_identity_is_not_photographed_nor_shown(desk: Desk, gym: Store, tmp_path: Path) -> None:
    found = register(gym, customers.PROTECTED)
    receipt = read_receipt(tmp_path)
    assert (found.person.protected_identity, found.person.street, found.photos) == (True, "", [])
    assert found.person.no_photo_reason == ""
    assert found.cards == ["20000011"]
    wait_for_words("toast", "skyddad")  # reception may not open such a card
    assert not hands.is_shown("person_card")
    for text in (receipt, *(line.text for line in found.lines), found.journal.details):
        assert "Hemlig" not in text
        assert not any(number in text for number in ("900101-0017", "199001010017", "9001010017"))


def test_no_camera_has_a_reason(desk: Desk, gym: Store) -> None:
    found = register(gym, customers.NO_CAMERA)
    close_document()
    assert found.photos == []
    assert found.person.no_photo_reason == "Kameran fungerar inte"
    assert json.loads(found.journal.details)["without_photo"] is True
