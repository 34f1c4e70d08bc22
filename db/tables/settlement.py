"""What everybody must be able to see afterwards: the journal, and matters to settle."""

from db.fields import ZERO, Count, Moment, Text
from db.tables.row import FacilityRow


class JournalEntry(FacilityRow):
    """Append-only: `act` by `staff_id` on `subject_id`. `details` is canonical JSON without personal data."""

    at = Moment(index=True)
    staff_id = Text()
    device_id = Text()
    act = Text()
    subject_id = Text(index=True)
    errand_id = Text()
    details = Text()


class Matter(FacilityRow):
    """Opened by central when an operation could not stand as it was done; closed by an operation only.

    `closed_how` is a word of kiosk/sync/ways.py.
    """

    code = Text()
    person_id = Text(null=True, index=True)
    operation_id = Text()
    operation_kind = Text()
    device_id = Text()
    staff_id = Text()
    opened_at = Moment()
    details = Text()
    closed_at = Moment(null=True)
    closed_by = Text(null=True)
    closed_how = Text(null=True)
    closed_note = Text(null=True)


# partial: nearly all are closed in the end, and the open ones are counted all the time
Matter.add_index(Matter.index(Matter.opened_at, where=Matter.closed_at.is_null(), name="matter_open"))


class Confirmation(FacilityRow):
    """What a customer was told of an errand: `rows` is JSON of [label, before, after], `lines` of [text, öre].

    `later`: lines of what is not paid in the errand, None in an older one, whose `lines` have those too. `by_invoice`:
    öre of the `lines` that an organisation pays. `undone_at`: compensating operations took the errand back.
    """

    errand_id = Text(index=True)
    person_id = Text(index=True)
    routine = Text()
    subscription_id = Text(null=True)
    rows = Text()
    lines = Text()
    receipt_id = Text(null=True)
    staff_id = Text()
    at = Moment()
    undone_at = Moment(null=True)
    later = Text(null=True)
    by_invoice = Count(constraints=ZERO)
