"""Sentences about invoice bases: why one may still change, and what it leaves out."""

from kiosk.texts import N_

SENTENCES = {
    "act_invoice_basis_taken_out": N_("Took out an invoice basis"),
    "basis_month_running": N_("The month isn’t over: more may come until {last}."),
    "basis_not_charged": N_(
        "Not charged for {month} yet: {count} of the organisation’s subscriptions, {amount} in all. Do the charging "
        "run, and look again."
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
