"""Every test here gets a world of its own."""

from tests.central.fixtures import desks, engine, postgres, prepared_postgres, prepared_sqlite, world

__all__ = ["desks", "engine", "postgres", "prepared_postgres", "prepared_sqlite", "world"]
