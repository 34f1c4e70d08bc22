"""The till: tender, VAT, receipts."""
