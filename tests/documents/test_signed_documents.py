"""The agreement and the mandate form: complete, masked, searchable, in the desk's language."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kiosk.documents.agreement import write_agreement
from kiosk.documents.facts import Guardian, Party
from kiosk.documents.mandate_form import write_mandate_form
from kiosk.texts import Language, set_language
from tests.documents.examples import AGREEMENT, MANDATE
from tests.documents.reading import metadata_of, pages_of, text_of


@pytest.fixture(params=Language)
def language(request: pytest.FixtureRequest) -> Iterator[Language]:
    set_language(request.param)
    yield request.param
    set_language(Language.SWEDISH)


GUARDIAN = Guardian("Örjan Ström", "620229-****", "Pappa")


@pytest.mark.parametrize(
    "needed",
    [
        "A-100342", "2026-11-22 10:32", "Gymkraft Söder", "Åsa Öberg",
        "Anna Ström", "900101-****", "100000000342", "Åsögatan 4, 116 24 Stockholm", "anna.strom@example.se", "Student",
        "Guldkort, autogiro", "2026-11-22", "2026-11-30", "2027-11-21", "12 månader", "1 månad", "Gruppträning",
        "119,70 kr", "399,00 kr", "22–30 november 2026, 9 av 30 dagar", "219,70 kr", "498,00 kr",
        "2026-09", "4. Uppsägning", "30 dagar efter att medlemskapet har upphört.", "556677-8899",
    ],
)  # fmt: skip
def test_the_agreement_holds(language: Language, needed: str) -> None:
    assert needed in text_of(write_agreement(AGREEMENT))


def test_the_agreement_speaks_the_language_of_the_desk(language: Language) -> None:
    pdf = write_agreement(AGREEMENT)
    title = {Language.SWEDISH: "Medlemsavtal", Language.ENGLISH: "Membership agreement"}[language]
    assert title in text_of(pdf)
    assert metadata_of(pdf)["Title"] == f"{title} A-100342"
    assert f"/Lang ({language})".encode() in pdf


def test_before_and_after() -> None:
    text = text_of(write_agreement(AGREEMENT))
    assert "Debiterat t.o.m. – 2026-11-30" in text
    assert "Det här ändras" not in text_of(write_agreement(replace(AGREEMENT, changes=())))


def test_a_guardian_signs_for_a_member_under_age() -> None:
    text = text_of(write_agreement(replace(AGREEMENT, guardian=GUARDIAN)))
    assert "Örjan Ström 620229-**** Pappa" in text
    assert "Vårdnadshavarens underskrift" in text
    assert "Medlemmens underskrift" not in text
    assert "Vårdnadshavarens underskrift" not in text_of(write_agreement(AGREEMENT))


def test_dates_that_do_not_apply_have_no_label() -> None:
    prepaid = replace(AGREEMENT, first_draw=None, bound_until=None, commitment="", monthly=None)
    text = text_of(write_agreement(prepaid)).partition("Villkor")[0]
    for label in ("Första dragning", "Bindningstid", "Därefter per månad"):
        assert label not in text


def test_long_terms_go_on_over_pages_and_the_signature_comes_last() -> None:
    terms = replace(AGREEMENT.terms, text="\n".join(f"{n}. {'En mening som gäller. ' * 20}" for n in range(1, 40)))
    pdf = write_agreement(replace(AGREEMENT, terms=terms))
    pages = pages_of(pdf)
    assert len(pages) > 3
    assert "Medlemmens underskrift" in pages[-1]
    assert f"Sida {len(pages)} av {len(pages)}" in pages[-1]
    assert text_of(pdf).count("En mening som gäller.") == 39 * 20


@pytest.mark.parametrize(
    "needed",
    [
        "Gymkraft Träning AB", "5050-1055", "100000000342", "Örjan Ström", "620229-****",
        "Skandinaviska Enskilda Banken", "5502", "123 45 67", "Anna Ström", "900101-****",
    ],
)  # fmt: skip
def test_the_mandate_holds(language: Language, needed: str) -> None:
    assert needed in text_of(write_mandate_form(MANDATE))


def test_the_mandate_is_one_page_with_a_line_to_sign(language: Language) -> None:
    pdf = write_mandate_form(MANDATE)
    line = {Language.SWEDISH: "Kontoinnehavarens underskrift", Language.ENGLISH: "Account holder's signature"}
    (page,) = pages_of(pdf)
    assert line[language] in page
    title = {Language.SWEDISH: "Autogiromedgivande", Language.ENGLISH: "Direct debit mandate"}[language]
    assert metadata_of(pdf)["Title"] == f"{title} 100000000342"
    assert metadata_of(pdf)["Author"] == "Gymkraft Träning AB"


def test_the_mandate_says_what_is_agreed_to() -> None:
    text = text_of(write_mandate_form(MANDATE))
    for said in (
        "dras den 28 varje månad",
        "senast två bankdagar före",
        "senast fem bankdagar",
        "lagen om betaltjänster",
    ):
        assert said in text


def test_ones_own_account_pays_for_nobody_else() -> None:
    assert "Kontot betalar för" not in text_of(write_mandate_form(replace(MANDATE, member=None)))


@pytest.mark.parametrize("identity", ["199001012384", "19900101-2384", "900101-2384", "9001012384", "120101+2384"])
def test_an_unmasked_number_never_becomes_a_document(identity: str) -> None:
    with pytest.raises(ValueError, match="masked"):
        Party("Anna Ström", identity)
    with pytest.raises(ValueError, match="masked"):
        Guardian("Örjan Ström", identity, "Pappa")


@pytest.mark.parametrize("identity", ["900101-****", "Pass, Finland, 1990-01-01", ""])
def test_masked_and_foreign_identities_are_taken(identity: str) -> None:
    assert Party("Anna Ström", identity).identity == identity
