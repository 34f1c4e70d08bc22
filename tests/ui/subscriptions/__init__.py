"""Pages of the routines on subscriptions."""
