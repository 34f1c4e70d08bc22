"""Direct debit mandates."""

from db.fields import Day, Flag, Moment, Text
from db.tables.row import FacilityRow


class Mandate(FacilityRow):
    """`holder`: self, other_account_holder or other_payer.

    `state`: draft, signed, sent, active, rejected, cancelled.
    """

    person_id = Text(index=True)
    holder = Text()
    holder_name = Text()
    holder_personal_number = Text()
    payer_id = Text(null=True)
    bank = Text()
    clearing = Text()
    account = Text()
    payer_number = Text()
    is_overridden = Flag()
    state = Text()
    signed_at = Moment()
    first_draw = Day(null=True)
