"""Writes db/migrations/0001_first.py from the tables; from the first release on, migrations are written by hand."""

from pathlib import Path
from typing import Any

import peewee

from db.binding import bound
from db.migrating import MIGRATIONS
from db.tables import ALL

HEAD = '''"""The first tables. Self-contained: the same statements for both engines, in each one's types."""

STATEMENTS = (
{statements}
)


def up(migrator, db):
    sqlite = type(migrator).__name__.startswith("Sqlite")
    for statement in STATEMENTS:
        if not sqlite:
            statement = statement.replace(" BLOB", " BYTEA").replace(" INTEGER", " BIGINT")
            statement = statement.replace(" STRICT, WITHOUT ROWID", "").replace(" STRICT", "")
        db.execute_sql(statement)
'''


def statements() -> list[str]:
    database = peewee.SqliteDatabase(":memory:")
    found: list[str] = []
    tables: list[Any] = list(ALL)
    with bound(database):
        for table in tables:
            found.append(table._schema._create_table(safe=False).query()[0])
            found += [index.query()[0] for index in table._schema._create_indexes(safe=False)]
    return found


def main() -> None:
    MIGRATIONS.mkdir(exist_ok=True)
    lines = "\n".join(f"    {statement!r}," for statement in statements())
    Path(MIGRATIONS / "0001_first.py").write_text(HEAD.format(statements=lines), "utf-8")


if __name__ == "__main__":
    main()
