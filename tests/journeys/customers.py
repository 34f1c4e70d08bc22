"""Who comes to the desk in the journeys: one customer for each way through the wizard."""

from dataclasses import replace

from kiosk.access.drafts import AccessDraft
from kiosk.devices.demo_video import FACE
from tests.registration import ordinary_prepaid
from ui.tour.visits import PREPAID, Customer, Part

# numbers that the tax agency gives out for tests
STUDENT_NUMBER, STUDENT = "900101-0017", "199001010017"
GUARDIAN_NUMBER = "640823-3234"
CHILD_NUMBER = "121212-1212"

ASA = replace(PREPAID, photo=FACE)
"""Ordinary, a year paid by card."""

CAMERA = PREPAID
"""The same, photographed by the camera."""

CASH = replace(ASA, product="GULD-AG", add_ons=("BAD",), account=("6789", "123456789"), method="cash", given="200")
"""185,10 now: 185 in cash, and 15 back."""

MIXED = replace(ASA, parts=(Part("swish", "1000", "S-1"), Part("card", "1490,50", "T-7"), Part("cash", given="2000")))
"""3990: 1000 and 1490,50 exactly, 1499,50 in cash."""

STUDENT_DEBIT = replace(
    ASA,
    details={**PREPAID.details, "personal_number": STUDENT_NUMBER},
    customer_type="student",
    documents=("swedish_id", "student_card"),
    valid_until="2027-09-14",
    product="GULD-AG12",
    add_ons=("PT-APP",),
    account=("6789", "123456789"),
    method="swish",
    reference="S-2002",
)

MEMBER = replace(ASA, organisation="norrsken", documents=("swedish_id", "pre_order_match"), product="", reference="")
"""Through Norrskensverken AB, with the pre-order that holds her number; it pays."""

CHILD = replace(
    ASA,
    details={
        **PREPAID.details,
        "personal_number": CHILD_NUMBER,
        "given_name": "Love",
        "email": "love@example.se",
        "mobile": "070-174 06 06",
    },
    guardian={"name": "Maria Öberg", "personal_number": GUARDIAN_NUMBER, "relation": "mother"},
    product="GYM-AG12",
    holder="other_payer",
    payer=GUARDIAN_NUMBER,
    account=("6789", "123456789"),
    card="20000012",
    reference="T-1002",
)
"""Her mother pays; she has to be registered first."""

FOREIGN = replace(
    ASA,
    details={
        "birth_date": "1991-05-17",
        "document_kind": "passport",
        "document_country": "Finland",
        "given_name": "Aino",
        "family_name": "Virtanen",
        "street": "Ringvägen 100",
        "postcode": "118 60",
        "city": "Stockholm",
        "email": "aino@example.fi",
        "mobile": "+358 40 123 4567",
    },
    is_foreign=True,
    documents=("foreign_id", "proof_of_residence"),
    product="GYM-1",
)

PROTECTED = replace(
    ASA,
    details={
        "personal_number": STUDENT_NUMBER,
        "given_name": "Karin",
        "family_name": "Hemlig",
        "email": "k@example.se",
        "mobile": "070-174 06 07",
    },
    is_protected=True,
    photo=None,
)

NO_CAMERA = replace(ASA, photo=None, has_camera=False)

REGISTERED = replace(ordinary_prepaid(), access=AccessDraft("1000 0342", FACE.read_bytes()))
"""Who was here before: the student's number, name and address."""


def other_than(customer: Customer, card: str = "20000099", reference: str = "T-9999") -> Customer:
    """Somebody else at the same errand."""
    details = {
        **customer.details,
        "personal_number": "198112289874",
        "given_name": "Bo",
        "family_name": "Ek",
        "email": "bo.ek@example.se",
        "mobile": "070-174 06 99",
    }
    return replace(customer, details=details, card=card, reference=reference)
