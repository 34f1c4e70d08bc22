"""Sentences of the area direct debit: bank accounts, draws, mandates."""

from kiosk.texts import N_

SENTENCES = {
    "clearing_form": N_("A clearing number has four digits, for Swedbank sometimes five. Ask for it again."),
    "clearing_range": N_("No clearing number begins with 0. Ask for it again."),
    "clearing_five_digits": N_("Only Swedbank's clearing numbers on 8 have five digits. Write the first four."),
    "clearing_fifth_digit": N_("The fifth clearing digit doesn't agree with the others. Compare it with the account."),
    "account_short": N_("An account number has at least {shortest} digits. Ask for it again, without clearing."),
    "account_form": N_("An account number has digits only, at most {longest}. Ask for it again, without clearing."),
    "account_length": N_(
        "Account numbers at {bank} have {length} digits, without the clearing number. Count them and write zeros in "
        "front if they stand in the account number."
    ),
    "account_check_digit": N_(
        "{bank} has no account with this number: a digit is wrong. Compare clearing and account number."
    ),
    "account_unsure": N_(
        "The check digit isn't what {bank} usually has. Compare the number; if it is right, confirm it."
    ),
    "bank_unknown": N_(
        "No bank in the list has the clearing number {clearing}. Compare it; if it is right, confirm it."
    ),
    "holder_underage": N_("An account holder must be 18 or over. Choose another payer."),
    "holder_not_offered": N_("That kind of account holder can't be used here. Choose another one."),
    "other_holder_underage": N_("That person is {age}; an account holder must be {limit} or over. Ask for an adult."),
    "holder_is_customer": N_(
        "That is the customer’s own number. Choose the customer as account holder, or type the number of the other "
        "person."
    ),
    "payer_not_registered": N_(
        "No one is registered with this number, and a payer must be. Register the payer as a customer first, or choose "
        "another way to pay."
    ),
    "holder_name_missing": N_("Write the account holder's name."),
    "account_override_needed": N_("Compare the account number with the customer once more, and tick that it is right."),
    "may_not_override_account": N_(
        "You don't have the right to go on with an account that can't be checked. Ask a manager to finish, or use "
        "another account."
    ),
    "autogiro_empty": N_("The file is empty. Fetch it from the bank again."),
    "autogiro_too_large": N_("The file is too large to be an autogiro file. Choose the file that the bank gave."),
    "autogiro_encoding": N_(
        "The file has been saved again by another program, which changed its characters. Fetch it from the bank again "
        "and choose it without opening it first."
    ),
    "autogiro_not_text": N_(
        "This is no text but a picture, a PDF, a packed file or the like. Choose the autogiro file that the bank gave."
    ),
    "autogiro_line_length": N_(
        "Line {line} has {length} characters instead of {should}: the file is damaged, or no autogiro file. Fetch it "
        "from the bank again."
    ),
    "autogiro_no_opening": N_("The first line doesn’t open an autogiro file. Choose the file that the bank gave."),
    "autogiro_torn": N_(
        "The file ends after line {lines} without its closing record: a part of it is missing. Fetch it from the bank "
        "again."
    ),
    "autogiro_counts": N_(
        "The closing record in line {line} counts other records than there are: a part of the file is missing. Fetch "
        "it from the bank again."
    ),
    "autogiro_folder": N_("The file couldn’t be written: {reason}. Nothing is sent. Choose another folder."),
    "autogiro_unreadable": N_("The file couldn’t be read: {reason}. Choose it again."),
    "autogiro_own_file": N_("This file goes to the bank. Choose one that came from it."),
    "autogiro_other_bankgiro": N_(
        "The file is for bankgiro {theirs}, and this facility’s is {ours}. Import it where it belongs."
    ),
    "autogiro_file_known": N_("This file was imported already, on {day}, as {name}. Nothing is done again."),
    "autogiro_line_unknown": N_("A record that this program doesn’t know. It is left out."),
    "autogiro_payer_unknown": N_("Nobody here has the payer number {number}."),
    "autogiro_draw_unknown": N_("No draw of {amount} is known for the payer number {number}."),
    "autogiro_nothing_to_send": N_("There is nothing to send."),
    "autogiro_cannot_repeat": N_(
        "The file can’t be made again as it was: some of it has been sent in another file since. Use the first one."
    ),
    "autogiro_bankgiro_missing": N_("This facility has no bankgiro number. An administrator must fill it in."),
    "autogiro_customer_number_missing": N_(
        "The gym’s customer number at Bankgirot is missing. An administrator must fill it in among the settings."
    ),
    "may_not_direct_debit": N_("Only managers work with direct debit files and charging runs."),
    "matter_account_clash": N_(
        "{who}’s account was changed at two desks: to {earlier} and to {later}. "
        "What came in to central last stands: {later}. The other is ended."
    ),
    "matter_account_clash_remedy": N_(
        "Ask which account is right. If it is the ended one, edit the account once more. Throw the other form away."
    ),
    "matter_mandate_sent_unsigned": N_("{who}’s mandate was sent to the bank before it was signed."),
    "matter_mandate_sent_unsigned_remedy": N_("Have the form signed, and note it on the card."),
    "matter_mandate_accepted_unsigned": N_("The bank accepted {who}’s mandate, and no signed form is noted."),
    "matter_mandate_accepted_unsigned_remedy": N_("Look for the form; have it signed if it isn’t."),
    "matter_mandate_rejected_active": N_("The bank rejected {who}’s mandate, which is active already."),
    "matter_mandate_rejected_active_remedy": N_("Look at the latest draw: if it was paid, nothing needs to be done."),
    "matter_mandate_sent_cancelled": N_("{who}’s mandate was sent to the bank after it was cancelled."),
    "matter_mandate_sent_cancelled_remedy": N_("Send the cancellation with the next file of mandates."),
    "matter_mandate_accepted_cancelled": N_("The bank accepted {who}’s mandate after it was cancelled here."),
    "matter_mandate_accepted_cancelled_remedy": N_("Send the cancellation with the next file of mandates."),
    "run_mandate_missing": N_("There is no mandate. Have one signed, or take the payment at the desk."),
    "run_mandate_draft": N_("The mandate is not signed. Have the form signed."),
    "run_mandate_signed": N_("The mandate has not been sent to the bank. Send the file of mandates."),
    "run_mandate_sent": N_("The bank has not answered about the mandate. Import the bank’s latest file."),
    "run_mandate_new": N_(
        "The mandate was sent to the bank too late for this draw day. Start the run again when its bank days have "
        "passed, or take the payment at the desk."
    ),
    "run_mandate_rejected": N_("The bank rejected the mandate. Ask for another account."),
    "run_mandate_cancelled": N_("The mandate is cancelled. Have a new one signed, or take the payment at the desk."),
    "run_frozen": N_("Frozen the whole month: nothing is charged."),
    "run_agreement_ended": N_(
        "The organisation’s agreement has ended: it isn’t invoiced. Renew the agreement, or agree on who pays."
    ),
    "run_product_unknown": N_("The product isn’t known here yet. Synchronise, and start the run again."),
    "run_already_drawn": N_("The month’s draw is sent already. The rest comes with next month’s draw."),
    "matter_draw_rejected_paid": N_("The bank rejected {who}’s draw of {amount} for {month}, which it had paid."),
    "matter_draw_rejected_paid_remedy": N_("Compare with the gym’s bank account."),
    "matter_draw_sent_paid": N_("{who}’s draw of {amount} for {month} was sent again after it was paid."),
    "matter_draw_sent_paid_remedy": N_("Ask the bank to stop it, or pay the money back."),
    "matter_autogiro_file_twice": N_("The file {name} was imported at two desks."),
    "matter_autogiro_file_twice_remedy": N_("Nothing was done twice. Close this."),
    "matter_charged_twice": N_("{who} paid {amount} for {first} to {last}, which was charged already."),
    "matter_charged_undone": N_("{who} paid {amount} for {first} to {last} of something whose sale was undone."),
    "matter_charged_undone_remedy": N_("Pay the money back, or use it for what the customer has."),
    "matter_charged_twice_invoiced": N_(
        "{payer} was invoiced {amount} for {who}, {first} to {last}, which was charged already."
    ),
    "matter_charged_twice_invoiced_remedy": N_(
        "Take it off the organisation’s invoice, or use it for the customer’s next month."
    ),
    "matter_charged_twice_remedy": N_("Pay the money back, or use it for the customer’s next month."),
}
