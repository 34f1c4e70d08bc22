"""The demo gym's catalogue: facilities, staff, customer types, products, prices, terms; its ids never change."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from db.tables import (
    CustomerType,
    Facility,
    GymRow,
    Organisation,
    Price,
    PriceList,
    Product,
    ProductAddOn,
    Setting,
    Staff,
    Terms,
    ThisDevice,
    Till,
)
from kiosk.demo.accounts import ACCOUNTS
from kiosk.demo.organisations import organisation_values
from kiosk.demo.terms import TERMS_EN, TERMS_SV
from kiosk.ids import fixed_id
from kiosk.operations.book import Book
from kiosk.settings.gym import AUTOGIRO_CUSTOMER_NUMBER
from kiosk.staff.sign_in import hash_pin

GymRows = Iterator[tuple[type[GymRow], dict[str, Any]]]

COMPANY = {"company": "Demogymmet AB", "organisation_number": "556703-7485", "bankgiro": "5050-1055"}
FACILITIES = (
    ("SOD", "Demogymmet Södermalm", "Götgatan 99", "11662", "Stockholm", "08-465 004 10"),
    ("SOL", "Demogymmet Solna", "Råsundavägen 50", "16957", "Solna", "08-465 004 20"),
)
PRICE_LISTS = (
    ("standard", "Ordinarie", "Ordinary"),
    ("student", "Student", "Student"),
    ("pensioner", "Pensionär", "Pensioner"),
    ("organisation", "Organisation", "Organisation"),
)
CUSTOMER_TYPES: tuple[tuple[str, str, str, str | None, int | None, bool], ...] = (
    ("ordinary", "Ordinarie", "Ordinary", "standard", None, True),
    ("student", "Student", "Student", "student", 16, True),
    ("pensioner", "Pensionär", "Pensioner", "pensioner", None, True),
    ("youth", "Ungdom", "Youth", None, None, False),
    ("organisation", "Organisation", "Organisation", "organisation", None, True),
    ("staff", "Personal", "Staff", None, None, False),
)


def _main(code: str, sv: str, en: str, about_sv: str, about_en: str, **more: Any) -> dict[str, Any]:
    facts = {"kind": "direct_debit", "vat_kind": "membership", "period_months": None, "commitment_months": 0}
    names = {"name_sv": sv, "name_en": en, "about_sv": about_sv, "about_en": about_en}
    return {"code": code, **facts, "notice_months": 1, "allows_transfer": False, **names, **more}


PRODUCTS = (
    _main(
        "GULD-AG", "Guld autogiro", "Gold direct debit",
        "Alla anläggningar, gym och grupp. Ingen bindningstid.", "All facilities, gym and classes. No commitment.",
    ),
    _main(
        "GULD-AG12", "Guld autogiro 12 mån", "Gold direct debit 12 months",
        "Alla anläggningar, gym och grupp. Bunden 12 månader.", "All facilities, gym and classes. Committed 12 months.",
        commitment_months=12,
    ),
    _main(
        "GYM-AG12", "Gym autogiro 12 mån", "Gym direct debit 12 months",
        "Gymmet på en anläggning. Bunden 12 månader.", "The gym at one facility. Committed 12 months.",
        commitment_months=12,
    ),
    _main(
        "GULD-12", "Guld årskort", "Gold annual card",
        "Alla anläggningar i tolv månader, betalas på en gång.", "All facilities for twelve months, paid up front.",
        kind="prepaid", period_months=12, allows_transfer=True,
    ),
    _main(
        "GULD-3", "Guld 3 månader", "Gold 3 months",
        "Alla anläggningar i tre månader, betalas på en gång.", "All facilities for three months, paid up front.",
        kind="prepaid", period_months=3, allows_transfer=True,
    ),
    _main(
        "GYM-1", "Gym 1 månad", "Gym 1 month",
        "Prova på: gymmet i en månad.", "Try it: the gym for one month.",
        kind="prepaid", period_months=1,
    ),
    _main(
        "SERVICE", "Serviceavgift", "Service fee",
        "Kortsystem och försäkring.", "Card system and insurance.", kind="add_on",
    ),
    _main(
        "PT-APP", "Träningsapp", "Training app",
        "Program och statistik i mobilen.", "Programmes and statistics on the phone.", kind="add_on",
    ),
    _main(
        "BAD", "Bad och bastu", "Pool and sauna",
        "Tillgång till relaxavdelningen.", "Access to the relaxation area.", kind="add_on",
    ),
    _main(
        "KORT", "Medlemskort", "Membership card",
        "Nytt passerkort.", "New access card.", kind="goods", vat_kind="goods",
    ),
    _main(
        "START", "Startavgift", "Joining fee",
        "Engångsavgift vid inskrivning.", "Paid once at registration.", kind="fee", vat_kind="fees",
    ),
    _main(
        "OVERLAT", "Överlåtelseavgift", "Transfer fee",
        "Betalas när ett abonnemang överlåts.", "Paid when a subscription is transferred.", kind="fee", vat_kind="fees",
    ),
)  # fmt: skip

# standard, student, pensioner, organisation: kronor per month, or per period
PRICES: dict[str, tuple[int, int, int, int]] = {
    "GULD-AG": (499, 399, 399, 449),
    "GULD-AG12": (399, 299, 319, 359),
    "GYM-AG12": (299, 239, 239, 269),
    "GULD-12": (3990, 2990, 3190, 3590),
    "GULD-3": (1390, 1090, 1090, 1190),
    "GYM-1": (549, 449, 449, 499),
    "SERVICE": (19, 19, 19, 19),
    "PT-APP": (49, 39, 39, 49),
    "BAD": (99, 79, 69, 99),
    "KORT": (125, 125, 125, 125),
    "START": (0, 0, 0, 0),
    "OVERLAT": (195, 195, 195, 195),
}
ADD_ONS: dict[str, tuple[tuple[str, str], ...]] = {
    "GULD-AG": (("SERVICE", "mandatory"), ("PT-APP", "optional"), ("BAD", "optional")),
    "GULD-AG12": (("PT-APP", "optional"), ("BAD", "optional")),
    "GYM-AG12": (("SERVICE", "mandatory"), ("PT-APP", "optional")),
}
TERMS_VERSION = "2026-1"


def product_id(code: str) -> str:
    return fixed_id("product", code)


def price_list_id(code: str) -> str:
    return fixed_id("price_list", code)


def facility_id(code: str) -> str:
    return fixed_id("facility", code)


def till_id(code: str, number: int = 1) -> str:
    return fixed_id("till", code, str(number))


def staff_id(login: str) -> str:
    return fixed_id("staff", login)


def catalogue_rows() -> GymRows:
    """Every row of the demo gym's `gym` stream; the PIN hashes differ each time they are made."""
    yield from _places()
    yield from _prices()
    for position, (code, sv, en, price_list, minimum_age, is_on) in enumerate(CUSTOMER_TYPES):
        yield (
            CustomerType,
            {
                "id": fixed_id("customer_type", code),
                "code": code,
                "name_sv": sv,
                "name_en": en,
                "price_list_id": price_list and price_list_id(price_list),
                "minimum_age": minimum_age,
                "is_on": is_on,
                "position": position,
            },
        )
    yield Setting, {"id": AUTOGIRO_CUSTOMER_NUMBER.name, "value": '"471117"'}
    yield (
        Terms,
        {
            "id": fixed_id("terms", TERMS_VERSION),
            "version": TERMS_VERSION,
            "valid_from": date(2026, 1, 1),
            "text_sv": TERMS_SV,
            "text_en": TERMS_EN,
        },
    )
    for organisation in organisation_values():
        yield Organisation, organisation


