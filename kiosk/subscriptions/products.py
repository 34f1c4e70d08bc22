"""The products step: what this customer can buy at which price, and what keeps the step from being finished."""

from dataclasses import dataclass
from datetime import date

from kiosk.catalogue import Product
from kiosk.desk_facts import Facts
from kiosk.problems import Problem
from kiosk.subscriptions.drafts import ProductsDraft


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who buys, as far as products and prices go. `valid_until`: the certificate's last day, None when it never ends."""

    customer_type: str
    valid_until: date | None = None
    birth_date: date | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """`price` (öre) is this customer's on the start day; `ordinary` the regular list's. Per calendar month for direct
    debit and add-ons, per period for prepaid. `is_mandatory` add-ons are preselected and locked."""

    product: Product
    price: int
    ordinary: int
    is_mandatory: bool = False


def offered_mains(buyer: Buyer, start: date, facts: Facts) -> tuple[Offer, ...]:
    """Prepaid and direct debit subscriptions in use that have a price, in the catalogue's order."""
    raise NotImplementedError


def offered_add_ons(main_product_id: str, buyer: Buyer, start: date, facts: Facts) -> tuple[Offer, ...]:
    """Mandatory and optional ones of a main subscription; those not selectable are left out."""
    raise NotImplementedError


def latest_start(facts: Facts) -> date:
    """The last day one may choose to start on."""
    raise NotImplementedError


def start_of(draft: ProductsDraft, facts: Facts) -> date:
    """The chosen day, else today."""
    raise NotImplementedError


def is_direct_debit(draft: ProductsDraft, facts: Facts) -> bool:
    """Whether the chosen main subscription needs a mandate."""
    raise NotImplementedError


def problems(draft: ProductsDraft, buyer: Buyer, facts: Facts) -> list[Problem]:
    """Fields: main_product_id, add_on_ids, start, facility_id."""
    raise NotImplementedError
