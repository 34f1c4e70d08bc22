"""Sentences of the gym's settings."""

from kiosk.texts import N_

SENTENCES = {
    "act_change_setting": N_("Changed a setting"),
    "change_setting_right": N_("Only an administrator may change the gym’s settings."),
    "setting_changed_meanwhile": N_("Somebody else has changed this setting meanwhile. Close, and look at it again."),
    "setting_freeze_limits": N_(
        "The shortest allowed freeze would be longer than the longest. Change the other first."
    ),
    "setting_wrong_form": N_("This can’t be used here. {limits}"),
    "reasons_none": N_("Leave at least one reason. That none is asked for is a setting of its own."),
    "reason_name_missing": N_("Write what the reason is called."),
    "reason_name_twice": N_("There is a reason with this name already."),
    "reason_fee_wrong": N_("Write a sum in kronor; 0 where it is free of charge."),
    "reason_days_wrong": N_("A whole number from 0 to {most}."),
    "matter_setting_unknown": N_(
        "The setting “{setting}” was changed at a desk with a newer program than central’s, which doesn’t know it. "
        "It stands as it was."
    ),
    "matter_setting_unknown_remedy": N_(
        "Tell support that central is to be updated, and change the setting again then."
    ),
    "matter_setting_unreadable": N_(
        "The setting “{setting}” was changed to something that central can’t read. It stands as it was."
    ),
    "matter_setting_limits_crossed": N_(
        "Two desks changed the limits of a freeze: the shortest is {shortest} months now, the longest {longest}."
    ),
    "matter_setting_limits_crossed_remedy": N_(
        "Change one of them in Settings. Until then a freeze is as long as the longest allowed, neither more nor less."
    ),
    "matter_setting_unreadable_remedy": N_("Look at the setting, and change it again where it is not as it should be."),
}
