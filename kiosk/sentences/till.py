"""Sentences of the area till: payment."""

from kiosk.texts import N_

SENTENCES = {
    "payment_short": N_("{missing} is not yet paid. Add a payment or change the amounts."),
    "payment_over": N_("The payments are {over} too much. Lower one of them; only cash gives change."),
    "payment_amount": N_("Write the amount that is paid this way, or take the payment away."),
    "card_reference_missing": N_(
        "Write the reference from the terminal's slip. If the card was declined, take the payment away."
    ),
    "swish_reference_missing": N_("Write the reference of the Swish payment as the receipt in the phone shows it."),
    "reference_twice": N_("Two payments have the same reference. Compare them with the slips."),
    "cash_twice": N_("Cash is entered twice. Make it one payment."),
    "cash_short": N_("{missing} is missing from the cash handed over. Ask for more or split the payment."),
    "cash_whole_kronor": N_("Cash is handed over in whole kronor. Change what was given."),
    "change_only_on_cash": N_("Only cash gives change. Write exactly what is paid this way."),
    "credit_short": N_("The credit balance is {balance}. Lower the amount and pay the rest another way."),
    "invoice_only_organisations": N_("Only organisations can pay by invoice. Choose another way to pay."),
    "card_reference_used": N_(
        "This reference has already paid for another sale. Compare it with the terminal's slip; the card may not have "
        "been charged again."
    ),
    "receipt_copied": N_("The copies allowed of this receipt ({allowed}) are already made. No more may be printed."),
    "till_missing": N_(
        "This desk has no till yet, so it can give no receipt. Have the desk enrolled with a till, and finish then."
    ),
}
