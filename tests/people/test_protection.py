"""A protected identity that only one of two desks knew of: no list and no paper names the other registration."""

import pytest

from kiosk.access.drafts import AccessDraft
from kiosk.access.known_cards import checked
from kiosk.desk_facts import read_facts
from kiosk.people.protection import is_protected
from kiosk.store import Store
from kiosk.sync.waiting import waiting_list
from tests.people.members import give_card, register


@pytest.mark.parametrize("protected", ["first", "second"])
def test_either_registration_protects_both(gym: Store, protected: str) -> None:
    first = register(gym, 1, protected_identity=protected == "first")
    second = register(gym, 2, protected_identity=protected == "second")
    give_card(gym, first, "10000342")
    give_card(gym, second, "10000359")
    with gym.reading():
        assert is_protected(first)
        assert is_protected(second)
    format = read_facts(gym).card_format
    cards = [checked(gym, AccessDraft(number), format).known_card for number in ("10000342", "10000359")]
    assert [card.holder.name for card in cards if card] == ["", ""]
    assert not any("Öberg" in line.who for line in waiting_list(gym))


def test_others_are_named(gym: Store) -> None:
    register(gym, 1, protected_identity=True)
    other = register(gym, 2, personal_number="198507099805")
    with gym.reading():
        assert not is_protected(other)
        assert not is_protected("nobody")
    assert "Åsa Öberg" in {line.who for line in waiting_list(gym)}
