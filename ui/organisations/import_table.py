"""The rows of a file in a table, of which only those in view are asked for; they are put right here."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from kiosk.organisations.import_judging import ImportRow, Verdict, masked
from kiosk.organisations.import_report import why
from kiosk.organisations.import_rows import Reading
from kiosk.texts import N_, _
from ui.controls import LineEdit, Retranslated, Text, spoken
from ui.controls.labels import TONE_ROLES
from ui.organisations.import_words import ICONS, TONES, VERDICTS
from ui.theme import Space, colours, px
from ui.theme.icons import icon

Index = QModelIndex | QPersistentModelIndex
LINE, VERDICT, NAME, IDENTITY, EMAIL, WHY = range(6)
HEADINGS: tuple[Text, ...] = (
    N_("Line"),
    N_("Verdict"),
    N_("Name"),
    N_("Number, born"),
    N_("E-mail"),
    N_("Why"),
)
WIDTHS = {LINE: 76, VERDICT: 148, NAME: 180, IDENTITY: 144, EMAIL: 180}
ICON = 18
EDITABLE = {NAME: "name", IDENTITY: "identity", EMAIL: "email"}
ROLE = Qt.ItemDataRole
HIGHEST = 288  # real px the table asks for at least: at 200 % all of it is in sight on a small screen


class RowModel(QAbstractTableModel):
    """Lives on Qt's thread. Numbers are masked but in the cell that is being edited.

    Signals: corrected(row's place in the file, its cells as they shall be).
    """

    corrected = Signal(int, object)

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._rows: Sequence[ImportRow] = ()
        self._places: Sequence[int] = ()
        self._answers: Mapping[int, Callable[[ImportRow, int], Any]] = {
            ROLE.DisplayRole: self._text,
            ROLE.AccessibleTextRole: self._text,
            ROLE.EditRole: _edited,
            ROLE.DecorationRole: _sign,
            ROLE.ToolTipRole: _reasons,
            ROLE.ForegroundRole: _colour,
        }

    def show_reading(self, reading: Reading | None, verdict: Verdict | None) -> None:
        """`verdict` None: all of them."""
        self.beginResetModel()
        self._rows = reading.rows if reading is not None else ()
        if verdict is None:
            self._places = range(len(self._rows))
        else:
            self._places = [at for at, row in enumerate(self._rows) if row.verdict is verdict]
        self.endResetModel()

    def renew(self, reading: Reading) -> None:
        """The same rows, some of them judged anew: those in view stay, whatever is filtered for."""
        self._rows = reading.rows
        if self._places:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._places) - 1, WHY))

    def row(self, at: int) -> ImportRow | None:
        return self._rows[self._places[at]] if 0 <= at < len(self._places) else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._places)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole) -> Any:
        is_title = orientation is Qt.Orientation.Horizontal and role == ROLE.DisplayRole
        return spoken(HEADINGS[section]) if is_title and 0 <= section < len(HEADINGS) else None

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        row = self.row(index.row())
        ask = self._answers.get(role)
        return None if row is None or ask is None else ask(row, index.column())

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in EDITABLE else flags

    def setData(self, index: Index, value: Any, role: int = ROLE.EditRole) -> bool:
        row = self.row(index.row())
        field = EDITABLE.get(index.column())
        if row is None or field is None or role != ROLE.EditRole or value == getattr(row, field):
            return False
        cells: Mapping[str, str] = {name: getattr(row, name) for name in EDITABLE.values()} | {field: str(value)}
        self.corrected.emit(self._places[index.row()], (cells["name"], cells["identity"], cells["email"]))
        return True

    def _text(self, row: ImportRow, column: int) -> str:
        texts = {
            LINE: str(row.line),
            VERDICT: _(VERDICTS[row.verdict]),
            NAME: row.name,
            IDENTITY: masked(row, self._today),
            EMAIL: row.email,
        }
        return texts.get(column) or (why(row) if column == WHY else "")


def _edited(row: ImportRow, column: int) -> str | None:
    """A personal number in full: it is the field where it is typed."""
    return getattr(row, EDITABLE[column]) if column in EDITABLE else None


def _sign(row: ImportRow, column: int) -> Any:
    return icon(ICONS[row.verdict], TONE_ROLES[TONES[row.verdict]]) if column == VERDICT else None


def _reasons(row: ImportRow, column: int) -> str | None:
    return (why(row) or None) if column in (VERDICT, WHY) else None


def _colour(row: ImportRow, column: int) -> Any:
    if column != WHY:
        return None
    return QColor(colours().bad if row.verdict is Verdict.ERROR else colours().muted)


class CellDelegate(QStyledItemDelegate):
    """Edits a cell in a field of the desk's own."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = LineEdit(parent)
        editor.setObjectName(EDITABLE[index.column()])
        editor.setAccessibleName(spoken(HEADINGS[index.column()]))
        return editor


class RowTable(Retranslated, QTableView):
    """Arrows lead about, Enter, F2 or a double click opens a cell that can be put right; Tab leads out.

    Enter in a cell goes on to the row below: several in a row are put right without the mouse.
    Signals: row_changed(ImportRow or None), another is in question, or it has changed.
    """

    row_changed = Signal(object)

    def __init__(self, model: RowModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rows")
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)  # in the two lines of a row: why is a sentence
        self.setIconSize(QSize(px(ICON), px(ICON)))
        self.setAlternatingRowColors(True)
        self.setStyleSheet("QTableView::item { padding: 0 0.5em; }")  # in em: it follows the zoom
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(px(Space.TOUCH))
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        for column, width in WIDTHS.items():
            header.resizeSection(column, px(width))
        self.setMinimumHeight(min(px(5 * Space.TOUCH), HIGHEST))
        self._model = model
        self.selectionModel().currentChanged.connect(self._tell)
        for changed in (model.dataChanged, model.modelReset):
            changed.connect(self._tell)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(_("Rows of the file"))
        self.viewport().update()
        self.horizontalHeader().viewport().update()

    def go_to_first(self) -> None:
        self.scrollToTop()
        self.setCurrentIndex(self._model.index(0, NAME))

    def _tell(self, *_where: object) -> None:
        self.row_changed.emit(self._model.row(self.currentIndex().row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is for the cell, never for the wizard's button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            index = self.currentIndex()
            if self.state() != QAbstractItemView.State.EditingState and index.isValid():
                at = index if index.column() in EDITABLE else index.siblingAtColumn(IDENTITY)
                self.setCurrentIndex(at)
                self.edit(at)
            event.accept()
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        """Enter submits without a hint of where to go on: to the row below."""
        is_done = hint is QStyledItemDelegate.EndEditHint.SubmitModelCache
        super().closeEditor(editor, hint)
        below = self.currentIndex().siblingAtRow(self.currentIndex().row() + 1)
        if is_done and below.isValid():
            self.setCurrentIndex(below)
        self.setFocus()
