"""Sentences of terminating and of withdrawing a termination, and their matters."""

from kiosk.texts import N_

SENTENCES = {
    "terminate_pays_missing": N_("Choose how the time until the end is paid."),
    "terminate_draws_no_mandate": N_(
        "Nothing can be drawn: the customer has no mandate. Take the payment now, or have a mandate signed afterwards; "
        "otherwise the days after {paid}, to {end}, are owed."
    ),
    "terminate_draws_unsigned": N_(
        "Nothing can be drawn before the mandate is signed. Take the payment now, or have the form signed; "
        "otherwise the days after {paid}, to {end}, are owed."
    ),
    "not_terminated": N_("The subscription is not terminated."),
    "withdraw_too_late": N_("The subscription ended on {end}."),
    "refused_terminated_anew": N_(
        "The subscription has been terminated anew and ends on {end}. Nothing is saved: look at the person card."
    ),
    "matter_terminated_twice": N_("{who}’s subscription was terminated at two desks: the earlier day stands, {end}."),
    "matter_terminated_twice_remedy": N_("Tell the customer the day; the other confirmation says another."),
    "matter_terminated_frozen": N_(
        "{who}’s subscription was terminated to {end} where its freeze {first} – {last}, made elsewhere, wasn’t "
        "known of."
    ),
    "matter_terminated_frozen_remedy": N_(
        "Nothing is frozen during a notice period: ask the customer, and remove or thaw the freeze, or withdraw the "
        "termination."
    ),
    "matter_terminated_before_bound": N_(
        "{who}’s subscription was terminated to {end} where a freeze wasn’t known of: it is bound until {bound}."
    ),
    "matter_terminated_before_bound_remedy": N_(
        "The day that the customer was told stands. For another one, withdraw the termination and make it anew."
    ),
    "matter_terminated_end_moved": N_(
        "{who}’s terminated subscription ends on {end}, not {told}: one desk didn’t know of the termination or of what "
        "another had done to a freeze, and its commitment lasts until another day."
    ),
    "matter_terminated_end_moved_remedy": N_("Tell the customer the day; the termination’s confirmation says another."),
    "matter_terminated_anew": N_(
        "{who}’s termination was withdrawn, but another one had been made elsewhere: the subscription ends on {end}."
    ),
    "matter_terminated_anew_remedy": N_("Ask the customer, and withdraw the termination if need be."),
}
