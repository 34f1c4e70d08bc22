"""The demo gym's organisations: invented names, numbers that check out and that nobody has been given."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from kiosk.ids import fixed_id
from kiosk.operations.organisations import product_text
from kiosk.organisations.agreements import Pays

# code, name, number, account manager, e-mail, phone, address, price list, active, orders beforehand
ORGANISATIONS = (
    (
        "NORRSKEN", "Norrskensverken AB", "5599000014", "Omar Platschef", "halsa@norrskensverken.example.se",
        "+46846500111", ("Kungsklippan 7", "11225", "Stockholm"), "organisation", True, True,
    ),
    (
        "LINGON", "Lingon & Lava Spel AB", "5599000022", "Omar Platschef", "kontoret@lingonlava.example.se",
        "+46846500112", ("Rosenlundsgatan 40", "11853", "Stockholm"), "organisation", True, False,
    ),
    (
        "GRANIT", "Granitbergs Bygg AB", "5599000030", "Eva Administratör", "lon@granitbergs.example.se",
        "+46846500113", ("Västberga allé 5", "12630", "Hägersten"), None, True, False,
    ),
    (
        "ATTIKA", "Åttika Redovisning AB", "5599000048", "Eva Administratör", "hej@attika.example.se",
        "+46846500114", ("Sveavägen 900", "11350", "Stockholm"), "organisation", True, False,
    ),
    (
        "SOLVIK", "Solviks kommun", "2199000015", "Omar Platschef", "friskvard@solvik.example.se",
        "+46846500115", ("Stadshustorget 1", "16999", "Solvik"), "organisation", True, True,
    ),
    (
        "TRAST", "Idrottsföreningen Trasten", "8099000013", "Omar Platschef", "kansli@trasten.example.se",
        "+46846500116", ("Ringvägen 990", "11860", "Stockholm"), "student", True, False,
    ),
    (
        "VIKEN", "Brf Vikens Krona", "7699000019", "Eva Administratör", "styrelsen@vikenskrona.example.se",
        "+46846500117", ("Kajvägen 3", "16970", "Solna"), None, True, False,
    ),
    (
        "MYRBO", "Myrbo Möbelfabrik AB", "5599000055", "Eva Administratör", "personal@myrbo.example.se",
        "+46846500118", ("Fabriksgatan 12", "17265", "Sundbyberg"), "organisation", False, False,
    ),
)  # fmt: skip

# who pays, the agreement's last day, its products, what the invoice says; the others: the member, without end, all
AGREEMENTS: dict[str, tuple[Pays, date | None, tuple[str, ...], str]] = {
    "NORRSKEN": (
        Pays.ORGANISATION, date(2027, 12, 31), ("GULD-12", "GULD-3", "GULD-AG12", "GULD-AG"),
        "Ref 4410 Norrsken Friskvård",
    ),
    "SOLVIK": (Pays.ORGANISATION, date(2027, 6, 30), ("GULD-12", "GYM-1"), "Kostnadsställe 7310"),
    "LINGON": (Pays.MEMBER, date(2027, 12, 31), (), ""),
    "ATTIKA": (Pays.MEMBER, None, ("GULD-AG", "GULD-AG12"), ""),
    "VIKEN": (Pays.MEMBER, date(2026, 3, 31), (), ""),
}  # fmt: skip
WITHOUT = (Pays.MEMBER, None, (), "")


def organisation_id(code: str) -> str:
    return fixed_id("organisation", code)


def organisation_name(code: str) -> str:
    return next(one[1] for one in ORGANISATIONS if one[0] == code)


def paying_organisation(code: str) -> str | None:
    """Its id where it pays for its people; None where they do, and for no organisation ("")."""
    pays, *_rest = AGREEMENTS.get(code, WITHOUT)
    return organisation_id(code) if pays is Pays.ORGANISATION else None


def own_price_list(code: str) -> str | None:
    """Its id; None where its people pay as the customer type Organisation does, and for no organisation ("")."""
    lists = {one[0]: one[7] for one in ORGANISATIONS}
    price_list = lists.get(code)
    return price_list and fixed_id("price_list", price_list)


def organisation_values() -> Iterator[dict[str, Any]]:
    """A row each."""
    for code, name, number, manager, email, phone, address, price_list, is_active, pre_orders in ORGANISATIONS:
        street, postcode, city = address
        yield {
            "id": organisation_id(code),
            "code": code,
            "name": name,
            "organisation_number": number,
            "account_manager": manager,
            "email": email,
            "phone": phone,
            "street": street,
            "postcode": postcode,
            "city": city,
            "is_active": is_active,
            "price_list_id": price_list and fixed_id("price_list", price_list),
            "pre_orders": pre_orders,
            **_agreement(code),
        }


def _agreement(code: str) -> dict[str, Any]:
    pays, until, products, reference = AGREEMENTS.get(code, WITHOUT)
    return {
        "pays": pays.value,
        "agreement_until": until,
        "product_ids": product_text([fixed_id("product", product) for product in products]),
        "invoice_reference": reference,
        "merged_into": None,
    }
