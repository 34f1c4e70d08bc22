"""The rows as operations see them: writes them, keeps what is derived in step, and remembers what was touched."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from db import rows
from db.tables import Card, CheckIn, Freeze, Organisation, Person, Row, Sale, Subscription, SubscriptionHolder
from kiosk.organisations.search_index import index_organisation
from kiosk.people.search_index import (
    index_card,
    index_check_in,
    index_freeze,
    index_holding,
    index_person,
    index_sale,
    index_subscription,
    index_use,
)


class Book:
    """Used inside one transaction. `touched` are the shared rows written, in order, each once."""

    def __init__(self) -> None:
        self.touched: dict[tuple[type[Row], str], None] = {}

    def insert(self, table: type[Row], **values: Any) -> None:
        rows.insert(table, values)
        self._written(table, values["id"])

    def update(self, table: type[Row], row_id: str, **changes: Any) -> None:
        rows.update(table, row_id, changes)
        self._written(table, row_id)

    def insert_many(self, table: type[Row], names: tuple[str, ...], stored: list[tuple[Any, ...]]) -> None:
        """Bulk: the values as they are stored, the first of `names` is the id."""
        rows.insert_stored(table, names, stored)
        self._written_many(table, [row[0] for row in stored])

    def update_many(self, table: type[Row], row_ids: list[str], **changes: Any) -> None:
        """Bulk: the same changes to each."""
        rows.update_many(table, row_ids, changes)
        self._written_many(table, row_ids)

    def drop(self, table: type[Row], row_id: str) -> None:
        """Takes a row away, or says that one which was never written here must not stand elsewhere."""
        gone = rows.raw(table, row_id) if table in _DERIVED else None
        rows.delete(table, row_id)
        self.touched[table, row_id] = None
        if gone is not None:
            _unwritten(table, gone)

    def tell(self, table: type[Row], row_id: str) -> None:
        """Says how a row stands to desks that may have it otherwise; it is not written."""
        self.touched[table, row_id] = None

    def put(self, table: type[Row], row_id: str, row: Mapping[str, Any] | None) -> None:
        """Takes over a row as central has it; None: it is gone."""
        if row is None:
            self.drop(table, row_id)
        else:
            rows.put_raw(table, row)
            self._written(table, row_id)

    def put_many(self, table: type[Row], taken: Sequence[Mapping[str, Any]]) -> None:
        """Bulk: rows as central has them."""
        rows.put_raw_many(table, taken)
        self._written_many(table, [row["id"] for row in taken])

    def _written_many(self, table: type[Row], row_ids: list[str]) -> None:
        self.touched.update(dict.fromkeys([(table, row_id) for row_id in row_ids]))
        derive = _DERIVED.get(table)
        if derive is not None:
            for row_id in row_ids:
                derive(row_id)

    def _written(self, table: type[Row], row_id: str) -> None:
        self.touched[table, row_id] = None
        derive = _DERIVED.get(table)
        if derive is not None:
            derive(row_id)


_DERIVED: dict[type[Row], Callable[[str], None]] = {
    Person: index_person,
    Card: index_card,
    Subscription: index_subscription,
    Freeze: index_freeze,
    SubscriptionHolder: index_holding,
    Sale: index_sale,
    CheckIn: index_check_in,
    Organisation: index_organisation,
}


def _unwritten(table: type[Row], gone: Mapping[str, Any]) -> None:
    """What was derived from a row that is gone."""
    if table is Person:
        index_person(gone["id"])
    elif table is Organisation:
        for one in {gone["id"], gone["merged_into"] or gone["id"]}:
            index_organisation(one)
    elif table in (Freeze, SubscriptionHolder):
        index_subscription(gone["subscription_id"])
    elif table is Card:
        index_person(gone["person_id"])
    else:
        index_use(gone["person_id"])
