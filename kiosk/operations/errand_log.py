"""What an errand of this desk consisted of, as its own log has it."""

from collections.abc import Iterator

from db.rows import found
from kiosk.operations.kinds import Body, kind_named, read_body


def errand_bodies(errand_id: str) -> Iterator[Body]:
    """In the order they were done. Nothing for an errand that wrote its journal line only, or was another desk's."""
    sql = "SELECT kind, version, body FROM operation_log WHERE errand_id = ? AND kind <> 'journal.written' ORDER BY seq"
    for name, version, body in found(sql, errand_id):
        kind = kind_named(name)
        if kind is None:
            raise KeyError(name)  # this desk wrote it
        yield read_body(kind, bytes(body), version)


def operation_ids(errand_id: str) -> set[str]:
    """As `errand_bodies`, by which matters are about them."""
    return {op_id for (op_id,) in found("SELECT op_id FROM operation_log WHERE errand_id = ?", errand_id)}
