"""Direct debit: accounts, bank days, mandates."""
