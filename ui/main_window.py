"""The one window: areas at the left, the search box on top, the work in the middle, the status line below."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal, SignalInstance
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kiosk.staff.rights import StaffMember
from kiosk.texts import N_
from ui.appearance import Appearance
from ui.commands import Command, Commands
from ui.controls import Kind, Text, Toast
from ui.controls.enter_presses import EnterPresses
from ui.help_desk import Area, HelpDesk
from ui.last_by_tab import LastByTab
from ui.leaving import Leaving
from ui.rail import Rail
from ui.sign_in import DemoAccount, SignIn, SignInScreen
from ui.staff_menu import StaffMenu
from ui.standing_notices import StandingNotices
from ui.status_line import StatusLine
from ui.tasks import TaskRunner
from ui.top_bar import SearchBox, TopBar


class MainWindow(LastByTab, EnterPresses):
    """Opens on the sign-in screen; `show_staff` leads to the desk. Areas and commands are added by composition.

    Signals: signed_in(StaffMember); lock_wanted(), switch_wanted(), settings_wanted(), sync_wanted(),
    not_synced_wanted();
    area_shown(str), the area's name; closed(), when it really closes.
    """

    signed_in = Signal(object)
    lock_wanted = Signal()
    switch_wanted = Signal()
    settings_wanted = Signal()
    sync_wanted = Signal()
    not_synced_wanted = Signal()
    area_shown = Signal(str)
    closed = Signal()

    def __init__(
        self,
        appearance: Appearance,
        sign_in: SignIn,
        tasks: TaskRunner,
        *,
        gym_name: str,
        desk_name: str = "",
        version: str,
        demo_accounts: Sequence[DemoAccount] = (),
    ) -> None:
        super().__init__()
        self.setObjectName("main")
        self.setWindowTitle(" – ".join(word for word in ("Inpass", gym_name, desk_name) if word))
        self.resize(1366, 768)
        self._areas: dict[str, Area] = {}
        self._views: dict[str, QWidget] = {}
        self.commands = Commands(self)
        self._help = HelpDesk(self, self.commands, version)
        self._menu = StaffMenu(appearance, self)
        self.rail = Rail()
        self.top_bar = TopBar(self._menu)
        self.notices, self.status_line = StandingNotices(), StatusLine()
        self.last_by_tab = self.notices, self.status_line
        self._sign_in_screen = SignInScreen(sign_in, tasks, appearance, gym_name, demo_accounts)
        self._work = QStackedWidget()
        self.pages = QStackedWidget()  # a wizard stands here in place of the desk while it is open
        self.pages.addWidget(self._sign_in_screen)
        self.pages.addWidget(self._desk())
        self.strips = QVBoxLayout()  # notices above the status line, whatever fills the window
        self.setCentralWidget(self._whole())
        self.toast = Toast(self)
        self._leaving = Leaving(self, lambda: self.status_line.facts.waiting, sign_in, tasks)
        self._connect()
        self._add_commands()

    @property
    def search(self) -> SearchBox:
        return self.top_bar.search

    def show_sign_in(self) -> None:
        self._sign_in_screen.start()
        self.pages.setCurrentIndex(0)
        self.status_line.hide()

    def show_staff(self, staff: StaffMember) -> None:
        """Who works here now: after signing in, and after a switch."""
        self.top_bar.staff.show_name(staff.name)
        self._menu.show_role(staff.role)
        if not self._views and self._areas:
            self.show_area(next(iter(self._areas)))
        if self.pages.currentIndex() == 0:
            self.pages.setCurrentIndex(1)
            self.status_line.show()
            self.search.setFocus()

    def add_area(
        self, name: str, icon_name: str, title: Text, build: Callable[[], QWidget], area_help: Text = ""
    ) -> None:
        """`build` is called when the area is first shown; the widget gets the objectName view_<name>.

        The first area added is the one shown after signing in.
        """
        self._areas[name] = Area(name, title, area_help, build)
        self.rail.add_area(name, icon_name, title)

    def show_area(self, name: str) -> None:
        area = self._areas[name]
        if name not in self._views:
            self._views[name] = area.build()
            self._views[name].setObjectName(f"view_{name}")
            self._work.addWidget(self._views[name])
        self._work.setCurrentWidget(self._views[name])
        self._help.area = area
        self.rail.show_chosen(name)
        self.area_shown.emit(name)

    def offer_area(self, name: str, is_offered: bool) -> None:
        """An area that is not for whoever works here now has no place in the rail, and isn't left in view."""
        self.rail.offer(name, is_offered)
        if not is_offered and self._work.currentWidget() is self._views.get(name, self):
            self.show_area(next(iter(self._areas)))

    def add_routine(
        self,
        name: str,
        icon_name: str,
        title: Text,
        slot: Callable[[], Any] | SignalInstance,
        shortcut: str = "",
        *,
        with_button: bool = False,
    ) -> Command:
        """A routine one can begin from anywhere; its action's objectName is the routine's name."""
        command = self.commands.add(name, title, slot, shortcuts=[shortcut] if shortcut else [], icon_name=icon_name)
        if with_button:
            self.top_bar.add_button(command, Kind.PROMINENT)
        return command

    def enter_kiosk_mode(self) -> None:
        """Full screen; closing asks for a staff code."""
        self._leaving.is_kiosk = True
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.showFullScreen()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.commands.retranslate()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._leaving.may_close():
            event.accept()
            self.closed.emit()
        else:
            event.ignore()

    def _whole(self) -> QWidget:
        """The status line stays whatever fills the window, but for the sign-in screen."""
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.pages, 1)
        column.addWidget(self.notices)
        column.addLayout(self.strips)
        column.addWidget(self.status_line)
        self.status_line.hide()
        return whole

    def _desk(self) -> QWidget:
        desk = QWidget()
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self._work, 1)
        row = QHBoxLayout(desk)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        return desk

    def _connect(self) -> None:
        self._sign_in_screen.signed_in.connect(self.signed_in)  # first: what is built and offered then is there at once
        self._sign_in_screen.signed_in.connect(self.show_staff)
        self._leaving.granted.connect(self.close)
        self.rail.area_chosen.connect(self.show_area)
        self.rail.help_wanted.connect(self._help.show_help)
        self.top_bar.lock_wanted.connect(self.lock_wanted)
        self.status_line.not_synced_wanted.connect(self.not_synced_wanted)

    def _add_commands(self) -> None:
        add = self.commands.add
        add("find", N_("Search"), self.search.start, shortcuts=["Ctrl+K", "F3"], icon_name="search")
        add("sync", N_("Sync now"), self.sync_wanted, shortcuts=["F5"], icon_name="refresh")
        lock = add("lock", N_("Lock"), self.lock_wanted, shortcuts=["F12"], icon_name="lock")
        switch = add("switch_user", N_("Switch user"), self.switch_wanted, icon_name="switch-user")
        settings = add("settings", N_("Settings…"), self.settings_wanted, icon_name="settings")
        helping = add("help", N_("Help"), self._help.show_help, shortcuts=["F1"], icon_name="help")
        keys = add(
            "shortcuts", N_("Keyboard shortcuts"), self._help.show_shortcuts, shortcuts=["?"], icon_name="keyboard"
        )
        about = add("about", N_("About Inpass"), self._help.show_about, icon_name="info")
        for command in (switch, lock, settings):
            self._menu.add_command(command)
        for command in (helping, keys, about):
            self._menu.add_command(command, help_part=True)
