"""Settings, each declared once: machine settings in a TOML file, the gym's in a table that syncs down."""
