"""One setting in the list: what it is called and does, how it stands, and the way to change it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kiosk.settings.shown import ShownSetting
from kiosk.texts import N_, _
from ui.controls import Label, QuietButton, TypeRole
from ui.controls.scrolling import Whole
from ui.theme import Space, px

STANDARD = N_("Standard")
UNREADABLE = N_("What is kept can’t be read: the standard holds.")


class SettingRow(Whole):
    """Its button is there for who may change it.

    Signals: change_wanted(ShownSetting).
    """

    change_wanted = Signal(object)

    def __init__(self, shown: ShownSetting, *, may_change: bool) -> None:
        super().__init__()
        self.shown = shown
        self.setObjectName(f"setting_{shown.setting.name}")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, px(Space.TIGHT), 0, px(Space.TIGHT))
        grid.setHorizontalSpacing(px(Space.LARGE))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        named = (Label(lambda: shown.title, TypeRole.STRONG), Label(lambda: shown.help, TypeRole.MUTED))
        grid.addWidget(_column(*named), 0, 0)
        grid.addWidget(_column(*_value(shown)), 0, 1)
        if may_change:
            grid.setColumnMinimumWidth(2, px(CHANGE_WIDTH))
            self._change = _ChangeButton(shown)
            self._change.clicked.connect(self._change_clicked)
            grid.addWidget(self._change, 0, 2, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)

    def _change_clicked(self) -> None:
        self.change_wanted.emit(self.shown)


CHANGE_WIDTH = 110  # px at 100 %: so that values stand below each other


class _ChangeButton(QuietButton):
    """Says to a screen reader what it changes: there is one in every row."""

    def __init__(self, shown: ShownSetting) -> None:
        self._shown = shown
        super().__init__(N_("Change"), "edit")
        self.setObjectName(f"change_{shown.setting.name}")

    def retranslate(self) -> None:
        super().retranslate()
        self.setAccessibleName(_("Change: {setting}", setting=self._shown.title))


def _value(shown: ShownSetting) -> list[Label]:
    lines = [Label(partial(_line, shown, at)) for at in range(len(shown.words))]
    if not shown.is_readable:
        lines.append(Label(UNREADABLE, TypeRole.WARNING))
    elif shown.is_default:
        lines.append(Label(STANDARD, TypeRole.SMALL))
    return lines


def _line(shown: ShownSetting, at: int) -> str:
    return shown.words[at]


def _column(*labels: Label) -> QWidget:
    column = QWidget()
    lines = QVBoxLayout(column)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(px(2))
    for label in labels:
        lines.addWidget(label)
    lines.addStretch(1)
    return column
