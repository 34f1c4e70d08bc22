"""The access details step: card and photo."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.access.access_details import problems
from kiosk.access.drafts import AccessDraft, KnownCard
from kiosk.people.drafts import KnownPerson
from kiosk.sentences import sentence
from tests.registration import CARD, PHOTO, demo_facts

HOLDER = KnownPerson("0198", "Love Öberg", date(1990, 1, 1), "500000000013")
IN_USE = KnownCard("10000342", HOLDER, "", is_blocked=False)
BLOCKED = KnownCard("10000342", HOLDER, "borttappat", is_blocked=True)


def found(draft: AccessDraft, *, is_photo_needed: bool = True) -> list[tuple[str, str]]:
    said = problems(draft, demo_facts(), is_photo_needed=is_photo_needed)
    assert all(sentence(problem) for problem in said)
    return [(problem.code, problem.field) for problem in said]


def test_whole_steps_have_no_problems() -> None:
    assert found(CARD) == []
    assert found(replace(CARD, photo=None, no_photo_reason="kameran är trasig")) == []
    assert found(replace(CARD, photo=None), is_photo_needed=False) == []
    assert found(replace(CARD, known_card=replace(IN_USE, number="10000999"))) == []


@pytest.mark.parametrize(
    ("draft", "code", "field"),
    [
        (replace(CARD, card_number=""), "card-number-missing", "card_number"),
        (replace(CARD, card_number="12"), "card-number-short", "card_number"),
        (replace(CARD, card_number="1000_0342"), "card-number-characters", "card_number"),
        (replace(CARD, known_card=IN_USE), "card_in_use", "card_number"),
        (replace(CARD, known_card=replace(IN_USE, holder=replace(HOLDER, name=""))), "card_in_use_protected",
         "card_number"),
        (replace(CARD, known_card=BLOCKED), "card_blocked", "card_number"),
        (replace(CARD, known_card=replace(BLOCKED, block_reason="")), "card_blocked_unexplained", "card_number"),
        (replace(CARD, photo=None), "photo_missing", "photo"),
        (replace(CARD, photo=None, no_photo_reason=" "), "photo_missing", "photo"),
        (replace(CARD, photo=b"GIF89a"), "photo_unusable", "photo"),
        (replace(CARD, photo=PHOTO + bytes(200_000)), "photo_unusable", "photo"),
    ],
)  # fmt: skip
def test_what_keeps_the_step_from_being_finished(draft: AccessDraft, code: str, field: str) -> None:
    assert found(draft) == [(code, field)]


def test_the_sentences_name_holder_and_reason() -> None:
    (in_use,) = problems(replace(CARD, known_card=IN_USE), demo_facts())
    (blocked,) = problems(replace(CARD, known_card=BLOCKED), demo_facts())
    assert "Love Öberg" in sentence(in_use)
    assert "1000 0342" in sentence(in_use)
    assert "borttappat" in sentence(blocked)


def test_why_a_card_is_blocked_is_said_in_words() -> None:
    (said,) = problems(replace(CARD, known_card=replace(BLOCKED, block_reason="lost")), demo_facts())
    assert sentence(said) == "Kortet 1000 0342 är spärrat: borttappat. Ta ett annat kort."
