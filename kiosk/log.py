"""The log: rotating files of events with ids. Fields get through by whitelist, so nothing personal can slip in."""

from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

FIELD_NAMES = (
    "act address applied camera code count cursor device_id epoch errand_id event facility_id held kind "
    "lane level migrations ms operation_id outcome path printer seconds seq state status step stream "
    "timestamp trace verdict version waiting "
)
FIELDS = frozenset(FIELD_NAMES.split())
SIZE = 2_000_000
FILES = 5


def _allowed(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    dropped = sorted(event.keys() - FIELDS)
    kept = {name: value for name, value in event.items() if name in FIELDS}
    return kept | {"trace": f"dropped fields: {', '.join(dropped)}"} if dropped else kept


class Log:
    """Keeps events until `begin`, when the window is up: structlog takes long to import (docs/decisions/0004)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._early: list[tuple[str, str, dict[str, Any]]] = []
        self._logger: Any = None

    def begin(self) -> None:
        """Opens the file and writes what has been kept."""
        self._logger = _opened(self._folder)
        for level, event, fields in self._early:
            getattr(self._logger, level)(event, **fields)
        self._early.clear()

    def info(self, event: str, **fields: Any) -> None:
        self._write("info", event, fields)

    def warning(self, event: str, **fields: Any) -> None:
        self._write("warning", event, fields)

    def error(self, event: str, **fields: Any) -> None:
        self._write("error", event, fields)

    def _write(self, level: str, event: str, fields: dict[str, Any]) -> None:
        if self._logger is None:
            self._early.append((level, event, fields))
        else:
            getattr(self._logger, level)(event, **fields)


def _opened(folder: Path) -> Any:
    import logging
    from logging.handlers import RotatingFileHandler

    import structlog

    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handler = RotatingFileHandler(
        folder / "inpass.log", maxBytes=SIZE, backupCount=FILES - 1, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(message)s"))
    target = logging.getLogger("inpass")
    target.setLevel(logging.INFO)
    target.propagate = False
    for old in list(target.handlers):
        target.removeHandler(old)
        old.close()
    target.addHandler(handler)
    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _allowed,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=lambda *_names: target,
        cache_logger_on_first_use=False,
    )
    return structlog.get_logger()
