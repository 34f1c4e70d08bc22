"""What exists only at this desk, and what central could not let stand: who, what, amount, age, why, and "try now"."""

from functools import partial

from PySide6.QtWidgets import QAbstractItemView, QDialog, QHBoxLayout, QHeaderView, QTableWidget, QVBoxLayout, QWidget
from PySide6.QtWidgets import QTableWidgetItem as Cell

from kiosk import formats
from kiosk.store import Store
from kiosk.sync.matters import OpenMatter, open_matters
from kiosk.sync.waiting import Waiting, waiting_list
from kiosk.texts import N_, _, plural
from ui.controls import EmptyState, Label, Notice, PrimaryButton, Retranslated, SecondaryButton, Text, Tone, TypeRole
from ui.status_line import age_in_words
from ui.sync.sync_driver import SyncDriver, SyncState
from ui.theme import Space, px

WAITING_COLUMNS = (N_("Who"), N_("What"), N_("Amount"), N_("Age"), N_("Why"))
MATTER_COLUMNS = (N_("Who"), N_("What"), N_("When"), N_("What to do"))
SIZE = (1000, 640)
ROW_HEIGHT = 44


class ReadOnlyTable(Retranslated, QTableWidget):
    """A short list to read: rows of texts under translated headings."""

    def __init__(self, name: str, columns: tuple[str, ...]) -> None:
        super().__init__(0, len(columns))
        self.setObjectName(name)
        self._columns = columns
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(px(ROW_HEIGHT))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setStretchLastSection(True)
        self.retranslate()

    def retranslate(self) -> None:
        self.setHorizontalHeaderLabels([_(column) for column in self._columns])

    def show_rows(self, rows: list[tuple[str, ...]]) -> None:
        self.setRowCount(len(rows))
        for line, row in enumerate(rows):
            for place, text in enumerate(row):
                self.setItem(line, place, Cell(text))


class WaitingList(Retranslated, QDialog):
    """Follows the driver while it is open."""

    def __init__(self, store: Store, driver: SyncDriver, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("view_sync")
        self.resize(px(SIZE[0]), px(SIZE[1]))
        self._store, self._driver = store, driver
        self._title = Label("", TypeRole.TITLE)
        self._trouble = Notice()
        self._waiting = ReadOnlyTable("waiting", WAITING_COLUMNS)
        self._empty = EmptyState(
            "cloud", N_("Everything is sent"), N_("What is done at this desk is shown here until central has it.")
        )
        self._to_settle = Label(N_("Matters to settle"), TypeRole.HEADING)
        self._matters = ReadOnlyTable("matters", MATTER_COLUMNS)
        self._try = PrimaryButton(N_("Try now"), "refresh")
        self._try.setObjectName("sync_now")
        self._try.clicked.connect(driver.sync_now)
        self._close = SecondaryButton(N_("Close"))
        self._close.setObjectName("close")
        self._close.clicked.connect(self.accept)
        self._lay_out()
        driver.state_changed.connect(self._show_state)
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(_("Not yet synced"))
        self._show_state(self._driver.state)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(px(Space.MEDIUM))
        for part, stretch in (
            (self._title, 0),
            (self._trouble, 0),
            (self._waiting, 2),
            (self._empty, 2),
            (self._to_settle, 0),
            (self._matters, 1),
        ):
            column.addWidget(part, stretch)
        row = QHBoxLayout()
        row.addWidget(self._close)
        row.addStretch(1)
        row.addWidget(self._try)
        column.addLayout(row)

    def _show_state(self, state: SyncState) -> None:
        lines, matters = waiting_list(self._store), open_matters(self._store)
        self._title.say(_headline(state.waiting.count))
        self._trouble.setVisible(bool(state.trouble))
        self._trouble.show_notice(partial(str, state.trouble), Tone.WARN)
        self._waiting.show_rows([_waiting_row(line) for line in lines])
        self._waiting.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        self._matters.show_rows([_matter_row(matter) for matter in matters])
        self._matters.setVisible(bool(matters))
        self._to_settle.setVisible(bool(matters))
        self._try.setEnabled(not self._driver.is_under_way)


def _headline(count: int) -> Text:
    if not count:
        return N_("Everything is sent")
    return partial(plural, "{n} errand is not sent yet", "{n} errands are not sent yet", count)


def _waiting_row(line: Waiting) -> tuple[str, ...]:
    amount = formats.kronor(line.amount) if line.amount else ""
    return (line.who, line.what, amount, age_in_words(line.age), line.why.words)


def _matter_row(matter: OpenMatter) -> tuple[str, ...]:
    return (matter.who, matter.what, formats.moment(matter.at), matter.remedy)
