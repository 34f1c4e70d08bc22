"""The picture that a customer's card shows."""

from db.rows import found
from kiosk.store import Store


def portrait_of(store: Store, person_id: str) -> bytes | None:
    """JPEG; None without one, or while it has not come here yet."""
    sql = """SELECT jpeg FROM person JOIN photo ON photo.id = person.photo_id
        JOIN photo_blob ON photo_blob.sha256 = photo.sha256
        WHERE COALESCE(person.alias_of, person.id) = (SELECT COALESCE(alias_of, id) FROM person WHERE id = ?)
        ORDER BY person.id <> ? LIMIT 1"""
    with store.reading():
        rows = found(sql, person_id, person_id)
    return bytes(rows[0][0]) if rows and rows[0][0] is not None else None
