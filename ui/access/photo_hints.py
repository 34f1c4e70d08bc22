"""One line under the picture: the hint for a better one, or what went wrong."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from kiosk.devices.faces import Hint
from ui.access.photo_words import HINTS, HINTS_OF_FILES
from ui.controls import Notice, Pill, Text, Tone
from ui.theme import Space, px


class PhotoHints(QWidget):
    """What went wrong stays until the next act; a hint comes and goes with the picture."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pill = Pill("")
        self._pill.setObjectName("photo_hint")
        self._notice = Notice()
        self._notice.setObjectName("photo_notice")
        self._shown: Hint | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._notice, 1)
        self.setMinimumHeight(px(Space.TOUCH))
        self._later = QTimer(self, singleShot=True)  # when the notice has its place
        self._later.timeout.connect(self._bring_into_view)
        self.clear()

    def show_hint(self, hint: Hint | None, *, is_file: bool = False) -> None:
        """None while there is nothing to say about the picture."""
        self._shown = hint
        if hint is not None:
            text, tone = (HINTS_OF_FILES if is_file else HINTS).get(hint) or HINTS[hint]
            self._pill.show_state(text, tone)
        self._arrange()

    def show_trouble(self, text: Text, tone: Tone = Tone.BAD) -> None:
        self._notice.show_notice(text, tone)
        self._notice.setVisible(True)
        self._arrange()
        self._later.start(0)

    def clear(self) -> None:
        """Takes away what went wrong."""
        self._notice.setVisible(False)
        self._arrange()

    def _bring_into_view(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None and self._notice.isVisible():
            above.ensureWidgetVisible(self._notice)

    def _arrange(self) -> None:
        self._pill.setVisible(self._shown is not None and self._notice.isHidden())
