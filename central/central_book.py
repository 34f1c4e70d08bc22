"""The book at central: what a desk could take for granted is checked, since its other operations may be held."""

from typing import Any

from db import rows
from db.tables import FACILITY, Row
from kiosk.operations.book import Book


class RestsOnMissing(Exception):
    """The operation needs a row that isn't here: it is held until it comes."""


class CentralBook(Book):
    """`gone` are the dropped rows with the facility whose stream tells of it; "" where the row was never here."""

    def __init__(self) -> None:
        super().__init__()
        self.gone: dict[tuple[type[Row], str], str] = {}
        self._parents: set[tuple[type[Row], str]] = set()

    def insert(self, table: type[Row], **values: Any) -> None:
        super().insert(table, **values)
        for key in table._meta.refs:
            self._parents.add((key.rel_model, values[key.name]))

    def insert_many(self, table: type[Row], names: tuple[str, ...], stored: list[tuple[Any, ...]]) -> None:
        super().insert_many(table, names, stored)
        for key in table._meta.refs:
            at = names.index(key.name)
            self._parents.update({(key.rel_model, row[at]) for row in stored})

    def update_many(self, table: type[Row], row_ids: list[str], **changes: Any) -> None:
        if len(rows.raw_many(table, row_ids)) < len(row_ids):
            raise RestsOnMissing(table.table_name())
        super().update_many(table, row_ids, **changes)

    def update(self, table: type[Row], row_id: str, **changes: Any) -> None:
        if rows.raw(table, row_id) is None:
            raise RestsOnMissing(table.table_name())
        super().update(table, row_id, **changes)

    def drop(self, table: type[Row], row_id: str) -> None:
        row = rows.raw(table, row_id)
        self.gone[table, row_id] = row["facility_id"] if row is not None and table in FACILITY else ""
        super().drop(table, row_id)

    def check_parents(self) -> None:
        """The engines check at commit, where one stray line would undo everybody's batch."""
        for table, row_id in self._parents:
            is_written = (table, row_id) in self.touched and (table, row_id) not in self.gone
            if not is_written and rows.raw(table, row_id) is None:
                raise RestsOnMissing(table.table_name())
