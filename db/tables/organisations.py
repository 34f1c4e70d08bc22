"""Organisations whose people train here, and the keys by which they are found."""

import peewee

from db.fields import Flag, Text
from db.tables.row import GymRow, Row


class Organisation(GymRow):
    """`organisation_number`: ten digits. `price_list_id` None: its people pay as the customer type Organisation does.

    `account_manager`: who at the gym answers for the agreement. `pre_orders`: it may order for its people beforehand.
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


class OrganisationKey(Row):
    """As SearchKey, of organisations: derived where they are held, never travels."""

    kind = Text()
    key = Text()
    organisation_id = Text(index=True)

    class Meta:
        primary_key = peewee.CompositeKey("kind", "key", "organisation_id")
        without_rowid = True
