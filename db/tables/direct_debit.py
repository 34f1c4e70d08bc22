"""Direct debit: mandates, draws, charging runs, and the files to and from Bankgirot."""

from db.fields import EMPTY, ZERO, Count, Day, Flag, Moment, Text
from db.tables.row import FacilityRow, belongs_to


class Mandate(FacilityRow):
    """`holder`: self, other_account_holder or other_payer.

    `state`: draft, signed, sent, active, rejected, cancelled; `state_code` is the bank's reason. `file_id` and
    `cancel_file_id` are the files that told Bankgirot.
    """

    person_id = Text(index=True)
    holder = Text()
    holder_name = Text()
    holder_personal_number = Text()
    payer_id = Text(null=True)
    bank = Text()
    clearing = Text()
    account = Text()
    payer_number = Text(index=True)
    is_overridden = Flag()
    state = Text(index=True)
    state_code = Text()
    drafted_at = Moment()
    signed_at = Moment(null=True)
    sent_at = Moment(null=True)
    answered_at = Moment(null=True)
    cancelled_at = Moment(null=True)
    cancelled_by = Text()
    file_id = Text(null=True)
    cancel_file_id = Text(null=True)
    first_draw = Day(null=True)


class DebitDraw(FacilityRow):
    """What a main subscription and its add-ons cost in a month (YYYY-MM), drawn in one sum, which its lines make up.

    `state`: planned, sent, cancelled, paid, rejected, refunded, settled (paid at the desk in `settled_errand_id`);
    `state_code` is the bank's reason. One per subscription and month. `cancel_*`: the latest time it was stopped, by
    whom (staff's id, "" for the bank) and why; Bankgirot was told in `cancel_file_id` with the record `cancel_code`,
    and answered. They stay when the month is charged again. `sent_amount`: the öre that the file to the bank says,
    None where nobody knows, and for one that is charged anew.
    """

    person_id = Text(index=True)
    mandate_id = Text()
    subscription_id = Text()
    month = Text()
    amount = Count()
    draw_day = Day()
    state = Text(index=True)
    state_code = Text()
    planned_at = Moment()
    sent_at = Moment(null=True)
    settled_at = Moment(null=True)
    run_id = Text(null=True)
    file_id = Text(null=True)
    cancelled_at = Moment(null=True)
    cancelled_by = Text(constraints=EMPTY)
    cancel_reason = Text(constraints=EMPTY)
    cancel_file_id = Text(null=True)
    cancel_code = Text(constraints=EMPTY)
    cancel_answered_at = Moment(null=True)
    settled_errand_id = Text(null=True)
    sent_amount = Count(null=True)

    class Meta:
        indexes = ((("subscription_id", "month"), True),)


class DebitDrawLine(FacilityRow):
    """One lot that the draw pays. `lot_month` and `lot_days`: the lot's own, once it is gone with a cancelled draw."""

    draw = belongs_to(DebitDraw, "draw_id", "lines")
    subscription_id = Text()
    lot_id = Text()
    amount = Count()
    first = Day()
    last = Day()
    lot_month = Text(null=True)
    lot_days = Count(constraints=ZERO)


class ChargingRun(FacilityRow):
    """The run for a month (YYYY-MM) at a facility. `state`: running, cancelled, done.

    `total` and `done` count subscriptions, drawn for or invoiced; `amount` is öre to be drawn, `invoiced_amount` what
    `invoiced` of them cost organisations; `exceptions` is how many could not be charged.
    """

    month = Text()
    state = Text()
    started_at = Moment()
    started_by = Text()
    ended_at = Moment(null=True)
    total = Count()
    done = Count()
    amount = Count()
    exceptions = Count()
    invoiced = Count(constraints=ZERO)
    invoiced_amount = Count(constraints=ZERO)


class AutogiroFile(FacilityRow):
    """A file that went out or came in. `direction`: out or in; `amount` in öre.

    `again` counts how often it was written once more; `written_on`, `customer_number` and `bankgiro` make the same
    bytes again.
    """

    direction = Text()
    kind = Text()
    sha256 = Text(index=True)
    name = Text()
    at = Moment()
    staff_id = Text()
    records = Count()
    amount = Count()
    written_on = Day()
    customer_number = Text()
    bankgiro = Text()
    again = Count()
