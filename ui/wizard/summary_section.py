"""One step's part of the summary: what was entered there, and the way back to it."""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QImageReader, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from kiosk.routine import SUMMARY, SummaryRow
from kiosk.texts import N_, _
from ui.controls import Label, Panel, QuietButton, Text, TypeRole, spoken
from ui.theme import Space, px
from ui.wizard.row_grid import RowGrid

PORTRAIT = QSize(72, 96)
READY_ROWS = 6


class SummarySection(Panel):
    """Signals: edit_wanted(str), the step."""

    edit_wanted = Signal(str)

    def __init__(self, step: str, title: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName(f"section_{step}")
        self._step = step
        self._rows = RowGrid(READY_ROWS)
        self._edit = QuietButton(N_("Edit"), "edit")
        self._edit.setObjectName(f"edit_{step}")
        self._edit.clicked.connect(self._clicked)
        if step == SUMMARY:
            self._edit.hide()  # what nobody entered can't be edited
        self._edit.setToolTip(_("Edit: {step}", step=spoken(title)))
        head = QHBoxLayout()
        heading = Label(title, TypeRole.HEADING)
        heading.setMinimumHeight(px(Space.TOUCH))  # as high with the button as without
        head.addWidget(heading, 1)
        head.addWidget(self._edit)
        self._shown: bytes | None = None
        self._portrait = QLabel()
        self._portrait.hide()
        below = QHBoxLayout()
        below.setSpacing(px(Space.LARGE))
        below.addWidget(self._portrait, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._rows, 1)
        self.body.setContentsMargins(px(Space.LARGE), px(Space.TIGHT), px(Space.SMALL), px(Space.MEDIUM))
        self.body.setSpacing(0)
        self.body.addLayout(head)
        self.body.addLayout(below)

    def show_rows(self, rows: Sequence[SummaryRow]) -> None:
        self._rows.show_rows([(row.label, row.value) for row in rows])

    def show_portrait(self, jpeg: bytes | None) -> None:
        if jpeg is self._shown:
            return
        self._shown = jpeg
        picture = QPixmap() if jpeg is None else self._small(jpeg)
        self._portrait.setVisible(not picture.isNull())
        self._portrait.setPixmap(picture)
        self._portrait.setAccessibleName(_("Photo"))

    def _small(self, jpeg: bytes) -> QPixmap:
        """Null when it is no picture. Read at the small size: a JPEG is decoded faster so."""
        data = QByteArray(jpeg)
        buffer = QBuffer(data)
        reader = QImageReader(buffer)
        scale = self.devicePixelRatioF()
        room = QSize(px(PORTRAIT.width()), px(PORTRAIT.height())) * scale
        reader.setScaledSize(reader.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
        picture = QPixmap.fromImage(reader.read())
        picture.setDevicePixelRatio(scale)
        return picture

    def _clicked(self) -> None:
        self.edit_wanted.emit(self._step)
