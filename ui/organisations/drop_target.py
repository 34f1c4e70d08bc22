"""Where a file is dropped: which one it is, what is said of a drag, and that the file is only ever copied."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from kiosk.texts import N_
from ui.controls import IconLabel, Label, SecondaryButton, Text, TypeRole
from ui.controls.dressing import dress
from ui.theme import Space, px
from ui.theme.icons import Role

HOVERED = "accent"
HINT, ANOTHER_HINT = N_("Drop the file here, or choose it."), N_("Drop another file here, or choose one.")
HOVERS = N_("Let go here: the file is read, and stays where it is.")
SEVERAL = N_("One file at a time: drop one of them here, or choose it.")
NO_FILE = N_("That is no file on this computer. Save it first, and drop it here or choose it.")
CHOOSE, ANOTHER = N_("Choose a file…"), N_("Choose another file…")


class DropTarget(QFrame):
    """Shows the file's name when it is here. Drags are its page's: they are taken on all of it."""

    def __init__(self) -> None:
        super().__init__()
        self._name_text = ""
        self._sign = IconLabel("file-text", Role.MUTED, side=48)
        self._name = Label("", TypeRole.HEADING)
        self._name.setObjectName("file_name")
        self._name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._hint = Label(HINT, TypeRole.MUTED)
        self._hint.setObjectName("drop_hint")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.choose = SecondaryButton(CHOOSE, "download")
        self.choose.setObjectName("choose_file")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(Space.WIDE), px(Space.HUGE), px(Space.WIDE), px(Space.HUGE))
        column.setSpacing(px(Space.MEDIUM))
        column.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._name)
        column.addWidget(self._hint)
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignHCenter)
        self.rest()

    def show_file(self, words: str) -> None:
        """ "" for none."""
        self._name_text = words
        self._name.say(lambda: words)
        self._name.setVisible(bool(words))
        self._sign.show_icon("file-text", Role.GOOD if words else Role.MUTED)
        self.choose.say(ANOTHER if words else CHOOSE)
        self.choose.lets_enter_by = bool(words)  # the focus falls on it when the file has been read
        self.rest()

    def rest(self) -> None:
        """Nothing is dragged here."""
        self._look("card", ANOTHER_HINT if self._name_text else HINT, TypeRole.MUTED)

    def left(self) -> None:
        """The drag has gone elsewhere, or was let go in vain: then what was said of it stands."""
        if self.property("panel") == HOVERED:
            self.rest()

    def offered(self, event: QDropEvent) -> str:
        """The path of the one file that hovers here or is dropped, shown and accepted as a copy: the source would
        delete what is moved. "" for anything else, which is ignored, and why is said."""
        path = dropped_file(event.mimeData())
        event.setDropAction(Qt.DropAction.CopyAction)  # Qt keeps another where the source doesn't offer it
        if path and event.dropAction() == Qt.DropAction.CopyAction:
            event.accept()
            self._look(HOVERED, HOVERS, TypeRole.STRONG)
            return path
        event.ignore()
        self._look("card", SEVERAL if len(event.mimeData().urls()) > 1 else NO_FILE, TypeRole.WARNING)
        return ""

    def _look(self, panel: str, hint: Text, role: TypeRole) -> None:
        dress(self, "panel", panel)
        self._hint.say(hint)
        self._hint.set_role(role)


def dropped_file(data: QMimeData) -> str:
    """The path of the one file that is dragged; "" for anything else."""
    urls = data.urls() if data.hasUrls() else []
    return urls[0].toLocalFile() if len(urls) == 1 and urls[0].isLocalFile() else ""
