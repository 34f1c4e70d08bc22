"""Money at the desk: sales, payments, receipts. Rows are never edited; a wrong one is met by a return."""

import peewee

from db.fields import Count, Day, Flag, Moment, Text
from db.tables.row import FacilityRow, belongs_to


class Sale(FacilityRow):
    """`total` is what the lines add up to, `rounding` what cash rounding added; both öre. `return_of`: the sale that
    this one takes back."""

    person_id = Text(null=True, index=True)
    till_id = Text()
    staff_id = Text()
    sold_at = Moment()
    total = Count()
    rounding = Count()
    is_training = Flag()
    return_of = Text(null=True, index=True)


class SaleLine(FacilityRow):
    """`first`..`last`: the days that it is for, None of what is for none and of what was sold before lines told."""

    sale = belongs_to(Sale, "sale_id", "lines")
    position = Count()
    product_id = Text(null=True)
    subscription_id = Text(null=True)
    text = Text()
    quantity = Count()
    amount = Count()
    vat_percent = Count()
    vat_kind = Text()
    first = Day(null=True)
    last = Day(null=True)


class Payment(FacilityRow):
    """`amount` öre paid, below 0 when paid back; for cash `given` is what was handed over. `reference`: terminal's or
    Swish's. `refund_of`: the payment that this one pays back."""

    sale = belongs_to(Sale, "sale_id", "payments")
    method = Text()
    amount = Count()
    given = Count(null=True)
    reference = Text(index=True)
    paid_at = Moment()
    refund_of = Text(null=True, index=True)


# few of all payments: what an organisation is to pay of a month's sales
Payment.add_index(Payment.index(Payment.paid_at, where=peewee.SQL("\"method\" = 'invoice'"), name="payment_invoiced"))


class Receipt(FacilityRow):
    """`number` is from the till's unbroken series. `kind`: ordinary, copy, training or return."""

    sale = belongs_to(Sale, "sale_id", "receipts")
    till_id = Text()
    number = Count()
    kind = Text()
    issued_at = Moment()

    class Meta:
        indexes = ((("till_id", "number"), False),)
