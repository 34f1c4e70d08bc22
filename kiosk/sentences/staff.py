"""Sentences of the area staff."""

from kiosk.texts import N_

SENTENCES = {
    "pin_wrong": N_("Wrong PIN. Check who is chosen and try again."),
    "pin_wait": N_("Too many wrong PINs. Try again in {seconds} s."),
}
