"""One setting in the list: what it is called and does, how it stands, and the way to change it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kiosk.settings.shown import ShownSetting
from kiosk.texts import N_, _
from ui.controls import Label, QuietButton, Text, TypeRole, spoken
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
        named = [Label(lambda: shown.title, TypeRole.STRONG), Label(lambda: shown.help, TypeRole.MUTED)]
        change = ChangeButton(shown.setting.name, lambda: shown.title) if may_change else None
        if change is not None:
            change.clicked.connect(self._change_clicked)
        lay_out(self, named, _value(shown), change)

    def _change_clicked(self) -> None:
        self.change_wanted.emit(self.shown)


def lay_out(row: QWidget, named: Sequence[Label], value: Sequence[Label], button: QuietButton | None) -> None:
    """What it is called and does, how it stands, and the way to change it: three columns, as wide in every row."""
    grid = QGridLayout(row)
    grid.setContentsMargins(0, px(Space.TIGHT), 0, px(Space.TIGHT))
    grid.setHorizontalSpacing(px(Space.LARGE))
    grid.setVerticalSpacing(0)
    grid.setColumnStretch(0, 3)
    grid.setColumnStretch(1, 2)
    grid.addWidget(_column(named), 0, 0)
    grid.setColumnMinimumWidth(2, px(CHANGE_WIDTH))
    grid.addWidget(_column(value), 0, 1)
    if button is not None:
        grid.addWidget(button, 0, 2, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


CHANGE_WIDTH = 110  # px at 100 %, also where there is no button: so that values stand below each other


class ChangeButton(QuietButton):
    """Says to a screen reader what it changes: there is one in every row."""

    def __init__(self, name: str, what: Text) -> None:
        self._what = what
        super().__init__(N_("Change"), "edit")
        self.setObjectName(f"change_{name}")

    def retranslate(self) -> None:
        super().retranslate()
        self.setAccessibleName(_("Change: {setting}", setting=spoken(self._what)))


def _value(shown: ShownSetting) -> list[Label]:
    lines = [Label(partial(_line, shown, at)) for at in range(len(shown.words))]
    if not shown.is_readable:
        lines.append(Label(UNREADABLE, TypeRole.WARNING))
    elif shown.is_default:
        lines.append(Label(STANDARD, TypeRole.SMALL))
    return lines


def _line(shown: ShownSetting, at: int) -> str:
    return shown.words[at]


def _column(labels: Sequence[Label]) -> QWidget:
    column = QWidget()
    lines = QVBoxLayout(column)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(px(2))
    for label in labels:
        lines.addWidget(label)
    lines.addStretch(1)
    return column