def _places() -> GymRows:
    for code, name, street, postcode, city, phone in FACILITIES:
        address = {"street": street, "postcode": postcode, "city": city, "phone": phone}
        yield Facility, {"id": facility_id(code), "code": code, "name": name, **address, **COMPANY}
        yield Till, {"id": till_id(code), "facility_id": facility_id(code), "name": f"{code}-1"}
    for login, name, role, pin in ACCOUNTS:
        person = {"login": login, "name": name, "role": role, "is_active": True}
        yield Staff, {"id": staff_id(login), "pin_hash": hash_pin(pin), **person}


def _prices() -> GymRows:
    for code, sv, en in PRICE_LISTS:
        yield PriceList, {"id": price_list_id(code), "code": code, "name": sv, "name_en": en}
    for position, product in enumerate(PRODUCTS):
        limits = {"min_freeze_months": None, "max_freeze_months": None, "is_on": True, "position": position}
        yield Product, {"id": product_id(product["code"]), **product, **limits}
    for code, amounts in PRICES.items():
        for (price_list, _sv, _en), kronor in zip(PRICE_LISTS, amounts, strict=True):
            keys = {"price_list_id": price_list_id(price_list), "product_id": product_id(code)}
            yield Price, {"id": fixed_id("price", price_list, code), **keys, "amount": kronor * 100}
    for main, found in ADD_ONS.items():
        for add_on, choice in found:
            keys = {"main_product_id": product_id(main), "add_on_product_id": product_id(add_on)}
            yield ProductAddOn, {"id": fixed_id("add_on", main, add_on), **keys, "choice": choice}


def seed_catalogue(rows: Iterator[tuple[type[GymRow], Mapping[str, Any]]] | None = None) -> None:
    """Writes the catalogue to an empty database, inside `store.own_writing()`."""
    book = Book()
    for table, values in rows or catalogue_rows():
        book.insert(table, **values)


def seed_desk(**device: Any) -> None:
    """The catalogue, and this desk as the first one at Södermalm, inside `store.own_writing()`. `device`: more of what
    the desk knows of itself."""
    seed_catalogue()
    place = {"name": "Reception 1", "facility_id": facility_id("SOD"), "till_id": till_id("SOD")}
    ThisDevice.update(**place, **device).execute()
