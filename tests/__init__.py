"""Tests, in the areas of the houses they are about."""
