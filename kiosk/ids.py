"""Ids made here: UUIDv7, so that they sort by time; never secrets."""

from uuid import NAMESPACE_OID, uuid5

from uuid_utils.compat import uuid7


def new_id() -> str:
    return str(uuid7())


def fixed_id(*names: str) -> str:
    """The same id for the same names everywhere: for the demo gym's catalogue."""
    return str(uuid5(NAMESPACE_OID, "/".join(("inpass", *names))))
