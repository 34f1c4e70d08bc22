"""Closing the desk: a warning while something waits to be synced, and a staff code in kiosk mode."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from kiosk.staff.rights import StaffMember
from kiosk.texts import N_, _, plural
from ui.controls import ConfirmDialog, Label, QuietButton, Retranslated, Slip, TypeRole, within_window
from ui.sign_in import SignIn, SignInPanel
from ui.tasks import TaskRunner
from ui.theme import Space, px


class StaffCode(Retranslated, QDialog):
    """Asks any member of staff for the PIN before the full screen is left.

    Signals: given(StaffMember).
    """

    given = Signal(object)

    def __init__(self, window: QWidget, sign_in: SignIn, tasks: TaskRunner) -> None:
        super().__init__(window)
        self.setObjectName("staff_code")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        panel = SignInPanel(sign_in, tasks)
        panel.signed_in.connect(self._signed_in)
        stay = QuietButton(N_("Stay"), "x")
        stay.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(Space.WIDE), px(Space.WIDE), px(Space.WIDE), px(Space.WIDE))
        column.addWidget(Label(N_("Staff code to leave the full screen"), TypeRole.HEADING))
        slip = Slip(480)
        slip.body.addWidget(panel)
        column.addWidget(slip, 1)
        column.addWidget(stay)
        self.resize(within_window(self, px(560), px(680)))
        self.retranslate()
        panel.start()

    def retranslate(self) -> None:
        self.setWindowTitle(_("Leave Inpass"))

    def _signed_in(self, staff: StaffMember) -> None:
        self.given.emit(staff)
        self.accept()


class Leaving(QObject):
    """Decides whether the window may close. Locking is always possible; leaving is asked about.

    Signals: granted(), when the window may close after all.
    """

    granted = Signal()

    def __init__(self, window: QWidget, waiting: Callable[[], int], sign_in: SignIn, tasks: TaskRunner) -> None:
        """`waiting` says how many operations exist only on this desk."""
        super().__init__(window)
        self._window = window
        self._waiting = waiting
        self._door = (sign_in, tasks)
        self._is_granted = False
        self.is_kiosk = False

    def may_close(self) -> bool:
        """True at once when nothing stands against it; else it asks, and `granted` may follow."""
        if self._is_granted or (not self.is_kiosk and not self._waiting()):
            return True
        if self.is_kiosk:
            dialog = StaffCode(self._window, *self._door)
            dialog.given.connect(self._code_given)
            dialog.open()
        else:
            self._warn()
        return False

    def _code_given(self) -> None:
        if self._waiting():
            self._warn()
        else:
            self._grant()

    def _warn(self) -> None:
        dialog = ConfirmDialog(
            N_("Close though something waits?"),
            lambda: plural(
                "{n} event exists only on this desk. It is kept and sent the next time the desk is started.",
                "{n} events exist only on this desk. They are kept and sent the next time the desk is started.",
                self._waiting(),
            ),
            N_("Close anyway"),
            self._window,
        )
        dialog.accepted.connect(self._grant)
        dialog.open()

    def _grant(self) -> None:
        self._is_granted = True
        self.granted.emit()
