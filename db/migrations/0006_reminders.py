"""Certificates know when a reminder of their end was made. Self-contained."""

STATEMENTS = (
    'ALTER TABLE "certificate" ADD COLUMN "reminded_at" TEXT',
    'CREATE INDEX "certificate_valid_until" ON "certificate" ("valid_until")',
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
