"""Operations on the gym's settings: changed."""

from collections.abc import Iterator
from typing import Any

import msgspec

from db.rows import raw
from db.tables import Setting as SettingRow
from kiosk.operations.book import Book
from kiosk.operations.kinds import Body, operation
from kiosk.operations.verdicts import Finding, Verdict, changed, rejected
from kiosk.settings.gym import gym_setting, setting_named
from kiosk.settings.routines import MAX_FREEZE_MONTHS, MIN_FREEZE_MONTHS
from kiosk.settings.setting import Setting


class SettingChanged(Body, frozen=True, kw_only=True):
    """`old` and `new` as JSON; None: no value of the gym's own, so that the default holds."""

    setting: str
    old: str | None
    new: str | None


@operation("setting.changed", SettingChanged)
def change(book: Book, body: SettingChanged) -> Verdict:
    """A claim: what this program can't read is kept out, and whoever wrote it is told how the setting stands. Of two
    desks the later arrival wins; what it replaced is in the journal. Limits that cross by two changes are a matter."""
    setting = setting_named(body.setting)
    if setting is None:
        return _kept_out(book, body, Finding("setting_unknown", None, {"setting": body.setting}))
    if body.new is not None and not _is_readable(setting, body.new):
        return _kept_out(book, body, Finding("setting_unreadable", None, {"setting": body.setting}))
    if body.new is None:
        book.drop(SettingRow, body.setting)
    elif raw(SettingRow, body.setting) is None:
        book.insert(SettingRow, id=body.setting, value=body.new)
    else:
        book.update(SettingRow, body.setting, value=body.new)
    return changed(*_crossed(body.setting))


def _crossed(setting: str) -> Iterator[Finding]:
    """Each of the two limits was changed at a desk that didn't know of the other's change."""
    shortest, longest = gym_setting(MIN_FREEZE_MONTHS), gym_setting(MAX_FREEZE_MONTHS)
    if setting in (MIN_FREEZE_MONTHS.name, MAX_FREEZE_MONTHS.name) and shortest > longest:
        yield Finding("setting_limits_crossed", None, {"shortest": shortest, "longest": longest})


def _is_readable(setting: Setting[Any], value: str) -> bool:
    try:
        setting.read_json(value)
    except (msgspec.MsgspecError, RecursionError):
        return False
    return True


def _kept_out(book: Book, body: SettingChanged, finding: Finding) -> Verdict:
    book.tell(SettingRow, body.setting)
    return rejected(finding)
