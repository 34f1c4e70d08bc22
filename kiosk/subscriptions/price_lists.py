"""The gym's price lists read back, on SQLite and PostgreSQL alike. Inside a read or a write."""

from db.rows import found
from kiosk.subscriptions.prices import PriceLists
from kiosk.texts import Language, language

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


def list_names() -> dict[str, tuple[str, str]]:
    """Each list's code and its name in the user's language, by id; one without an English name keeps its own."""
    is_english = language() is Language.ENGLISH
    rows = found("SELECT id, code, name, name_en FROM price_list")
    return {row_id: (code, english if is_english and english else name) for row_id, code, name, english in rows}


def list_name(price_list_id: str | None) -> str:
    """ "" for none."""
    return list_names().get(price_list_id or "", ("", ""))[1]
