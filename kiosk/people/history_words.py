"""What the history says of an errand by what its journal line tells: the act, and what it was about."""

from collections.abc import Iterator, Mapping
from typing import Any

from db.rows import found
from kiosk.access.card_numbers import show_card_number
from kiosk.access.card_settings import card_format
from kiosk.access.new_card import NAME as NEW_CARD
from kiosk.access.new_card import WHYS
from kiosk.organisations.history_words import change_words, concerned
from kiosk.sentences import act_words
from kiosk.settings.gym import gym_setting
from kiosk.settings.routines import FREEZE_REASONS, TERMINATION_REASONS, Reason
from kiosk.settings.setting import Setting
from kiosk.sync.matter_names import matter_name
from kiosk.sync.settling import ACT as SETTLE
from kiosk.texts import _, localized

REASONS: dict[str, Setting[tuple[Any, ...]]] = {
    "freeze": FREEZE_REASONS,
    "extend_freeze": FREEZE_REASONS,
    "terminate": TERMINATION_REASONS,
}
"""Acts that may have a reason, and where the gym names them."""
Details = dict[str, Any]
GIVEN, BLOCKED = "card_id", "blocked_card_id"


def act_told(act: str, details: Details) -> str:
    """What was done: of the routine New card, which of the two things it can do."""
    if act != NEW_CARD:
        return act_words(act)
    done = {(True, True): "_replaced", (True, False): "_given", (False, True): "_blocked"}
    return act_words(act + done.get((GIVEN in details, BLOCKED in details), ""))


def about_told(act: str, details: Details, labels: Mapping[str, str]) -> str:
    """ "" when there is nothing to say. `labels`: what changed fields are called."""
    fields, reason = _fields(details, labels), _reason(act, details)
    return ", ".join([*fields, *reason, *_cards(act, details), *_matter(act, details), *concerned(details)])


def _fields(details: Details, labels: Mapping[str, str]) -> Iterator[str]:
    names, changes = details.get("fields", ()), details.get("changes", {})
    yield from (_(labels[name]) + change_words(name, changes) for name in names if name in labels)
    if "protected_identity" in names:
        yield _("Protected identity")


def _reason(act: str, details: Details) -> Iterator[str]:
    """The errand's own: an extension may have another than the freeze. By the name it had then; where none was kept, by
    the one that the gym or the standard gives it now."""
    if not details.get("reason") or act not in REASONS:
        return
    listed: tuple[Reason, ...] = (*gym_setting(REASONS[act]), *REASONS[act].default)
    names = (one.name for one in listed if one.code == details["reason"])
    name = details.get(localized("reason")) or next(names, "")
    if name:
        yield name


def _cards(act: str, details: Details) -> Iterator[str]:
    """Nothing of a card that was taken back since."""
    if act != NEW_CARD:
        return
    given, blocked = (_number(details.get(name, "")) for name in (GIVEN, BLOCKED))
    if given and blocked:
        yield _("new: {number}", number=given)
        yield _("blocked: {number}", number=blocked)
    elif given or blocked:
        yield given or blocked
    why = details.get("why", "")
    if why in WHYS:
        yield _(WHYS[why])


def _number(card_id: str) -> str:
    rows = found("SELECT number FROM card WHERE id = ?", card_id)
    return show_card_number(rows[0][0], card_format()) if rows else ""


def _matter(act: str, details: Details) -> Iterator[str]:
    if act == SETTLE and (name := matter_name(details.get("matter", ""))):
        yield name
