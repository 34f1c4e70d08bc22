"""The cameras to choose among, with the one in use even when the system doesn't list it."""

from pathlib import Path

from kiosk.devices.camera import Camera, list_cameras
from kiosk.texts import _


def cameras_with(address: str) -> tuple[Camera, ...]:
    """`address` may be a file, a loopback address, or a camera that isn't plugged in; "" for none."""
    found = list_cameras()
    if not address or any(camera.id == address for camera in found):
        return found
    return (*found, Camera(address, _name(address)))


def first_camera() -> str:
    """The one to begin with when nothing is set; number 0 shows itself when it is plugged in."""
    found = list_cameras()
    return found[0].id if found else "0"


def _name(address: str) -> str:
    if address.isdecimal():
        return _("Camera {number}", number=int(address) + 1)
    if "://" in address:
        return _("Camera at {address}", address=address)
    return _("Video {name}", name=Path(address).name)
