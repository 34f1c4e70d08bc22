"""Brings a database to this program's tables: numbered migrations, each applied once, newer files refused."""

from pathlib import Path

import peewee

from db.binding import bound

MIGRATIONS = Path(__file__).parent / "migrations"
HISTORY = "schema_migration"


def known() -> list[str]:
    return sorted(path.stem for path in MIGRATIONS.glob("[0-9]*.py"))


def applied(database: peewee.Database) -> list[str]:
    """Raises what the engine raises for a wrong key or a damaged file."""
    database.connect(reuse_if_open=True)
    if HISTORY not in database.get_tables():
        return []
    return [name for (name,) in database.execute_sql(f'SELECT name FROM "{HISTORY}" ORDER BY name')]


def pending(database: peewee.Database) -> list[str]:
    return sorted(set(known()) - set(applied(database)))


def unknown(database: peewee.Database) -> list[str]:
    """Applied by a newer program than this one: such a file is not touched."""
    return sorted(set(applied(database)) - set(known()))


def migrate(database: peewee.Database) -> list[str]:
    """Applies what is pending, each migration in its own transaction, and names it. Back up first."""
    if not pending(database):
        return []
    from playhouse.migrations import Runner

    with bound(database):
        return list(Runner(database, str(MIGRATIONS), table_name=HISTORY).up())
