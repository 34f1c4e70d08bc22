"""Sentences about draws that are stopped, made again, or paid at the desk."""

from kiosk.texts import N_

SENTENCES = {
    "act_charging_run_printed": N_("Printed the list of a charging run"),
    "act_stop_draw": N_("Stopped a draw"),
    "act_pay_debt": N_("Paid a debt"),
    "debt_none": N_("Nothing is owed."),
    "run_stop_not_sent": N_(
        "A draw is stopped, but the bank doesn’t know of it yet. Send the file of stopped draws first."
    ),
    "draw_again_over": N_("The draw is paid, or planned again already. Nothing more is drawn."),
    "draw_again_no_mandate": N_(
        "No mandate lets it be drawn: have a new one signed first, or take the payment at the desk (Pay a debt)."
    ),
    "draw_stop_over": N_("Only a draw that is planned or sent can be stopped. Look at the card again."),
    "draw_stop_late": N_("It can’t be stopped any more: the bank had to know by {moment}. Pay it back afterwards."),
    "draw_stop_changed": N_(
        "The subscription has been changed since its draw was sent, so the days can’t be taken back. Let the draw be "
        "made, and pay back what is too much."
    ),
    "draw_stop_changed_owed": N_(
        "The subscription has been changed since its draw was planned, so the days can’t be taken back. Pay the debt "
        "at the desk instead."
    ),
    "run_draw_stranded": N_("A planned draw has no mandate. Have one signed, or pay the debt at the desk."),
    "draw_stop_reason_missing": N_("Write why the draw is stopped."),
    "draw_stop_reason_long": N_("Write the reason in at most {most} characters."),
    "matter_draw_cancelled_paid": N_("{who}’s draw of {amount} for {month} was stopped after the bank had made it."),
    "matter_draw_cancelled_paid_remedy": N_("The days are paid. Pay the money back if the customer shall have it."),
    "matter_draw_sent_cancelled": N_("{who}’s draw of {amount} for {month} was sent to the bank after it was stopped."),
    "matter_draw_sent_cancelled_remedy": N_("Send the file of stopped draws, before 19:00 the bank day before."),
    "matter_draw_paid_cancelled": N_("The bank drew {amount} of {who} for {month}, which had been stopped."),
    "matter_draw_paid_cancelled_remedy": N_("The days are paid by it. Pay it back if the customer is to have it."),
    "matter_draw_not_cancelled": N_("The bank couldn’t stop {who}’s draw of {amount} for {month}."),
    "matter_draw_not_cancelled_remedy": N_("Tell the customer that it may be drawn, and look at the next answer."),
    "matter_draw_days_stand": N_(
        "{who}’s draw for {month} was stopped, but days for {amount} still stand as paid: the subscription was changed."
    ),
    "matter_draw_days_stand_remedy": N_("Take the payment at the desk, or let the customer have the days."),
    "matter_draw_settled_sent": N_("{who} paid {amount} for {month} at the desk while the draw was at the bank again."),
    "matter_draw_settled_sent_remedy": N_("Pay the money back if the bank draws it too."),
    "matter_draw_settled_other_sum": N_(
        "{who} paid {charged} at the desk for the draw of {month}, but its days had been charged otherwise elsewhere: "
        "it is {listed}."
    ),
    "matter_draw_settled_other_sum_remedy": N_("Pay back what is too much, or take what is missing."),
    "matter_draw_settled_twice": N_("{who} paid the draw of {amount} for {month} at two desks."),
    "matter_draw_settled_twice_remedy": N_("Pay one of them back."),
    "matter_draw_paid_twice": N_("{who} paid {amount} for {month} twice: at the desk and through the bank."),
    "matter_draw_paid_twice_remedy": N_("Pay one of them back."),
    "matter_draw_made_twice": N_("Two files from the bank say that {who} paid {amount} for {month}."),
    "matter_draw_made_twice_remedy": N_(
        "Look at the bank account: if the sum has come twice, pay one of them back. If it was told twice, nothing is "
        "to be paid."
    ),
    "matter_draw_refunded_once": N_("The bank gave {who} back {amount} for {month}, which it had drawn twice."),
    "matter_draw_refunded_once_remedy": N_(
        "Nothing more is to be paid back for it: look whether another matter asks for it."
    ),
    "matter_draw_sent_other_sum": N_(
        "{who}’s draw for {month} was sent to the bank as {amount}, but its days had been charged otherwise "
        "elsewhere: here it is {listed}."
    ),
    "matter_draw_sent_other_sum_remedy": N_(
        "The bank draws what the file says: take or pay back the difference, or stop the draw in time."
    ),
    "matter_draws_sent_twice": N_(
        "Two desks wrote a file of the same draws: {count} of them, {amount} in all. The later file is for {day}."
    ),
    "matter_draws_sent_twice_remedy": N_(
        "Give the bank one of the files only. If it has both, ask it to delete the later one, before 19:00 the bank "
        "day before."
    ),
    "matter_draw_refunded_settled": N_(
        "The bank gave {who} back {amount} for {month}, which was paid at the desk too."
    ),
    "matter_draw_refunded_settled_remedy": N_(
        "Nothing more is to be paid back for it: look whether another matter asks for it."
    ),
}
