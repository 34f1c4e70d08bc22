"""Sentences about cards and letting people in."""

from kiosk.texts import N_

SENTENCES = {
    "card-number-missing": N_(
        "No card number is entered. Hold the card to the reader, or type the number printed on it."
    ),
    "card-number-characters": N_("A card number has only letters and digits. Check it against the card."),
    "card-number-short": N_(
        "The card number is too short: it has at least {minimum} characters. Check it against the card."
    ),
    "card-number-long": N_(
        "The card number is too long: it has at most {maximum} characters. Check it against the card."
    ),
}
