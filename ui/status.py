"""Gathers what the status line shows: network and queue from sync, devices from the watch, the till from the file."""

from dataclasses import replace

from PySide6.QtCore import QObject

from kiosk.desk_status import DeviceFacts, DeviceState, StatusFacts
from kiosk.store import Store
from kiosk.texts import N_
from kiosk.till.this_till import till_name
from ui.application import Application
from ui.devices.device_watch import Devices, DeviceWatch
from ui.devices.wedge_filter import WedgeFilter
from ui.status_line import StatusLine
from ui.sync.sync_driver import SyncDriver, SyncState


class Status(QObject):
    """Lives as long as the window."""

    def __init__(
        self,
        line: StatusLine,
        sync: SyncDriver,
        store: Store,
        reader: WedgeFilter,
        application: Application,
        camera: str | None,
    ) -> None:
        super().__init__(line)
        self._line = line
        till = till_name(store)
        no_till = DeviceFacts(DeviceState.ABSENT, remedy=N_("Connect the desk to central, which gives it a till."))
        self._facts = StatusFacts(
            reader=DeviceFacts(DeviceState.UNKNOWN, remedy=N_("Hold a card to the reader.")),
            till=DeviceFacts(DeviceState.READY, till) if till else no_till,
        )
        self._watch = DeviceWatch(application.tasks, application.settings, camera, self)
        self._watch.looked.connect(self._looked)
        sync.state_changed.connect(self._synced)
        reader.card_presented.connect(self._card_read)
        self._synced(sync.state)

    def start(self) -> None:
        self._watch.start()

    def _synced(self, state: SyncState) -> None:
        waiting = state.waiting
        self._show(
            network=state.network,
            waiting=waiting.count,
            oldest_age=waiting.oldest_age,
            last_sync=waiting.last_synced,
        )

    def _looked(self, devices: Devices) -> None:
        self._show(camera=devices.camera, printer=devices.printer)

    def _card_read(self, _number: str) -> None:
        if self._facts.reader.state is not DeviceState.READY:
            self._show(reader=DeviceFacts(DeviceState.READY))

    def _show(self, **changes: object) -> None:
        self._facts = replace(self._facts, **changes)  # type: ignore[arg-type]
        self._line.show_facts(self._facts)
