"""Sentences about cards and letting people in."""

from kiosk.texts import N_

SENTENCES = {
    "card-number-missing": N_(
        "No card number is entered. Hold the card to the reader, or type the number printed on it."
    ),
    "card-number-characters": N_(
        "A card number has only digits, with some readers the letters A to F too. Check it against the card."
    ),
    "card-number-short": N_(
        "The card number is too short: it has at least {minimum} characters. Check it against the card."
    ),
    "card-number-long": N_(
        "The card number is too long: it has at most {maximum} characters. Check it against the card."
    ),
    "card_in_use": N_("The card {card} already belongs to {holder}. Take another card."),
    "card_in_use_protected": N_("The card {card} already belongs to another member. Take another card."),
    "card_blocked": N_("The card {card} is blocked: {reason}. Take another card."),
    "card_blocked_unexplained": N_("The card {card} is blocked and can't be used again. Take another card."),
    "card_refused": N_("Somebody else was just given a card with this number. Take another card."),
    "photo_missing": N_("Take a photo, or write why there is none."),
    "photo_unusable": N_("That picture can't be used as a photo. Take it again."),
}
