"""Subscriptions as kept state; every date shown is derived from these (rules.md 3)."""

from db.fields import EMPTY, ZERO, Count, Day, Flag, Moment, Text
from db.tables.row import FacilityRow, belongs_to


class Subscription(FacilityRow):
    """`kind`: prepaid, direct_debit or add_on (`main_id` set, billed as its main one). `price` in öre, see Price.

    `credit`: öre that the next charge takes off. `ended_for`: why it was terminated, "" while it isn't.
    `notice_end`: the last day of its notice period, from which `end_date` follows with the commitment.
    `organisation_id`: through whose agreement it was sold. `invoiced_to`: the organisation that pays what it costs, by
    invoice; None: the member does.
    """

    person_id = Text(index=True)
    main_id = Text(null=True)
    product_id = Text()
    kind = Text()
    start = Day()
    price = Count()
    price_list_id = Text()
    is_prepaid = Flag()
    period_months = Count(null=True)
    committed_days = Count()
    first_draw = Day(null=True)
    end_date = Day(null=True)
    terms_version = Text()
    terms_accepted_at = Moment()
    sold_at = Moment()
    credit = Count(constraints=ZERO)
    terminated_at = Moment(null=True)
    ended_for = Text(constraints=EMPTY)
    organisation_id = Text(null=True)
    invoiced_to = Text(null=True)
    notice_end = Day(null=True)


# partial for the same reason as person_alias
Subscription.add_index(
    Subscription.index(Subscription.main_id, where=Subscription.main_id.is_null(False), name="subscription_main")
)
Subscription.add_index(
    Subscription.index(
        Subscription.organisation_id,
        where=Subscription.organisation_id.is_null(False),
        name="subscription_organisation",
    )
)
Subscription.add_index(
    Subscription.index(
        Subscription.invoiced_to, where=Subscription.invoiced_to.is_null(False), name="subscription_invoiced"
    )
)


class Lot(FacilityRow):
    """One charge: `amount` öre bought `days` active days. `month` (YYYY-MM) keeps a charging run from repeating."""

    subscription = belongs_to(Subscription, "subscription_id", "lots")
    position = Count()
    month = Text(null=True)
    amount = Count()
    days = Count()
    first = Day()
    last = Day()

    class Meta:
        indexes = ((("subscription", "month"), True),)


class Freeze(FacilityRow):
    subscription = belongs_to(Subscription, "subscription_id", "freezes")
    first = Day()
    last = Day()
    reason = Text()


class SubscriptionHolder(FacilityRow):
    """Who had a transferred subscription, `first`..`last`; the holder of today has no last day."""

    subscription = belongs_to(Subscription, "subscription_id", "holders")
    person_id = Text(index=True)
    first = Day()
    last = Day(null=True)


class SubscriptionChange(FacilityRow):
    """What a subscription was until `day`, when it was swapped for another product or given another price."""

    subscription = belongs_to(Subscription, "subscription_id", "changes")
    day = Day()
    product_id = Text()
    price = Count()
    price_list_id = Text()
    changed_at = Moment()
