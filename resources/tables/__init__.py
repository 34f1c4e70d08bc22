"""Facts with a date of issue: see kiosk.dated_tables."""
