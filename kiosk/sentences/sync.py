"""Sentences of the area sync: what waits to be sent, and matters to settle with what to do about them."""

from kiosk.texts import N_

SENTENCES = {
    "act_register_private_customer": N_("Registered a new private customer"),
    "act_copy_receipt": N_("Printed a copy of a receipt"),
    "act_demo_member": N_("Member of the demo gym"),
    "act_central_backed_up": N_("Backed up central"),
    "act_central_restored": N_("Put central back from a copy"),
    "act_device_approved": N_("Let a desk in"),
    "act_device_revoked": N_("Closed a desk out"),
    "act_demo_order": N_("Bought online, in the demo gym"),
    "act_charging_run": N_("Charging run"),
    "act_autogiro_out": N_("Wrote an autogiro file"),
    "act_autogiro_in": N_("Imported an autogiro file"),
    "act_draw_again": N_("Planned a draw once more"),
    "act_sign_mandate": N_("Noted that a mandate is signed"),
    "act_photo": N_("Photo"),
    "act_settle_matter": N_("Settled a matter"),
    "act_other": N_("Work at the desk"),
    "why_not_sent": N_("Not sent yet"),
    "why_photo": N_("The photo is sent when the line is quiet"),
    "why_not_enrolled": N_("This desk belongs to no central yet"),
    "matter_card_in_use": N_("Card {card} was already {holder}’s, so {who} did not get it."),
    "matter_card_in_use_remedy": N_("Give {who} a new card at the next visit."),
    "matter_card_blocked": N_("Card {card} is blocked, so {who} did not get it."),
    "matter_card_blocked_remedy": N_("Take the card back, and give {who} a new one."),
    "matter_same_person_merged": N_(
        "{who} was registered at two desks with the same personal number; it is one person now."
    ),
    "matter_same_person_merged_remedy": N_("Check contact details, subscriptions and payments with the customer."),
    "matter_same_person_maybe": N_("{who} and {other} may be the same person."),
    "matter_same_person_maybe_remedy": N_("Ask for an identity document at the next visit."),
    "matter_member_number_twice": N_("{who} and {other} have the same member number."),
    "matter_member_number_twice_remedy": N_("Tell support; until then find them by name or card."),
    "matter_details_clash": N_(
        "Two desks changed the name of {who} at the same time: to “{stood}” and to “{now}”. "
        "What came in to central last stands: “{now}”."
    ),
    "matter_details_clash_remedy": N_("Ask for an identity document, and choose the right name."),
    "matter_not_same_person": N_(
        "{who} and {other} were to be made one person, but their numbers or birth dates differ."
    ),
    "matter_not_same_person_remedy": N_("Ask for an identity document. If one is written wrongly, correct it first."),
    "matter_subscription_starts_later": N_(
        "{who}’s subscription starts on {start} instead of {wanted}: another one runs until then."
    ),
    "matter_subscription_starts_later_remedy": N_("Tell the customer the new start date."),
    "matter_subscription_twice": N_("{who} has got two subscriptions that run at the same time."),
    "matter_subscription_twice_remedy": N_("Ask which one to keep, and terminate the other."),
    "matter_price_differs": N_("{who} was charged {charged}; the price list says {listed}."),
    "matter_price_differs_remedy": N_("Decide which price is right, and correct it with a return if need be."),
    "matter_payment_reference_twice": N_("The card payment {reference} of {amount} was registered twice."),
    "matter_payment_reference_twice_remedy": N_("Look at the terminal’s journal, and refund what was drawn twice."),
    "matter_receipt_number_twice": N_("Receipt number {number} was used twice by the same till."),
    "matter_receipt_number_twice_remedy": N_("Tell support: the till’s disk may have been copied or restored."),
    "matter_details_differ": N_("{who} differs from the population register:\n{fields}"),
    "matter_details_differ_remedy": N_("Ask the customer, and correct what is wrong."),
    "matter_person_not_in_register": N_("The population register has nobody with {who}’s personal number."),
    "matter_person_not_in_register_remedy": N_("Check the number against an identity document."),
    "matter_person_is_protected": N_("{who} has protected identity in the population register, but not here."),
    "matter_person_is_protected_remedy": N_("A manager marks the person as protected."),
    "matter_operation_unknown": N_("A newer desk did something that central doesn’t know yet ({kind})."),
    "matter_operation_unknown_remedy": N_("Nothing is lost. It is done by itself when central is updated."),
    "matter_operation_unreadable": N_("Central could not read something that a desk did ({kind})."),
    "matter_operation_unreadable_remedy": N_("Nothing is lost. Tell support."),
    "matter_operation_failed": N_("Central could not carry out something that a desk did ({kind})."),
    "matter_operation_failed_remedy": N_("Nothing is lost. Tell support."),
    "matter_operation_rests_on_missing": N_("Something a desk did rests on what central hasn’t got yet ({kind})."),
    "matter_operation_rests_on_missing_remedy": N_("Nothing is lost. It is done by itself when the rest has come."),
    "matter_operation_facility_unknown": N_("A desk did something for a facility that central doesn’t know ({kind})."),
    "matter_operation_facility_unknown_remedy": N_("Nothing is lost. Tell support."),
    "matter_operation_facility_foreign": N_("A desk did something for a facility that isn’t its own ({kind})."),
    "matter_operation_facility_foreign_remedy": N_("Nothing is lost. Tell support."),
    "matter_operation_raw": N_("Something a desk did arrived damaged and was kept as it was ({kind})."),
    "matter_operation_raw_remedy": N_("Nothing is lost. Tell support."),
    "matter_other": N_("Something that a desk did could not stand as it was done."),
    "matter_other_remedy": N_("Nothing is lost. Tell support."),
    "way_noted": N_("Settle with a note…"),
    "way_new_card": N_("Has got a new card"),
    "way_same_person": N_("The same person"),
    "way_same_person_consequence": N_(
        "The later registration becomes part of the first, with cards, subscriptions and payments. It can’t be undone."
    ),
    "way_two_people": N_("Two different people"),
    "way_customer_knows": N_("The customer knows"),
    "way_number_changed": N_("It is dealt with"),
    "way_stands": N_("Keep what stands now"),
    "way_stands_named": N_("Keep “{now}”"),
    "way_take_earlier": N_("Change back to the first"),
    "way_take_earlier_named": N_("Change back to “{stood}”"),
    "way_take_register": N_("Take the register’s"),
    "way_take_register_consequence": N_(
        "The details here are replaced with those of the population register, and are verified."
    ),
    "way_keep_ours": N_("What stands here is right"),
    "way_one_ended": N_("One of them is ended"),
    "way_price_stands": N_("The charged price stands"),
    "way_price_stands_consequence": N_(
        "The customer keeps the price that was charged. Nothing is refunded and nothing more is charged."
    ),
    "way_price_corrected": N_("The price is corrected…"),
    "way_price_corrected_consequence": N_(
        "This moves no money: the refund or the extra charge must already be made. Write the receipt’s number."
    ),
    "way_terminal_checked": N_("Checked with the terminal…"),
    "way_terminal_checked_consequence": N_(
        "This moves no money: what the terminal drew twice must already be refunded. Write what its journal says."
    ),
    "way_support_told": N_("Support knows…"),
    "way_document_checked": N_("Checked against a document"),
    "way_marked_protected": N_("It is dealt with"),
    "way_put_right": N_("It is put right"),
    "way_money_handled": N_("The money is handled…"),
    "way_money_handled_consequence": N_(
        "This moves no money: the refund, or the use for a later month, must already be made. Write which it was."
    ),
    "settle_not_allowed": N_("Settling needs a manager’s right. Ask a manager to sign in."),
    "settle_needs_note": N_("Write how it was settled."),
    "settle_note_long": N_("The note is too long: 500 characters at most."),
    "matter_is_settled": N_("It is settled already, here or at another desk."),
    "refused_not_same_person": N_(
        "Their personal numbers or birth dates differ, so they can’t be made one person. Correct the wrong one first."
    ),
}
