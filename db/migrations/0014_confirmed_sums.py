"""A confirmation tells apart what was paid and what comes later; an older one has both in its lines. Self-contained."""

STATEMENTS = (
    'ALTER TABLE "confirmation" ADD COLUMN "later" TEXT',
    'ALTER TABLE "confirmation" ADD COLUMN "by_invoice" INTEGER NOT NULL DEFAULT 0',
)


def up(migrator, db):
    sqlite = type(migrator).__name__.startswith("Sqlite")
    for statement in STATEMENTS:
        db.execute_sql(statement if sqlite else statement.replace(" INTEGER", " BIGINT"))
