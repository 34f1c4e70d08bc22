"""How a matter was settled, and streams that are taken over in slices. Self-contained."""

STATEMENTS = (
    'ALTER TABLE "matter" ADD COLUMN "closed_how" TEXT',
    'ALTER TABLE "matter" ADD COLUMN "closed_note" TEXT',
    'CREATE INDEX "matter_open" ON "matter" ("opened_at") WHERE ("closed_at" IS NULL)',
    'CREATE TABLE "arriving" ("stream" TEXT NOT NULL PRIMARY KEY, "hash" BLOB NOT NULL, "done" INTEGER NOT NULL, "total" INTEGER NOT NULL) STRICT',
)


def up(migrator, db):
    sqlite = type(migrator).__name__.startswith("Sqlite")
    for statement in STATEMENTS:
        if not sqlite:
            statement = statement.replace(" BLOB", " BYTEA").replace(" INTEGER", " BIGINT")
            statement = statement.replace(" STRICT", "")
        db.execute_sql(statement)
