"""Sentences of charging, upgrading, downgrading, and of a further subscription."""

from kiosk.texts import N_

SENTENCES = {
    "charge_all_paid": N_("Everything is paid until it ends on {end}."),
    "charge_paid_ahead": N_("It is paid until {paid}. At most {most} ahead can be paid: to {last} today."),
    "charge_too_many_months": N_("At most {most} months, until {last}, can be paid now. Choose fewer."),
    "matter_credit_used_twice": N_("{who} had a credit of {amount} that two desks took off."),
    "matter_credit_used_twice_remedy": N_("Ask the customer for the difference, or let the gym bear it."),
    "matter_charged_at_other_price": N_(
        "{who} paid {first} – {last} at {charged} a month, but after a change elsewhere it costs {listed}."
    ),
    "matter_charged_at_other_price_remedy": N_(
        "Decide which price is right for those days, and take or pay back the difference."
    ),
    "matter_charged_before_price": N_(
        "{who}’s price was changed at this desk, but {first} – {last} had been charged elsewhere before that was heard "
        "of: {charged}. By the price told at the desk it would have been {listed}."
    ),
    "matter_charged_before_price_remedy": N_(
        "Decide which price is right for those days, and take or pay back the difference."
    ),
    "matter_charged_before_certificate": N_(
        "{who} showed a certificate at a desk, but {first} – {last} had been charged elsewhere before that was heard "
        "of: {charged}. With the certificate it would have been {listed}."
    ),
    "matter_charged_before_certificate_remedy": N_(
        "Decide which price is right for those days, and pay back the difference if it is the certificate’s."
    ),
    "upgrade_none": N_("There is no dearer subscription of the same kind and price list."),
    "downgrade_none": N_("There is no cheaper subscription of the same kind and price list."),
    "upgrade_not_agreed": N_("{product} is dearer, but the agreement with {name}, which pays, doesn’t include it."),
    "downgrade_not_agreed": N_("{product} is cheaper, but the agreement with {name}, which pays, doesn’t include it."),
    "swap_never_charged": N_("Nothing has been charged yet, so there is nothing to swap."),
    "swap_in_arrears": N_("Paid only until {until}: charge it first."),
    "new_subscription_running": N_("{product} runs until further notice: terminate it first, or upgrade it."),
    "new_subscription_not_yet": N_("The present subscription ends on {end}: a new one can be sold after that."),
    "new_subscription_too_early": N_("The present subscription ends on {end}: sign the next one from {earliest} on."),
    "swap_product_missing": N_("Choose the new subscription."),
    "refused_swap_overtaken": N_(
        "The subscription has been changed since you began. Nothing is saved: close this and begin again."
    ),
    "refused_swap_part_overtaken": N_(
        "An add-on has been changed since you began. Nothing is saved: close this and begin again."
    ),
    "matter_swap_overtaken": N_(
        "{who} was to have {wanted_product}, but the subscription had been changed elsewhere: "
        "it is {standing_product}, paid until {last}."
    ),
    "matter_swap_overtaken_remedy": N_("What was paid for it stands. Do the swap again, or pay the money back."),
    "matter_swap_overtaken_paid": N_(
        "{who} was to have {wanted_product} and paid {amount}, but the subscription had been changed elsewhere: "
        "it is {standing_product}, paid until {last}."
    ),
    "matter_swap_overtaken_paid_remedy": N_("Do the swap again, or pay {amount} back."),
    "matter_swap_overtaken_paid_back": N_(
        "{who}’s swap to {standing_product} was undone and {amount} of it was paid back, but the subscription had been "
        "changed elsewhere: it still is {standing_product}, paid until {last}."
    ),
    "matter_swap_overtaken_paid_back_remedy": N_("Do a new swap, or take payment for the one that stands."),
    "matter_swap_part_overtaken": N_("An add-on of {who} follows a swap that did not take effect, so neither does it."),
    "matter_swap_part_overtaken_remedy": N_("See the matter of the swap itself: it is settled there."),
}
