"""What a new card leaves as it is, in words: the customer's other cards open too."""

from collections.abc import Iterable, Iterator

from kiosk.access.card_numbers import CardFormat, show_card_number, show_cards
from kiosk.texts import _


def kept_rows(typed: str, numbers: Iterable[str], card_format: CardFormat) -> Iterator[tuple[str, str]]:
    """Label and value of each, once another number is `typed`; without one the card number's own row names them."""
    if show_cards(typed, card_format):
        for number in numbers:
            yield _("Card {number}", number=show_card_number(number, card_format)), _("opens too")
