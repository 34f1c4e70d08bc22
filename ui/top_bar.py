"""The bar on top: the search box that is always there, what one does most, and who is signed in."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from kiosk.texts import N_, _
from ui.commands import Command
from ui.controls import Button, IconButton, IconLabel, Kind, LineEdit, Retranslated
from ui.controls.sized import Sized
from ui.theme import Space, px
from ui.theme.icons import Role, icon

STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 7, Qt.Key.Key_PageUp: -7}
"""Rows to go: the list shows seven."""
SIGN = 20
LEAST_SEARCH_WIDTH = 180  # px at 100 %: a name
EXAMPLES = (
    N_("Person, organisation: name, number or card (Ctrl+K)"),
    N_("Name, number or card (Ctrl+K)"),
    N_("Search (Ctrl+K)"),
)
NAMED_WIDTH = 700  # px at 100 %: a narrower bar has no room for who is signed in


class SearchBox(Retranslated, Sized, LineEdit):
    """Where people, cards and numbers are looked for. Shows no hits itself: a list elsewhere listens.

    `is_unfolded` is set by that list: a row shows its short card, and Esc and ← fold it before anything else.

    Signals: query_changed(str); moved(int), so many rows down in the hits; chosen(), the hit under the mark;
    unfold_wanted(bool), its short card, or no longer; tab_wanted(int), the next tab of hits or the one before;
    dismissed(), Esc in an empty box or when hits are to go away; unseen(), `start` while the box is out of sight.
    """

    query_changed = Signal(str)
    moved = Signal(int)
    chosen = Signal()
    unfold_wanted = Signal(bool)
    tab_wanted = Signal(int)
    dismissed = Signal()
    unseen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self.setClearButtonEnabled(True)
        for clear in self.findChildren(QAction, "_q_qlineeditclearaction"):  # Qt's own can't be seen on dark
            clear.setIcon(icon("x", Role.MUTED))
        self._sign = IconLabel("search", Role.MUTED, side=SIGN)
        self._sign.setParent(self)  # an action's icon stays 16 px high whatever the zoom
        self.take_size()
        self.is_unfolded = False
        self._is_among_hits = False  # an arrow was the latest key: Space then belongs to the hit
        self.textChanged.connect(self._typed)
        self.textChanged.connect(self.query_changed)
        self.retranslate()

    def start(self) -> None:
        """Ready for a new search: focus here, what stands there marked to be written over. Nothing while it is out of
        sight, behind a wizard or before anybody has signed in: the focus stays where one types."""
        if not self.isVisible():
            self.unseen.emit()
            return
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def retranslate(self) -> None:
        self.setAccessibleName(_("Search"))
        self._say_example()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sign.move(px(Space.MEDIUM), (self.height() - self._sign.height()) // 2)
        self._say_example()

    def _say_example(self) -> None:
        """As much as there is room for: Qt would end it in the middle of a word."""
        room = self.width() - px(SIGN + Space.SMALL + 2 * Space.MEDIUM + Space.SMALL)
        fit = (text for text in map(_, EXAMPLES) if self.fontMetrics().horizontalAdvance(text) <= room)
        self.setPlaceholderText(next(fit, _(EXAMPLES[-1])))

    def event(self, event: QEvent) -> bool:
        """Esc in the box is its own, whatever it would cancel elsewhere."""
        is_early = event.type() == QEvent.Type.ShortcutOverride
        if is_early and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up | Qt.Key.Key_PageDown | Qt.Key.Key_PageUp:
                self._is_among_hits = True
                self.moved.emit(STEPS[Qt.Key(event.key())])
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.chosen.emit()
            case Qt.Key.Key_Tab | Qt.Key.Key_Backtab:  # only with Ctrl: Qt itself takes Tab alone
                self.tab_wanted.emit(1 if event.key() == Qt.Key.Key_Tab else -1)
            case Qt.Key.Key_Escape if not self.is_unfolded:
                self.dismissed.emit()
                self.clear()
            case _ if self._folds(event):
                self.unfold_wanted.emit(not self.is_unfolded)
            case _:
                super().keyPressEvent(event)

    def _folds(self, event: QKeyEvent) -> bool:
        """The keys that mean the row while they have nothing to do in the text."""
        is_bare = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        is_at_end = self.cursorPosition() == len(self.text()) and not self.hasSelectedText()
        match event.key():
            case Qt.Key.Key_Escape | Qt.Key.Key_Left:
                return self.is_unfolded
            case Qt.Key.Key_Right:
                return is_bare and is_at_end and not self.is_unfolded
            case Qt.Key.Key_Space:
                return is_bare and self._is_among_hits
        return False

    def take_size(self) -> None:
        self.setTextMargins(px(SIGN + Space.SMALL), 0, 0, 0)
        self.setMinimumWidth(px(LEAST_SEARCH_WIDTH))
        self._say_example()

    def _typed(self) -> None:
        self._is_among_hits = False


class StaffButton(Retranslated, Sized, QToolButton):
    """Who is signed in; opens the menu of the desk."""

    def __init__(self, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("staff")
        self._name = ""
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setIcon(icon("user", Role.ACCENT))
        self.take_size()
        self.retranslate()

    @property
    def icon_width(self) -> int:
        """What it needs without the name."""
        return self.iconSize().width() + px(Space.WIDE)

    def show_as_icon(self, is_icon: bool) -> None:
        """The name then stands in the tool tip alone."""
        styles = Qt.ToolButtonStyle
        wanted = styles.ToolButtonIconOnly if is_icon else styles.ToolButtonTextBesideIcon
        if wanted is not self.toolButtonStyle():
            self.setToolButtonStyle(wanted)
            self.retranslate()

    def show_name(self, name: str) -> None:
        self._name = name
        self.retranslate()

    def retranslate(self) -> None:
        self.setText(self._name.replace("&", "&&"))
        self.setAccessibleName(_("Signed in: {name}", name=self._name))
        named = _("Switch user, language, colours, help")
        is_named = self.toolButtonStyle() is not Qt.ToolButtonStyle.ToolButtonIconOnly
        self.setToolTip(named if is_named else f"{self._name}\n{named}")

    def take_size(self) -> None:
        self.setIconSize(QSize(px(28), px(22)))
        self.setMinimumHeight(px(Space.TOUCH))


class TopBar(QWidget):
    """Signals: lock_wanted()."""

    lock_wanted = Signal()

    def __init__(self, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = SearchBox()
        self.staff = StaffButton(menu)
        self._lock = IconButton("lock", N_("Lock (F12)"))
        self._lock.setObjectName("lock_button")
        self._lock.clicked.connect(self.lock_wanted)
        self._last: QWidget = self.search
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(px(Space.LARGE), px(Space.SMALL), px(Space.LARGE), px(Space.SMALL))
        self._row.setSpacing(px(Space.SMALL))
        self._row.addWidget(self.search, 1)
        self._row.addSpacing(px(Space.SMALL))
        self._row.addWidget(self._lock)
        self._row.addWidget(self.staff)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The search box has the first claim on the room."""
        self.staff.show_as_icon(self.width() < px(NAMED_WIDTH))
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Without the name, which gives way."""
        least = super().minimumSizeHint()
        if self.staff.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly:
            return least
        name = self.staff.minimumSizeHint().width() - self.staff.icon_width
        return QSize(least.width() - name, least.height())

    def add_button(self, command: Command, kind: Kind = Kind.SECONDARY) -> Button:
        """A command with a button of its own, right of the search box."""
        button = Button(command.title, kind, command.icon_name)
        button.setObjectName(f"do_{command.objectName()}")
        button.setToolTip(command.keys)
        button.clicked.connect(command.trigger)
        self._row.insertWidget(self._row.count() - 2, button)
        QWidget.setTabOrder(self._last, button)
        QWidget.setTabOrder(button, self._lock)
        self._last = button
        return button
