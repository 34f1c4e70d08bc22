"""Sentences about what stands in a field and can't be read as what the field is for."""

from kiosk.texts import N_

SENTENCES = {
    "date_unreadable": N_("That is not a date. Write it as YYYY-MM-DD, or choose it in the calendar."),
    "money_unreadable": N_("That is not a sum of money. Write it in kronor, such as 643,70."),
}
