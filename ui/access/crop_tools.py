"""Buttons that move and zoom the photo's frame, for those who neither drag nor type."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.texts import N_
from ui.access.crop_editor import CropEditor
from ui.controls import IconButton
from ui.theme import Space, px

STEPS = 2  # of the arrow keys for one press of a button
ZOOMS: tuple[tuple[str, str, str, int], ...] = (
    ("crop_closer", "plus", N_("Closer"), 1),
    ("crop_further", "minus", N_("Further away"), -1),
)
MOVES: tuple[tuple[str, str, str, int, int], ...] = (
    ("crop_left", "chevron-left", N_("Move the frame left"), -1, 0),
    ("crop_right", "chevron-right", N_("Move the frame right"), 1, 0),
    ("crop_up", "chevron-up", N_("Move the frame up"), 0, -1),
    ("crop_down", "chevron-down", N_("Move the frame down"), 0, 1),
)


class CropTools(QWidget):
    """One row, 48 px high."""

    def __init__(self, editor: CropEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(Space.SMALL))
        for name, icon_name, text, steps in ZOOMS:
            button = self._button(name, icon_name, text)
            button.clicked.connect(partial(editor.zoom_by, steps * STEPS))
            row.addWidget(button)
        row.addStretch(1)
        for name, icon_name, text, right, down in MOVES:
            button = self._button(name, icon_name, text)
            button.clicked.connect(partial(editor.move_by, right * STEPS, down * STEPS))
            row.addWidget(button)

    @staticmethod
    def _button(name: str, icon_name: str, text: str) -> IconButton:
        button = IconButton(icon_name, text)
        button.setObjectName(name)
        button.setAutoRepeat(True)
        return button
