"""What becomes different by this visit: before and after, side by side."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from kiosk.routine import Change
from kiosk.texts import N_, _
from ui.controls import Label, Panel, TypeRole
from ui.theme import Space, px


class ChangeStrip(Panel):
    """For someone new there is no before, and only the after is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(N_("How it will be"), parent)
        self.setObjectName("changes")
        self._changes: tuple[Change, ...] = ()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(Space.LARGE))
        self._grid.setVerticalSpacing(px(Space.TIGHT))
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)

    def show_changes(self, changes: Sequence[Change]) -> None:
        self.setVisible(bool(changes))
        if tuple(changes) == self._changes:
            return
        self._changes = tuple(changes)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, change in enumerate(self._changes):
            self._grid.addWidget(Label(partial(str, change.label), TypeRole.MUTED), row, 0)
            self._grid.addWidget(Label(partial(_in_words, change), TypeRole.STRONG), row, 1)


def _in_words(change: Change) -> str:
    if not change.before or change.before == change.after:
        return change.after
    return _("{before} → {after}", before=change.before, after=change.after)
