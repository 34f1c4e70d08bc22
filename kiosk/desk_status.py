"""How the desk stands towards the world around it: what the status line shows. Facts only, no asking."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Network(StrEnum):
    ONLINE = "online"  # the last exchange went well
    SYNCING = "syncing"  # an exchange is under way
    OFFLINE = "offline"  # central can't be reached; the desk works on
    NOT_ENROLLED = "not_enrolled"  # this desk belongs to no central yet
    TOO_OLD = "too_old"  # central takes what is done here and gives nothing: the program must be updated
    TROUBLE = "trouble"  # central answers, but something must be settled by hand


class DeviceState(StrEnum):
    READY = "ready"
    STARTING = "starting"
    ABSENT = "absent"  # not set up or not plugged in; nobody expects it
    TROUBLE = "trouble"  # expected, but not working
    UNKNOWN = "unknown"  # not looked at yet


@dataclass(frozen=True, slots=True)
class DeviceFacts:
    """`name` is the device's own name as it stands on it; `remedy` a source text (N_): what to do when it fails."""

    state: DeviceState = DeviceState.UNKNOWN
    name: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class StatusFacts:
    """`oldest_age` is how long the oldest unsent operation has waited; None when nothing waits."""

    network: Network = Network.NOT_ENROLLED
    waiting: int = 0
    oldest_age: timedelta | None = None
    last_sync: datetime | None = None
    camera: DeviceFacts = DeviceFacts()
    reader: DeviceFacts = DeviceFacts()
    printer: DeviceFacts = DeviceFacts()
    till: DeviceFacts = DeviceFacts()
