"""By which id an organisation goes: one that was registered twice goes by that of its first registration."""

from typing import overload

from db.rows import found


@overload
def standing(organisation_id: str) -> str: ...
@overload
def standing(organisation_id: None) -> None: ...


def standing(organisation_id: str | None) -> str | None:
    """The id that stands: what a desk writes of an organisation merged meanwhile belongs to the one it became."""
    if organisation_id is None:
        return None
    rows = found("SELECT COALESCE(merged_into, id) FROM organisation WHERE id = ?", organisation_id)
    return str(rows[0][0]) if rows else organisation_id
