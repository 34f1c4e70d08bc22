"""The gym's price lists read back, on SQLite and PostgreSQL alike. Inside a read or a write."""

from db.rows import found
from kiosk.subscriptions.prices import PriceLists

REGULAR = "standard"


def read_price_lists() -> PriceLists:
    regular = [str(row_id) for (row_id,) in found("SELECT id FROM price_list WHERE code = ?", REGULAR)]
    listed = "SELECT code, price_list_id FROM customer_type WHERE price_list_id IS NOT NULL"
    amounts = found("SELECT price_list_id, product_id, amount FROM price")
    return PriceLists(
        {(list_id, product_id): int(amount) for list_id, product_id, amount in amounts},
        dict(found(listed)),
        regular[0] if regular else "",
    )
