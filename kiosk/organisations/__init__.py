"""Organisations: how they are found and their simple card."""
