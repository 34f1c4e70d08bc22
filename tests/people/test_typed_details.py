"""What was searched for becomes the new customer's details, when it is something whole."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.people.drafts import PersonalDetailsDraft
from kiosk.people.typed_details import typed_details

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "details"),
    [
        ("19850709-9805", {"personal_number": "850709-9805"}),
        (" 8507099805 ", {"personal_number": "850709-9805"}),
        ("19220101-9999", {"personal_number": "19220101-9999"}),
        ("850709-9806", {"personal_number": "850709-9806"}),
        (" 8507099806", {"personal_number": "8507099806"}),
        ("050709-9804", {"personal_number": "050709-9804"}),
        ("198513099805", {"personal_number": "198513099805"}),
        ("1000034212", {}),
        ("0811223344", {"mobile": "0811223344"}),
        ("Åsa Öberg", {"given_name": "Åsa", "family_name": "Öberg"}),
        ("anna-karin  öberg", {"given_name": "Anna-Karin", "family_name": "Öberg"}),
        ("Anna Karin von Öst", {"given_name": "Anna Karin von", "family_name": "Öst"}),
        ("åsa", {"given_name": "Åsa"}),
        ("asa@example.se", {"email": "asa@example.se"}),
        ("asa@", {}),
        ("070-174 06 05", {"mobile": "070-174 06 05"}),
        ("+46701740605", {"mobile": "+46701740605"}),
        ("0605", {}),
        ("10000342", {}),
        ("1990", {}),
        ("", {}),
        ("%", {}),
    ],
)
def test_what_was_typed_is_taken_over(typed: str, details: dict[str, str]) -> None:
    assert typed_details(typed, TODAY) == PersonalDetailsDraft(**details)  # type: ignore[arg-type]


@given(st.text(max_size=30))
def test_any_text_may_have_been_typed(text: str) -> None:
    typed_details(text, TODAY)
