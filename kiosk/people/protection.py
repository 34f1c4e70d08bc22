"""Whose name is not for lists and paper."""

from db.rows import found
from kiosk.problems import Problem
from kiosk.staff.rights import Right, StaffMember


def is_protected(person_id: str) -> bool:
    """Inside `store.reading()` or an errand: by any of the person's registrations, for one desk may not have known."""
    sql = """SELECT MAX(one.protected_identity) FROM person own
        JOIN person one ON one.id = COALESCE(own.alias_of, own.id) OR one.alias_of = COALESCE(own.alias_of, own.id)
        WHERE own.id = ?"""
    return bool(found(sql, person_id)[0][0])


def why_hidden(person_id: str, staff: StaffMember) -> Problem | None:
    """What keeps this staff member from somebody's details; None where nothing does. Inside as `is_protected`."""
    may_see = staff.may(Right.PROTECTED_IDENTITY) or not is_protected(person_id)
    return None if may_see else Problem("protected_identity_right")
