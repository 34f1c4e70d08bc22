"""The till: money, VAT, payments and receipts."""
