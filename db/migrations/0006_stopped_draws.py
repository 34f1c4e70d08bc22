"""Draws can be stopped, and paid at the desk; their lines keep what the lots were. Self-contained."""

STATEMENTS = (
    'ALTER TABLE "debit_draw" ADD COLUMN "cancelled_at" TEXT',
    'ALTER TABLE "debit_draw" ADD COLUMN "cancelled_by" TEXT NOT NULL DEFAULT \'\'',
    'ALTER TABLE "debit_draw" ADD COLUMN "cancel_reason" TEXT NOT NULL DEFAULT \'\'',
    'ALTER TABLE "debit_draw" ADD COLUMN "cancel_file_id" TEXT',
    'ALTER TABLE "debit_draw" ADD COLUMN "cancel_code" TEXT NOT NULL DEFAULT \'\'',
    'ALTER TABLE "debit_draw" ADD COLUMN "cancel_answered_at" TEXT',
    'ALTER TABLE "debit_draw" ADD COLUMN "settled_errand_id" TEXT',
    'ALTER TABLE "debit_draw_line" ADD COLUMN "lot_month" TEXT',
    'ALTER TABLE "debit_draw_line" ADD COLUMN "lot_days" INTEGER NOT NULL DEFAULT 0',
)


def up(migrator, db):
    sqlite = type(migrator).__name__.startswith("Sqlite")
    for statement in STATEMENTS:
        if not sqlite:
            statement = statement.replace(" INTEGER", " BIGINT").replace(" STRICT", "")
        db.execute_sql(statement)
