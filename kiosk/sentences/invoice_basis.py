"""Sentences about invoice bases: why one may still change, and what it leaves out."""

from kiosk.texts import N_

SENTENCES = {
    "act_invoice_basis_taken_out": N_("Took out an invoice basis"),
    "act_take_back_invoiced": N_("Took a month back from the invoice"),
    "take_back_gone": N_("It is off the invoice already. Look at the basis again."),
    "take_back_meanwhile": N_("What was charged has changed meanwhile. Look at the basis again."),
    "take_back_changed": N_(
        "The subscription has been changed since the run, so the days can’t be taken back. Write a credit on the "
        "invoice."
    ),
    "take_back_later": N_("Days after {last} are charged too. Take back the later month first."),
    "take_back_not_a_run": N_(
        "Only what a charging run charged is taken back here. A sale is undone on the member’s card, or paid back."
    ),
    "take_back_reason_missing": N_("Write why it is taken back."),
    "take_back_reason_long": N_("Write the reason in at most {most} characters."),
    "matter_invoiced_days_stand": N_(
        "{amount} for {who} in {month} should be taken back from the invoice to {organisation}, but the subscription "
        "had been changed: it stands."
    ),
    "matter_invoiced_days_stand_remedy": N_("Write a credit on the invoice, or let it stand."),
    "basis_month_running": N_("The month isn’t over: more may come until {last}."),
    "basis_not_charged": N_(
        "Not charged for {month} yet: {count} of the organisation’s subscriptions, {amount} in all. Do the charging "
        "run, and look again."
    ),
    "basis_taken_back": N_(
        "Taken back from the invoice, and neither charged again nor paid: {count} of the subscriptions, {amount} in "
        "all. The invoice lacks nothing of it; another charging run for {month} would invoice it again."
    ),
    "basis_run_agreement_ended": N_(
        "{count} of the subscriptions go on after the agreement’s last day, and those days are not invoiced. Renew the "
        "agreement, or agree on who pays."
    ),
    "basis_run_product_unknown": N_(
        "{count} of the subscriptions are of a product that isn’t known here yet. Synchronise, and look again."
    ),
    "basis_never_heard": N_("This desk has not heard from central yet: what other desks did isn’t here."),
    "basis_not_heard": N_("This desk last heard from central {moment}: what other desks did since isn’t here."),
    "basis_not_sent": N_(
        "Errands of this desk that haven’t reached central yet: {count}. Central may still judge them otherwise."
    ),
    "basis_unsettled": N_(
        "Matters to settle about what these members were charged or paid: {count}. Settle them first."
    ),
}
