"""A central for the tests that need one."""

from tests.central.fixtures import engine, postgres, prepared_postgres, prepared_sqlite, world

__all__ = ["engine", "postgres", "prepared_postgres", "prepared_sqlite", "world"]
