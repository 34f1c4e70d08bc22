"""The price of a day for a customer: the cheapest price list that the customer's certificates open (rules.md 2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kiosk.subscriptions.months import ONE_DAY
from kiosk.subscriptions.prorating import PriceStep


@dataclass(frozen=True, slots=True)
class TypePrice:
    """What a customer type pays (öre), and the certificate's last day; None when it never ends."""

    price: int
    valid_until: date | None = None

    def holds(self, day: date) -> bool:
        return self.valid_until is None or day <= self.valid_until


ORGANISATION = "organisation"  # the customer type whose certificates rest on an agreement


@dataclass(frozen=True, slots=True)
class Opened:
    """What a certificate opens through `until` (None: without end): the customer type's price list, and before it
    `agreed_id`, the one that the organisation's agreement has; "" without one. `organisation_id`: whose it is."""

    customer_type: str
    until: date | None = None
    agreed_id: str = ""
    organisation_id: str = ""


@dataclass(frozen=True, slots=True)
class PriceLists:
    """`amounts`: öre by (price list id, product id); `of_type`: customer type → its list's id."""

    amounts: Mapping[tuple[str, str], int]
    of_type: Mapping[str, str]
    regular_id: str

    def ids_of(self, one: Opened) -> tuple[str, ...]:
        """In the order they count: the agreement's own, then the customer type's."""
        of_type = self.of_type.get(one.customer_type, self.regular_id)
        return (one.agreed_id, of_type) if one.agreed_id else (of_type,)

    def listed(self, product_id: str, one: Opened) -> tuple[str, TypePrice] | None:
        """In which list the product has its price, and the price; None where none of them has it."""
        lists = (list_id for list_id in self.ids_of(one) if (list_id, product_id) in self.amounts)
        list_id = next(lists, None)
        return None if list_id is None else (list_id, TypePrice(self.amounts[list_id, product_id], one.until))

    def later(self, price: int, list_id: str, product_id: str, certificates: Iterable[Opened]) -> tuple[PriceStep, ...]:
        """What follows on the `price` agreed in this list when the certificates that open it have ended."""
        ordinary, opened = self.amounts.get((self.regular_id, product_id)), tuple(certificates)
        own = self._ends(list_id, opened)
        if list_id == self.regular_id or ordinary is None or not own:
            return ()
        others = [found[1] for found in (self.listed(product_id, one) for one in opened) if found is not None]
        return after_certificate(price, latest(own), ordinary, others)

    def _ends(self, list_id: str, opened: Iterable[Opened]) -> list[date | None]:
        """Of what opens it. A list that is no customer type's was an organisation's, which has another one by now."""
        ends = [one.until for one in opened if list_id in self.ids_of(one)]
        if ends or list_id in self.of_type.values():
            return ends
        return [one.until for one in opened if one.customer_type == ORGANISATION]


def price_for_day(day: date, ordinary: int, qualified: Iterable[TypePrice]) -> int:
    """Öre; the ordinary price is always open."""
    return min([ordinary, *(one.price for one in qualified if one.holds(day))])


def price_steps(first: date, ordinary: int, qualified: Iterable[TypePrice]) -> tuple[int, tuple[PriceStep, ...]]:
    """The price from `first` on, and where it changes later: what `charge` and a `Timeline` take."""
    types = tuple(qualified)
    ends = sorted({one.valid_until for one in types if one.valid_until is not None and one.valid_until >= first})
    start_price = price = price_for_day(first, ordinary, types)
    steps = []
    for end in ends:
        later = price_for_day(end + ONE_DAY, ordinary, types)
        if later != price:
            steps.append(PriceStep(end + ONE_DAY, later))
            price = later
    return start_price, tuple(steps)


def after_certificate(
    price: int, until: date | None, ordinary: int, others: Iterable[TypePrice]
) -> tuple[PriceStep, ...]:
    """What follows on the `price` that a certificate gave through `until` (None: without end): the day after, the
    cheapest that the customer's other certificates open, and so on as these end."""
    if until is None:
        return ()
    first, steps = price_steps(until + ONE_DAY, ordinary, others)
    return (PriceStep(until + ONE_DAY, first), *steps) if first != price else steps


def latest(ends: Iterable[date | None]) -> date | None:
    """Of several certificates of one kind, at least one; None: one of them never ends."""
    known = list(ends)
    return None if None in known else max(end for end in known if end is not None)
