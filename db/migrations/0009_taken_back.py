"""Lines of organisations' invoices that were taken back. Self-contained."""

STATEMENTS = (
    'CREATE TABLE "invoice_line_taken_back" ("id" TEXT NOT NULL PRIMARY KEY, "facility_id" TEXT NOT NULL, "line_id" TEXT NOT NULL, "organisation_id" TEXT NOT NULL, "month" TEXT NOT NULL, "person_id" TEXT NOT NULL, "subscription_id" TEXT NOT NULL, "product_id" TEXT NOT NULL, "amount" INTEGER NOT NULL, "vat_percent" INTEGER NOT NULL, "first" TEXT NOT NULL, "last" TEXT NOT NULL, "reason" TEXT NOT NULL, "staff_id" TEXT NOT NULL, "taken_back_at" TEXT NOT NULL) STRICT',
    'CREATE INDEX "invoice_line_taken_back_line_id" ON "invoice_line_taken_back" ("line_id")',
    'CREATE INDEX "invoice_line_taken_back_organisation_id_month" ON "invoice_line_taken_back" ("organisation_id", "month")',
)


def up(migrator, db):
    sqlite = type(migrator).__name__.startswith("Sqlite")
    for statement in STATEMENTS:
        if not sqlite:
            statement = statement.replace(" INTEGER", " BIGINT").replace(" STRICT", "")
        db.execute_sql(statement)
