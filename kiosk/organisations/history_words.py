"""What a line of history says of organisations and pre-orders: through whom, whose, and what became of an agreement.

The journal holds ids, codes and days only (kiosk/operations/journal.py): names are looked up, those protected hidden.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from db.rows import found
from kiosk.catalogue import product_name
from kiosk.organisations.agreements import PAYS, Pays
from kiosk.organisations.pre_orders import read_rows
from kiosk.subscriptions.price_lists import list_name
from kiosk.texts import _

NONE = "–"
TOLD = frozenset({"is_active", "price_list_id", "pre_orders", "pays", "agreement_until", "product_ids"})
"""What is agreed is told as it was and became; of the other fields, which may be personal, only that they changed."""


def concerned(details: dict[str, Any]) -> Iterator[str]:
    """Inside `store.reading()`: the organisation, pre-order or import that a journal entry names."""
    if details.get("organisation_id"):
        yield from (name for (name,) in found("SELECT name FROM organisation WHERE id = ?", details["organisation_id"]))
    if details.get("pre_order"):
        for order in read_rows([details["pre_order"]], date.min):
            yield _("pre-order for {name}: {product}", name=order.shown_name, product=order.product)
    if details.get("import"):
        sql = "SELECT file_name, product_id FROM pre_order_import WHERE id = ?"
        for file_name, product_id in found(sql, details["import"]):
            yield from filter(None, (file_name, product_name(product_id)))


def change_words(field: str, changes: dict[str, Any]) -> str:
    """“ was → became”; "" where the journal doesn't say. Inside as `concerned`."""
    if field not in TOLD or field not in changes:
        return ""
    was, became = changes[field]
    return f" {_value(field, was)} → {_value(field, became)}"


def _value(field: str, value: Any) -> str:
    match field:
        case "is_active" | "pre_orders":
            return _("yes") if value else _("no")
        case "pays":
            return _(PAYS[Pays(value)]) if value in list(Pays) else NONE
        case "price_list_id":
            return (list_name(value) or NONE) if value else _("As the customer type Organisation")
        case "product_ids":
            return ", ".join(filter(None, map(product_name, value or ()))) or _("Everything")
    return str(value) if value else _("without end")
