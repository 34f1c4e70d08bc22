"""What opens the gym's door."""

from db.fields import Flag, Moment, Text
from db.tables.row import FacilityRow


class Card(FacilityRow):
    """A card number is active with one person at a time; a blocked card keeps its reason."""

    number = Text(index=True)  # blocked ones are looked up too
    person_id = Text(index=True)
    assigned_at = Moment()
    blocked_at = Moment(null=True)
    block_reason = Text()


Card.add_index(Card.index(Card.number, unique=True, where=Card.blocked_at.is_null(), name="card_active_number"))


class CheckIn(FacilityRow):
    """One presentation of a card, or a visit noted by hand, with the verdict that was shown. `reasons`: codes."""

    person_id = Text(null=True)
    card_number = Text()
    at = Moment()
    device_id = Text()
    is_admitted = Flag()
    reasons = Text()


CheckIn.add_index(CheckIn.index(CheckIn.person_id, CheckIn.at, name="check_in_person"))
