"""The gym's settings: read and changed, found and not found, and one of them being changed."""

from collections.abc import Callable
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QWidget

from db.rows import insert
from db.tables import Setting as SettingRow
from kiosk.devices.print_job import Printer, PrintOutcome, PrintState
from kiosk.documents.pdf import Paper
from kiosk.errors import PrinterUnavailable
from kiosk.problems import Problem
from kiosk.settings import gym, routines
from kiosk.settings.machine import DOCUMENT_PRINTER, RECEIPT_PRINTER, MachineSettings
from kiosk.settings.setting import Setting
from kiosk.settings.shown import ShownSetting, read_settings
from kiosk.store import Store
from kiosk.texts import _
from tools.screen_desk import bare_store
from tools.screen_sets.shell import ONLINE, desk
from ui.appearance import Appearance
from ui.controls import TextInput
from ui.documents.network_printer_dialog import NetworkPrinterDialog
from ui.documents.printers_dialog import PrintersDialog
from ui.documents.printing import Listener, PrinterChoice, RunningPrint
from ui.settings.change_setting_dialog import ChangeSettingDialog
from ui.settings.reasons_dialog import ReasonsDialog
from ui.settings.settings_desk import Change, changed_words
from ui.settings.settings_dialog import SettingsDialog
from ui.settings.this_desk import ThisDesk

STAR, OFFICE = Printer("Star TSP143"), Printer("Kontoret (HP LaserJet)")
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
    dialog = SettingsDialog(ThisDesk(_machine()), may_change=may_change, parent=_behind(appearance))
    dialog.language_changed.connect(lambda: dialog.show_settings(read_settings(_gym())))
    dialog.show_settings(read_settings(_gym()))
    dialog.search.setText(typed)
    return dialog


def _machine() -> MachineSettings:
    return MachineSettings(Path("none"), {RECEIPT_PRINTER.name: STAR.setting, DOCUMENT_PRINTER.name: OFFICE.setting})


def _printers(
    appearance: Appearance, state: PrintState | None = None, printers: tuple[Printer, ...] = (STAR, OFFICE)
) -> QWidget:
    doors = _Door(printers, state), _Door(printers, state)
    dialog = PrintersDialog(*doors, _machine(), _gym().clock.now, _behind(appearance))
    for part in (dialog.receipts, dialog.documents) if state is not None else ():
        part.bar.print_document()
    return dialog


def _on_network(appearance: Appearance, host: str = "", port: str = "9100", *, is_away: bool = False) -> QWidget:
    """Typed and, where nothing is wrong with it, taken: it answers, or it doesn't."""
    door = _Door((STAR, OFFICE), PrintState.FAILED if is_away else PrintState.PRINTED)
    dialog = PrintersDialog(door, door, _machine(), _gym().clock.now, _behind(appearance))
    for wanted in dialog.findChildren(QPushButton, "network_printer_wanted"):
        wanted.click()
    (asked,) = dialog.findChildren(NetworkPrinterDialog)
    if not host:
        _UNDER.append(dialog)
        return asked
    for field, typed in zip(asked.findChildren(TextInput), (host, port), strict=True):
        field.setText(typed)
    asked.accept()
    _UNDER.append(dialog)
    return asked if asked.isVisible() else dialog


class _Door:
    """TrialDoor at which everything ends in one state."""

    def __init__(self, printers: tuple[Printer, ...], state: PrintState | None) -> None:
        self._printers, self._state = printers, state

    def find_printers(self, found: Callable[[PrinterChoice], Any]) -> None:
        found(PrinterChoice(self._printers, self._printers[0] if self._printers else None))

    def choose(self, printer: Printer) -> None:
        """Nothing is remembered here."""

    def print_trial(self, _printer: Printer, _paper: Paper, _at: datetime, listener: Listener) -> RunningPrint:
        return self._ended(listener)

    def reach(self, printer: Printer, reached: Callable[[bool], Any], failed: Callable[[Any], Any]) -> None:
        if self._state is PrintState.FAILED:
            failed(PrinterUnavailable(_("The receipt printer at {address} does not answer.", address=printer.address)))
        else:
            reached(True)

    def print_pdf(self, _printer: Printer, _pdf: bytes, _title: str, listener: Listener) -> RunningPrint:
        return self._ended(listener)

    def follow(self, _printer: Printer, _job: str, listener: Listener) -> RunningPrint:
        return self._ended(listener)

    def save(self, _pdf: bytes, path: Path, saved: Callable[[Path], Any], _failed: Callable[[Any], Any]) -> None:
        saved(path)

    def cancel(self) -> None:
        """It has ended."""

    def _ended(self, listener: Listener) -> RunningPrint:
        assert self._state is not None
        reasons = (Problem("printer_no_paper", ""),) if self._state is PrintState.WAITING else ()
        QTimer.singleShot(0, partial(listener.ended, PrintOutcome(self._state, reasons, "12")))
        return self


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
    "settings-printing": partial(_list, typed="laserjet"),
    "printers": _printers,
    "printers-tried": partial(_printers, state=PrintState.PRINTED),
    "printers-waiting": partial(_printers, state=PrintState.WAITING),
    "printers-none": partial(_printers, printers=()),
    "printers-network": _on_network,
    "printers-network-wrong": partial(_on_network, host="10.0.0.256", port="91000"),
    "printers-network-answers": partial(_on_network, host="192.168.1.40"),
    "printers-network-away": partial(_on_network, host="192.168.1.40", is_away=True),
    "settings-number": partial(_one, setting=routines.MAX_PREPAY_INTERVALS),
    "settings-number-wrong": partial(_one, setting=routines.MAX_PREPAY_INTERVALS, typed="61"),
    "settings-choice": partial(_one, setting=gym.OTHER_PAYER),
    "settings-product": partial(_one, setting=routines.CARD_GOODS_LOST),
    "settings-freeze-reasons": partial(_reasons, setting=routines.FREEZE_REASONS),
    "settings-reasons": partial(_reasons, setting=routines.TERMINATION_REASONS),
    "settings-reasons-wrong": partial(_reasons, setting=routines.TERMINATION_REASONS, is_wrong=True),
    "settings-span": partial(_one, setting=gym.CARD_LENGTHS),
}
