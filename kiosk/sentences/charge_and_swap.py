"""Sentences of charging, upgrading, downgrading, and of a further subscription."""

from kiosk.texts import N_

SENTENCES = {
    "charge_all_paid": N_("Everything is paid until it ends on {end}."),
    "charge_too_many_months": N_("At most {most} months, until {last}, can be paid now. Choose fewer."),
    "matter_credit_used_twice": N_("{who} had a credit of {amount} that two desks took off."),
    "matter_credit_used_twice_remedy": N_("Ask the customer for the difference, or let the gym bear it."),
}
