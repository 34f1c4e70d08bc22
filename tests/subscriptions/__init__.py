"""Subscriptions: days, prices and charges."""
