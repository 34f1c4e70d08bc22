"""The personal details step: numbers, ages, addresses, the look-up's answer, and who is known already."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.people.drafts import IdentificationDraft, KnownPerson, LookedUp, PersonalDetailsDraft
from kiosk.people.personal_details import (
    birth_date_of,
    identity_line,
    is_filled_by_look_up,
    is_to_verify,
    problems,
    read_details,
    with_look_up,
    without_another_persons,
)
from kiosk.problems import Severity
from kiosk.sentences import sentence
from kiosk.summary_rows import details_rows
from kiosk.texts import Language, set_language
from tests.registration import (
    ADULT,
    AINO,
    ASA,
    CHILD,
    EIGHTEEN_TODAY,
    EIGHTEEN_TOMORROW,
    FOREIGN,
    MINOR,
    ORDINARY,
    SIXTEEN,
    SIXTY_FIVE_TODAY,
    STUDENT,
    demo_facts,
)

TODAY = date(2026, 11, 22)
PENSIONER = IdentificationDraft("pensioner", ticked=frozenset({"swedish_id"}), certificate_kind="pension_old_age")
KNOWN = KnownPerson("0198", "Åsa Öberg", date(1990, 1, 1), "500000000013")
REGISTER = LookedUp("199001010017", "Åsa", "Öberg", "Götgatan 12 B", "11846", "Stockholm", protected_identity=False)


def codes(details: PersonalDetailsDraft, identification: IdentificationDraft = ORDINARY) -> set[tuple[str, str]]:
    found = problems(details, identification, demo_facts())
    assert all(sentence(problem) for problem in found)
    return {(problem.code, problem.field) for problem in found if problem.blocks}


@pytest.mark.parametrize(
    ("details", "identification"),
    [
        (ASA, ORDINARY),
        (ASA, STUDENT),
        (AINO, FOREIGN),
        (replace(ASA, personal_number=CHILD), MINOR),
        (replace(ASA, personal_number=EIGHTEEN_TODAY), ORDINARY),
        (replace(ASA, personal_number=SIXTY_FIVE_TODAY), PENSIONER),
        (replace(ASA, protected_identity=True, street="", postcode="", city=""), ORDINARY),
        (replace(ASA, country="NO", postcode="0150", city="Oslo"), ORDINARY),
        (replace(ASA, home_phone="08-465 004 10", work_phone="+47 22 22 22 22"), ORDINARY),
    ],
)
def test_a_whole_step_has_no_problems(details: PersonalDetailsDraft, identification: IdentificationDraft) -> None:
    assert codes(details, identification) == set()


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"personal_number": " "}, "personal_number_missing", "personal_number"),
        ({"personal_number": "900101-001"}, "personal_number_form", "personal_number"),
        ({"personal_number": "900101-0018"}, "personal_number_checksum", "personal_number"),
        ({"given_name": "-"}, "given_name_missing", "given_name"),
        ({"family_name": ""}, "family_name_missing", "family_name"),
        ({"street": ""}, "street_missing", "street"),
        ({"postcode": ""}, "postcode_missing", "postcode"),
        ({"postcode": "1184"}, "postcode_form", "postcode"),
        ({"city": ""}, "city_missing", "city"),
        ({"city": "S" * 101}, "text_too_long", "city"),
        ({"email": ""}, "email_missing", "email"),
        ({"email": "asa@"}, "email_form", "email"),
        ({"mobile": ""}, "mobile_missing", "mobile"),
        ({"mobile": "12"}, "phone_unknown", "mobile"),
        ({"home_phone": "hemma"}, "phone_form", "home_phone"),
        ({"work_phone": "1"}, "phone_form", "work_phone"),
        ({"protected_identity": True, "postcode": "1184"}, "postcode_form", "postcode"),
        ({"same_number": KNOWN}, "already_registered", "personal_number"),
        ({"same_number": replace(KNOWN, name="")}, "already_registered_protected", "personal_number"),
        ({"twins": (KNOWN,)}, "maybe_same_person", "not_a_twin"),
        ({"twins": (replace(KNOWN, name=""),)}, "maybe_same_person_protected", "not_a_twin"),
    ],
)
def test_what_keeps_the_step_from_being_finished(changes: dict[str, object], code: str, field: str) -> None:
    assert (code, field) in codes(replace(ASA, **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"birth_date": None}, "birth_date_missing", "birth_date"),
        ({"birth_date": date(2026, 11, 23)}, "birth_date_future", "birth_date"),
        ({"birth_date": date(1890, 1, 1)}, "birth_date_too_old", "birth_date"),
        ({"document_kind": "library_card"}, "document_kind_missing", "document_kind"),
        ({"document_country": "?"}, "document_country_missing", "document_country"),
    ],
)
def test_what_a_foreign_identity_needs(changes: dict[str, object], code: str, field: str) -> None:
    assert (code, field) in codes(replace(AINO, **changes), FOREIGN)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "identification", "code"),
    [
        (CHILD, ORDINARY, "minor_without_guardian"),
        (EIGHTEEN_TOMORROW, ORDINARY, "minor_without_guardian"),
        (ADULT, MINOR, "guardian_of_adult"),
        (ADULT, PENSIONER, "pension_age"),
        (CHILD, replace(STUDENT, is_minor=True, guardian=MINOR.guardian), "customer_type_minimum_age"),
    ],
)
def test_an_age_that_does_not_fit_leads_back(number: str, identification: IdentificationDraft, code: str) -> None:
    found = problems(replace(ASA, personal_number=number), identification, demo_facts())
    assert [(one.code, one.values["step"]) for one in found] == [(code, "identification")]


def test_sixteen_may_be_a_student() -> None:
    identification = replace(STUDENT, is_minor=True, guardian=MINOR.guardian)
    assert codes(replace(ASA, personal_number=SIXTEEN), identification) == set()


def test_a_number_typed_before_the_identity_became_foreign_does_not_count() -> None:
    details = replace(AINO, personal_number=CHILD)
    assert codes(details, FOREIGN) == set()
    assert birth_date_of(details, FOREIGN, TODAY) == date(1991, 5, 17)


def test_twins_that_were_asked_about_do_not_stop() -> None:
    assert codes(replace(ASA, twins=(KNOWN,), not_a_twin=True)) == set()


def test_what_the_message_says_of_the_known_person() -> None:
    found = problems(replace(ASA, same_number=KNOWN), ORDINARY, demo_facts())
    assert found[0].values["person_id"] == "0198"
    set_language(Language.SWEDISH)
    text = sentence(found[0])
    assert "Åsa Öberg" in text
    assert "500000000013" in text


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("121212-1212", "Född 2012-12-12, 13 år"),
        ("121212+1212", "Född 1912-12-12, 113 år"),
        ("701063-2391", "Samordningsnummer. Född 1970-10-03, 56 år"),
        ("900101-001", ""),
        ("", ""),
    ],
)
def test_the_line_beside_the_number(typed: str, line: str) -> None:
    set_language(Language.SWEDISH)
    assert identity_line(typed, TODAY) == line


def test_the_look_up_fills_and_leaves_only_contact_to_ask() -> None:
    empty = PersonalDetailsDraft(personal_number=ADULT)
    filled = with_look_up(empty, REGISTER)
    assert is_filled_by_look_up(filled, TODAY)
    assert not is_to_verify(filled, ORDINARY, TODAY)
    assert codes(filled) == {("email_missing", "email"), ("mobile_missing", "mobile")}


def test_without_a_look_up_the_person_is_to_verify() -> None:
    assert is_to_verify(ASA, ORDINARY, TODAY)
    assert not is_to_verify(AINO, FOREIGN, TODAY)


def test_a_look_up_of_another_number_does_not_count() -> None:
    filled = with_look_up(ASA, replace(REGISTER, personal_number="198507099805"))
    assert not is_filled_by_look_up(filled, TODAY)
    assert is_to_verify(filled, ORDINARY, TODAY)


def test_a_difference_is_shown_and_never_applied() -> None:
    filled = replace(with_look_up(ASA, REGISTER), family_name="Oberg")
    (warning,) = problems(filled, ORDINARY, demo_facts())
    assert (warning.code, warning.field, warning.severity) == ("look_up_differs", "family_name", Severity.WARNING)
    assert read_details(filled).family_name == "Oberg"
    assert is_to_verify(filled, ORDINARY, TODAY)


def test_a_foreign_identity_is_compared_with_no_register() -> None:
    """And what a look-up filled in for somebody else's number goes, the mark of a protected identity too."""
    filled = with_look_up(AINO, replace(REGISTER, protected_identity=True))
    changed = replace(filled, family_name="Oberg")
    assert [one for one in problems(changed, FOREIGN, demo_facts()) if one.code.startswith("look_up")] == []
    left = without_another_persons(changed, "")
    assert (left.looked_up, left.given_name, left.family_name, left.street) == (None, "", "Oberg", "")
    assert not left.protected_identity
    assert without_another_persons(changed, REGISTER.personal_number) == changed


