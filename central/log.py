"""Central's log: JSON lines on standard error, fields by whitelist: ids and counts, never a name or a number."""

import logging
import sys
from collections.abc import MutableMapping
from functools import cache
from typing import Any

NAME = "inpass.central"
FIELDS = frozenset(
    {
        "address",
        "code",
        "count",
        "device_id",
        "error",
        "event",
        "held",
        "kind",
        "level",
        "ms",
        "operation_id",
        "status",
        "timestamp",
        "verdict",
    }
)


def _allowed(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {name: value for name, value in event.items() if name in FIELDS}


@cache
def log() -> Any:
    """Silent below warnings until `show_log`."""
    import structlog

    return structlog.wrap_logger(
        logging.getLogger(NAME),
        processors=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _allowed,
            structlog.processors.JSONRenderer(),
        ],
    )


def show_log() -> None:
    """For the service's own process."""
    target = logging.getLogger(NAME)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    target.addHandler(handler)
    target.setLevel(logging.INFO)
    target.propagate = False
