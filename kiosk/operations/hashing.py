"""The operation log's hash chain: the same at the desk that writes it and at central that follows it."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import msgspec

NO_HASH = bytes(32)
ENVELOPE = (
    "incarnation",
    "seq",
    "op_id",
    "kind",
    "version",
    "errand_id",
    "staff_id",
    "wall_ms",
    "boot_id",
    "mono_ms",
    "basis",
)


def envelope_bytes(operation: Mapping[str, Any]) -> bytes:
    """Everything but the body, as canonical JSON."""
    return msgspec.json.encode({name: operation[name] for name in ENVELOPE}, order="sorted")


def operation_hash(previous: bytes, operation: Mapping[str, Any]) -> bytes:
    """sha256(previous hash ‖ envelope ‖ body)."""
    return sha256(previous + envelope_bytes(operation) + bytes(operation["body"])).digest()
