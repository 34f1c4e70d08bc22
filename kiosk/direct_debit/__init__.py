"""Direct debit: accounts, bank days, mandates and draws."""
