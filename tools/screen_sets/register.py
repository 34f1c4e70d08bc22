"""Register private customer: every page of its wizard, filled in and with problems."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache, partial

from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.access.drafts import AccessDraft
from kiosk.demo.catalogue import product_id
from kiosk.devices.demo_video import FACE
from kiosk.direct_debit.drafts import MandateDraft
from kiosk.people.drafts import GuardianDraft, IdentificationDraft, LookedUp, PersonalDetailsDraft
from kiosk.people.personal_details import with_look_up
from kiosk.people.register_private_customer import Draft, Step
from kiosk.store import Store
from kiosk.subscriptions.drafts import ProductsDraft
from kiosk.till.tender import Method, Tender
from tools.screen_desk import SETTLE_MS, bare_store, doors, walk
from tools.screen_sets.shell import ONLINE, desk
from ui.appearance import Appearance
from ui.people.register_customer import open_register_wizard
from ui.tour.hands import wait

CAMERA_MS = 900

FOUND = LookedUp("199001010017", "Åsa", "Öberg", "Götgatan 12 B", "11846", "Stockholm", protected_identity=False)
ASA = replace(
    with_look_up(PersonalDetailsDraft(personal_number="900101-0017"), FOUND),
    email="asa.oberg@example.se",
    mobile="070-174 06 05",
)
STUDENT = Draft(
    IdentificationDraft("student", ticked=frozenset({"swedish_id", "student_card"}), valid_until=date(2027, 9, 14)),
    ASA,
    ProductsDraft(product_id("GULD-AG12"), frozenset({product_id("BAD")})),
    MandateDraft(clearing="6789", account="123456789"),
    AccessDraft("1000 0342", FACE.read_bytes()),
    "2026-1",
)
GUARDIAN = GuardianDraft("Maria Öberg", "640823-3234", "mother", has_consented=True)


@cache
def _store() -> Store:
    return bare_store()


def page(appearance: Appearance, step: str, draft: Draft = STUDENT, *, is_tried: bool = False) -> QWidget:
    """The step's page as the draft fills it in; `is_tried`: someone has tried to go on with what it lacks."""
    window = desk(appearance, ONLINE)
    window.show()
    wizard = open_register_wizard(window.pages, doors(_store(), look_up=lambda _number: FOUND))
    walk(wizard, draft, step)
    wait(SETTLE_MS)
    if is_tried:
        wizard.accept() if wizard.nextId() == -1 else wizard.next()
    return window


def camera(appearance: Appearance) -> QWidget:
    """The live picture, and a card that was read."""
    return _after(CAMERA_MS, page(appearance, Step.ACCESS_DETAILS, replace(STUDENT, access=AccessDraft("1000 0342"))))


def why(appearance: Appearance) -> QWidget:
    window = page(appearance, Step.PRODUCTS)
    for button in window.findChildren(QAbstractButton, "why_now"):
        button.click()
    return _after(50, window)


def _after(ms: int, window: QWidget) -> QWidget:
    wait(ms)
    return window


MINOR = replace(
    STUDENT, identification=IdentificationDraft("ordinary", ticked=frozenset({"swedish_id"}), is_minor=True)
)
SCREENS: dict[str, Callable[[Appearance], QWidget]] = {
    "register-1-identification": partial(page, step=Step.IDENTIFICATION),
    "register-1-guardian": partial(
        page,
        step=Step.IDENTIFICATION,
        draft=replace(MINOR, identification=replace(MINOR.identification, guardian=GUARDIAN)),
    ),
    "register-1-problems": partial(page, step=Step.IDENTIFICATION, draft=MINOR, is_tried=True),
    "register-2-details": partial(page, step=Step.PERSONAL_DETAILS),
    "register-2-problems": partial(
        page,
        step=Step.PERSONAL_DETAILS,
        draft=replace(STUDENT, details=replace(ASA, email="asa@", mobile="")),
        is_tried=True,
    ),
    "register-3-products": partial(page, step=Step.PRODUCTS),
    "register-3-why": why,
    "register-4-mandate": partial(page, step=Step.MANDATE),
    "register-4-override": partial(
        page,
        step=Step.MANDATE,
        draft=replace(STUDENT, mandate=MandateDraft(clearing="6000", account="123456788")),
        is_tried=True,
    ),
    "register-5-camera": camera,
    "register-5-access": partial(page, step=Step.ACCESS_DETAILS),
    "register-5-no-photo": partial(
        page, step=Step.ACCESS_DETAILS, draft=replace(STUDENT, access=AccessDraft("1000 0342")), is_tried=True
    ),
    "register-6-summary": partial(page, step=Step.SUMMARY),
    "register-7-payment": partial(page, step=Step.PAYMENT),
    "register-7-cash": partial(
        page, step=Step.PAYMENT, draft=replace(STUDENT, tenders=(Tender(Method.CASH, 11300, given=20000),))
    ),
    "register-7-mixed": partial(
        page,
        step=Step.PAYMENT,
        draft=replace(STUDENT, tenders=(Tender(Method.CARD, 6340, "004711"), Tender(Method.SWISH, 5000, "S-1"))),
    ),
}
