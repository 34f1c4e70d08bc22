"""Screens to look at, one module per part of the program; each holds `SCREENS: dict[name, factory]`."""
