"""Sentences of the area subscriptions."""

from kiosk.texts import N_

SENTENCES = {
    "commitment_too_long": N_("A commitment period can be at most {longest} months. Choose a shorter one."),
}
