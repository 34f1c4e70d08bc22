"""Where the platform wants a program's data and settings. Imports nothing slow: the command line's help asks here."""

from pathlib import Path

SETTINGS = "settings.toml"


def default_data() -> Path:
    import platformdirs

    return platformdirs.user_data_path("inpass", appauthor=False)


def default_config() -> Path:
    import platformdirs

    return platformdirs.user_config_path("inpass", appauthor=False)
