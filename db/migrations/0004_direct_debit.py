"""Mandates with every moment of their life, draws, charging runs and autogiro files. Self-contained, for both engines."""

STATEMENTS = (
    'ALTER TABLE "mandate" RENAME TO "mandate_before"',
    'DROP INDEX "mandate_person_id"',
    'CREATE TABLE "mandate" ("id" TEXT NOT NULL PRIMARY KEY, "facility_id" TEXT NOT NULL, "person_id" TEXT NOT NULL, "holder" TEXT NOT NULL, "holder_name" TEXT NOT NULL, "holder_personal_number" TEXT NOT NULL, "payer_id" TEXT, "bank" TEXT NOT NULL, "clearing" TEXT NOT NULL, "account" TEXT NOT NULL, "payer_number" TEXT NOT NULL, "is_overridden" INTEGER NOT NULL, "state" TEXT NOT NULL, "state_code" TEXT NOT NULL, "drafted_at" TEXT NOT NULL, "signed_at" TEXT, "sent_at" TEXT, "answered_at" TEXT, "cancelled_at" TEXT, "cancelled_by" TEXT NOT NULL, "file_id" TEXT, "cancel_file_id" TEXT, "first_draw" TEXT) STRICT',
    'INSERT INTO "mandate" ("id", "facility_id", "person_id", "holder", "holder_name", "holder_personal_number", "payer_id", "bank", "clearing", "account", "payer_number", "is_overridden", "state", "signed_at", "first_draw", "state_code", "drafted_at", "cancelled_by") SELECT "id", "facility_id", "person_id", "holder", "holder_name", "holder_personal_number", "payer_id", "bank", "clearing", "account", "payer_number", "is_overridden", "state", "signed_at", "first_draw", \'\', "signed_at", \'\' FROM "mandate_before"',
    'DROP TABLE "mandate_before"',
    'CREATE INDEX "mandate_person_id" ON "mandate" ("person_id")',
    'CREATE INDEX "mandate_payer_number" ON "mandate" ("payer_number")',
    'CREATE INDEX "mandate_state" ON "mandate" ("state")',
    'CREATE TABLE "debit_draw" ("id" TEXT NOT NULL PRIMARY KEY, "facility_id" TEXT NOT NULL, "person_id" TEXT NOT NULL, "mandate_id" TEXT NOT NULL, "subscription_id" TEXT NOT NULL, "month" TEXT NOT NULL, "amount" INTEGER NOT NULL, "draw_day" TEXT NOT NULL, "state" TEXT NOT NULL, "state_code" TEXT NOT NULL, "planned_at" TEXT NOT NULL, "sent_at" TEXT, "settled_at" TEXT, "run_id" TEXT, "file_id" TEXT) STRICT',
    'CREATE INDEX "debit_draw_person_id" ON "debit_draw" ("person_id")',
    'CREATE INDEX "debit_draw_state" ON "debit_draw" ("state")',
    'CREATE UNIQUE INDEX "debit_draw_subscription_id_month" ON "debit_draw" ("subscription_id", "month")',
    'CREATE TABLE "debit_draw_line" ("id" TEXT NOT NULL PRIMARY KEY, "facility_id" TEXT NOT NULL, "draw_id" TEXT NOT NULL, "subscription_id" TEXT NOT NULL, "lot_id" TEXT NOT NULL, "amount" INTEGER NOT NULL, "first" TEXT NOT NULL, "last" TEXT NOT NULL, FOREIGN KEY ("draw_id") REFERENCES "debit_draw" ("id") DEFERRABLE INITIALLY DEFERRED) STRICT',
    'CREATE INDEX "debit_draw_line_draw_id" ON "debit_draw_line" ("draw_id")',
    'CREATE TABLE "charging_run" ("id" TEXT NOT NULL PRIMARY KEY, "facility_id" TEXT NOT NULL, "month" TEXT NOT NULL, "state" TEXT NOT NULL, "started_at" TEXT NOT NULL, "started_by" TEXT NOT NULL, "ended_at" TEXT, "total" INTEGER NOT NULL, "done" INTEGER NOT NULL, "amount" INTEGER NOT NULL, "exceptions" INTEGER NOT NULL) STRICT',
    'CREATE TABLE "autogiro_file" ("id" TEXT NOT NULL PRIMARY KEY, "facility_id" TEXT NOT NULL, "direction" TEXT NOT NULL, "kind" TEXT NOT NULL, "sha256" TEXT NOT NULL, "name" TEXT NOT NULL, "at" TEXT NOT NULL, "staff_id" TEXT NOT NULL, "records" INTEGER NOT NULL, "amount" INTEGER NOT NULL, "written_on" TEXT NOT NULL, "customer_number" TEXT NOT NULL, "bankgiro" TEXT NOT NULL, "again" INTEGER NOT NULL) STRICT',
    'CREATE INDEX "autogiro_file_sha256" ON "autogiro_file" ("sha256")',
)


def up(migrator, db):
    sqlite = type(migrator).__name__.startswith("Sqlite")
    for statement in STATEMENTS:
        if not sqlite:
            statement = statement.replace(" INTEGER", " BIGINT").replace(" STRICT", "")
        db.execute_sql(statement)
