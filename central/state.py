"""Central's own row: the epoch, and the key that signs access tokens. Neither is in any backup."""

import secrets
from dataclasses import dataclass

from db.rows import insert
from db.tables import ServiceState
from kiosk.ids import new_id


@dataclass(frozen=True, slots=True)
class State:
    epoch: str
    signing_key: bytes


def read_state() -> State:
    """Inside a write. A missing row means a new or restored database: a new epoch begins."""
    row = ServiceState.get_or_none()
    if row is None:
        insert(ServiceState, {"id": 1, "epoch": new_id(), "signing_key": secrets.token_bytes(32)})
        row = ServiceState.get()
    return State(row.epoch, bytes(row.signing_key))
