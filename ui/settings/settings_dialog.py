"""Where this desk prints, and every setting of the gym by the routine it changes, in words; found by what is typed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.settings.shown import Group, is_hit
from kiosk.texts import N_
from ui.controls import (
    Button,
    EmptyState,
    Field,
    Hairline,
    IconLabel,
    Kind,
    Label,
    Retranslated,
    ScrollColumn,
    Text,
    TextInput,
    Toast,
    TypeRole,
    spoken,
    within_window,
)
from ui.settings.setting_row import SettingRow
from ui.settings.this_desk import ThisDesk
from ui.theme import Space, px
from ui.theme.icons import Role

TITLE = N_("Settings")
SIZE = (920, 700)  # px at 100 %


class SettingsDialog(Retranslated, QDialog):
    """Shows what it is given; `show_settings` again when something was changed, here or elsewhere.

    Signals: change_wanted(ShownSetting); language_changed(), after which it is to be shown anew.
    """

    change_wanted = Signal(object)
    language_changed = Signal()

    def __init__(self, this_desk: ThisDesk, *, may_change: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settings")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.this_desk, self._may_change = this_desk, may_change
        self._groups: list[_GroupPart] = []
        self.search = TextInput("find_setting", N_("Routine, setting or value"))
        self.search.textChanged.connect(self._typed)
        self._empty = EmptyState(
            "search", N_("No setting has these words"), N_("Fewer or other words may find it."), N_("Show all")
        )
        assert self._empty.action is not None
        self._empty.action.clicked.connect(self._show_all)
        self._scroll = ScrollColumn()
        self._scroll.body.setSpacing(px(Space.LARGE))
        for part in (this_desk, self._empty):
            self._scroll.body.addWidget(part, int(part is self._empty))
        self._scroll.body.addStretch(1)
        self._close = Button(N_("Close"), Kind.PROMINENT)
        self.toast = Toast(self)
        self._lay_out()
        self.resize(within_window(self, px(SIZE[0]), px(SIZE[1])))
        self.search.setFocus()
        self.retranslate()

    def show_settings(self, groups: tuple[Group, ...]) -> None:
        """Whatever has the focus keeps it, and the list its place."""
        focused, at = self.focusWidget(), self._scroll.verticalScrollBar().value()
        name = focused.objectName() if focused is not None else ""
        for part in self._groups:
            part.hide()
            part.deleteLater()
        self._groups = [_GroupPart(group, may_change=self._may_change) for group in groups]
        for place, part in enumerate(self._groups, 1):
            part.change_wanted.connect(self.change_wanted)
            self._scroll.body.insertWidget(place, part)
        buttons = [button for part in self._groups for button in part.findChildren(Button)]
        if buttons:
            self.setTabOrder(buttons[-1], self._close)
        self._typed()
        again = next((one for part in self._groups for one in part.findChildren(QWidget, name)), None) if name else None
        if again is not None:
            self._scroll.body.activate()
            again.setFocus()
            self._scroll.verticalScrollBar().setValue(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to what was found instead of closing the dialog. The list is scrolled from the search field,
        too: for who has no button below it to go to."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.search.hasFocus():
            self.focusNextChild()
        elif not self._scroll.moved_by(event):
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        self.setWindowTitle(spoken(TITLE))
        self.language_changed.emit()

    def _typed(self) -> None:
        typed = self.search.text()
        shown = [self.this_desk.narrow(typed), *(part.narrow(typed) for part in self._groups)]
        self._empty.setVisible(bool(self._groups) and not any(shown))

    def _show_all(self) -> None:
        self.search.clear()
        self.search.setFocus()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(px(Space.MEDIUM))
        head.addWidget(IconLabel("settings", Role.ACCENT, side=28))
        head.addWidget(Label(TITLE, TypeRole.TITLE), 1)
        self._close.setObjectName("close")
        self._close.setDefault(True)
        self._close.clicked.connect(self.accept)
        about: Text = CHANGED if self._may_change else ONLY_READ
        column = QVBoxLayout(self)
        column.setContentsMargins(px(Space.WIDE), px(Space.WIDE), px(Space.WIDE), px(Space.WIDE))
        column.setSpacing(px(Space.MEDIUM))
        column.addLayout(head)
        column.addWidget(Label(about, TypeRole.MUTED))
        column.addWidget(Field(N_("&Find a setting"), self.search))
        column.addWidget(self._scroll, 1)
        column.addWidget(self._close, 0, Qt.AlignmentFlag.AlignRight)


CHANGED = N_("The gym’s settings are the same at every desk: a change holds as soon as it has reached it.")
ONLY_READ = N_("The gym’s settings are the same at every desk. An administrator can change them.")


class _GroupPart(QWidget):
    """What changes one routine, under its name."""

    change_wanted = Signal(object)

    def __init__(self, group: Group, *, may_change: bool) -> None:
        super().__init__()
        self._changes = group.changes
        self._rows = [SettingRow(shown, may_change=may_change) for shown in group.settings]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(Space.SMALL))
        column.addWidget(Label(group.changes, TypeRole.HEADING))
        column.addWidget(Hairline())
        for row in self._rows:
            row.change_wanted.connect(self.change_wanted)
            column.addWidget(row)

    def narrow(self, typed: str) -> bool:
        """Shows the rows that were meant, and itself when there are any."""
        hits = [is_hit(row.shown, self._changes, typed) for row in self._rows]
        for row, hit in zip(self._rows, hits, strict=True):
            row.setVisible(hit)
        self.setVisible(any(hits))
        return any(hits)
