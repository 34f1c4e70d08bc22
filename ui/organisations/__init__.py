"""Organisations: their card."""
