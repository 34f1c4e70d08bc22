"""Sentences of thawing, shortening, extending and removing freezes."""

from kiosk.texts import N_

SENTENCES = {
    "not_frozen": N_("The subscription is not frozen."),
    "freeze_not_begun": N_("The freeze begins on {first}: until then it can be removed."),
    "freeze_begun": N_("The freeze has begun: thaw it instead."),
    "freeze_begun_short": N_("The freeze has begun, and is as short as it may be: it ends on {last}."),
    "freeze_none_coming": N_("There is no coming freeze."),
    "thaw_none_shorter": N_("The freeze is as short as it may be: it ends on {last}."),
    "thaw_day_missing": N_("Choose the first day of training."),
    "thaw_too_early": N_("The freeze can be thawed on {earliest} at the earliest. Choose a later day."),
    "thaw_too_late": N_("The freeze ends by itself after {latest}. Choose an earlier day."),
    "freeze_none_shorter": N_("The freeze can’t be shorter: it ends on {last}."),
    "shorten_too_early": N_("The freeze can end on {earliest} at the earliest. Choose a later last day."),
    "shorten_not_shorter": N_("Choose {latest} or an earlier last day: the freeze is to be shorter."),
    "extend_none_longer": N_("The freeze is as long as it may be ({length}): it ends on {last}."),
    "extend_next_freeze": N_("Another freeze, {first} – {last}, comes right after it."),
    "extend_not_longer": N_("Choose {earliest} or a later last day: the freeze is to be longer."),
    "extend_too_long": N_(
        "A freeze lasts at most {length}, and the time that has passed counts: choose {latest} or an earlier last day."
    ),
    "extend_meets_next": N_("Another freeze comes soon after: choose {latest} or an earlier last day."),
    "freeze_to_remove_missing": N_("Choose the freeze to remove."),
}
