"""Sync on Qt: the driver, enrolment, and the list of what waits."""
