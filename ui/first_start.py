"""What an empty desk shows first: connect it to the gym's central, or try everything at a demo gym."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from kiosk.store import Store
from kiosk.texts import N_, _
from ui.application import Application
from ui.controls import Label, PrimaryButton, QuietButton, Retranslated, SecondaryButton, TypeRole
from ui.theme import Space, px

WIDTH = 620


class FirstStart(Retranslated, QDialog):
    """Ends accepted when there is a gym to work at; rejected when the user leaves."""

    def __init__(self, application: Application, store: Store, folder: Path, make_demo: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("first_start")
        self._application, self._store, self._make_demo = application, store, make_demo
        self._connect = PrimaryButton(N_("Connect to central"), "cloud")
        self._connect.setObjectName("connect")
        self._connect.clicked.connect(self._open_enrolment)
        self._demo = SecondaryButton(N_("Try the demo gym"), "users")
        self._demo.setObjectName("demo")
        self._demo.clicked.connect(self._fill)
        self._leave = QuietButton(N_("Close"))
        self._leave.setObjectName("close")
        self._leave.clicked.connect(self.reject)
        self._where = Label(lambda: _("This desk keeps its data in {folder}.", folder=folder), TypeRole.SMALL)
        self._lay_out()
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle("Inpass")

    def _lay_out(self) -> None:
        self.setMinimumWidth(px(WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(Space.WIDE), px(Space.WIDE), px(Space.WIDE), px(Space.WIDE))
        column.setSpacing(px(Space.LARGE))
        column.addWidget(Label(N_("Welcome to Inpass"), TypeRole.TITLE))
        words = N_(
            "This desk is empty. Connect it to the gym's central: the back office approves the desk, and everything "
            "comes by itself. Or look around at a demo gym with invented members; it can be removed afterwards."
        )
        column.addWidget(Label(words))
        column.addWidget(self._where)
        row = QHBoxLayout()
        row.addWidget(self._leave)
        row.addStretch(1)
        row.addWidget(self._demo, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._connect)
        column.addLayout(row)

    def _open_enrolment(self) -> None:
        from ui.sync.enrol_dialog import EnrolDialog

        dialog = EnrolDialog(self._store, self._application.tasks, self)
        dialog.accepted.connect(self.accept)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _fill(self) -> None:
        words = _("Making the demo gym. This is done once and takes some seconds.")
        self._application.prepare(words, self._make_demo)
        self.accept()


def first_start(application: Application, store: Store, folder: Path, make_demo: Callable[[], None]) -> bool:
    """Shows it and waits; False when the user leaves."""
    dialog = FirstStart(application, store, folder, make_demo)
    loop = QEventLoop()
    dialog.finished.connect(loop.quit)
    dialog.open()
    application.instance.listen()
    loop.exec()
    dialog.deleteLater()
    return dialog.result() == QDialog.DialogCode.Accepted
