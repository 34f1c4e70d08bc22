"""What the desk lends the cards of persons and organisations."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


def _no_camera() -> str | None:
    return None


def _nobody_listens(_camera: str) -> None:
    pass


def _online() -> bool:
    return True


@dataclass(frozen=True)
class CardDoors:
    """`camera`: the one to start, None for the first; `camera_chosen` is told the user's choice. `organisation_works`:
    by name what begins an offer of an organisation's menu (kiosk/organisations/organisation_menu.py) that is not done
    on its card; each is given the organisation's id."""

    camera: Callable[[], str | None] = _no_camera
    camera_chosen: Callable[[str], object] = _nobody_listens
    is_online: Callable[[], bool] = _online
    organisation_works: Mapping[str, Callable[[str], object]] = field(default_factory=dict)
