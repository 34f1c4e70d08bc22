"""What the desk does: rules, routines, devices, documents and sync. Knows neither Qt nor `ui` nor `central`."""

__version__ = "0.1.0"
