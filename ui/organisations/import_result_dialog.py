"""What became of an import: how many of what, the report for the organisation, and the way back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kiosk.errors import InpassError
from kiosk.formats import whole
from kiosk.organisations.import_judging import Verdict
from kiosk.organisations.import_report import report_name, save_report
from kiosk.organisations.import_rows import Reading
from kiosk.organisations.importing import Imported
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import N_, _, plural
from ui.controls import Label, Panel, SecondaryButton, Tone, TypeRole
from ui.organisations.choosing_lists import CHOOSING
from ui.organisations.import_dialog import ImportDialog
from ui.tasks import Lane, TaskRunner
from ui.wizard.row_grid import RowGrid

SIZE = (640, 460)
ROWS = 4
ABOUT = N_("The report goes back to the organisation: the rows to put right, and why.")


class ImportResultDialog(ImportDialog):
    """`file_name`: of the organisation's list."""

    def __init__(
        self,
        imported: Imported,
        reading: Reading,
        file_name: str,
        store: Store,
        tasks: TaskRunner,
        staff: Callable[[], StaffMember],
        parent: QWidget | None = None,
    ) -> None:
        title = partial(_title, imported.accepted)
        super().__init__("import_result", title, SIZE, store, tasks, staff, parent)
        self._imported, self._reading, self._file_name, self._tasks = imported, reading, file_name, tasks
        self._rows = RowGrid(ROWS, TypeRole.STRONG)
        panel = Panel()
        panel.body.addWidget(self._rows)
        self._about = Label(ABOUT, TypeRole.MUTED)
        self._report = SecondaryButton(N_("&Save the report…"), "download")
        self._report.setObjectName("save_report")
        self._report.clicked.connect(self._choose)
        self.buttons.insertWidget(1, self._report)
        self.body.addWidget(panel)
        self.body.addWidget(self._about)
        self.body.addStretch(1)
        has_report = any(row.problems for row in reading.rows)
        for part in (self._about, self._report):
            part.setVisible(has_report)
        self.undo.clicked.connect(self._undo)
        self._show()

    def retranslate(self) -> None:
        super().retranslate()
        if hasattr(self, "_rows"):
            self._show()

    def was_undone(self, _import_id: str) -> None:
        self.undo.setEnabled(False)

    def _show(self) -> None:
        counts = self._reading.counts()
        rows = [
            (_("Imported"), self._imported.accepted),
            (_("of them to look at"), counts[Verdict.WARNING]),
            (_("Left out: wrong"), counts[Verdict.ERROR]),
            (_("Left out: already there"), counts[Verdict.DUPLICATE]),
        ]
        self._rows.show_rows([(title, whole(count)) for title, count in rows])

    def _undo(self) -> None:
        self.undoing.ask(self._imported.import_id, self._imported.accepted)

    def _choose(self) -> None:
        path = CHOOSING.report(self, report_name(self._file_name))
        if path:
            job = partial(save_report, self._reading, Path(path))
            self._tasks.submit(Lane.PRINTER, job, self._saved, self._not_saved)

    def _saved(self, path: Path) -> None:
        name = path.name
        self.tell(lambda: _("{name} is saved.", name=name), Tone.GOOD)

    def _not_saved(self, error: InpassError) -> None:
        self.tell(partial(str, error), Tone.BAD)


def _title(accepted: int) -> str:
    return plural("{n} pre-order is imported", "{n} pre-orders are imported", accepted)
