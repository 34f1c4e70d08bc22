"""Returns and refunds know what they take back; what errands wrote can be undone. Self-contained."""

STATEMENTS = (
    'ALTER TABLE "sale" ADD COLUMN "return_of" TEXT',
    'CREATE INDEX "sale_return_of" ON "sale" ("return_of")',
    'ALTER TABLE "payment" ADD COLUMN "refund_of" TEXT',
    'CREATE INDEX "payment_refund_of" ON "payment" ("refund_of")',
    'CREATE TABLE "errand_trace" ("errand_id" TEXT NOT NULL, "of_table" TEXT NOT NULL, "row_id" TEXT NOT NULL, "before" TEXT, "left_mark" TEXT NOT NULL, "kept_at" TEXT NOT NULL, PRIMARY KEY ("errand_id", "of_table", "row_id")) STRICT',
    'CREATE INDEX "errand_trace_kept_at" ON "errand_trace" ("kept_at")',
)


def up(migrator, db):
    sqlite = type(migrator).__name__.startswith("Sqlite")
    for statement in STATEMENTS:
        if not sqlite:
            statement = statement.replace(" INTEGER", " BIGINT").replace(" STRICT", "")
        db.execute_sql(statement)
