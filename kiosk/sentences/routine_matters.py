"""Matters to settle that the customer routines can leave, and what their acts are called."""

from kiosk.texts import N_

SENTENCES = {
    "act_freeze": N_("Froze a subscription"),
    "act_thaw": N_("Thawed a subscription"),
    "act_shorten_freeze": N_("Shortened a freeze"),
    "act_extend_freeze": N_("Extended a freeze"),
    "act_remove_freeze": N_("Removed a coming freeze"),
    "act_charge": N_("Charged a subscription"),
    "act_upgrade": N_("Upgraded a subscription"),
    "act_downgrade": N_("Downgraded a subscription"),
    "act_terminate": N_("Terminated a subscription"),
    "act_withdraw_termination": N_("Withdrew a termination"),
    "act_transfer": N_("Transferred a subscription"),
    "act_take_over": N_("Took over a subscription"),
    "act_certify": N_("Changed customer type or certificate"),
    "act_new_subscription": N_("Sold a new subscription"),
    "act_collect_online_purchase": N_("Handed out an online purchase"),
    "act_new_card": N_("Gave or blocked a card"),
    "act_new_card_given": N_("Gave a card"),
    "act_new_card_blocked": N_("Blocked a card"),
    "act_new_card_replaced": N_("Gave a new card and blocked the old one"),
    "act_edit_payer": N_("Changed payer or account"),
    "act_undo": N_("Undid an errand"),
    "act_copy_receipt_failed": N_("A copy of a receipt was not printed"),
    "act_edit_details": N_("Changed personal details"),
    "act_note": N_("Wrote or removed a note"),
    "matter_freeze_merged": N_("{who}’s freeze met another one made elsewhere: it is {first} – {last} now."),
    "matter_freeze_merged_remedy": N_(
        "Tell the customer the dates, and shorten or extend the freeze if they are wrong."
    ),
    "matter_freeze_merged_paid": N_(
        "{who}’s freeze met another one made elsewhere: it is {first} – {last} now. {amount} was paid for it at this "
        "desk."
    ),
    "matter_freeze_merged_paid_remedy": N_(
        "Tell the customer the dates, and shorten or extend the freeze if they are wrong. Pay back what was paid for "
        "the same months twice."
    ),
    "matter_freeze_merged_paid_back": N_(
        "{who}’s freeze met another one made elsewhere: it is {first} – {last} now, though {amount} for it was paid "
        "back."
    ),
    "matter_freeze_merged_paid_back_remedy": N_(
        "Tell the customer the dates. Shorten the freeze, or take {amount} for what stands."
    ),
    "matter_freeze_cut": N_("{who}’s freeze was longer than it may be: it is {first} – {last} now."),
    "matter_freeze_cut_remedy": N_("Tell the customer the dates."),
    "matter_freeze_cut_paid": N_(
        "{who}’s freeze was longer than it may be: it is {first} – {last} now. {amount} was paid for all of it."
    ),
    "matter_freeze_cut_paid_remedy": N_("Tell the customer the dates, and pay back what was paid for what was cut."),
    "matter_freeze_in_notice": N_(
        "{who} was not frozen {first} – {last}: the subscription had been terminated elsewhere and ends on {end}."
    ),
    "matter_freeze_in_notice_remedy": N_(
        "Tell the customer, and pay back a fee for it. If the customer stays after all, withdraw the termination and "
        "freeze anew."
    ),
    "matter_freeze_in_notice_paid": N_(
        "{who} was not frozen {first} – {last}: the subscription had been terminated elsewhere and ends on {end}. "
        "{amount} was paid for it."
    ),
    "matter_freeze_in_notice_paid_remedy": N_(
        "Tell the customer, and pay {amount} back. If the customer stays after all, withdraw the termination and "
        "freeze anew."
    ),
    "matter_freeze_cut_by_notice": N_(
        "{who}’s freeze to {last} was cut to {until}: the subscription had been terminated elsewhere and ends {end}."
    ),
    "matter_freeze_cut_by_notice_remedy": N_(
        "Tell the customer, and pay back a fee for what was cut. If the customer stays after all, withdraw the "
        "termination."
    ),
    "matter_freeze_cut_by_notice_paid": N_(
        "{who}’s freeze to {last} was cut to {until}: the subscription had been terminated elsewhere and ends {end}. "
        "{amount} was paid for all of it."
    ),
    "matter_freeze_cut_by_notice_paid_remedy": N_(
        "Tell the customer, and pay back what was paid for what was cut. If the customer stays after all, withdraw the "
        "termination."
    ),
    "matter_freeze_gone": N_("{who}’s freeze had been removed elsewhere before its last day was changed."),
    "matter_freeze_gone_remedy": N_("Ask the customer, and freeze anew if need be."),
    "matter_freeze_gone_paid": N_(
        "{who}’s freeze had been removed elsewhere before its last day was changed, for which {amount} was paid."
    ),
    "matter_freeze_gone_paid_remedy": N_("Ask the customer: freeze anew, or pay {amount} back."),
    "matter_freeze_changed": N_(
        "{who}’s freeze had been changed elsewhere to {first} – {last}, so it was not removed."
    ),
    "matter_freeze_changed_remedy": N_("Ask the customer, and remove or thaw it if need be."),
    "matter_freeze_changed_paid_back": N_(
        "{who}’s freeze had been changed elsewhere to {first} – {last}, so it was not removed, though {amount} for it "
        "was paid back."
    ),
    "matter_freeze_changed_paid_back_remedy": N_(
        "Ask the customer: remove or thaw it, or take {amount} for what stands."
    ),
    "matter_subscription_changed_meanwhile": N_(
        "{who}’s subscription had been changed elsewhere, so what was done at this desk did not take effect."
    ),
    "matter_subscription_changed_meanwhile_remedy": N_(
        "Look at the person card. Do it again, or pay back what was paid for it."
    ),
    "matter_subscription_changed_meanwhile_paid": N_(
        "{who}’s subscription had been changed elsewhere, so what was done at this desk did not take effect. {amount} "
        "was paid for it."
    ),
    "matter_subscription_changed_meanwhile_paid_remedy": N_(
        "Look at the person card. Do it again, or pay {amount} back."
    ),
    "matter_subscription_changed_meanwhile_paid_back": N_(
        "{who}’s subscription had been changed elsewhere, so what was undone or ended at this desk goes on. {amount} "
        "of it was paid back, or taken as payment for something else."
    ),
    "matter_subscription_changed_meanwhile_paid_back_remedy": N_(
        "Look at the person card. Undo or end it anew, or take {amount} for it."
    ),
    "matter_subscription_gone": N_("{who}’s subscription is not known at central."),
    "matter_subscription_gone_remedy": N_("Look at the person card, and tell support."),
    "matter_purchase_collected_twice": N_("Online order {order} of {who} was handed out at two desks."),
    "matter_purchase_collected_twice_remedy": N_("Ask which subscription is right, and undo the other."),
    "matter_purchase_collected_twice_paid": N_(
        "Online order {order} of {who} was handed out at two desks. The {amount} that was paid online pays for one of "
        "them only."
    ),
    "matter_purchase_collected_twice_paid_remedy": N_(
        "Ask which subscription is right, and undo the other. If both are, take {amount}."
    ),
}
