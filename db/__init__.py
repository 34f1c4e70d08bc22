"""Tables, migrations, transactions and encryption on SQLite and PostgreSQL. Knows nothing else of ours."""
