"""The days that a line of a sale is for; a line sold before has none of its own. Self-contained."""

STATEMENTS = (
    'ALTER TABLE "sale_line" ADD COLUMN "first" TEXT',
    'ALTER TABLE "sale_line" ADD COLUMN "last" TEXT',
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
