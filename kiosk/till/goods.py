"""A product that a routine charges once, pointed out by one of the gym's settings."""

from dataclasses import dataclass
from datetime import date

from kiosk.catalogue import Product, swedish_name
from kiosk.customer_facts import CustomerFacts
from kiosk.routine import Due, QuoteLine
from kiosk.till.selling import Line
from kiosk.till.vat import vat_rate


@dataclass(frozen=True, slots=True)
class Goods:
    """`price` öre incl. VAT."""

    product: Product
    price: int

    def quote_line(self, why: str, today: date) -> QuoteLine:
        vat = vat_rate(self.product.vat_kind, today)
        return QuoteLine(self.product.name, self.price, Due.NOW, vat, why, self.product.id)

    def receipt_line(self, subscription_id: str | None = None) -> Line:
        """Inside an errand: it says the product's Swedish name."""
        product = self.product
        return Line(swedish_name(product.id), self.price, product.vat_kind, product.id, subscription_id)


def goods_with_code(code: str, facts: CustomerFacts) -> Goods | None:
    """At this customer's price; None where the setting names none, or it is free of charge."""
    product = facts.catalogue.product_with_code(code)
    if product is None:
        return None
    price = facts.catalogue.price(facts.catalogue.price_list_of(facts.customer.customer_type), product.id)
    return Goods(product, price) if price else None
