"""What every table has in common."""

from typing import Any

import peewee

from db.binding import CURRENT
from db.fields import Text


def belongs_to(table: type["Row"], column: str, backref: str) -> Any:
    """Checked at commit: a page of changes may bring the rows of one errand in any order."""
    return peewee.ForeignKeyField(
        table, field="id", column_name=column, backref=backref, deferrable="INITIALLY DEFERRED"
    )


class Row(peewee.Model):
    """One row of ours, bound to the context's database."""

    class Meta:
        database = CURRENT
        strict_tables = True
        legacy_table_names = False

    @classmethod
    def table_name(cls) -> str:
        return str(cls._meta.table_name)

    @classmethod
    def find(cls, row_id: str) -> Any:
        return cls.get_or_none(cls._meta.primary_key == row_id)


class GymRow(Row):
    """Catalogue, staff and settings: the same for the whole gym, in the stream `gym`."""

    id = Text(primary_key=True)


class FacilityRow(Row):
    """What happened at a facility. `facility_id` never changes: it names the stream the row travels in."""

    id = Text(primary_key=True)
    facility_id = Text()
