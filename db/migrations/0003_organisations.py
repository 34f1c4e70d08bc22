"""Organisations with their keys, and of how much use a person is beside each search key. Self-contained."""

STATEMENTS = (
    'CREATE TABLE "organisation" ("id" TEXT NOT NULL PRIMARY KEY, "code" TEXT NOT NULL, "name" TEXT NOT NULL, "organisation_number" TEXT NOT NULL, "account_manager" TEXT NOT NULL, "email" TEXT NOT NULL, "phone" TEXT NOT NULL, "street" TEXT NOT NULL, "postcode" TEXT NOT NULL, "city" TEXT NOT NULL, "is_active" INTEGER NOT NULL, "price_list_id" TEXT, "pre_orders" INTEGER NOT NULL) STRICT',
    'CREATE UNIQUE INDEX "organisation_code" ON "organisation" ("code")',
    'CREATE TABLE "organisation_key" ("kind" TEXT NOT NULL, "key" TEXT NOT NULL, "organisation_id" TEXT NOT NULL, PRIMARY KEY ("kind", "key", "organisation_id")) STRICT, WITHOUT ROWID',
    'CREATE INDEX "organisation_key_organisation_id" ON "organisation_key" ("organisation_id")',
    'CREATE TABLE "search_key_now" ("kind" TEXT NOT NULL, "key" TEXT NOT NULL, "person_id" TEXT NOT NULL, "use" INTEGER NOT NULL, PRIMARY KEY ("kind", "key", "person_id")) STRICT, WITHOUT ROWID',
    'INSERT INTO "search_key_now" SELECT "kind", "key", "person_id", 0 FROM "search_key"',
    'DROP TABLE "search_key"',
    'ALTER TABLE "search_key_now" RENAME TO "search_key"',
    'CREATE INDEX "search_key_person_id" ON "search_key" ("person_id")',
)


def up(migrator, db):
    sqlite = type(migrator).__name__.startswith("Sqlite")
    for statement in STATEMENTS:
        if not sqlite:
            statement = statement.replace(" INTEGER", " BIGINT")
            statement = statement.replace(" STRICT, WITHOUT ROWID", "").replace(" STRICT", "")
        db.execute_sql(statement)
