"""Sentences of the customer routines: who may act, why a routine doesn't apply, what a step still needs."""

from kiosk.texts import N_

SENTENCES = {
    "actor_missing": N_("Choose who stands at the desk. A minor is represented by a guardian."),
    "proof_missing": N_("Tick how the person at the desk was identified."),
    "actor_name_missing": N_("Write the name of the person at the desk."),
    "power_of_attorney_missing": N_("A representative needs a power of attorney: look at it, and tick that you have."),
    "subscription_moved": N_("The customer no longer has this subscription. Close this and look at the person card."),
    "routine_ended": N_("The subscription has ended."),
    "routine_in_notice": N_("The subscription is terminated and ends on {end}."),
    "routine_frozen": N_("The subscription is frozen until {last}."),
    "routine_freeze_coming": N_("The subscription has a freeze that begins on {first}."),
    "routine_prepaid": N_("A prepaid subscription ends by itself on {end}."),
    "routine_not_prepaid": N_("Only for prepaid subscriptions."),
    "refused_freeze_gone": N_("The freeze is no longer there. Nothing is saved: look at the person card."),
    "refused_freeze_changed": N_("The freeze is {first} – {last} now. Nothing is saved: look at the person card."),
    "refused_subscription_changed_meanwhile": N_(
        "The subscription has changed since you began. Nothing is saved: close this and begin again."
    ),
    "refused_subscription_gone": N_("The subscription is no longer there. Nothing is saved: look at the person card."),
    "refused_card_in_use": N_("The card is somebody else’s. Nothing is saved: take another card."),
    "refused_card_blocked": N_("The card is blocked. Nothing is saved: take another card."),
    "freeze_running": N_("A freeze runs already: thaw, shorten or extend it."),
    "freeze_reason_missing": N_("Choose a reason."),
    "freeze_start_missing": N_("Choose the first day of the freeze."),
    "freeze_end_missing": N_("Choose the last day of the freeze."),
    "freeze_too_early": N_("The freeze can begin on {earliest} at the earliest. Choose a later day."),
    "freeze_after_end": N_("The subscription ends on {end}. Choose an earlier first day."),
    "freeze_too_late": N_(
        "A freeze can begin at most {length} ahead: on {latest} at the latest. Choose an earlier first day."
    ),
    "freeze_ends_before_start": N_("The last day comes before the first. Choose a later last day."),
    "freeze_none_allowed": N_("This can’t be frozen: the longest allowed freeze is 0 months."),
    "freeze_too_short": N_("A freeze lasts at least {length}: choose {earliest} or a later last day."),
    "freeze_too_long": N_("A freeze lasts at most {length}: choose {latest} or an earlier last day."),
    "freeze_meets_another": N_(
        "Another freeze, {first} – {last}, is at these days or next to them. Choose days with at least one between."
    ),
}
