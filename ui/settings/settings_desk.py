"""Opens the settings from the staff's menu; the gym's are changed on the database lane, with a way back."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kiosk.routine import Outcome
from kiosk.sentences import sentence
from kiosk.settings.machine import DOCUMENT_PRINTER, RECEIPT_PRINTER, MachineSettings
from kiosk.staff.rights import Right, StaffMember
from kiosk.store import Store
from kiosk.texts import N_
from ui.controls import Text
from ui.tasks import Lane, TaskRunner

if TYPE_CHECKING:
    from kiosk.settings.shown import ShownSetting
    from ui.documents.printing import LanePrinting
    from ui.settings.setting_dialog import SettingDialog
    from ui.settings.settings_dialog import SettingsDialog


class SettingsDesk(QObject):
    """Lives as long as the window. What is shown is read on Qt's thread, by key.

    Signals: changed(), when a setting stands otherwise than before.
    """

    changed = Signal()

    def __init__(
        self,
        window: QWidget,
        store: Store,
        tasks: TaskRunner,
        staff: Callable[[], StaffMember],
        machine: MachineSettings,
    ) -> None:
        super().__init__(window)
        self._window, self._store, self._tasks, self._staff, self._machine = window, store, tasks, staff, machine
        self._shown: SettingsDialog | None = None
        self._changing: SettingDialog | None = None
        self._last: Change | None = None
        self._printing: tuple[LanePrinting, LanePrinting] | None = None

    def open(self) -> None:
        from ui.settings.settings_dialog import SettingsDialog
        from ui.settings.this_desk import ThisDesk

        this_desk = ThisDesk(self._machine)
        this_desk.printers_wanted.connect(self._choose_printers)
        may_change = self._staff().may(Right.ADMINISTER)
        self._shown = SettingsDialog(this_desk, may_change=may_change, parent=self._window)
        self._shown.change_wanted.connect(self._begin)
        self._shown.language_changed.connect(self.refresh)
        self.refresh()
        self._shown.open()

    def refresh(self) -> None:
        """Something was written here or came from central."""
        from kiosk.settings.shown import read_settings

        if self._shown is not None and isValid(self._shown):
            self._shown.show_settings(read_settings(self._store))

    def _choose_printers(self) -> None:
        from ui.documents.printers_dialog import PrintersDialog
        from ui.documents.printing import LanePrinting

        if self._shown is None:
            return
        if self._printing is None:  # kept: a page that is under way goes on when the dialog is closed
            lane = partial(LanePrinting, self._tasks, self._machine, parent=self)
            self._printing = lane(RECEIPT_PRINTER), lane(DOCUMENT_PRINTER)
        dialog = PrintersDialog(*self._printing, self._machine, self._store.clock.now, self._shown)
        dialog.finished.connect(self._shown.this_desk.show_choice)
        dialog.open()

    def _begin(self, shown: "ShownSetting") -> None:
        from kiosk.settings.forms import Form, form_of
        from ui.settings.change_setting_dialog import ChangeSettingDialog
        from ui.settings.reasons_dialog import ReasonsDialog

        dialog = ReasonsDialog if form_of(shown.setting) is Form.LIST else ChangeSettingDialog
        self._changing = dialog(shown, self._shown)
        self._changing.saved.connect(self._save)
        self._changing.open()

    def _save(self, shown: "ShownSetting", after: str | None) -> None:
        self._submit(Change(shown, shown.stored, after), self._saved)

    def _saved(self, done: "Done") -> None:
        change, outcome = done
        if self._changing is not None and isValid(self._changing):
            self._changing.finish(outcome.problems)
        if outcome.errand_id:
            self._last = change
            self._tell(partial(changed_words, change), self._undo)

    def _undo(self) -> None:
        if self._last is not None:
            self._submit(Change(self._last.shown, self._last.after, self._last.before), self._undone)

    def _undone(self, done: "Done") -> None:
        outcome = done[1]
        self._tell(N_("Undone.") if outcome.is_done else partial(sentence, outcome.problems[0]))

    def _submit(self, change: "Change", done: Callable[["Done"], None]) -> None:
        self._tasks.submit(Lane.DATABASE, partial(_written, self._store, self._staff(), change), done)

    def _tell(self, words: Text, undo: Callable[[], None] | None = None) -> None:
        """In the dialog, which lies over the window's own toast."""
        self.refresh()
        if self._shown is not None and isValid(self._shown):
            self._shown.toast.say(words, undo)
        self.changed.emit()


@dataclass(frozen=True, slots=True)
class Change:
    """`before` and `after` as JSON; None: the standard."""

    shown: "ShownSetting"
    before: str | None
    after: str | None


Done = tuple[Change, Outcome]


def _written(store: Store, staff: StaffMember, change: Change) -> Done:
    from kiosk.settings.changing import change_setting

    return change, change_setting(store, staff, change.shown.setting, change.before, change.after)


def changed_words(change: Change) -> str:
    from kiosk.settings import shown

    return shown.changed_words(change.shown, change.before, change.after)
