"""Tells the user of an error: what happened, what to do, and a code for support."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.mishaps import Mishap
from kiosk.texts import N_, _
from ui.controls import Button, IconLabel, Kind, Label, Retranslated, SecondaryButton, TypeRole
from ui.theme import Space, px
from ui.theme.icons import Role


class ErrorDialog(Retranslated, QDialog):
    """Open with `open()`."""

    def __init__(self, mishap: Mishap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("error")
        self.mishap = mishap
        words = QVBoxLayout()
        words.setSpacing(px(Space.SMALL))
        words.addWidget(Label(lambda: mishap.happened, TypeRole.HEADING))
        words.addWidget(Label(lambda: mishap.remedy))
        words.addSpacing(px(Space.SMALL))
        words.addWidget(Label(lambda: _("Code for support: {code}", code=mishap.code), TypeRole.SMALL))
        upper = QHBoxLayout()
        upper.setSpacing(px(Space.LARGE))
        upper.addWidget(IconLabel("alert", Role.BAD, side=32), 0, Qt.AlignmentFlag.AlignTop)
        upper.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(Space.WIDE), px(Space.WIDE), px(Space.WIDE), px(Space.WIDE))
        column.setSpacing(px(Space.WIDE))
        column.addLayout(upper, 1)
        column.addLayout(self._buttons())
        self.setMinimumWidth(px(520))
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(_("Something went wrong"))

    def _buttons(self) -> QHBoxLayout:
        self._copy = SecondaryButton(N_("Copy details"), "copy")
        self._copy.setObjectName("copy_details")
        self._copy.clicked.connect(self._copy_details)
        close = Button(N_("Close"), Kind.PROMINENT)
        close.clicked.connect(self.accept)
        close.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(px(Space.MEDIUM))
        row.addStretch(1)
        row.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(close)
        return row

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(self.mishap.details)
        self._copy.say(N_("Copied"))
