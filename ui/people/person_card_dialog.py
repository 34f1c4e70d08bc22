"""What the small dialogs of the person card have in common: a title, something to fill in, a verb and a way out."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.texts import N_
from ui.controls import Label, PrimaryButton, Retranslated, SecondaryButton, Text, TypeRole, spoken
from ui.theme import Space, px


class CardDialog(Retranslated, QDialog):
    """Put things into `body`; `accept` is what the verb's button does. Esc goes out; gone when it closes."""

    def __init__(self, name: str, title: Text, verb: Text, width: int, parent: QWidget | None = None) -> None:
        """`name` becomes the objectName; `width` in px at 100 %."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._title = title
        self.heading = Label(title, TypeRole.HEADING)
        self.body = QVBoxLayout()
        self.body.setSpacing(px(Space.MEDIUM))
        self.confirm = PrimaryButton(verb)
        self.confirm.setObjectName("confirm_button")
        self.confirm.setDefault(True)
        self.confirm.clicked.connect(self.accept)
        self.cancel = SecondaryButton(N_("Cancel"))
        self.cancel.setObjectName("cancel_button")
        self.cancel.clicked.connect(self.reject)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(px(Space.MEDIUM))
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignVCenter)
        self.buttons.addWidget(self.confirm)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(Space.WIDE), px(Space.WIDE), px(Space.WIDE), px(Space.WIDE))
        column.setSpacing(px(Space.LARGE))
        column.addWidget(self.heading)
        column.addLayout(self.body, 1)
        column.addLayout(self.buttons)
        self.setMinimumWidth(px(width))
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(spoken(self._title))
