"""The gym's settings: read and changed, found and not found, and one of them being changed."""

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from db.rows import insert
from db.tables import Setting as SettingRow
from kiosk.settings import gym, routines
from kiosk.settings.setting import Setting
from kiosk.settings.shown import ShownSetting, read_settings
from kiosk.store import Store
from tools.screen_desk import bare_store
from tools.screen_sets.shell import ONLINE, desk
from ui.appearance import Appearance
from ui.controls import TextInput
from ui.settings.change_setting_dialog import ChangeSettingDialog
from ui.settings.reasons_dialog import ReasonsDialog
from ui.settings.settings_desk import Change, changed_words
from ui.settings.settings_dialog import SettingsDialog

STORED: dict[Setting[Any], str] = {
    gym.LOCK_MINUTES: "15",
    gym.DRAW_DAY: '"sista"',  # which means nothing
    routines.MAX_PREPAY_INTERVALS: "6",
    routines.CARD_GOODS_NEW: '"KORT"',
}


@cache
def _gym() -> Store:
    """With some values of its own, and one that can't be read."""
    store = bare_store()
    with store.own_writing():
        for setting, value in STORED.items():
            insert(SettingRow, {"id": setting.name, "value": value})
    return store


_UNDER: list[QWidget] = []  # a dialog goes with the window that it lies over, which nothing else holds


def _behind(appearance: Appearance) -> QWidget:
    _UNDER[:] = [desk(appearance, ONLINE)]
    return _UNDER[0]


def _list(appearance: Appearance, typed: str = "", *, may_change: bool = True) -> QWidget:
    dialog = SettingsDialog(may_change=may_change, parent=_behind(appearance))
    dialog.language_changed.connect(lambda: dialog.show_settings(read_settings(_gym())))
    dialog.show_settings(read_settings(_gym()))
    dialog.search.setText(typed)
    return dialog


def _told(appearance: Appearance) -> QWidget:
    """Something has just been changed."""
    dialog = _list(appearance)
    assert isinstance(dialog, SettingsDialog)
    shown = _shown(routines.MAX_PREPAY_INTERVALS)
    dialog.toast.say(partial(changed_words, Change(shown, None, shown.stored)), dialog.search.clear)
    return dialog


def _shown(setting: Setting[Any]) -> ShownSetting:
    every = [shown for group in read_settings(_gym()) for shown in group.settings]
    return next(shown for shown in every if shown.setting == setting)


def _one(appearance: Appearance, setting: Setting[Any], typed: str = "") -> QWidget:
    dialog = ChangeSettingDialog(_shown(setting), _behind(appearance))
    field = dialog.findChild(TextInput)
    if typed and field is not None:
        field.setText(typed)
        dialog.accept()
    return dialog


def _reasons(appearance: Appearance, setting: Setting[Any], *, is_wrong: bool = False) -> QWidget:
    dialog = ReasonsDialog(_shown(setting), _behind(appearance))
    if is_wrong:
        for button in dialog.findChildren(QPushButton, "add_reason"):
            button.click()
        dialog.accept()
    return dialog


SCREENS: dict[str, Callable[[Appearance], QWidget]] = {
    "settings": _list,
    "settings-read-only": partial(_list, may_change=False),
    "settings-found": partial(_list, typed="frys"),
    "settings-none": partial(_list, typed="solarium"),
    "settings-told": _told,
    "settings-number": partial(_one, setting=routines.MAX_PREPAY_INTERVALS),
    "settings-number-wrong": partial(_one, setting=routines.MAX_PREPAY_INTERVALS, typed="61"),
    "settings-choice": partial(_one, setting=gym.OTHER_PAYER),
    "settings-product": partial(_one, setting=routines.CARD_GOODS_LOST),
    "settings-freeze-reasons": partial(_reasons, setting=routines.FREEZE_REASONS),
    "settings-reasons": partial(_reasons, setting=routines.TERMINATION_REASONS),
    "settings-reasons-wrong": partial(_reasons, setting=routines.TERMINATION_REASONS, is_wrong=True),
    "settings-span": partial(_one, setting=gym.CARD_LENGTHS),
}
