"""Persons and what is known of them."""

import peewee

from db.fields import EMPTY, Bytes, Count, Day, Flag, Moment, Text
from db.tables.row import FacilityRow, Row


class Person(FacilityRow):
    """`alias_of`: the person this registration turned out to be, when two desks registered the same one offline."""

    member_number = Text(index=True)
    personal_number = Text(null=True, index=True)
    birth_date = Day(index=True)
    given_name = Text()
    family_name = Text()
    email = Text()
    mobile = Text()
    home_phone = Text()
    work_phone = Text()
    street = Text()
    postcode = Text()
    city = Text()
    country = Text()
    customer_type = Text()
    protected_identity = Flag()
    to_verify = Flag()
    document_kind = Text()
    document_country = Text()
    no_photo_reason = Text()
    photo_id = Text(null=True)
    registered_at = Moment()
    alias_of = Text(null=True)


# partial: most have none, and a planner that took IS NULL for selective would read everybody
Person.add_index(Person.index(Person.alias_of, where=Person.alias_of.is_null(False), name="person_alias"))

# few of all: whoever lists names puts them apart
Person.add_index(Person.index(Person.id, where=peewee.SQL('"protected_identity" = 1'), name="person_protected"))


class Guardian(FacilityRow):
    """The adult who consents for a person under 18."""

    person_id = Text(index=True)
    name = Text()
    personal_number = Text()
    relation = Text()
    consented_at = Moment()


class IdentityCheck(FacilityRow):
    """One ticked document: which kind, by whom and when; never its number or an image.

    `actor`: customer, guardian or representative; `actor_name` is "" for the customer.
    """

    person_id = Text(index=True)
    kind = Text()
    staff_id = Text()
    ticked_at = Moment()
    valid_until = Day(null=True)
    actor = Text(constraints=[peewee.SQL("DEFAULT 'customer'")])
    actor_name = Text(constraints=EMPTY)


class Certificate(FacilityRow):
    """What makes a person a customer type, and until when (None: without end). `reminded_at`: a letter was made.

    `organisation_id`: the organisation the person was shown to belong to, None for other types.
    """

    person_id = Text(index=True)
    customer_type = Text()
    kind = Text()
    valid_from = Day()
    valid_until = Day(null=True, index=True)
    staff_id = Text()
    reminded_at = Moment(null=True)
    organisation_id = Text(null=True)


# partial for the same reason
Certificate.add_index(
    Certificate.index(
        Certificate.organisation_id, where=Certificate.organisation_id.is_null(False), name="certificate_organisation"
    )
)


class Photo(FacilityRow):
    """Which picture a person has had; the bytes are content-addressed in PhotoBlob."""

    person_id = Text(index=True)
    sha256 = Text()
    taken_at = Moment()


class PhotoBlob(Row):
    """JPEG bytes held here. `is_uploaded`: central has it too, so it may be dropped and fetched again."""

    sha256 = Text(primary_key=True)
    jpeg = Bytes()
    size = Count()
    is_uploaded = Flag(index=True)


class SearchKey(Row):
    """Derived from persons and cards where they are held: a b-tree per way of finding someone. Never travels.

    `use` puts hits in order (kiosk/people/search_use.py).
    """

    kind = Text()
    key = Text()
    person_id = Text(index=True)
    use = Count()

    class Meta:
        primary_key = peewee.CompositeKey("kind", "key", "person_id")
        without_rowid = True


class Note(FacilityRow):
    """What staff tell each other of a person. `is_message`: shown as soon as the person is found."""

    person_id = Text(index=True)
    text = Text()
    is_message = Flag()
    staff_id = Text()
    written_at = Moment()
    removed_at = Moment(null=True)
