"""The calendar that opens from a date field; imported when it does."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QVBoxLayout, QWidget

from kiosk.texts import _, language
from ui.theme import Space, colours, px
from ui.theme.icons import icon

DAYS_IN_SIGHT = 42  # six weeks, however the month begins


class CalendarPopup(QWidget):
    """Closes itself when a day is chosen; days outside the span are grey and can't be.

    Signals: chosen(date).
    """

    chosen = Signal(object)

    def __init__(self, shown: date, parent: QWidget, earliest: date | None = None, latest: date | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget()
        calendar.setLocale(QLocale(f"{language()}_SE"))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        side = px(8 * Space.TOUCH) - 2  # with its frame as high as the smallest screen, twice as large
        calendar.setMinimumSize(side, side)
        if earliest is not None:
            calendar.setMinimumDate(_qdate(earliest))
        if latest is not None:
            calendar.setMaximumDate(_qdate(latest))
        calendar.setSelectedDate(_qdate(shown))
        self._calendar = calendar
        calendar.currentPageChanged.connect(self._grey)
        self._grey(calendar.yearShown(), calendar.monthShown())
        calendar.clicked.connect(self._clicked)
        calendar.activated.connect(self._clicked)
        _dress(calendar)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(calendar)
        calendar.setFocus()

    def _grey(self, year: int, month: int) -> None:
        """The days in sight that can't be chosen: Qt marks them by a ground that our own covers."""
        calendar, first = self._calendar, QDate(year, month, 1)
        calendar.setDateTextFormat(QDate(), QTextCharFormat())
        for day in (first.addDays(count) for count in range(-7, DAYS_IN_SIGHT)):
            if not calendar.minimumDate() <= day <= calendar.maximumDate():
                calendar.setDateTextFormat(day, _out_of_reach())

    def _clicked(self, day: QDate) -> None:
        self.chosen.emit(date(day.year(), day.month(), day.day()))
        self.close()


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _out_of_reach() -> QTextCharFormat:
    found = QTextCharFormat()
    found.setForeground(QColor(colours().disabled))
    found.setFontStrikeOut(True)
    return found


def _dress(calendar: QCalendarWidget) -> None:
    """Qt's own arrows are black and its red unreadable on dark ground."""
    weekend = QTextCharFormat()
    weekend.setForeground(QColor(colours().bad))
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, weekend)
    names = {
        "qt_calendar_prevmonth": ("chevron-left", _("Previous month")),
        "qt_calendar_nextmonth": ("chevron-right", _("Next month")),
    }
    for button in calendar.findChildren(QToolButton):
        button.setMinimumHeight(px(Space.TOUCH))
        if button.objectName() in names:
            icon_name, name = names[button.objectName()]
            button.setIcon(icon(icon_name))
            button.setIconSize(QSize(px(22), px(22)))
            button.setMinimumWidth(px(Space.TOUCH))
            button.setAccessibleName(name)
            button.setToolTip(name)
