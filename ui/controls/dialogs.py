"""Asking before what can't be taken back: the consequence in words, the verb on the button."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.texts import N_
from ui.controls.buttons import Button, DangerButton, PrimaryButton, SecondaryButton
from ui.controls.labels import IconLabel, Label, TypeRole
from ui.controls.last_folder import FILES
from ui.controls.texts import Retranslated, Text, spoken
from ui.theme import Space, px
from ui.theme.icons import Role

CANCEL = N_("Cancel")


def within_window(dialog: QWidget, width: int, height: int) -> QSize:
    """The size, or as much of it as the window has that the dialog lies over: with large texts on a small screen."""
    window = dialog.parentWidget()
    return QSize(width, height).boundedTo(window.window().size()) if window else QSize(width, height)


def fit_words(dialog: QDialog) -> None:
    """High enough for words that wrap, which Qt doesn't ask them about."""
    layout = dialog.layout()
    if layout is not None:
        dialog.resize(dialog.width(), max(dialog.height(), layout.totalHeightForWidth(dialog.width())))


@dataclass(frozen=True, slots=True)
class Saving:
    """A file to be saved: what its dialog is called and offers. `kinds` as Qt's name filters are."""

    title: str
    name: str
    kinds: str
    suffix: str
    file_name: str


def saving_dialog(parent: QWidget, saving: Saving) -> QFileDialog:
    """The system's own; connect `fileSelected` and open it."""
    dialog = QFileDialog(parent, saving.title)
    dialog.setObjectName(saving.name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(saving.kinds)
    dialog.setDefaultSuffix(saving.suffix)
    dialog.setDirectory(FILES.begin_at())
    dialog.fileSelected.connect(FILES.used)
    dialog.selectFile(saving.file_name)
    return dialog


class ConfirmDialog(Retranslated, QDialog):
    """Open with `open()` and connect `accepted` / `rejected` to bound methods; Esc cancels, Enter never destroys."""

    def __init__(
        self,
        title: Text,
        consequence: Text,
        verb: Text,
        parent: QWidget | None = None,
        *,
        danger: bool = False,
        cancel: Text = CANCEL,
    ) -> None:
        super().__init__(parent)
        self._title = title
        self.setObjectName("confirm")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sign = IconLabel("alert" if danger else "help", Role.BAD if danger else Role.ACCENT, side=32)
        words = QVBoxLayout()
        words.setSpacing(px(Space.SMALL))
        words.addWidget(Label(title, TypeRole.HEADING))
        words.addWidget(Label(consequence))
        upper = QHBoxLayout()
        upper.setSpacing(px(Space.LARGE))
        upper.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        upper.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(Space.WIDE), px(Space.WIDE), px(Space.WIDE), px(Space.WIDE))
        column.setSpacing(px(Space.WIDE))
        column.addLayout(upper, 1)
        column.addLayout(self._buttons(verb, cancel, danger))
        self.setMinimumWidth(px(480))
        self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        fit_words(self)
        super().showEvent(event)

    def retranslate(self) -> None:
        self.setWindowTitle(spoken(self._title))

    def answer_by_default(self, button: Button) -> None:
        """What Enter says."""
        button.setDefault(True)
        button.setFocus()

    def _buttons(self, verb: Text, cancel: Text, danger: bool) -> QHBoxLayout:
        self.confirm_button: Button = DangerButton(verb) if danger else PrimaryButton(verb)
        self.cancel_button = SecondaryButton(cancel)
        self.confirm_button.setObjectName("confirm_button")
        self.cancel_button.setObjectName("cancel_button")
        for button in (self.confirm_button, self.cancel_button):
            button.setAutoDefault(True)  # Enter presses the one that the focus was led to
        self.confirm_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.answer_by_default(self.cancel_button if danger else self.confirm_button)
        row = QHBoxLayout()
        row.setSpacing(px(Space.MEDIUM))
        row.addStretch(1)
        row.addWidget(self.cancel_button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.confirm_button)
        return row
