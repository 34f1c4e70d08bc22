"""Looks now and then at which devices the desk has, off Qt's thread, for the status line."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.desk_status import DeviceFacts, DeviceState
from kiosk.errors import InpassError
from kiosk.settings.machine import CAMERA, RECEIPT_PRINTER, MachineSettings
from kiosk.texts import N_
from ui.tasks import Lane, TaskRunner

LOOK_MS = 60_000


@dataclass(frozen=True, slots=True)
class Devices:
    camera: DeviceFacts
    printer: DeviceFacts


class DeviceWatch(QObject):
    """Signals: looked(Devices), on Qt's thread."""

    looked = Signal(object)

    def __init__(self, tasks: TaskRunner, settings: MachineSettings, camera: str | None, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._settings, self._camera = tasks, settings, camera
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        self._timer.start()
        self.look()

    def look(self) -> None:
        camera = self._camera or self._settings.get(CAMERA)
        job = partial(_devices, camera, self._settings.get(RECEIPT_PRINTER))
        self._tasks.submit(Lane.PRINTER, job, self._looked)

    def _looked(self, devices: Devices) -> None:
        self.looked.emit(devices)


def _devices(camera: str, receipt_printer: str) -> Devices:
    return Devices(_camera(camera), _printer(receipt_printer))


def _camera(address: str) -> DeviceFacts:
    if not address.isdigit():
        return DeviceFacts(DeviceState.READY, address.rsplit("/", 1)[-1])
    from kiosk.devices.camera import list_cameras

    found = {camera.id: camera.name for camera in list_cameras()}
    if address in found:
        return DeviceFacts(DeviceState.READY, found[address])
    return DeviceFacts(DeviceState.ABSENT, remedy=N_("Connect a camera, or take the photo from a file."))


def _printer(receipt_printer: str) -> DeviceFacts:
    from kiosk.devices.printers import known_printers

    try:
        printers = known_printers([receipt_printer])
    except InpassError as error:
        return DeviceFacts(DeviceState.TROUBLE, remedy=error.remedy)
    if not printers:
        return DeviceFacts(DeviceState.ABSENT, remedy=N_("Install a printer, or save documents as files."))
    chosen = next((printer for printer in printers if printer.setting == receipt_printer), printers[0])
    return DeviceFacts(DeviceState.READY, chosen.name)
