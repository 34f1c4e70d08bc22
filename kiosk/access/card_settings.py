"""The gym's card format from its settings."""

from kiosk.access.card_numbers import CardFormat
from kiosk.settings.gym import CARD_GROUPING, CARD_LENGTHS, CARD_PREFIX, gym_setting


def card_format() -> CardFormat:
    """Inside `store.reading()`."""
    shortest, longest = gym_setting(CARD_LENGTHS)
    return CardFormat(shortest, longest, gym_setting(CARD_PREFIX), gym_setting(CARD_GROUPING))
