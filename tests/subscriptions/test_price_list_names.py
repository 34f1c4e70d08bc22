"""Price lists are named in the user's language, and one without an English name keeps its own."""

import pytest

from kiosk.demo.catalogue import price_list_id
from kiosk.store import Store
from kiosk.subscriptions.price_lists import list_name
from kiosk.texts import Language, speaking


@pytest.mark.parametrize(
    ("language", "code", "name"),
    [
        (Language.SWEDISH, "standard", "Ordinarie"),
        (Language.ENGLISH, "standard", "Ordinary"),
        (Language.SWEDISH, "pensioner", "Pensionär"),
        (Language.ENGLISH, "pensioner", "Pensioner"),
    ],
)
def test_in_the_users_language(gym: Store, language: Language, code: str, name: str) -> None:
    with gym.reading(), speaking(language):
        assert list_name(price_list_id(code)) == name


def test_one_without_an_english_name_keeps_its_own(gym: Store) -> None:
    with gym.own_writing():
        gym.database.execute_sql("UPDATE price_list SET name_en = '' WHERE code = 'pensioner'")
    with gym.reading(), speaking(Language.ENGLISH):
        assert list_name(price_list_id("pensioner")) == "Pensionär"
        assert list_name(None) == list_name("unknown") == ""
