"""Subscriptions: days, prices, charges, and what a new one comes to."""
