"""Where things stand on a page: cards, notices, empty states, a slip in the middle."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.controls.buttons import PrimaryButton
from ui.controls.dressing import dress
from ui.controls.labels import TONE_ICONS, TONE_ROLES, IconLabel, Label, Tone, TypeRole
from ui.controls.scrolling import ScrollColumn
from ui.controls.sized import Sized
from ui.controls.texts import Text
from ui.theme import Space, px
from ui.theme.icons import Role


class Panel(QFrame):
    """A raised card with an optional heading; put things into `body`."""

    def __init__(self, title: Text = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(px(Space.LARGE), px(Space.LARGE), px(Space.LARGE), px(Space.LARGE))
        self.body.setSpacing(px(Space.MEDIUM))
        if title:
            self.body.addWidget(Label(title, TypeRole.HEADING))


class Notice(QFrame):
    """A coloured strip with icon and text: something to know before going on."""

    def __init__(self, text: Text = "", tone: Tone = Tone.INFO, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel(TONE_ICONS[tone], TONE_ROLES[tone])
        self._label = Label(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(Space.MEDIUM), px(Space.SMALL), px(Space.MEDIUM), px(Space.SMALL))
        row.setSpacing(px(Space.MEDIUM))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label, 1)
        self.show_notice(text, tone)

    def show_notice(self, text: Text, tone: Tone) -> None:
        self._label.say(text)
        self._icon.show_icon(TONE_ICONS[tone], TONE_ROLES[tone])
        dress(self, "panel", tone.value)


class Trouble(Notice):
    """Not in sight until something has gone wrong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", Tone.BAD, parent)
        self.hide()

    def tell(self, text: Text) -> None:
        self.show_notice(text, Tone.BAD)
        self.show()


class EmptyState(QWidget):
    """What belongs here and the first step towards it; `action` is None when nothing can be done from here."""

    def __init__(
        self, icon_name: str, title: Text, text: Text, action: Text = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(px(Space.MEDIUM))
        column.addStretch(2)
        column.addWidget(IconLabel(icon_name, Role.MUTED, side=56), 0, Qt.AlignmentFlag.AlignHCenter)
        for words, role in ((title, TypeRole.HEADING), (text, TypeRole.MUTED)):
            label = Label(words, role)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)  # full width: an aligned label wouldn't wrap in height
            column.addWidget(label)
        self.action: PrimaryButton | None = None
        if action:
            self.action = PrimaryButton(action)
            column.addSpacing(px(Space.SMALL))
            column.addWidget(self.action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)


class Slip(Sized, QWidget):
    """A column of a given width in the middle of whatever room there is; scrolls when it is too high.

    `width` is in px at 100 %; put things into `body`.
    """

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._width = width
        self._inside = QWidget()
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(px(Space.MEDIUM))
        scroll = ScrollColumn()
        scroll.body.setContentsMargins(0, px(Space.MEDIUM), 0, px(Space.MEDIUM))
        scroll.body.addStretch(1)
        scroll.body.addWidget(self._inside, 100, Qt.AlignmentFlag.AlignHCenter)
        scroll.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)
        self.take_size()

    def take_size(self) -> None:
        self._inside.setFixedWidth(px(self._width))
        self.setMinimumWidth(px(self._width + Space.WIDE))
