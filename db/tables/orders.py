"""What was bought online and waits to be collected at a desk."""

from db.fields import Count, Day, Flag, Moment, Text
from db.tables.row import FacilityRow


class OnlineOrder(FacilityRow):
    """`paid` öre for the main subscription and its add-ons (`add_on_ids`: JSON). The account stands here only with an
    electronic mandate. `certificate_until`: of a certificate checked online, None without one."""

    number = Text(index=True)
    person_id = Text(null=True, index=True)
    personal_number = Text(null=True, index=True)
    birth_date = Day()
    given_name = Text()
    family_name = Text()
    email = Text(index=True)
    mobile = Text()
    product_id = Text()
    add_on_ids = Text()
    customer_type = Text()
    certificate_kind = Text()
    certificate_until = Day(null=True)
    paid = Count()
    ordered_at = Moment()
    has_mandate = Flag()
    clearing = Text()
    account = Text()
    collected_at = Moment(null=True)
    subscription_id = Text(null=True)
