"""The invoice basis on paper: complete, searchable, its table's head on every page, and silent about secrets."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kiosk.documents.invoice_sheet import write_invoice_basis
from kiosk.organisations.invoice_basis import (
    Billed,
    BilledMember,
    InvoiceBasis,
    InvoicePayer,
    Issuer,
    Origin,
    basis_parts,
)
from kiosk.problems import Problem
from kiosk.texts import Language, set_language
from tests.documents.reading import metadata_of, pages_of, text_of

GYM, OTHER = Issuer("Demogymmet AB", "556703-7485"), Issuer("Östra gymmet AB", "559900-0105")
PAYER = InvoicePayer(
    "id",
    "NORRSKEN",
    "Norrskensverken AB",
    "559900-0014",
    ("Kungsklippan 7", "112 25 Stockholm"),
    "Ref 4410 Norrsken Friskvård",
    "Omar Platschef",
)


def run(number: int, name: str = "Åsa Öberg", issuer: Issuer = GYM) -> Billed:
    days = (date(2026, 12, 1), date(2026, 12, 31))
    member = BilledMember(f"{number:012}", name, f"{number:012}")
    return Billed(issuer, "Gymmet Söder", member, "Guld autogiro", *days, Origin.RUN, "2026-12", 39900, 6)


CARD = Billed(
    GYM,
    "Gymmet Söder",
    BilledMember("000000000002", "Bo Ek", "ek"),
    "Medlemskort",
    date(2026, 12, 7),
    date(2026, 12, 7),
    Origin.RECEIPT,
    "1042",
    12500,
    25,
    "Kassa 1",
)
EMPTY = InvoiceBasis(GYM, PAYER, date(2026, 12, 1), (), (), datetime(2027, 1, 2, 9, 30, tzinfo=UTC))
BASIS = replace(EMPTY, parts=basis_parts([run(1), CARD]))


@pytest.fixture(params=Language)
def language(request: pytest.FixtureRequest) -> Iterator[Language]:
    set_language(request.param)
    yield request.param
    set_language(Language.SWEDISH)


@pytest.mark.parametrize(
    "needed",
    [
        "Demogymmet AB", "556703-7485", "2026-12", "2027-01-02 10:30", "Norrskensverken AB", "559900-0014",
        "Kungsklippan 7", "112 25 Stockholm", "Ref 4410 Norrsken Friskvård", "Omar Platschef",
        "Åsa Öberg", "000000000001", "Guld autogiro", "2026-12-01 – 2026-12-31", "Gymmet Söder", "376,42 22,58 399,00",
        "Bo Ek", "2026-12-07", "1042, Kassa 1", "25 % 100,00 25,00 125,00", "6 % 376,42 22,58 399,00",
        "476,42 47,58 524,00", "524,00 kr",
    ],
)  # fmt: skip
def test_it_holds(language: Language, needed: str) -> None:
    assert needed in text_of(write_invoice_basis(BASIS)).replace("\N{NO-BREAK SPACE}", " ")


def test_it_speaks_the_language_of_the_desk(language: Language) -> None:
    pdf = write_invoice_basis(BASIS)
    title, row = {
        Language.SWEDISH: ("Fakturaunderlag", "Debiteringskörning 2026-12"),
        Language.ENGLISH: ("Invoice basis", "Charging run 2026-12"),
    }[language]
    assert title in text_of(pdf)
    assert row in text_of(pdf)
    assert metadata_of(pdf)["Title"] == f"{title} 2026-12 NORRSKEN"
    assert f"/Lang ({language})".encode() in pdf
    assert b"/FontFile2" in pdf


def test_an_empty_month_says_so() -> None:
    text = text_of(write_invoice_basis(EMPTY))
    assert "Inget debiterades eller såldes mot faktura den här månaden." in text
    assert "Norrskensverken AB" in text
    assert "Momssats" not in text


def test_what_it_lacks_is_said_on_it() -> None:
    note = Problem("basis_month_running", values={"last": "2026-12-31"})
    text = text_of(write_invoice_basis(replace(BASIS, notes=(note,))))
    assert "Inte slutgiltigt" in text
    assert "mer kan komma till och med 2026-12-31" in text
    assert "Inte slutgiltigt" not in text_of(write_invoice_basis(BASIS))


def test_nobody_is_named_who_may_not_be() -> None:
    text = text_of(write_invoice_basis(replace(BASIS, parts=basis_parts([run(7, "")]))))
    assert "000000000007" in text
    assert "kydd" not in text, "nor is the employer told why"


def test_each_company_has_its_sums() -> None:
    text = text_of(write_invoice_basis(replace(BASIS, parts=basis_parts([run(1), run(2, issuer=OTHER), CARD]))))
    for needed in ("Att fakturera: Demogymmet AB, 556703-7485", "Att fakturera: Östra gymmet AB, 559900-0105"):
        assert needed in text
    assert text.count("Momssats") == 2


def test_five_hundred_members_fill_pages_that_each_say_what_they_are() -> None:
    basis = replace(BASIS, parts=basis_parts(run(number) for number in range(1, 501)))
    pages = pages_of(write_invoice_basis(basis))
    whole = "\n".join(pages)
    assert [f"{number:012}" in whole for number in range(1, 501)] == [True] * 500
    assert whole.count("399,00") == 500
    assert "199 500,00 kr" in whole.replace("\N{NO-BREAK SPACE}", " ")
    for number, page in enumerate(pages, 1):
        assert f"Sida {number} av {len(pages)}" in page
        assert "Moms %" in page
        assert "Fakturaunderlag 2026-12 NORRSKEN" in page
    assert "Moms %" in pages[0]
