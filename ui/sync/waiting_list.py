"""What exists only at this desk, and what central could not let stand: who, what, amount, age, why, and "try now"."""

from datetime import timedelta
from functools import partial

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QToolTip,
    QVBoxLayout,
    QWidget,
)
from PySide6.QtWidgets import QTableWidgetItem as Cell

from kiosk import formats
from kiosk.store import Store
from kiosk.sync.matters import OpenMatter, open_matters
from kiosk.sync.waiting import Waiting, waiting_list
from kiosk.texts import N_, _, plural
from ui.controls import (
    EmptyState,
    Label,
    Notice,
    PrimaryButton,
    Retranslated,
    ScrollColumn,
    SecondaryButton,
    Text,
    Tone,
    TypeRole,
    within_window,
)
from ui.controls.sized import Sized
from ui.status_line import age_in_words
from ui.sync.enrol_dialog import EnrolDialog
from ui.sync.sync_driver import SyncDriver, SyncState
from ui.theme import Space, px

WAITING_COLUMNS = (N_("Who"), N_("What"), N_("Amount"), N_("Age"), N_("Why"))
MATTER_COLUMNS = (N_("Who"), N_("When"), N_("What"), N_("What to do"))
RIGHT_ALIGNED = frozenset({N_("Amount")})
SIZE = (1080, 660)
PADDING = 0.5  # em, at each side of a cell
LEAST_WIDTH = 100  # px at 100 %, of a column: a name has room, and what is too wide scrolls


