"""Names as people search for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.people.name_key import folded, name_keys


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Åsa Öberg", "asa oberg"),
        ("Søren Ærø", "soren aero"),
        ("Łukasz", "lukasz"),
        ("Þóra Eiðsdóttir", "thora eidsdottir"),
        ("Straße", "strasse"),
        ("İbrahim", "ibrahim"),
        ("Nguyễn", "nguyen"),
        ("O’Brien", "obrien"),
        ("  Anna-Karin  ", "anna karin"),
        ("", ""),
    ],
)
def test_folded(name: str, key: str) -> None:
    assert folded(name) == key


def test_both_orders() -> None:
    assert name_keys("Anna-Karin", "von Öst") == ("von ost anna karin", "anna karin von ost")
    assert name_keys("Pelé", "") == ("pele",)
    assert name_keys("", "") == ()


@given(st.text(max_size=40))
def test_folding_again_changes_nothing(name: str) -> None:
    assert folded(folded(name)) == folded(name)
