"""Locking: after a time without a key or touch, or with F12. What was open stays open beneath, out of sight."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget
from shiboken6 import isValid

from kiosk.staff.rights import StaffMember
from kiosk.texts import N_, _
from ui.controls import IconLabel, Label, Panel, Retranslated, Slip, TypeRole
from ui.sign_in import WIDTH, SignIn, SignInPanel
from ui.tasks import TaskRunner
from ui.theme import Space, px
from ui.theme.icons import Role

POSTPONED_MS = 5000  # how soon a lock that had to wait is tried again

_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
    }
)


class Cover(QWidget):
    """Hides what a window shows while the desk is locked; the window itself stays as it is."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("cover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setGeometry(window.rect())
        window.installEventFilter(self)
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)


class LockScreen(Retranslated, QDialog):
    """Lies over the whole window and takes every key; only a PIN takes it away.

    Signals: unlocked(StaffMember).
    """

    unlocked = Signal(object)

    def __init__(self, window: QWidget, sign_in: SignIn, tasks: TaskRunner) -> None:
        self._window = window
        super().__init__(window, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("lock_screen")
        self._panel = SignInPanel(sign_in, tasks, N_("Unlock"))
        self._panel.signed_in.connect(self.unlocked)
        card = Panel()
        card.body.setContentsMargins(px(Space.WIDE), px(Space.WIDE), px(Space.WIDE), px(Space.WIDE))
        card.body.addWidget(IconLabel("lock", Role.ACCENT, side=36), 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(Label(N_("Locked. What you were doing is still there."), TypeRole.MUTED))
        card.body.addWidget(self._panel, 1)
        slip = Slip(WIDTH)
        slip.body.addWidget(card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(slip)
        window.installEventFilter(self)
        self.retranslate()

    def start(self, who: StaffMember | None) -> None:
        """`who` is asked for the PIN at once; None lets one choose. Another program that is in front stays there, with
        the keys that are typed in it."""
        self.setGeometry(self._window.geometry())
        self._panel.start(who)
        if QApplication.activeWindow() is None:
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            self.setWindowModality(Qt.WindowModality.NonModal)  # a modal one is activated however it is shown
            self.show()
        else:
            self.come_to_front()

    def come_to_front(self) -> None:
        """It takes every key from now on."""
        if self.windowModality() is Qt.WindowModality.NonModal:
            self.hide()
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.open()
        self.raise_()
        self.activateWindow()

    def retranslate(self) -> None:
        self.setWindowTitle(_("Locked"))

    def reject(self) -> None:
        """Esc does not unlock."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move} and isinstance(watched, QWidget):
            self.setGeometry(watched.geometry())
        return super().eventFilter(watched, event)


class IdleLock(QObject):
    """Watches the whole application for signs of life. Nothing is watched before somebody is signed in.

    `may_lock` is asked before an idle lock: it says no while a payment is going on, and is asked again
    a little later. F12 and the lock button always lock.
    Signals: locked(); unlocked(StaffMember), who may be another than before.
    """

    locked = Signal()
    unlocked = Signal(object)

    def __init__(
        self,
        window: QWidget,
        sign_in: SignIn,
        tasks: TaskRunner,
        timeout: timedelta,
        may_lock: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._door = (sign_in, tasks)
        self._may_lock = may_lock
        self._staff: StaffMember | None = None
        self._screen: LockScreen | None = None
        self._covers: list[Cover] = []
        self._focused: QWidget | None = None
        self._timeout_ms = int(timeout.total_seconds() * 1000)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._idle)

    @property
    def is_locked(self) -> bool:
        return self._screen is not None

    def watch(self, staff: StaffMember) -> None:
        """From now on, for this member of staff."""
        if self._staff is None:
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        self._staff = staff
        self._timer.start(self._timeout_ms)

    def wait_for(self, timeout: timedelta) -> None:
        """So long without a sign of life, from the next one on."""
        self._timeout_ms = int(timeout.total_seconds() * 1000)

    def stop(self) -> None:
        self._timer.stop()
        self._staff = None
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]

    def lock_now(self) -> None:
        """At once; the same member of staff is asked for the PIN."""
        self._lock(self._staff)

    def switch_user(self) -> None:
        """As locking, but everyone is shown to choose from."""
        self._lock(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE and self._screen is None:
            self._timer.start(self._timeout_ms)
            if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F12:
                self.lock_now()
                return True
        elif event.type() == QEvent.Type.ApplicationActivate and self._screen is not None:
            self._screen.come_to_front()
        return False

    def _idle(self) -> None:
        if self._may_lock():
            self.lock_now()
        else:
            self._timer.start(min(POSTPONED_MS, self._timeout_ms))

    def _lock(self, who: StaffMember | None) -> None:
        if self._screen is not None or self._staff is None:
            return
        self._timer.stop()
        self._focused = QApplication.focusWidget()
        shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
        self._covers = [Cover(window) for window in shown]
        self._screen = LockScreen(self._window, *self._door)
        self._screen.unlocked.connect(self._unlocked)
        self._screen.start(who)
        self.locked.emit()

    def _unlocked(self, staff: StaffMember) -> None:
        screen, self._screen = self._screen, None
        for cover in self._covers:
            if isValid(cover):
                cover.deleteLater()
        self._covers = []
        if screen is not None:
            screen.accept()
            screen.deleteLater()
        self._staff = staff
        self._timer.start(self._timeout_ms)
        self.unlocked.emit(staff)
        self._give_focus_back()

    def _give_focus_back(self) -> None:
        """To where it was; the window keeps its own when that has gone meanwhile."""
        focused, self._focused = self._focused, None
        if focused is not None and isValid(focused) and focused.isVisible():
            focused.window().activateWindow()
            focused.setFocus()
