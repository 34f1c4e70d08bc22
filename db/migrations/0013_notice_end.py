"""The last day of a notice period; one terminated before keeps the end that was told. Self-contained."""


def up(migrator, db):
    db.execute_sql('ALTER TABLE "subscription" ADD COLUMN "notice_end" TEXT')
