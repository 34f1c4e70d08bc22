"""What the person card's menu offers besides the routines: things done at once or in a small dialog."""

from kiosk.people import edit_details, notes, photos
from kiosk.problems import Problem
from kiosk.routines import MenuEntry
from kiosk.settings.gym import gym_setting
from kiosk.settings.routines import HIDE_IMPOSSIBLE
from kiosk.staff.rights import Right, StaffMember
from kiosk.store import Store
from kiosk.undo import NAME, TITLE, last_errand

WITHOUT_WIZARD = frozenset({edit_details.NAME, notes.ACT, photos.ACT, NAME})
"""Names of these entries: no wizard is opened for them."""


def card_menu(store: Store, staff: StaffMember, person_id: str) -> tuple[MenuEntry, ...]:
    """Some milliseconds: when the menu opens."""
    no_right = None if staff.may(Right.SELL) else Problem("card_menu_right")
    last = last_errand(store, staff, person_id)
    entries = (
        MenuEntry(edit_details.NAME, edit_details.TITLE, no_right),
        MenuEntry(photos.ACT, photos.TITLE, no_right),
        MenuEntry(notes.ACT, notes.TITLE, no_right),
        MenuEntry(NAME, TITLE, last if isinstance(last, Problem) else None),
    )
    with store.reading():
        is_hidden = gym_setting(HIDE_IMPOSSIBLE)
    return tuple(one for one in entries if one.reason is None or not is_hidden)
