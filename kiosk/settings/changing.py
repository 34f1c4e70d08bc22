"""Desk work: changes one of the gym's settings, for every desk, and back again."""

from typing import Any

import msgspec

from db.rows import found
from kiosk.operations.settings import SettingChanged
from kiosk.problems import Problem
from kiosk.routine import Outcome, Stopped
from kiosk.settings.forms import FIELD
from kiosk.settings.gym import gym_setting
from kiosk.settings.routines import MAX_FREEZE_MONTHS, MIN_FREEZE_MONTHS
from kiosk.settings.setting import Setting
from kiosk.staff.rights import Right, StaffMember
from kiosk.store import Errand, Store

NAME = "change_setting"


def as_json(value: Any) -> str:
    """As a setting is kept in its row."""
    return msgspec.json.encode(value, order="sorted").decode()


def change_setting(
    store: Store, staff: StaffMember, setting: Setting[Any], before: str | None, after: str | None
) -> Outcome:
    """On the database lane. `before` is the row's JSON as it was shown, `after` as it shall be; None: the default
    holds. Nothing is written where it stands otherwise by now, and nothing at all where nothing is changed:
    `errand_id` is "" then. Raises msgspec.MsgspecError for what is not of the setting's type."""
    if not staff.may(Right.ADMINISTER):
        return Outcome((Problem("change_setting_right"),))
    if after is not None:
        setting.read_json(after)
    if before == after:
        return Outcome()
    try:
        with store.errand(staff, NAME) as errand:
            _write(errand, setting, before, after)
            return Outcome(errand_id=errand.id)
    except Stopped as stopped:
        return Outcome(stopped.problems)


def _write(errand: Errand, setting: Setting[Any], before: str | None, after: str | None) -> None:
    rows = found("SELECT value FROM setting WHERE id = ?", setting.name)
    if (rows[0][0] if rows else None) != before:
        raise Stopped(Problem("setting_changed_meanwhile", FIELD))
    errand.perform(SettingChanged(setting=setting.name, old=before, new=after))
    if setting in (MIN_FREEZE_MONTHS, MAX_FREEZE_MONTHS) and gym_setting(MIN_FREEZE_MONTHS) > gym_setting(
        MAX_FREEZE_MONTHS
    ):
        raise Stopped(Problem("setting_freeze_limits", FIELD))
    errand.details = {"setting": setting.name, "old": before, "new": after}
