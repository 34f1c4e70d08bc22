"""Sentences of the routines that change cards, certificates, holders and payers."""

from kiosk.texts import N_

SENTENCES = {
    "card_why_missing": N_("Choose why a card is given or blocked."),
    "card_replaced_missing": N_("Choose which of the cards it is: that one is blocked."),
    "certify_same_type": N_("The customer is of this type already. Choose another, or close this."),
    "certificate_not_longer": N_("The customer has a certificate until {end} already. Write a later last day."),
    "certificate_endless": N_("The customer has this type without end already. Nothing new is needed."),
}
