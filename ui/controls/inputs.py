"""Things to fill in: text, dates, money, a choice, a tick. Each follows the language."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListView,
    QWidget,
)

from kiosk import formats
from kiosk.texts import N_, _
from ui.controls.line_edit import LineEdit
from ui.controls.painting import draw_ring_in_trouble
from ui.controls.sized import Sized
from ui.controls.texts import Retranslated, Text, spoken
from ui.theme import Space, px
from ui.theme.icons import Role, icon

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionComboBox


class TextInput(Retranslated, LineEdit):
    """One line of text; `name` becomes the objectName (the draft field's name)."""

    def __init__(self, name: str = "", example: Text = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._example = example
        self.retranslate()

    def retranslate(self) -> None:
        self.setPlaceholderText(spoken(self._example))


_DATE_FORMS = (
    re.compile(r"(?P<year>\d{4})-?(?P<month>\d{2})-?(?P<day>\d{2})"),
    re.compile(r"(?P<year>\d{2})(?P<month>\d{2})(?P<day>\d{2})"),
    re.compile(r"(?P<day>\d{1,2})[/. ](?P<month>\d{1,2})(?:[/. -]?(?P<year>\d{4}|\d{2}))?"),
)


def read_date(text: str, today: date) -> date | None:
    """2026-11-22, 20261122, 261122, 22/11, 22.11.2026. Without a year, the nearest such day from `today` on."""
    for form in _DATE_FORMS:
        if found := form.fullmatch(text.strip()):
            return _whole_date(found["day"], found["month"], found["year"], today)
    return None


def _whole_date(day: str, month: str, year: str | None, today: date) -> date | None:
    years = [int(year) + (2000 if len(year) == 2 else 0)] if year else list(range(today.year, today.year + 9))
    for candidate in years:
        try:
            found = date(candidate, int(month), int(day))
        except ValueError:
            continue
        if year or found >= today:
            return found
    return None


class DateInput(TextInput):
    """An ISO date that takes the ways people write days; a calendar opens from the button inside.

    Signals: date_changed(date | None), when what stands there has become another day.
    """

    date_changed = Signal(object)

    def __init__(self, name: str = "", today: date = date.min, parent: QWidget | None = None) -> None:
        """`today` is the gym's day, which a date without a year is counted from."""
        self._today = today
        self._date: date | None = None
        self._earliest: date | None = None
        self._latest: date | None = None
        super().__init__(name, N_("YYYY-MM-DD"), parent)
        self._opener = self.addAction(icon("calendar", Role.MUTED), QLineEdit.ActionPosition.TrailingPosition)
        self._opener.triggered.connect(self._open_calendar)
        self.textEdited.connect(self._text_edited)
        self.retranslate()

    def value(self) -> date | None:
        """None when nothing readable stands there."""
        return self._date

    def set_value(self, value: date | None) -> None:
        self.setText(formats.day(value) if value else "")
        self._take(value)

    def offer(self, earliest: date | None = None, latest: date | None = None) -> None:
        """What the calendar lets one choose; what is typed is for the routine to judge."""
        self._earliest, self._latest = earliest, latest

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._date:
            self.setText(formats.day(self._date))
        super().focusOutEvent(event)

    def retranslate(self) -> None:
        super().retranslate()
        opener: QAction | None = getattr(self, "_opener", None)
        if opener:
            opener.setText(_("Show calendar"))
            opener.setToolTip(_("Show calendar"))

    def _text_edited(self, text: str) -> None:
        self._take(read_date(text, self._today))

    def _take(self, value: date | None) -> None:
        if value != self._date:
            self._date = value
            self.date_changed.emit(value)

    def _open_calendar(self) -> None:
        from ui.controls.calendar import CalendarPopup

        popup = CalendarPopup(self._date or self._earliest or self._today, self, self._earliest, self._latest)
        popup.chosen.connect(self.set_value)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + px(Space.TIGHT))))
        popup.show()


def read_money(text: str) -> int | None:
    """Öre: `1 234,50 kr`, `1234.5`, `1234:50`, `500:-`, `-20`; None when it is no sum of money."""
    bare = re.sub(r"[\s\N{NO-BREAK SPACE}]|kr\.?$", "", text.strip().lower()).replace("−", "-")
    found = re.fullmatch(r"(-?)(\d{1,9})(?:[,.:](\d{1,2}|-))?", bare)
    if found is None:
        return None
    sign, kronor, ore = found.groups()
    total = int(kronor) * 100 + (0 if ore in (None, "-") else int(ore.ljust(2, "0")))
    return -total if sign else total


class MoneyInput(TextInput):
    """A sum in kronor, right aligned.

    Signals: money_changed(int öre | None).
    """

    money_changed = Signal(object)

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, "", parent)
        self._ore: int | None = None
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setPlaceholderText(formats.amount(0))
        self.textEdited.connect(self._text_edited)

    def value(self) -> int | None:
        """Öre; None when nothing readable stands there."""
        return self._ore

    def set_value(self, ore: int | None) -> None:
        self.setText("" if ore is None else formats.amount(ore))
        self._take(ore)

    def retranslate(self) -> None:
        """Figures look the same in both languages."""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._ore is not None:
            self.setText(formats.amount(self._ore))
        super().focusOutEvent(event)

    def _text_edited(self, text: str) -> None:
        self._take(read_money(text))

    def _take(self, ore: int | None) -> None:
        if ore != self._ore:
            self._ore = ore
            self.money_changed.emit(ore)


class Choice(Retranslated, QComboBox):
    """One of several: values beside the texts they are shown by. `currentData` is the value."""

    def __init__(
        self, name: str = "", options: Sequence[tuple[object, Text]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setView(QListView(self))  # a list of ours: the style's own menu ignores the sheet
        self._options: list[tuple[object, Text]] = []
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[object, Text]]) -> None:
        """Keeps the chosen value when it is still among them."""
        kept = self.value()
        self._options = list(options)
        self.blockSignals(True)
        self.clear()
        for value, text in self._options:
            self.addItem(spoken(text), value)
        self.blockSignals(False)
        self.set_value(kept)

    def value(self) -> object:
        index = self.currentIndex()
        return self._options[index][0] if 0 <= index < len(self._options) else None

    def set_value(self, value: object) -> None:
        """Without such an option the first stays chosen."""
        for index, (option, _text) in enumerate(self._options):
            if option == value:
                self.setCurrentIndex(index)

    def retranslate(self) -> None:
        for index, (_value, text) in enumerate(self._options):
            self.setItemText(index, spoken(text))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls: passing by must not choose another value."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        draw_ring_in_trouble(self)

    def initStyleOption(self, option: "QStyleOptionComboBox") -> None:
        """Ends a text that is too long with …, where Qt cuts through a letter; the whole is the tool tip."""
        from PySide6.QtWidgets import QStyle  # takes 5 ms to make: not before the window

        super().initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self).width()
        shown = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        option.currentText = shown
        hint = "" if shown == self.currentText() else self.currentText()
        if hint != self.toolTip():
            self.setToolTip(hint)


class Tick(Retranslated, Sized, QCheckBox):
    """A box to tick, 48 px high and its whole width a target."""

    def __init__(self, text: Text, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._text = text
        self.retranslate()

    def say(self, text: Text) -> None:
        self._text = text
        self.retranslate()

    def retranslate(self) -> None:
        self.setText(spoken(self._text))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)  # Fusion's own is the mark and the words alone

    def take_size(self) -> None:
        self.setMinimumHeight(px(Space.TOUCH))
