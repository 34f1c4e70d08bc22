"""The desk asks to be let in at central: a code to show, and its place once the back office has approved the code."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from db.tables import ThisDevice
from kiosk.store import Place, Store
from kiosk.sync.device_key import make_key, public_key
from kiosk.sync.faults import Declined
from kiosk.sync.line import Identity, Line
from kiosk.sync.wire import DeviceAuthorization, DeviceCode, Token, TokenRequest


@dataclass(frozen=True, slots=True)
class ShownCode:
    """What the desk shows while it waits, and what it asks with every `interval` seconds until `expires_at`."""

    url: str
    name: str
    user_code: str
    device_code: str
    private_key: bytes
    interval: int
    expires_at: datetime


def ask_to_be_let_in(store: Store, url: str, name: str) -> ShownCode:
    """On the network lane. Raises CentralUnreachable, and CentralRefused for an unsafe address."""
    url = url.strip().rstrip("/")
    private_key = make_key()
    line = Line(url, Identity("", private_key), store.clock)
    try:
        asked = DeviceAuthorization(name=name, public_key=public_key(private_key))
        code = line.ask("POST", "/v1/device_authorization", DeviceCode, asked, signed=False)
    finally:
        line.close()
    ends = store.clock.now() + timedelta(seconds=code.expires_in)
    return ShownCode(url, name, code.user_code, code.device_code, private_key, code.interval, ends)


def is_let_in(store: Store, shown: ShownCode) -> Place | None:
    """This desk's place, None while the back office hasn't approved yet.

    Raises CentralRefused when the code has expired.
    """
    line = Line(shown.url, Identity("", shown.private_key), store.clock)
    try:
        token = line.token(
            lambda nonce, mark: TokenRequest(device_code=shown.device_code, nonce=nonce, signature=mark),
            shown.device_code,
        )
    except Declined as declined:
        if declined.type == "authorization-pending":
            return None
        raise
    finally:
        line.close()
    _become(store, shown, token)
    return store.place()


def _become(store: Store, shown: ShownCode, token: Token) -> None:
    """Under a new identity this desk's whole log is sent again: central knows by its id what came before."""
    with store.own_writing():
        before = ThisDevice.get()
        changes: dict[str, object] = {}
        if before.device_id and before.device_id != token.device_id:
            changes = {"epoch": "", "acked_seq": 0, "durable_seq": 0}
        ThisDevice.update(
            device_id=token.device_id,
            name=shown.name,
            facility_id=token.facility_id,
            till_id=token.till_id,
            central_url=shown.url,
            private_key=shown.private_key,
            **changes,
        ).execute()


def enrol(store: Store, url: str, name: str, approve: Callable[[str], object]) -> Place:
    """All at once, where the back office is at hand: the demo, the tour and tests. `approve` gets the code shown."""
    shown = ask_to_be_let_in(store, url, name)
    approve(shown.user_code)
    place = is_let_in(store, shown)
    if place is None:
        raise RuntimeError("the code was approved, and still is not")
    return place


def central_moved(store: Store, url: str) -> None:
    """The same central at another address: the demo's takes a free port each time."""
    with store.own_writing():
        ThisDevice.update(central_url=url).execute()
