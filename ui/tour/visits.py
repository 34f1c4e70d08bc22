"""Whole visits at the desk: what a customer wants, and the hands that enter it page by page."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListView

from ui.access.photo_capture import PhotoCapture
from ui.tour import hands
from ui.wizard.routine_wizard import RoutineWizard

PageShown = Callable[[str], None]
LOOK_UP_S = 60.0  # central may take its time to say that it can't be reached
REGISTRATIONS = ("register_private_customer", "register_organisation_customer")


def nobody(_step: str) -> None:
    """For visits that nobody watches."""


def nothing() -> None:
    """What stands there already."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of several means of payment; `amount` "" is the rest."""

    method: str
    amount: str = ""
    reference: str = ""
    given: str = ""


@dataclass(frozen=True, slots=True)
class Customer:
    """What is typed at the desk. `documents` are the boxes to tick; `guardian` for someone under 18.

    The photo is taken by the camera, or is the file `photo`; without a camera there is a reason instead, and with
    protected identity nothing. `parts`, in place of method, reference and given, for who pays in several ways.
    `organisation`: what the one is searched by through which somebody comes, `pre_order` what is done about pre-orders;
    `product` "" for one that a pre-order has chosen.
    """

    details: dict[str, str]
    product: str
    card: str
    customer_type: str = "ordinary"
    is_foreign: bool = False
    documents: tuple[str, ...] = ("swedish_id",)
    valid_until: str = ""
    guardian: dict[str, str] = field(default_factory=dict)
    account: tuple[str, str] = ("", "")
    holder: str = "self"
    payer: str = ""
    add_ons: tuple[str, ...] = ()
    is_protected: bool = False
    has_camera: bool = True
    photo: Path | None = None
    no_photo_reason: str = "camera"
    method: str = "card"
    reference: str = ""
    given: str = ""
    parts: tuple[Part, ...] = ()
    organisation: str = ""
    pre_order: Callable[[], None] = nothing


PREPAID = Customer(
    details={
        "personal_number": "19850709-9805",
        "given_name": "Åsa",
        "family_name": "Öberg",
        "street": "Götgatan 12",
        "postcode": "118 46",
        "city": "Stockholm",
        "email": "asa.oberg@example.se",
        "mobile": "070-174 06 05",
    },
    product="GULD-12",
    card="20000011",
    reference="T-1001",
)

DIRECT_DEBIT = replace(
    PREPAID,
    product="GULD-AG12",
    account=("6789", "123456789"),
    method="swish",
    reference="S-2002",
)


def sign_in(login: str = "anna", pin: str = "1111") -> None:
    hands.click(f"staff_{login}")
    hands.write("pin", pin)
    hands.click("sign_in")
    hands.wait_until(lambda: hands.is_shown("search"), "the desk after signing in")


def open_wizard() -> None:
    """A search comes first; of this one nothing is taken over."""
    hands.write("search", "00000")
    hands.press(Qt.Key.Key_Escape)
    hands.press(Qt.Key.Key_F2)
    hands.wait_until(lambda: hands.is_shown("register_private_customer"), "the wizard")


