"""What the history says of an errand by what its journal line tells: the act, and what it was about."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from db.rows import found, json_list
from kiosk.access.card_numbers import show_card_number
from kiosk.access.card_settings import card_format
from kiosk.access.new_card import NAME as NEW_CARD
from kiosk.access.new_card import WHYS
from kiosk.formats import NOTHING
from kiosk.operations.access import CardAssigned
from kiosk.operations.errand_log import errand_bodies
from kiosk.operations.journal import TAKE_OVER
from kiosk.operations.people import PersonChanged
from kiosk.organisations.history_words import change_words, concerned
from kiosk.people.contact import show_phone
from kiosk.people.edit_details import NAME as EDIT_DETAILS
from kiosk.people.edit_details import PHONES
from kiosk.sentences import act_words
from kiosk.settings.gym import gym_setting
from kiosk.settings.routines import FREEZE_REASONS, TERMINATION_REASONS, Reason
from kiosk.settings.setting import Setting
from kiosk.sync.matter_names import how_settled, matter_name
from kiosk.sync.settling import ACT as SETTLE
from kiosk.sync.ways import MOVES_MONEY, Way
from kiosk.texts import _, localized

REASONS: dict[str, Setting[tuple[Any, ...]]] = {
    "freeze": FREEZE_REASONS,
    "extend_freeze": FREEZE_REASONS,
    "terminate": TERMINATION_REASONS,
}
"""Acts that may have a reason, and where the gym names them."""
Details = dict[str, Any]
UNDO = "undo"
CLASH = "details_clash"
GIVEN, BLOCKED = "card_id", "blocked_card_id"


def act_told(act: str, details: Details, subject_ids: Sequence[str] = ()) -> str:
    """What was done: of the routine New card, which of the two things it can do; of an undoing, which errand it took
    back. `subject_ids`: whose history it is. Inside `store.reading()`."""
    if act == UNDO:
        return _undone_words(details.get("undone", ""), subject_ids)
    if act != NEW_CARD:
        return act_words(act)
    done = {(True, True): "_replaced", (True, False): "_given", (False, True): "_blocked"}
    return act_words(act + done.get((GIVEN in details, BLOCKED in details), ""))


def errand_told(errand_id: str, subject_ids: Sequence[str]) -> str:
    """What was done in an errand of these persons; "" where the journal has none. Inside `store.reading()`."""
    sql = """SELECT act, details FROM journal_entry WHERE subject_id IN (SELECT value FROM json_each(?))
        AND errand_id = ? AND act <> ? ORDER BY id DESC LIMIT 1"""
    rows = found(sql, json_list(subject_ids), errand_id, TAKE_OVER)
    return act_told(rows[0][0], msgspec.json.decode(rows[0][1]), subject_ids) if rows else ""


def _undone_words(errand_id: str, subject_ids: Sequence[str]) -> str:
    """As the errand itself is told."""
    done = errand_told(errand_id, subject_ids)
    return _("Undid: {act}", act=done[:1].lower() + done[1:]) if done else act_words(UNDO)


def about_told(act: str, details: Details, labels: Mapping[str, str], errand_id: str = "") -> str:
    """ "" when there is nothing to say. `labels`: what changed fields are called. `errand_id`: of which this desk's own
    log, or the matter it settled, may tell what the journal, which keeps nothing personal, doesn't; "" where nobody is
    to read that."""
    fields, reason = list(_fields(act, details, labels, errand_id)), _reason(act, details)
    said = [*fields, *reason, *_cards(act, details, errand_id), *_matter(act, details, errand_id)]
    named = list(concerned(details))  # before what became of it
    return ", ".join([*named, *said] if fields else [*said, *named])


def _fields(act: str, details: Details, labels: Mapping[str, str], errand_id: str) -> Iterator[str]:
    """As they were and became, as far as this desk knows: so what lost against another desk can still be read."""
    names, changes = details.get("fields", ()), details.get("changes", {})
    own = dict(_changed_here(errand_id)) if act == EDIT_DETAILS else {}
    told = (_(labels[name]) + (own.get(name) or change_words(name, changes)) for name in names if name in labels)
    yield from told
    if "protected_identity" in names:
        yield _("Protected identity")


def _changed_here(errand_id: str) -> Iterator[tuple[str, str]]:
    for body in errand_bodies(errand_id) if errand_id else ():
        if isinstance(body, PersonChanged):
            for name, became in body.new.items():
                yield name, f" {_shown(name, body.old.get(name))} → {_shown(name, became)}"


def _shown(field: str, value: str | None) -> str:
    if not value:
        return NOTHING
    return show_phone(value) if field in PHONES else value


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


def _cards(act: str, details: Details, errand_id: str) -> Iterator[str]:
    if act != NEW_CARD:
        return
    given, blocked = (_number(details.get(name, ""), errand_id) for name in (GIVEN, BLOCKED))
    if given and blocked:
        yield _("new: {number}", number=given)
        yield _("blocked: {number}", number=blocked)
    elif given or blocked:
        yield given or blocked
    why = details.get("why", "")
    if why in WHYS:
        yield _(WHYS[why])


def _number(card_id: str, errand_id: str) -> str:
    """Of one that was taken back there is no row any more: the desk that gave it still knows."""
    if not card_id:
        return ""
    numbers = [number for (number,) in found("SELECT number FROM card WHERE id = ?", card_id)]
    given = (one for one in errand_bodies(errand_id) if isinstance(one, CardAssigned)) if not numbers else ()
    numbers += [one.number for one in given if one.card_id == card_id]
    return show_card_number(numbers[0], card_format()) if numbers else _("a card that was taken back")


def _matter(act: str, details: Details, errand_id: str) -> Iterator[str]:
    if act == SETTLE and (name := matter_name(details.get("matter", ""))):
        yield name
        if details.get("how") in MOVES_MONEY:
            yield how_settled(details["how"])
        if errand_id and details["matter"] == CLASH:
            yield from _clash(details)


def _clash(details: Details) -> Iterator[str]:
    """Which of the two values won, from the closed matter, which every desk has."""
    rows = found("SELECT details FROM matter WHERE id = ?", details.get("matter_id", ""))
    values = msgspec.json.decode(rows[0][0]) if rows else {}
    if {"stood", "now"} <= values.keys():
        stood, now = (values[name] or NOTHING for name in ("stood", "now"))
        match details.get("how"):
            case Way.STANDS:
                yield _("“{right}” is right, not “{wrong}”", right=now, wrong=stood)
            case Way.TAKE_EARLIER:
                yield _("“{right}” is right, not “{wrong}”", right=stood, wrong=now)
            case _:
                yield _("“{first}” or “{last}”", first=stood, last=now)
