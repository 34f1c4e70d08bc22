"""Organisations have agreements and order beforehand; certificates and subscriptions know theirs. Self-contained."""

STATEMENTS = (
    'ALTER TABLE "organisation" ADD COLUMN "pays" TEXT NOT NULL DEFAULT \'member\'',
    'ALTER TABLE "organisation" ADD COLUMN "agreement_until" TEXT',
    'ALTER TABLE "organisation" ADD COLUMN "product_ids" TEXT NOT NULL DEFAULT \'[]\'',
    'ALTER TABLE "organisation" ADD COLUMN "invoice_reference" TEXT NOT NULL DEFAULT \'\'',
    'ALTER TABLE "organisation" ADD COLUMN "merged_into" TEXT',
    'CREATE TABLE "pre_order_import" ("id" TEXT NOT NULL PRIMARY KEY, "organisation_id" TEXT NOT NULL, "product_id" TEXT NOT NULL, "valid_from" TEXT NOT NULL, "valid_until" TEXT NOT NULL, "file_sha256" TEXT NOT NULL, "file_name" TEXT NOT NULL, "accepted" INTEGER NOT NULL, "refused" INTEGER NOT NULL, "staff_id" TEXT NOT NULL, "imported_at" TEXT NOT NULL, "undone_at" TEXT) STRICT',
    'CREATE INDEX "pre_order_import_organisation_id" ON "pre_order_import" ("organisation_id")',
    'CREATE INDEX "pre_order_import_file_sha256" ON "pre_order_import" ("file_sha256")',
    'CREATE TABLE "pre_order" ("id" TEXT NOT NULL PRIMARY KEY, "organisation_id" TEXT NOT NULL, "import_id" TEXT, "product_id" TEXT NOT NULL, "valid_from" TEXT NOT NULL, "valid_until" TEXT NOT NULL, "personal_number" TEXT, "birth_date" TEXT NOT NULL, "name" TEXT NOT NULL, "name_key" TEXT NOT NULL, "email" TEXT NOT NULL, "created_at" TEXT NOT NULL, "withdrawn_at" TEXT, "used_at" TEXT, "person_id" TEXT, "subscription_id" TEXT) STRICT',
    'CREATE INDEX "pre_order_listed" ON "pre_order" ("organisation_id", "name_key", "id", "valid_until", "withdrawn_at", "used_at")',
    'CREATE INDEX "pre_order_number" ON "pre_order" ("personal_number") WHERE ("personal_number" IS NOT NULL)',
    'CREATE INDEX "pre_order_person" ON "pre_order" ("person_id") WHERE ("person_id" IS NOT NULL)',
    'ALTER TABLE "certificate" ADD COLUMN "organisation_id" TEXT',
    'CREATE INDEX "certificate_organisation" ON "certificate" ("organisation_id") WHERE ("organisation_id" IS NOT NULL)',
    'ALTER TABLE "subscription" ADD COLUMN "organisation_id" TEXT',
    'ALTER TABLE "subscription" ADD COLUMN "invoiced_to" TEXT',
    'CREATE INDEX "subscription_organisation" ON "subscription" ("organisation_id") WHERE ("organisation_id" IS NOT NULL)',
    'CREATE INDEX "subscription_invoiced" ON "subscription" ("invoiced_to") WHERE ("invoiced_to" IS NOT NULL)',
)


def up(migrator, db):
    sqlite = type(migrator).__name__.startswith("Sqlite")
    for statement in STATEMENTS:
        if not sqlite:
            statement = statement.replace(" INTEGER", " BIGINT").replace(" STRICT", "")
        db.execute_sql(statement)
