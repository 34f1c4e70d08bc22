"""Central's PostgreSQL: the same tables, one connection per thread."""

import peewee


def postgres(url: str) -> peewee.PostgresqlDatabase:
    """`url` is a libpq connection string or postgresql:// address."""
    return peewee.PostgresqlDatabase(url, prefer_psycopg3=True, options="-c timezone=UTC -c synchronous_commit=on")
