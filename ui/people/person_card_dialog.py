"""What the small dialogs of the person card have in common: a title, something to fill in, a verb and a way out."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.texts import N_
from ui.controls import (
    ConfirmDialog,
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
    """Put things into `body`; `accept` is what the verb's button does. Esc goes out; gone when it closes.

    What was entered is not thrown away without a question.
    """

    def __init__(self, name: str, title: Text, verb: Text, width: int, parent: QWidget | None = None) -> None:
        """`name` becomes the objectName; `width` in px at 100 %."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._title = title
        self.heading = Label(title, TypeRole.HEADING)
        self._inside = _Inside()
        self.body = self._inside.body
        filled = self._inside.widget()
        assert filled is not None
        filled.installEventFilter(self)
        self.confirm = PrimaryButton(verb)
        self.confirm.setObjectName("confirm_button")
        self.confirm.setDefault(True)
        self.confirm.clicked.connect(self.accept)
        self.cancel = SecondaryButton(N_("Cancel"))
        self.cancel.setObjectName("cancel_button")
        self.cancel.setAutoDefault(True)  # Enter presses it while the focus is there
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
        column.addWidget(self._inside, 1)
        column.addLayout(self.buttons)
        self.setMinimumWidth(within_window(self, px(width), 0).width())
        self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        """As large as what is in it, or as the window under it."""
        wanted = self.sizeHint()
        self.resize(within_window(self, max(wanted.width(), self.minimumWidth()), wanted.height()))
        super().showEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._grow()
        return super().eventFilter(watched, event)

    def _grow(self) -> None:
        """With what is said at the fields, so far as the window goes; it never shrinks under one's hand."""
        self.body.activate()
        inside, shown = self.body.totalHeightForWidth(self._inside.viewport().width()), self._inside.viewport().height()
        if inside > shown:
            self.resize(within_window(self, self.width(), self.height() - shown + inside))

    def is_touched(self) -> bool:
        """Something was entered that would be lost."""
        return False

    def reject(self) -> None:
        if not self.is_touched():
            self.leave()
            return
        question = ConfirmDialog(
            N_("Close without saving?"),
            N_("What was entered here is thrown away."),
            N_("Throw away"),
            self,
            danger=True,
            cancel=N_("Go on here"),
        )
        question.accepted.connect(self.leave)
        question.open()

    def leave(self) -> None:
        """Closed, and nothing is done."""
        super().reject()

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
