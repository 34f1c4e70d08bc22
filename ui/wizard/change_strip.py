"""What becomes different by this visit: before and after, side by side."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kiosk.routine import Change
from kiosk.texts import N_, _
from ui.controls import Panel, TypeRole
from ui.wizard.row_grid import RowGrid

READY_ROWS = 6


class ChangeStrip(Panel):
    """For someone new there is no before, and only the after is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(N_("How it will be"), parent)
        self.setObjectName("changes")
        self._rows = RowGrid(READY_ROWS, TypeRole.STRONG)
        self.body.addWidget(self._rows)

    def show_changes(self, changes: Sequence[Change]) -> None:
        self.setVisible(bool(changes))
        self._rows.show_rows([(change.label, _in_words(change)) for change in changes])


def _in_words(change: Change) -> str:
    if not change.before or change.before == change.after:
        return change.after
    return _("{before} → {after}", before=change.before, after=change.after)
