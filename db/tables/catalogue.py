"""What the gym has and sells: facilities, tills, staff, settings, customer types, products, prices and terms."""

from db.fields import EMPTY, Count, Day, Flag, Text
from db.tables.row import GymRow


class Facility(GymRow):
    code = Text(unique=True)
    name = Text()
    company = Text()
    organisation_number = Text()
    street = Text()
    postcode = Text()
    city = Text()
    phone = Text()
    bankgiro = Text()


class Till(GymRow):
    facility_id = Text(index=True)
    name = Text()


class Staff(GymRow):
    login = Text(unique=True)
    name = Text()
    pin_hash = Text()
    role = Text()
    is_active = Flag()


class Setting(GymRow):
    """`id` is the setting's name; `value` is JSON."""

    value = Text()


class PriceList(GymRow):
    """`name_en` "": its `name` in every language."""

    code = Text(unique=True)
    name = Text()
    name_en = Text(constraints=EMPTY)


class CustomerType(GymRow):
    code = Text(unique=True)
    name_sv = Text()
    name_en = Text()
    price_list_id = Text(null=True)
    minimum_age = Count(null=True)
    is_on = Flag()
    position = Count()


class Product(GymRow):
    """`kind`: prepaid, direct_debit, add_on, goods or fee. `period_months` is a prepaid period's length."""

    code = Text(unique=True)
    kind = Text()
    vat_kind = Text()
    name_sv = Text()
    name_en = Text()
    about_sv = Text()
    about_en = Text()
    period_months = Count(null=True)
    commitment_months = Count()
    notice_months = Count()
    min_freeze_months = Count(null=True)
    max_freeze_months = Count(null=True)
    allows_transfer = Flag()
    is_on = Flag()
    position = Count()


class ProductAddOn(GymRow):
    """`choice`: optional, mandatory or not_selectable when the main product is sold."""

    main_product_id = Text(index=True)
    add_on_product_id = Text()
    choice = Text()


class Price(GymRow):
    """Öre incl. VAT, per calendar month for direct debit and add-ons, else per period or piece."""

    price_list_id = Text()
    product_id = Text()
    amount = Count()

    class Meta:
        indexes = ((("price_list_id", "product_id"), True),)


class Terms(GymRow):
    version = Text(unique=True)
    valid_from = Day()
    text_sv = Text()
    text_en = Text()
