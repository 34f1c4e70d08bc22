"""An expected error's words: made at once, or in the language there is when they are read."""

from collections.abc import Iterator
from functools import partial

import pytest

from kiosk.errors import InpassError
from kiosk.sync.faults import declined, unreachable
from kiosk.sync.wire import Problem
from kiosk.texts import N_, Language, _, set_language


@pytest.fixture(autouse=True)
def swedish_afterwards() -> Iterator[None]:
    yield
    set_language(Language.SWEDISH)


def test_words_follow_the_language_where_they_are_asked_for() -> None:
    error = InpassError(partial(_, N_("Undone.")), "As it is.")
    assert (error.message, error.remedy, str(error)) == (_("Undone."), "As it is.", f"{_('Undone.')} As it is.")
    set_language(Language.ENGLISH)
    assert (error.message, str(error)) == ("Undone.", "Undone. As it is.")


def test_words_outlive_the_error() -> None:
    words = unreachable().words
    swedish = words() if callable(words) else words
    set_language(Language.ENGLISH)
    assert "Centralen" in swedish
    assert (words() if callable(words) else words).startswith("Central can't be reached.")


def test_without_a_remedy_nothing_is_added() -> None:
    assert str(InpassError("Only this.")) == "Only this."


def test_what_central_declined() -> None:
    error = declined(Problem(type="device-revoked", title="", status=403))
    set_language(Language.ENGLISH)
    assert str(error) == (
        "This desk is no longer let in at central. Everything is kept here. "
        "Ask the back office to let the desk in again."
    )
