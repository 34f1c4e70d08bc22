"""What a draw was when it was sent: the bank knows it by that; of one sent before nobody knows. Self-contained."""


def up(migrator, db):
    sqlite = type(migrator).__name__.startswith("Sqlite")
    db.execute_sql(f'ALTER TABLE "debit_draw" ADD COLUMN "sent_amount" {"INTEGER" if sqlite else "BIGINT"}')
