"""What the window says for as long as it is true: below the work, above the status line, in nobody's way."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.controls import Notice, Text, Tone
from ui.theme import Space, px


class StandingNotices(QWidget):
    """One strip per subject; no room is taken while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("standing_notices")
        self._notices: dict[str, Notice] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(Space.SMALL), px(Space.SMALL), px(Space.SMALL), px(Space.SMALL))
        self._column.setSpacing(px(Space.SMALL))
        self.hide()

    def stand(self, subject: str, text: Text, tone: Tone = Tone.WARN) -> None:
        """Stays until `clear`; said again it replaces what stands there."""
        if subject not in self._notices:
            notice = Notice()
            notice.setObjectName(f"notice_{subject}")
            self._notices[subject] = notice
            self._column.addWidget(notice)
        self._notices[subject].show_notice(text, tone)
        self.show()

    def clear(self, subject: str) -> None:
        notice = self._notices.pop(subject, None)
        if notice is not None:
            self._column.removeWidget(notice)
            notice.hide()
            notice.deleteLater()
        self.setVisible(bool(self._notices))