def open_member_wizard() -> None:
    """Of somebody who comes through an organisation."""
    hands.write("search", "00000")
    hands.press(Qt.Key.Key_Escape)
    hands.press(Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    hands.wait_until(lambda: hands.is_shown("register_organisation_customer"), "the wizard")


def wizard() -> RoutineWizard:
    """The one that is open."""
    open_ones = [one for name in REGISTRATIONS for one in hands.on_screen(name, RoutineWizard)]
    return open_ones[-1] if open_ones else hands.find(REGISTRATIONS[0], RoutineWizard)


def step() -> str:
    """The page now shown."""
    return wizard().current.step


def go_on() -> None:
    before = step()
    hands.click("next")
    hands.wait_until(lambda: step() != before, f"the page after {before}")


def register(customer: Customer, page_shown: PageShown = nobody, upto: str = "") -> None:
    """Through every page and Finish; `page_shown` is called when a page is filled. Stops on the page `upto`."""
    while True:
        current = step()
        FILLED[current](customer)
        page_shown(current)
        if current == upto:
            return
        if is_last():
            finish()
            return
        go_on()


def is_last() -> bool:
    return hands.is_shown("finish")


def finish() -> None:
    hands.click("finish")
    hands.wait_until(lambda: not any(map(hands.is_shown, REGISTRATIONS)), "the wizard to close")


def _organisation(customer: Customer) -> None:
    """Nothing for one that is chosen already."""
    if customer.organisation:
        hands.write("search_text", customer.organisation)
        hands.wait_until(lambda: hands.is_shown("organisation_hits"), "organisations")
        hands.press(Qt.Key.Key_Return)


def _pre_order(customer: Customer) -> None:
    customer.pre_order()


def picks_pre_order(typed: str) -> Callable[[], None]:
    """The first of the organisation's unused ones by that name."""

    def pick() -> None:
        hands.choose("way", "use")
        hands.write("pre_order_search", typed)
        orders = hands.find("pre_order_list", QListView)
        hands.wait_until(lambda: orders.model().rowCount() == 1, f"the pre-order of {typed}")
        orders.setFocus()
        hands.press(Qt.Key.Key_Return)

    return pick


def _identification(customer: Customer) -> None:
    if hands.is_shown("customer_type"):
        hands.choose("customer_type", customer.customer_type)
    hands.choose("id_origin", "foreign" if customer.is_foreign else "swedish")
    for document in customer.documents:
        hands.tick(f"document_{document}")
    if customer.valid_until:
        hands.write("valid_until", customer.valid_until)
    if customer.guardian:
        hands.tick("is_minor")
        for name in ("name", "personal_number"):
            hands.write(f"guardian_{name}", customer.guardian[name])
        hands.choose("guardian_relation", customer.guardian["relation"])
        hands.tick("guardian_has_consented")


def _personal_details(customer: Customer) -> None:
    for name, text in customer.details.items():
        if name == "document_kind":
            hands.choose(name, text)
            continue
        hands.write(name, text)
        if name == "personal_number":
            hands.wait_until(lambda: not wizard().current.notices.is_busy, "the look-up to end", LOOK_UP_S)
    if customer.is_protected:
        hands.tick("protected_identity")


def _products(customer: Customer) -> None:
    if customer.product:
        hands.click(f"product_{customer.product}")
    for add_on in customer.add_ons:
        hands.tick(f"add_on_{add_on}")


def _mandate(customer: Customer) -> None:
    hands.choose("holder", customer.holder)
    if customer.payer:
        hands.write("holder_personal_number", customer.payer)
    clearing, account = customer.account
    hands.write("clearing", clearing)
    hands.write("account", account)


def _access_details(customer: Customer) -> None:
    hold_card(customer.card)
    if customer.photo is not None:
        photo_from_file(customer.photo)
    elif customer.has_camera and not customer.is_protected:
        take_photo()
    elif not customer.is_protected:
        hands.tick("no_photo")
        hands.choose("no_photo_reason", customer.no_photo_reason)


def hold_card(number: str) -> None:
    field = hands.reach("card_number", QLineEdit)
    hands.hold_card(number)
    hands.wait_until(lambda: field.text().replace(" ", "") == number, f"card {number} to be read")


def take_photo() -> None:
    hands.click("take_photo")
    hands.wait_until(lambda: hands.is_shown("retake"), "the picture")


def photo_from_file(path: Path) -> None:
    """The file's dialog is the system's own."""
    hands.find("photo", PhotoCapture).read_file(path)
    hands.wait_until(lambda: hands.is_shown("retake"), "the picture from the file")


def _summary(_customer: Customer) -> None:
    hands.tick("accepted_terms")


def _payment(customer: Customer) -> None:
    for part in customer.parts or (Part(customer.method, "", customer.reference, customer.given),):
        pay(part)


def pay(part: Part) -> None:
    if part.amount:
        hands.write(f"{part.method}_amount", part.amount)
    else:
        hands.click(f"{part.method}_rest")
    if part.method != "cash":
        hands.write(f"{part.method}_reference", part.reference)
    elif part.given:
        hands.write("cash_given", part.given)


FILLED: dict[str, Callable[[Customer], None]] = {
    "organisation": _organisation,
    "pre_order": _pre_order,
    "identification": _identification,
    "personal_details": _personal_details,
    "products": _products,
    "mandate": _mandate,
    "access_details": _access_details,
    "summary": _summary,
    "payment": _payment,
}
