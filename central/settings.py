"""Central's settings: from the environment (INPASS_CENTRAL_…) or a TOML file, each declared once."""

import os
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

FILE_VARIABLE = "INPASS_CENTRAL_FILE"  # names the TOML file


def _default_database() -> str:
    import platformdirs

    return f"sqlite:///{platformdirs.user_data_path('inpass-central', appauthor=False) / 'central.db'}"


def _default_key() -> Path:
    import platformdirs

    return platformdirs.user_config_path("inpass-central", appauthor=False) / "central.key"


class CentralSettings(BaseSettings):
    """A setting in the environment beats the file."""

    model_config = SettingsConfigDict(env_prefix="INPASS_CENTRAL_", extra="ignore", frozen=True)

    database: str = Field(default_factory=_default_database, description="sqlite:///FILE or postgresql://…")
    key_file: Path = Field(default_factory=_default_key, description="The key of an SQLite database.")
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8750, ge=0, le=65535, description="Port; 0 takes a free one.")
    tls_certificate: Path | None = Field(default=None, description="PEM; without it only loopback is served.")
    tls_key: Path | None = Field(default=None, description="PEM of the certificate's key.")
    behind_proxy: bool = Field(default=False, description="A proxy on this machine speaks TLS with the desks.")
    person_register: Path | None = Field(default=None, description="JSON file of persons; none: no look-up.")
    metrics_token: SecretStr = Field(default=SecretStr(""), description="Needed to read /metrics; empty: it is off.")
    snapshot_from: int = Field(default=1000, ge=1, description="Changes from which a new desk gets a snapshot.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        named = os.environ.get(FILE_VARIABLE)
        file = (TomlConfigSettingsSource(settings_cls, Path(named)),) if named else ()
        return (init_settings, env_settings, *file)
