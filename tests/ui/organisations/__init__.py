"""Organisations: the card on screen."""
