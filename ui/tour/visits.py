"""Whole visits at the desk: what a customer wants, and the hands that enter it page by page."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWizard

from ui.tour import hands

PageShown = Callable[[str], None]


def nobody(_step: str) -> None:
    """For visits that nobody watches."""


@dataclass(frozen=True, slots=True)
class Customer:
    """What is typed at the desk. `documents` are the boxes to tick; `guardian` for someone under 18."""

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
    has_camera: bool = True
    no_photo_reason: str = "camera_missing"
    method: str = "card"
    reference: str = ""
    given: str = ""


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
    hands.press(Qt.Key.Key_F2)
    hands.wait_until(lambda: hands.is_shown("register_private_customer"), "the wizard")


def step() -> str:
    """The page now shown."""
    wizard = hands.find("register_private_customer", QWizard)
    return wizard.currentPage().objectName()


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
    hands.wait_until(lambda: not hands.is_shown("register_private_customer"), "the wizard to close")


def _identification(customer: Customer) -> None:
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
        if name in ("document_kind", "document_country"):
            hands.choose(name, text)
            continue
        hands.write(name, text)
        if name == "personal_number":
            hands.wait_until(lambda: not hands.is_shown("looking_up"), "the look-up")


def _products(customer: Customer) -> None:
    hands.click(f"product_{customer.product}")


def _mandate(customer: Customer) -> None:
    hands.choose("holder", customer.holder)
    if customer.payer:
        hands.write("holder_personal_number", customer.payer)
    clearing, account = customer.account
    hands.write("clearing", clearing)
    hands.write("account", account)


def _access_details(customer: Customer) -> None:
    if customer.has_camera:
        take_photo()
    else:
        hands.choose("no_photo_reason", customer.no_photo_reason)
    hands.hold_card(customer.card)


def take_photo() -> None:
    hands.click("take_photo")
    hands.wait_until(lambda: hands.is_shown("retake"), "the picture")


def _summary(_customer: Customer) -> None:
    hands.tick("accepted_terms")


def _payment(customer: Customer) -> None:
    hands.click(f"{customer.method}_rest")
    if customer.method == "cash":
        hands.write("cash_given", customer.given)
    else:
        hands.write(f"{customer.method}_reference", customer.reference)


FILLED: dict[str, Callable[[Customer], None]] = {
    "identification": _identification,
    "personal_details": _personal_details,
    "products": _products,
    "mandate": _mandate,
    "access_details": _access_details,
    "summary": _summary,
    "payment": _payment,
}
