"""One desk: its window with the sign-in screen first, and the work behind it when that is up."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from kiosk import __version__
from kiosk.options import Options
from kiosk.place import facility_name
from kiosk.staff.rights import StaffMember
from kiosk.staff.sign_in import SignIn
from kiosk.store import Store
from ui.application import Application
from ui.main_window import MainWindow
from ui.sign_in import DemoAccount
from ui.theme import undressed

if TYPE_CHECKING:
    from ui.sync.sync_driver import SyncDriver
    from ui.work import Work

AFTERWARDS_MS = 100  # the window comes first


class Desk(QObject):
    """Lives on Qt's thread; `close` before the application's."""

    def __init__(self, application: Application, store: Store, options: Options) -> None:
        super().__init__()
        self.application, self.store, self._options = application, store, options
        self._sign_in = SignIn(store)
        self._work: Work | None = None
        with undressed(application.qt):
            self.window = self._new_window()
        self._afterwards = QTimer(self, singleShot=True)
        self._afterwards.timeout.connect(self._begin_work)
        self.window.signed_in.connect(self._signed_in)
        application.instance.raise_wanted.connect(self._come_to_front)

    def _new_window(self) -> MainWindow:
        return MainWindow(
            self.application.appearance,
            self._sign_in,
            self.application.tasks,
            gym_name=facility_name(self.store),
            desk_name=self.store.place().name,
            version=__version__,
            demo_accounts=_demo_accounts() if self._options.is_demo else [],
        )

    @property
    def work(self) -> "Work":
        """Made when it is first needed."""
        from ui.work import Work

        if self._work is None:
            self._work = Work(self.window, self.application, self.store, self._options, self._sign_in)
        return self._work

    @property
    def sync(self) -> "SyncDriver":
        return self.work.sync

    def start(self) -> None:
        """Shows the sign-in screen; the rest begins when that is up."""
        self.window.show_sign_in()
        if self._options.is_kiosk:
            self.window.enter_kiosk_mode()
        else:
            self.window.show()
        self._afterwards.start(AFTERWARDS_MS)

    def close(self) -> None:
        self._afterwards.stop()
        if self._work is not None:
            self._work.close()
        self.window.close()

    def _begin_work(self) -> None:
        self.application.instance.listen()
        self.application.log.begin()
        self.work.begin()

    def _signed_in(self, staff: StaffMember) -> None:
        self.work.signed_in(staff)
        self._offer_report()

    def _offer_report(self) -> None:
        """What an earlier run left: once, to the first who signs in."""
        report = self.application.reports.waiting()
        if report is not None:
            from ui.crash_notice import CrashNotice

            self.window.strips.addWidget(CrashNotice(report))
            self.application.reports.offered()

    def _come_to_front(self) -> None:
        self.window.showNormal() if self.window.isMinimized() else self.window.show()
        self.window.raise_()
        self.window.activateWindow()


def _demo_accounts() -> list[DemoAccount]:
    from kiosk.demo.accounts import ACCOUNTS

    return [DemoAccount(login, name, pin) for login, name, _role, pin in ACCOUNTS]


def _fit(window: MainWindow) -> None:
    """On a screen that is no larger than the window, all of it."""
    room = window.screen().availableGeometry().size()
    if not window.isFullScreen() and (room.width() <= window.width() or room.height() <= window.height()):
        window.showMaximized()


def run_desk(application: Application, store: Store, options: Options) -> int:
    """The event loop until the window is closed; the exit code."""
    desk = Desk(application, store, options)
    desk.window.closed.connect(application.qt.quit)
    desk.start()
    _fit(desk.window)
    code = application.qt.exec()
    desk.close()
    return code
