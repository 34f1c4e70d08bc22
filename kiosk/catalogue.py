"""The gym's catalogue as plain values: read once when a wizard opens, so that its rules need no database."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from db.rows import found
from db.tables import CustomerType as CustomerTypeRow
from db.tables import Facility as FacilityRow
from db.tables import Price as PriceRow
from db.tables import PriceList as PriceListRow
from db.tables import Product as ProductRow
from db.tables import ProductAddOn as ProductAddOnRow
from db.tables import Terms as TermsRow
from kiosk.people.customer_types import KINDS_BY_TYPE, CustomerType
from kiosk.subscriptions.price_lists import REGULAR
from kiosk.subscriptions.prices import PriceLists
from kiosk.texts import localized


class ProductKind(StrEnum):
    PREPAID = "prepaid"
    DIRECT_DEBIT = "direct_debit"
    ADD_ON = "add_on"
    GOODS = "goods"
    FEE = "fee"


MAIN_KINDS = (ProductKind.PREPAID, ProductKind.DIRECT_DEBIT)


class AddOnChoice(StrEnum):
    OPTIONAL = "optional"
    MANDATORY = "mandatory"
    NOT_SELECTABLE = "not_selectable"


@dataclass(frozen=True, slots=True)
class Facility:
    id: str
    code: str
    name: str
    company: str
    organisation_number: str
    street: str
    postcode: str
    city: str
    phone: str
    bankgiro: str


@dataclass(frozen=True, slots=True)
class ListedType:
    """A customer type with its name at this gym. `price_list_id` None: it can't be chosen."""

    id: str
    name: str
    price_list_id: str | None
    rules: CustomerType

    @property
    def code(self) -> str:
        return self.rules.code


@dataclass(frozen=True, slots=True)
class Product:
    id: str
    code: str
    kind: ProductKind
    vat_kind: str
    name: str
    about: str
    period_months: int | None
    commitment_months: int
    notice_months: int
    min_freeze_months: int | None
    max_freeze_months: int | None
    allows_transfer: bool
    is_on: bool


@dataclass(frozen=True, slots=True)
class Terms:
    version: str
    valid_from: date
    text: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """`prices`: (price list id, product id) → öre. `add_ons`: main product id → its (add-on product id, choice)."""

    facilities: tuple[Facility, ...]
    customer_types: tuple[ListedType, ...]
    products: dict[str, Product]
    prices: dict[tuple[str, str], int]
    add_ons: dict[str, tuple[tuple[str, AddOnChoice], ...]]
    terms: tuple[Terms, ...]
    regular_price_list_id: str

    def customer_type(self, code: str) -> ListedType | None:
        return next((found for found in self.customer_types if found.code == code), None)

    def price_list_of(self, customer_type: str) -> str:
        """The type's own price list, else the regular one."""
        found = self.customer_type(customer_type)
        return (found and found.price_list_id) or self.regular_price_list_id

    @property
    def lists(self) -> PriceLists:
        of_type = {one.code: one.price_list_id or self.regular_price_list_id for one in self.customer_types}
        return PriceLists(self.prices, of_type, self.regular_price_list_id)

    def price(self, price_list_id: str, product_id: str) -> int | None:
        """Öre; the regular price where the list has none of its own; None when the product has no price at all."""
        own = self.prices.get((price_list_id, product_id))
        return self.prices.get((self.regular_price_list_id, product_id)) if own is None else own

    def product_with_code(self, code: str) -> Product | None:
        """For products that settings point out."""
        return next((one for one in self.products.values() if code and one.code == code), None)

    def terms_on(self, day: date) -> Terms | None:
        """The latest terms in force."""
        return max((terms for terms in self.terms if terms.valid_from <= day), key=lambda t: t.valid_from, default=None)

    def facility(self, facility_id: str) -> Facility:
        """Raises StopIteration for an unknown id: a desk without its facility is a bug."""
        return next(found for found in self.facilities if found.id == facility_id)


def read_catalogue() -> Catalogue:
    """Inside `store.reading()`. Names in the user's language."""
    add_ons: dict[str, list[tuple[str, AddOnChoice]]] = {}
    for row in ProductAddOnRow.select():
        add_ons.setdefault(row.main_product_id, []).append((row.add_on_product_id, AddOnChoice(row.choice)))
    price_lists = {row.id: row.code for row in PriceListRow.select()}
    return Catalogue(
        facilities=tuple(
            Facility(**{name: getattr(row, name) for name in Facility.__slots__})
            for row in FacilityRow.select().order_by(FacilityRow.name)
        ),
        customer_types=tuple(
            _customer_type(row, price_lists) for row in CustomerTypeRow.select().order_by(CustomerTypeRow.position)
        ),
        products={row.id: _product(row) for row in ProductRow.select().order_by(ProductRow.position)},
        prices={(row.price_list_id, row.product_id): row.amount for row in PriceRow.select()},
        add_ons={main: tuple(found) for main, found in add_ons.items()},
        terms=tuple(Terms(row.version, row.valid_from, _named(row, "text")) for row in TermsRow.select()),
        regular_price_list_id=next((found for found, code in price_lists.items() if code == REGULAR), ""),
    )


def swedish_name(product_id: str) -> str:
    """As receipts say it, whatever language the desk speaks. Inside `store.reading()` or an errand."""
    ((name,),) = found("SELECT name_sv FROM product WHERE id = ?", product_id)
    return str(name)


def product_name(product_id: str) -> str:
    """In the user's language; "" for one that isn't there. Inside `store.reading()` or an errand."""
    return "".join(name for (name,) in found(f"SELECT {localized('name')} FROM product WHERE id = ?", product_id))


def type_name(code: str) -> str:
    """A customer type's in the user's language; its code for one that isn't there. Inside `store.reading()`."""
    names = found(f"SELECT {localized('name')} FROM customer_type WHERE code = ?", code)
    return str(names[0][0]) if names else code


def _named(row: object, field: str) -> str:
    return str(getattr(row, localized(field)))


def _customer_type(row: CustomerTypeRow, price_lists: dict[str, str]) -> ListedType:
    rules = CustomerType(
        code=row.code,
        price_list=price_lists.get(row.price_list_id or ""),
        is_on=row.is_on,
        kinds=KINDS_BY_TYPE.get(row.code, ()),
        minimum_age=row.minimum_age,
    )
    return ListedType(row.id, _named(row, "name"), row.price_list_id, rules)


def _product(row: ProductRow) -> Product:
    return Product(
        id=row.id,
        code=row.code,
        kind=ProductKind(row.kind),
        vat_kind=row.vat_kind,
        name=_named(row, "name"),
        about=_named(row, "about"),
        period_months=row.period_months,
        commitment_months=row.commitment_months,
        notice_months=row.notice_months,
        min_freeze_months=row.min_freeze_months,
        max_freeze_months=row.max_freeze_months,
        allows_transfer=row.allows_transfer,
        is_on=row.is_on,
    )
