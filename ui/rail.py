"""The areas at the left of the window: only those that were registered."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from kiosk.texts import N_
from ui.controls import IconLabel, Retranslated, Text, spoken
from ui.theme import Space, px
from ui.theme.icons import Role, icon


class RailButton(Retranslated, QToolButton):
    """An icon over a word, as wide as the rail."""

    def __init__(self, name: str, icon_name: str, title: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"area_{name}")
        self._title = title
        self.setIcon(icon(icon_name, Role.RAIL))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._take_size()
        self.retranslate()

    def retranslate(self) -> None:
        self.setText(spoken(self._title))
        self.setAccessibleName(spoken(self._title))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._take_size()
        super().changeEvent(event)

    def _take_size(self) -> None:
        self.setIconSize(QSize(px(26), px(26)))
        self.setMinimumSize(px(Space.RAIL - 2 * Space.SMALL), px(Space.PRIMARY + Space.SMALL))


class Rail(QWidget):
    """Signals: area_chosen(str), the area's name; help_wanted()."""

    area_chosen = Signal(str)
    help_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(Space.SMALL), px(Space.LARGE), px(Space.SMALL), px(Space.SMALL))
        self._column.setSpacing(px(Space.SMALL))
        mark = IconLabel("barbell", Role.RAIL, side=34)
        self._column.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addSpacing(px(Space.SMALL))
        self._column.addStretch(1)
        help_button = RailButton("help", "help", N_("Help"))
        help_button.clicked.connect(self.help_wanted)
        self._column.addWidget(help_button)

    def add_area(self, name: str, icon_name: str, title: Text) -> None:
        button = RailButton(name, icon_name, title)
        button.setCheckable(True)
        button.setProperty("area", name)
        button.clicked.connect(self._clicked)
        self._group.addButton(button)
        self._column.insertWidget(self._column.count() - 2, button)
        self._buttons[name] = button

    def offer(self, name: str, is_offered: bool) -> None:
        """Whether the area is for whoever works here now."""
        self._buttons[name].setVisible(is_offered)

    def show_chosen(self, name: str) -> None:
        self._buttons[name].setChecked(True)

    def _clicked(self) -> None:
        self.area_chosen.emit(self.sender().property("area"))
