"""The letters of every routine's last button: none is one of the wizard's own buttons'."""

import pytest

from kiosk.routines import OF_PERSON, OF_SUBSCRIPTION
from kiosk.texts import Language, _, speaking

OWN = ("&Cancel", "&Back", "&Next")


def letter(text: str) -> str:
    """The one after the ampersand; "" without."""
    _before, _mark, after = text.partition("&")
    return after[:1].lower()


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("routine", [*OF_SUBSCRIPTION, *OF_PERSON], ids=lambda one: one.NAME)
def test_no_two_buttons_of_a_last_page_have_one_letter(routine: object, language: Language) -> None:
    with speaking(language):
        taken = {letter(_(text)) for text in OWN}
        action = letter(_(routine.ACTION))  # type: ignore[attr-defined]
    assert len(taken) == len(OWN)
    assert action not in {*taken, ""}