class ReadOnlyTable(Retranslated, Sized, QTableWidget):
    """A short list to read: rows of texts under translated headings; `wide` columns share the room and wrap, each at
    least as `least_wide` says in their order: what is wider than the table scrolls. `least`: how low it may be. Both in
    px at 100 %."""

    def __init__(
        self,
        name: str,
        columns: tuple[str, ...],
        wide: tuple[int, ...],
        title: Text,
        least: int = 0,
        least_wide: tuple[int, ...] = (),
    ) -> None:
        super().__init__(0, len(columns))
        self._least, self._wide = least, dict(zip(wide, least_wide or len(wide) * (LEAST_WIDTH,), strict=True))
        self.setObjectName(name)
        self._columns, self._title = columns, title
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setStyleSheet(f"QTableView::item {{ padding: 0.35em {PADDING}em; }}")  # in em: it follows the zoom
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setHighlightSections(False)
        for column in range(len(columns)):
            mode = QHeaderView.ResizeMode.Stretch if column in wide else QHeaderView.ResizeMode.ResizeToContents
            self.horizontalHeader().setSectionResizeMode(column, mode)
        self._heights = QTimer(self)
        self._heights.setSingleShot(True)
        self._heights.timeout.connect(self._fit)
        self.horizontalHeader().sectionResized.connect(self._width_changed)
        self.take_size()
        self.retranslate()

    def take_size(self) -> None:
        self.verticalHeader().setMinimumSectionSize(px(Space.TOUCH))
        self.horizontalHeader().setMinimumSectionSize(px(LEAST_WIDTH))

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(QSize(0, px(self._least)))

    def sizeHint(self) -> QSize:
        """As low as it may be: it scrolls, and is given the room that is left."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def retranslate(self) -> None:
        self.setHorizontalHeaderLabels([_(column) for column in self._columns])
        self.setAccessibleName(_(self._title) if isinstance(self._title, str) else self._title())

    def viewportEvent(self, event: QEvent) -> bool:
        """What has no room in its cell is whole in a hint; a cell's own hint goes before."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            cell = self.itemAt(event.pos())
            if cell is not None and not cell.toolTip() and self._is_cut(cell):
                QToolTip.showText(event.globalPos(), cell.text(), self.viewport())
                return True
        return super().viewportEvent(event)

    def _is_cut(self, cell: Cell) -> bool:
        """A word is wider than its column, or there are more lines than the row has."""
        room = self.visualItemRect(cell)
        padding = 2 * round(PADDING * self.fontMetrics().height())
        rect = QRect(0, 0, room.width() - padding, 0)
        needed = self.fontMetrics().boundingRect(rect, int(Qt.TextFlag.TextWordWrap), cell.text())
        return needed.width() > rect.width() or needed.height() > room.height()

    def _width_changed(self, _column: int, _before: int, _now: int) -> None:
        self._heights.start(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._heights.start(0)

    def _fit(self) -> None:
        """Rows as high as their words wrap now: Qt asks them only when they are filled. Reckoned from the table's own
        width: a scroll bar that comes and goes with the rows' heights would turn it to and fro."""
        header = self.horizontalHeader()
        others = sum(header.sectionSize(at) for at in range(len(self._columns)) if at not in self._wide)
        is_tight = self.width() - others < len(self._wide) * px(max(self._wide.values()))
        mode = QHeaderView.ResizeMode.Fixed if is_tight else QHeaderView.ResizeMode.Stretch
        for column, least in self._wide.items():
            header.setSectionResizeMode(column, mode)
            if is_tight:
                header.resizeSection(column, px(least))
        self.resizeRowsToContents()

    def show_rows(self, rows: list[tuple[str, ...]]) -> None:
        """Keeps the chosen row and the place where it is scrolled to."""
        row_now, scrolled = self.currentRow(), self.verticalScrollBar().value()
        self.setRowCount(len(rows))
        for line, row in enumerate(rows):
            for place, text in enumerate(row):
                cell = Cell(text)
                if self._columns[place] in RIGHT_ALIGNED:
                    cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(line, place, cell)
        if 0 <= row_now < len(rows):
            self.selectRow(row_now)
        self.verticalScrollBar().setValue(scrolled)


class WaitingList(Retranslated, QDialog):
    """Follows the driver while it is open.

    Signals: matters_wanted(), when the user goes on to settle them.
    """

    matters_wanted = Signal()

    def __init__(self, store: Store, driver: SyncDriver, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("view_sync")
        self.resize(within_window(self, px(SIZE[0]), px(SIZE[1])))
        self._store, self._driver = store, driver
        self._title = Label("", TypeRole.TITLE)
        self._trouble = Notice("", Tone.WARN)
        self._clock = Notice("", Tone.WARN)
        self._waiting = ReadOnlyTable("waiting", WAITING_COLUMNS, (1, 4), N_("Not sent yet"))
        self._empty = EmptyState(
            "cloud", N_("Everything is sent"), N_("What is done at this desk is shown here until central has it.")
        )
        self._to_settle = Label(N_("Matters to settle"), TypeRole.HEADING)
        self._matters = ReadOnlyTable("matters", MATTER_COLUMNS, (2, 3), N_("Matters to settle"))
        self._lay_out()
        driver.state_changed.connect(self._show_state)
        self.retranslate()
        (self._try if self._try.isVisibleTo(self) else self._connect).setFocus()

    def retranslate(self) -> None:
        self.setWindowTitle(_("Sync with central"))
        self._show_state(self._driver.state)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(px(Space.WIDE), px(Space.WIDE), px(Space.WIDE), px(Space.WIDE))
        column.setSpacing(px(Space.MEDIUM))
        column.addWidget(self._title)
        inside = ScrollColumn()
        inside.setStyleSheet("QTableView { min-height: 6em; }")  # a row or two, however small the window is
        parts = ((self._trouble, 0), (self._clock, 0), (self._waiting, 3), (self._empty, 3))
        for part, stretch in (*parts, (self._to_settle, 0), (self._matters, 2)):
            inside.body.addWidget(part, stretch)
        column.addWidget(inside, 1)
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        self._try = PrimaryButton(N_("Try now"), "refresh")
        self._try.setObjectName("sync_now")
        self._try.clicked.connect(self._driver.sync_now)
        self._connect = PrimaryButton(N_("Connect to central"), "cloud")
        self._connect.setObjectName("connect")
        self._connect.clicked.connect(self._enrol)
        close = SecondaryButton(N_("Close"))
        close.setObjectName("close")
        close.clicked.connect(self.accept)
        self._settle = SecondaryButton(N_("Settle matters"), "list-check")
        self._settle.setObjectName("settle_matters")
        self._settle.clicked.connect(self._settle_matters)
        row = QHBoxLayout()
        row.setSpacing(px(Space.MEDIUM))
        row.addWidget(self._settle, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._connect)
        row.addWidget(self._try)
        return row

    def _show_state(self, state: SyncState) -> None:
        lines, matters = waiting_list(self._store), open_matters(self._store)
        is_enrolled = state.waiting.is_enrolled
        self._title.say(_headline(state.waiting.count))
        trouble = state.trouble if is_enrolled else ""
        self._trouble.setVisible(bool(trouble))
        self._trouble.show_notice(trouble, Tone.WARN)
        self._clock.setVisible(state.is_clock_wrong)
        self._clock.show_notice(partial(_clock_words, state.skew), Tone.WARN)
        self._waiting.show_rows([_waiting_row(line) for line in lines])
        self._waiting.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        self._matters.show_rows([_matter_row(matter) for matter in matters])
        self._matters.setVisible(bool(matters))
        self._to_settle.setVisible(bool(matters))
        self._settle.setVisible(bool(matters))
        self._try.setVisible(is_enrolled)
        self._try.setEnabled(not self._driver.is_under_way)
        self._connect.setVisible(not is_enrolled)

    def _settle_matters(self) -> None:
        self.accept()
        self.matters_wanted.emit()

    def _enrol(self) -> None:
        dialog = EnrolDialog(self._store, self._driver.tasks, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._driver.sync_now)
        dialog.open()


def _headline(count: int) -> Text:
    if not count:
        return N_("Sync with central")
    return lambda: plural("{n} errand is not sent yet", "{n} errands are not sent yet", count)


def _clock_words(skew: timedelta) -> str:
    age = age_in_words(abs(skew))
    if skew > timedelta():
        return _("This desk’s clock is {age} fast. Put it right, or times on receipts are wrong.", age=age)
    return _("This desk’s clock is {age} slow. Put it right, or times on receipts are wrong.", age=age)


def _waiting_row(line: Waiting) -> tuple[str, ...]:
    amount = formats.kronor(line.amount) if line.amount else ""
    return (line.who, line.what, amount, age_in_words(line.age), line.why.words)


def _matter_row(matter: OpenMatter) -> tuple[str, ...]:
    return (matter.who, formats.moment(matter.at), matter.what, matter.remedy)
