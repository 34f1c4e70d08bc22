"""The desk's wiring: window, areas, wizard, reader, sync, lock and paper, each given what it needs."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QStackedWidget

from kiosk import __version__
from kiosk.access.card_settings import card_format
from kiosk.demo.catalogue import DEMO_STAFF
from kiosk.desk_status import DeviceFacts, DeviceState, StatusFacts
from kiosk.opening import DataFolder
from kiosk.options import Options
from kiosk.people.search import person_with_card
from kiosk.routine import Outcome
from kiosk.settings.gym import LOCK_MINUTES, gym_setting
from kiosk.settings.machine import CAMERA
from kiosk.staff.rights import StaffMember
from kiosk.staff.sign_in import SignIn
from kiosk.store import Store
from kiosk.texts import N_, _
from ui.application import Application
from ui.devices.wedge_filter import WedgeFilter
from ui.documents.paperwork import Paperwork
from ui.lock_screen import IdleLock
from ui.main_window import MainWindow
from ui.people.person_area import PersonArea
from ui.people.register_customer import DeskDoors, open_register_wizard
from ui.sign_in import DemoAccount
from ui.sync.sync_driver import SyncDriver
from ui.wizard.routine_wizard import RoutineWizard

DEVICE_LOOK_MS = 5_000


class Desk(QObject):
    """One desk in one window. Lives on Qt's thread; `close` before the application's."""

    def __init__(self, application: Application, folder: DataFolder, store: Store, options: Options) -> None:
        super().__init__()
        self.store, self.options = store, options
        self.staff: StaffMember | None = None
        self.wizard: RoutineWizard | None = None
        self._application, self._tasks = application, application.tasks
        self._sign_in = SignIn(store)
        place = store.place()
