"""Price lists have English names, and protected identities are found among all. Self-contained."""

STATEMENTS = (
    'ALTER TABLE "price_list" ADD COLUMN "name_en" TEXT NOT NULL DEFAULT \'\'',
    'CREATE INDEX "person_protected" ON "person" ("id") WHERE "protected_identity" = 1',
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
