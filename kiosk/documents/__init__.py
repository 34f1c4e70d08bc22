"""Documents: receipts, agreements and mandate forms as PDF."""
