"""What the small dialogs of the person card have in common: a title, something to fill in, a verb and a way out."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.texts import N_
from ui.controls import (
    Label,
    PrimaryButton,
    Retranslated,
    ScrollColumn,
    SecondaryButton,
    Text,
    TypeRole,
    spoken,
    within_window,
)
from ui.theme import Space, px

LEAST_HEIGHT = 120


class CardDialog(Retranslated, QDialog):
    """Put things into `body`; `accept` is what the verb's button does. Esc goes out; gone when it closes."""

    def __init__(self, name: str, title: Text, verb: Text, width: int, parent: QWidget | None = None) -> None:
        """`name` becomes the objectName; `width` in px at 100 %."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._title = title
        self.heading = Label(title, TypeRole.HEADING)
        inside = _Inside()
        self.body = inside.body
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
        column.addWidget(inside, 1)
        column.addLayout(self.buttons)
        self.setMinimumWidth(within_window(self, px(width), 0).width())
        self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        """As large as what is in it, or as the window under it."""
        wanted = self.sizeHint()
        self.resize(within_window(self, max(wanted.width(), self.minimumWidth()), wanted.height()))
        super().showEvent(event)

    def retranslate(self) -> None:
        self.setWindowTitle(spoken(self._title))


class _Inside(ScrollColumn):
    """Scrolls only where the window is too small for it: with large texts on a small screen."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        inside = self.widget()
        return inside.sizeHint() if inside is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        inside = self.widget()
        least = inside.minimumSizeHint() if inside is not None else super().minimumSizeHint()
        return QSize(least.width(), min(least.height(), px(LEAST_HEIGHT)))
