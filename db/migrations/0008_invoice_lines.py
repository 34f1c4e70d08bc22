"""What charging runs charge for organisations' people, to be invoiced; and which payments are. Self-contained."""

STATEMENTS = (
    'CREATE TABLE "invoice_line" ("id" TEXT NOT NULL PRIMARY KEY, "facility_id" TEXT NOT NULL, "organisation_id" TEXT NOT NULL, "month" TEXT NOT NULL, "run_id" TEXT NOT NULL, "person_id" TEXT NOT NULL, "subscription_id" TEXT NOT NULL, "product_id" TEXT NOT NULL, "lot_id" TEXT NOT NULL, "amount" INTEGER NOT NULL, "vat_percent" INTEGER NOT NULL, "first" TEXT NOT NULL, "last" TEXT NOT NULL) STRICT',
    'CREATE INDEX "invoice_line_organisation_id_month" ON "invoice_line" ("organisation_id", "month")',
    'CREATE INDEX "invoice_line_month_facility_id" ON "invoice_line" ("month", "facility_id")',
    'ALTER TABLE "charging_run" ADD COLUMN "invoiced" INTEGER NOT NULL DEFAULT 0',
    'ALTER TABLE "charging_run" ADD COLUMN "invoiced_amount" INTEGER NOT NULL DEFAULT 0',
    'CREATE INDEX "payment_invoiced" ON "payment" ("paid_at") WHERE "method" = \'invoice\'',
)


def up(migrator, db):
    sqlite = type(migrator).__name__.startswith("Sqlite")
    for statement in STATEMENTS:
        if not sqlite:
            statement = statement.replace(" INTEGER", " BIGINT").replace(" STRICT", "")
        db.execute_sql(statement)