def test_spaces_and_capitals_are_no_difference() -> None:
    filled = replace(with_look_up(ASA, REGISTER), postcode="118 46", city="STOCKHOLM")
    assert problems(filled, ORDINARY, demo_facts()) == []


def test_a_protected_person_needs_no_address_but_the_mark() -> None:
    found = replace(REGISTER, street="", postcode="", city="", protected_identity=True)
    bare = replace(ASA, street="", postcode="", city="")
    assert codes(with_look_up(bare, found)) == set()
    unmarked = replace(with_look_up(bare, found), protected_identity=False)
    assert ("look_up_says_protected", "protected_identity") in codes(unmarked)


def test_texts_are_stored_clean() -> None:
    messy = replace(ASA, given_name="  A\u030asa \n", city="Stock\u0000holm", email="Asa.Oberg@EXAMPLE.se")
    read = read_details(messy)
    assert (read.given_name, read.city) == ("Åsa", "Stockholm")
    assert (read.email, read.mobile, read.postcode) == ("Asa.Oberg@example.se", "+46701740605", "11846")


@pytest.mark.parametrize(
    ("details", "said"),
    [
        (ASA, "Namn och adress har inte jämförts med folkbokföringen"),
        (replace(with_look_up(ASA, REGISTER), given_name="Åse"), "Skiljer sig från folkbokföringen: Förnamn"),
        (
            replace(with_look_up(ASA, REGISTER), family_name="Ek", city="Solna"),
            "Skiljer sig från folkbokföringen: Efternamn, Ort",
        ),
        (with_look_up(ASA, REGISTER), None),
    ],
)
def test_the_summary_says_what_is_to_be_verified(details: PersonalDetailsDraft, said: str | None) -> None:
    assert dict(details_rows(details, ORDINARY, demo_facts())).get("Att verifiera") == said
