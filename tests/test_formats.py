"""Figures as they stand on screen and paper."""

import pytest

from kiosk.formats import bankgiro


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("50501055", "5050-1055"),
        ("5050-1055", "5050-1055"),
        ("9912346", "991-2346"),
        ("0050501055", "5050-1055"),
        ("0009912346", "991-2346"),
        ("991-2346", "991-2346"),
        ("12", "12"),
        ("", ""),
    ],
)
def test_a_bankgiro_has_its_hyphen(kept: str, shown: str) -> None:
    assert bankgiro(kept) == shown
