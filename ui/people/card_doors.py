"""What the desk lends the person card."""

from collections.abc import Callable
from dataclasses import dataclass


def _no_camera() -> str | None:
    return None


def _nobody_listens(_camera: str) -> None:
    pass


def _online() -> bool:
    return True


@dataclass(frozen=True)
class CardDoors:
    """`camera`: the one to start, None for the first; `camera_chosen` is told the user's choice."""

    camera: Callable[[], str | None] = _no_camera
    camera_chosen: Callable[[str], object] = _nobody_listens
    is_online: Callable[[], bool] = _online
