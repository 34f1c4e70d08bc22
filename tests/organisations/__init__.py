"""Organisations: search and card."""
