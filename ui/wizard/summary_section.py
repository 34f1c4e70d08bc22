"""One step's part of the summary: what was entered there, and the way back to it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from kiosk.routine import SummaryRow
from kiosk.texts import N_, _
from ui.controls import Label, Panel, QuietButton, Text, TypeRole, spoken
from ui.theme import Space, px

PORTRAIT = QSize(72, 96)


class SummarySection(Panel):
    """Signals: edit_wanted(str), the step."""

    edit_wanted = Signal(str)

    def __init__(self, step: str, title: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName(f"section_{step}")
        self._step = step
        self._rows: tuple[SummaryRow, ...] = ()
        self._edit = QuietButton(N_("Edit"), "edit")
        self._edit.setObjectName(f"edit_{step}")
        self._edit.clicked.connect(self._clicked)
        self._edit.setToolTip(_("Edit: {step}", step=spoken(title)))
        head = QHBoxLayout()
        head.addWidget(Label(title, TypeRole.HEADING), 1)
        head.addWidget(self._edit)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(Space.LARGE))
        self._grid.setVerticalSpacing(px(Space.TIGHT))
        self._grid.setColumnStretch(1, 1)
        self._portrait = QLabel()
        self._portrait.hide()
        below = QHBoxLayout()
        below.setSpacing(px(Space.LARGE))
        below.addWidget(self._portrait, 0, Qt.AlignmentFlag.AlignTop)
        below.addLayout(self._grid, 1)
        self.body.setContentsMargins(px(Space.LARGE), px(Space.TIGHT), px(Space.SMALL), px(Space.MEDIUM))
        self.body.setSpacing(0)
        self.body.addLayout(head)
        self.body.addLayout(below)

    def show_rows(self, rows: Sequence[SummaryRow]) -> None:
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for position, row in enumerate(self._rows):
            self._grid.addWidget(Label(partial(str, row.label), TypeRole.MUTED), position, 0)
            self._grid.addWidget(Label(partial(str, row.value)), position, 1)

    def show_portrait(self, jpeg: bytes | None) -> None:
        self._portrait.setVisible(jpeg is not None)
        if jpeg is None:
            return
        picture = QPixmap()
        picture.loadFromData(jpeg)
        side = QSize(px(PORTRAIT.width()), px(PORTRAIT.height())) * self.devicePixelRatio()
        scaled = picture.scaled(
            side, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
        )
        scaled.setDevicePixelRatio(self.devicePixelRatio())
        self._portrait.setPixmap(scaled)
        self._portrait.setAccessibleName(_("Photo"))

    def _clicked(self) -> None:
        self.edit_wanted.emit(self._step)
