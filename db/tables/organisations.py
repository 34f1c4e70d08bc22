"""Organisations whose people train here: how they are found, what they have ordered, what they are to pay."""

from typing import Any

import peewee

from db.fields import EMPTY, Count, Day, Flag, Moment, Text
from db.tables.row import FacilityRow, GymRow, Row

PAID_BY_MEMBER: list[Any] = [peewee.SQL("DEFAULT 'member'")]
NO_PRODUCTS: list[Any] = [peewee.SQL("DEFAULT '[]'")]


class Organisation(GymRow):
    """`organisation_number`: ten digits. `price_list_id` None: its people pay as the customer type Organisation does.

    `account_manager`: who at the gym answers for the agreement. `pre_orders`: it may order for its people beforehand.
    `pays`: who pays for what is sold from now on, member or organisation (by invoice, on which `invoice_reference`
    stands). `agreement_until`: its last day, None without end. `product_ids` (JSON list): what the agreement is about,
    an empty one for everything. `merged_into`: the organisation that this one, registered twice, turned out to be.
    """

    code = Text(unique=True)
    name = Text()
    organisation_number = Text()
    account_manager = Text()
    email = Text()
    phone = Text()
    street = Text()
    postcode = Text()
    city = Text()
    is_active = Flag()
    price_list_id = Text(null=True)
    pre_orders = Flag()
    pays = Text(constraints=PAID_BY_MEMBER)
    agreement_until = Day(null=True)
    product_ids = Text(constraints=NO_PRODUCTS)
    invoice_reference = Text(constraints=EMPTY)
    merged_into = Text(null=True)


class OrganisationKey(Row):
    """As SearchKey, of organisations: derived where they are held, never travels."""

    kind = Text()
    key = Text()
    organisation_id = Text(index=True)

    class Meta:
        primary_key = peewee.CompositeKey("kind", "key", "organisation_id")
        without_rowid = True


class PreOrder(GymRow):
    """A membership that an organisation has ordered for one of its people, spent once, `valid_from`..`valid_until`.

    `personal_number`: twelve digits, None where only the `birth_date` is known. `name`: as the organisation wrote it,
    and `name_key` folded, for finding only. `import_id`: the file it came in; its product is locked. `person_id` and
    `subscription_id`: who spent it and on what.
    """

    organisation_id = Text()
    import_id = Text(null=True)
    product_id = Text()
    valid_from = Day()
    valid_until = Day()
    personal_number = Text(null=True)
    birth_date = Day()
    name = Text()
    name_key = Text()
    email = Text()
    created_at = Moment()
    withdrawn_at = Moment(null=True)
    used_at = Moment(null=True)
    person_id = Text(null=True)
    subscription_id = Text(null=True)


# an organisation's list by name, its filters and its counts are read in this one: it may hold 100 000
PreOrder.add_index(
    PreOrder.index(
        PreOrder.organisation_id,
        PreOrder.name_key,
        PreOrder.id,
        PreOrder.valid_until,
        PreOrder.withdrawn_at,
        PreOrder.used_at,
        name="pre_order_listed",
    )
)
PreOrder.add_index(
    PreOrder.index(PreOrder.personal_number, where=PreOrder.personal_number.is_null(False), name="pre_order_number")
)
PreOrder.add_index(PreOrder.index(PreOrder.person_id, where=PreOrder.person_id.is_null(False), name="pre_order_person"))


class PreOrderImport(GymRow):
    """A file of pre-orders that was taken in: rows counted, none of them kept here. `undone_at`: all were withdrawn."""

    organisation_id = Text(index=True)
    product_id = Text()
    valid_from = Day()
    valid_until = Day()
    file_sha256 = Text(index=True)
    file_name = Text()
    accepted = Count()
    refused = Count()
    staff_id = Text()
    imported_at = Moment()
    undone_at = Moment(null=True)


class InvoiceLine(FacilityRow):
    """What a charging run charged for one of an organisation's people, to be invoiced to the organisation.

    `month` (YYYY-MM): the run's, in whose invoice basis it stands. `amount` öre with VAT at `vat_percent`, below 0 for
    a credit that was used; `first`..`last` what the lot bought, which may be gone since.
    """

    organisation_id = Text()
    month = Text()
    run_id = Text()
    person_id = Text()
    subscription_id = Text()
    product_id = Text()
    lot_id = Text()
    amount = Count()
    vat_percent = Count()
    first = Day()
    last = Day()

    class Meta:
        indexes = ((("organisation_id", "month"), False), (("month", "facility_id"), False))


class InvoiceLineTakenBack(FacilityRow):
    """A line that is off the organisation's invoice again: as it was, why, and who took it back.

    A table of its own, so that whatever sums lines knows nothing of it. `line_id`: the line's; the month may be charged
    again, and then the line stands there anew.
    """

    line_id = Text(index=True)
    organisation_id = Text()
    month = Text()
    person_id = Text()
    subscription_id = Text()
    product_id = Text()
    amount = Count()
    vat_percent = Count()
    first = Day()
    last = Day()
    reason = Text()
    staff_id = Text()
    taken_back_at = Moment()

    class Meta:
        indexes = ((("organisation_id", "month"), False),)
