"""Sentences of the routines that change cards, certificates, holders and payers."""

from kiosk.texts import N_

SENTENCES = {
    "card_why_missing": N_("Choose why a card is given or blocked."),
    "card_replaced_missing": N_("Choose which of the cards it is: that one is blocked."),
}
