"""What the customer desk keeps: who acted, notes, visits, online orders, holders, confirmations. Self-contained."""

STATEMENTS = (
    'ALTER TABLE "identity_check" ADD COLUMN "actor" TEXT NOT NULL DEFAULT \'customer\'',
    'ALTER TABLE "identity_check" ADD COLUMN "actor_name" TEXT NOT NULL DEFAULT \'\'',
    'ALTER TABLE "subscription" ADD COLUMN "credit" INTEGER NOT NULL DEFAULT 0',
    'ALTER TABLE "subscription" ADD COLUMN "terminated_at" TEXT',
    'ALTER TABLE "subscription" ADD COLUMN "ended_for" TEXT NOT NULL DEFAULT \'\'',
    'CREATE TABLE "note" ("id" TEXT NOT NULL PRIMARY KEY, "facility_id" TEXT NOT NULL, "person_id" TEXT NOT NULL, "text" TEXT NOT NULL, "is_message" INTEGER NOT NULL, "staff_id" TEXT NOT NULL, "written_at" TEXT NOT NULL, "removed_at" TEXT) STRICT',
    'CREATE INDEX "note_person_id" ON "note" ("person_id")',
    'CREATE TABLE "subscription_holder" ("id" TEXT NOT NULL PRIMARY KEY, "facility_id" TEXT NOT NULL, "subscription_id" TEXT NOT NULL, "person_id" TEXT NOT NULL, "first" TEXT NOT NULL, "last" TEXT, FOREIGN KEY ("subscription_id") REFERENCES "subscription" ("id") DEFERRABLE INITIALLY DEFERRED) STRICT',
    'CREATE INDEX "subscription_holder_subscription_id" ON "subscription_holder" ("subscription_id")',
    'CREATE INDEX "subscription_holder_person_id" ON "subscription_holder" ("person_id")',
    'CREATE TABLE "check_in" ("id" TEXT NOT NULL PRIMARY KEY, "facility_id" TEXT NOT NULL, "person_id" TEXT, "card_number" TEXT NOT NULL, "at" TEXT NOT NULL, "device_id" TEXT NOT NULL, "is_admitted" INTEGER NOT NULL, "reasons" TEXT NOT NULL) STRICT',
    'CREATE INDEX "check_in_person" ON "check_in" ("person_id", "at")',
    'CREATE TABLE "online_order" ("id" TEXT NOT NULL PRIMARY KEY, "facility_id" TEXT NOT NULL, "number" TEXT NOT NULL, "person_id" TEXT, "personal_number" TEXT, "birth_date" TEXT NOT NULL, "given_name" TEXT NOT NULL, "family_name" TEXT NOT NULL, "email" TEXT NOT NULL, "mobile" TEXT NOT NULL, "product_id" TEXT NOT NULL, "add_on_ids" TEXT NOT NULL, "customer_type" TEXT NOT NULL, "certificate_kind" TEXT NOT NULL, "certificate_until" TEXT, "paid" INTEGER NOT NULL, "ordered_at" TEXT NOT NULL, "has_mandate" INTEGER NOT NULL, "clearing" TEXT NOT NULL, "account" TEXT NOT NULL, "collected_at" TEXT, "subscription_id" TEXT) STRICT',
    'CREATE INDEX "online_order_number" ON "online_order" ("number")',
    'CREATE INDEX "online_order_person_id" ON "online_order" ("person_id")',
    'CREATE INDEX "online_order_personal_number" ON "online_order" ("personal_number")',
    'CREATE INDEX "online_order_email" ON "online_order" ("email")',
    'CREATE TABLE "confirmation" ("id" TEXT NOT NULL PRIMARY KEY, "facility_id" TEXT NOT NULL, "errand_id" TEXT NOT NULL, "person_id" TEXT NOT NULL, "routine" TEXT NOT NULL, "subscription_id" TEXT, "rows" TEXT NOT NULL, "lines" TEXT NOT NULL, "receipt_id" TEXT, "staff_id" TEXT NOT NULL, "at" TEXT NOT NULL, "undone_at" TEXT) STRICT',
    'CREATE INDEX "confirmation_errand_id" ON "confirmation" ("errand_id")',
    'CREATE INDEX "confirmation_person_id" ON "confirmation" ("person_id")',
    'CREATE TABLE "subscription_change" ("id" TEXT NOT NULL PRIMARY KEY, "facility_id" TEXT NOT NULL, "subscription_id" TEXT NOT NULL, "day" TEXT NOT NULL, "product_id" TEXT NOT NULL, "price" INTEGER NOT NULL, "price_list_id" TEXT NOT NULL, "changed_at" TEXT NOT NULL, FOREIGN KEY ("subscription_id") REFERENCES "subscription" ("id") DEFERRABLE INITIALLY DEFERRED) STRICT',
    'CREATE INDEX "subscription_change_subscription_id" ON "subscription_change" ("subscription_id")',
)


def up(migrator, db):
    sqlite = type(migrator).__name__.startswith("Sqlite")
    for statement in STATEMENTS:
        if not sqlite:
            statement = statement.replace(" BLOB", " BYTEA").replace(" INTEGER", " BIGINT")
            statement = statement.replace(" STRICT, WITHOUT ROWID", "").replace(" STRICT", "")
        db.execute_sql(statement)
