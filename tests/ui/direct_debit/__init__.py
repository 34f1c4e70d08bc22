"""The area of direct debit."""
