"""An organisation's imports of pre-orders, the latest first; one of which nothing is spent can be undone."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from kiosk import formats
from kiosk.organisations.import_facts import ImportLine, imports_of
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import N_, _
from ui.controls import EmptyState
from ui.organisations.import_dialog import ImportDialog
from ui.sync.waiting_list import ReadOnlyTable
from ui.tasks import Lane, TaskRunner

SIZE = (1260, 620)
HEADINGS = (
    N_("When"),
    N_("By"),
    N_("File"),
    N_("Product"),
    N_("Validity"),
    N_("Imported"),
    N_("Refused"),
    N_("State"),
)


class ImportsDialog(ImportDialog):
    """The list is read on the database lane: each import's pre-orders are looked through."""

    def __init__(
        self,
        organisation_id: str,
        store: Store,
        tasks: TaskRunner,
        staff: Callable[[], StaffMember],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("imports", N_("Imports of pre-orders"), SIZE, store, tasks, staff, parent)
        self._organisation_id, self._store, self._tasks = organisation_id, store, tasks
        self._lines: tuple[ImportLine, ...] = ()
        self._table = ReadOnlyTable("import_list", HEADINGS, (2, 3), N_("Imports of pre-orders"))
        self._table.currentCellChanged.connect(self._chosen)
        self._empty = EmptyState("file-text", N_("No imports yet"), N_("Lists of the organisation come here."))
        self._empty.hide()
        self.body.addWidget(self._table, 1)
        self.body.addWidget(self._empty, 1)
        self.undo.clicked.connect(self._undo)
        self.undo.setEnabled(False)
        self._read()

    def retranslate(self) -> None:
        super().retranslate()
        if hasattr(self, "_table"):
            self._show(self._lines)

    def was_undone(self, _import_id: str) -> None:
        self._read()

    @property
    def chosen(self) -> ImportLine | None:
        at = self._table.currentRow()
        return self._lines[at] if 0 <= at < len(self._lines) else None

    def _read(self) -> None:
        self._tasks.submit(Lane.DATABASE, partial(imports_of, self._store, self._organisation_id), self._show)

    def _show(self, lines: tuple[ImportLine, ...]) -> None:
        self._lines = lines
        self._table.show_rows([_words(line) for line in lines])
        self._table.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        if lines and self._table.currentRow() < 0:
            self._table.selectRow(0)
        self._chosen()

    def _chosen(self, *_cells: int) -> None:
        line = self.chosen
        self.undo.setEnabled(line is not None and not line.is_undone and not line.is_spent)

    def _undo(self) -> None:
        line = self.chosen
        if line is not None:
            self.undoing.ask(line.import_id, line.accepted)


def _words(line: ImportLine) -> tuple[str, ...]:
    return (
        formats.moment(line.at),
        line.by or _("the command line"),
        line.file_name,
        line.product,
        f"{formats.day(line.valid_from)} – {formats.day(line.valid_until)}",
        formats.whole(line.accepted),
        formats.whole(line.refused),
        _state(line),
    )


def _state(line: ImportLine) -> str:
    if line.is_undone:
        return _("Undone as a whole")
    return _("Spent in part: can’t be undone") if line.is_spent else _("Can be undone")
