"""The rows of an invoice basis as a table that 500 of them don't slow down."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from kiosk.formats import amount
from kiosk.organisations.invoice_basis import BasisRow
from kiosk.organisations.invoice_words import days, shown_name, source
from kiosk.texts import N_, _
from ui.controls import Retranslated
from ui.theme import px

Index = QModelIndex | QPersistentModelIndex
COLUMNS = (N_("Member"), N_("What"), N_("Where from"), N_("VAT %"), N_("Net"), N_("VAT"), N_("Incl. VAT"))
FIRST_FIGURE = COLUMNS.index("VAT %")
TWO_LINES = 56  # px at 100 %
LOOKED_AT = 40  # rows by which a column finds its width
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
NOWHERE = QModelIndex()


class InvoiceRowsModel(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[BasisRow, ...] = ()

    def show_rows(self, rows: tuple[BasisRow, ...]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if index.column() >= FIRST_FIGURE else LEFT
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return _cells(self.rows[index.row()])[index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section >= FIRST_FIGURE else LEFT
        return _(COLUMNS[section]) if role == Qt.ItemDataRole.DisplayRole else None


def _cells(row: BasisRow) -> tuple[str, ...]:
    one = row.billed
    figures = (f"{one.vat_percent}", amount(row.net), amount(row.vat), amount(one.gross))
    what = f"{days(one)}  ·  {one.note}" if one.note else days(one)
    words = ((shown_name(one), one.member.number), (one.what, what), (source(one), one.facility))
    return (*("\n".join(lines) for lines in words), *figures)


class InvoiceRows(Retranslated, QTableView):
    """Signals: person_chosen(person id), by Enter or a double click; row_selected()."""

    person_chosen = Signal(str)
    row_selected = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("invoice_rows")
        self._model = InvoiceRowsModel()
        self.setModel(self._model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)  # each of the two lines ends with … where it is too long
        self.setStyleSheet("QTableView::item { padding: 0.35em 0.5em; }")  # in em: it follows the zoom
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(px(TWO_LINES))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setResizeContentsPrecision(LOOKED_AT)
        for column in range(len(COLUMNS)):
            is_wide = column < FIRST_FIGURE
            mode = QHeaderView.ResizeMode.Stretch if is_wide else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, mode)
        self.activated.connect(self._activated)
        self.selectionModel().selectionChanged.connect(self.row_selected)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(_("What it is made of"))
        self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        self._model.layoutChanged.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is the row's, and not the default button's besides."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()

    def show_rows(self, rows: tuple[BasisRow, ...]) -> None:
        self._model.show_rows(rows)
        self.row_selected.emit()

    @property
    def selected(self) -> BasisRow | None:
        chosen = self.selectionModel().selectedRows()
        return self._model.rows[chosen[0].row()] if chosen else None

    def _activated(self, index: QModelIndex) -> None:
        self.person_chosen.emit(self._model.rows[index.row()].billed.person_id)
