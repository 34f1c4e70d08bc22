"""Letting a desk in: it shows a code, the back office approves it, and the desk proves its key (RFC 8628)."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import peewee

from central.acting import Acting
from central.database import judging
from central.problems import Declined
from central.streams import number
from central.tokens import TOKEN_SECONDS, Signer, is_proof
from db.rows import insert
from db.tables import Device, Enrolment, Facility, Till
from kiosk.errors import InpassError
from kiosk.ids import new_id
from kiosk.operations.book import Book
from kiosk.sync.wire import DeviceAuthorization, DeviceCode, Token, TokenRequest
from kiosk.texts import _

CODE_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"  # RFC 8628: no vowels, no words
CODE_LENGTH = 8
CODE_LIFE = timedelta(minutes=15)
INTERVAL = 5  # seconds between a desk's questions
MOST_WAITING = 50
APPROVED, REVOKED = "device_approved", "device_revoked"  # in the journal


@dataclass(frozen=True, slots=True)
class WaitingDesk:
    """A desk that asks to be let in."""

    user_code: str
    name: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class ApprovedDesk:
    device_id: str
    name: str
    facility: str
    till: str


def ask(request: DeviceAuthorization, now: datetime) -> DeviceCode:
    """Inside `judging`."""
    Enrolment.delete().where(Enrolment.expires_at < now).execute()
    if Enrolment.select().where(Enrolment.device_id == "").count() >= MOST_WAITING:
        raise Declined("too-many")
    letters = "".join(secrets.choice(CODE_LETTERS) for _letter in range(CODE_LENGTH))
    code = DeviceCode(
        device_code=secrets.token_urlsafe(32),
        user_code=f"{letters[:4]}-{letters[4:]}",
        expires_in=int(CODE_LIFE.total_seconds()),
        interval=INTERVAL,
    )
    values = {"device_code": code.device_code, "user_code": code.user_code, "name": request.name}
    times = {"asked_at": now, "expires_at": now + CODE_LIFE}
    insert(Enrolment, {**values, **times, "public_key": request.public_key, "device_id": ""})
    return code


def give_token(signer: Signer, request: TokenRequest, now: datetime) -> Token:
    """Inside `judging`. Raises Declined with a fresh nonce until the device has signed one."""
    made_ms = signer.nonce_ms(request.nonce, now)
    if made_ms is None:
        raise Declined("use-nonce", nonce=signer.nonce(now))
    device = _enrolled(request, now) if request.device_code else _known(request)
    # a proof beyond the latest nonce was made before central's clock was set back: it stands in nobody's way
    if made_ms <= device.proved_ms <= signer.latest_nonce_ms(now):
        raise Declined("use-nonce", nonce=signer.nonce(now))
    Device.update(proved_ms=made_ms, seen_at=now).where(Device.id == device.id).execute()
    return Token(
        access_token=signer.token(device.id, now),
        expires_in=TOKEN_SECONDS,
        device_id=device.id,
        facility_id=device.facility_id,
        till_id=device.till_id,
    )


def _enrolled(request: TokenRequest, now: datetime) -> Device:
    asked = Enrolment.find(request.device_code)
    if asked is None or asked.expires_at < now:
        raise Declined("code-expired")
    _check_proof(request, bytes(asked.public_key), request.device_code)
    if not asked.device_id:
        raise Declined("authorization-pending")
    return _let_in(asked.device_id)


def _known(request: TokenRequest) -> Device:
    device = Device.find(request.device_id)
    if device is None:
        raise Declined("unauthenticated")
    _check_proof(request, bytes(device.public_key), request.device_id)
    return _let_in(request.device_id)


def _check_proof(request: TokenRequest, public_key: bytes, subject: str) -> None:
    if not is_proof(public_key, request.signature, request.nonce, subject):
        raise Declined("unauthenticated", "The signature is not the device's.")


def _let_in(device_id: str) -> Device:
    device = Device.find(device_id)
    if device is None or device.is_revoked:
        raise Declined("device-revoked")
    return device


def waiting_desks(database: peewee.Database, now: datetime) -> list[WaitingDesk]:
    with judging(database):
        asked = Enrolment.select().where((Enrolment.device_id == "") & (Enrolment.expires_at >= now))
        return [WaitingDesk(row.user_code, row.name, row.asked_at) for row in asked.order_by(Enrolment.asked_at)]


def approve(
    database: peewee.Database, user_code: str, facility: str, now: datetime, *, is_confined: bool = False
) -> ApprovedDesk:
    """Lets the desk in at a facility (its code or id; "" where there is one only), with a till of its own. Journalled.

    Raises InpassError in words.
    """
    with judging(database):
        asked = Enrolment.get_or_none(Enrolment.user_code == _as_shown(user_code))
        if asked is None or asked.device_id or asked.expires_at < now:
            message = _("No desk waits with the code {code}.", code=user_code)
            raise InpassError(message, _("Look at the code on the desk; it is valid for 15 minutes."))
        place = _facility(facility)
        till = _free_till(place)
        device_id = new_id()
        insert(
            Device,
            {
                "id": device_id,
                "name": asked.name,
                "facility_id": place.id,
                "till_id": till.id,
                "public_key": bytes(asked.public_key),
                "is_confined": is_confined,
                "is_revoked": False,
                "enrolled_at": now,
                "proved_ms": 0,
                "seen_at": None,
                "waiting": 0,
            },
        )
        Enrolment.update(device_id=device_id).where(Enrolment.device_code == asked.device_code).execute()
        acting = Acting(place.id)
        acting.journal(APPROVED, device_id, {"till": till.id, "is_confined": is_confined}, now)
        acting.number()
        return ApprovedDesk(device_id, asked.name, place.name, till.name)


def _as_shown(user_code: str) -> str:
    letters = "".join(letter for letter in user_code.upper() if letter.isalpha())
    return f"{letters[:4]}-{letters[4:]}"


def _facility(named: str) -> Facility:
    found = list(Facility.select().order_by(Facility.code))
    chosen = [facility for facility in found if named in (facility.code, facility.id)] if named else found
    if len(chosen) != 1:
        codes = ", ".join(facility.code for facility in found) or "–"
        raise InpassError(_("Which facility?"), _("Name it with --facility; there are: {codes}.", codes=codes))
    return chosen[0]


def _free_till(place: Facility) -> Till:
    """The facility's first till that no desk has, else a new one."""
    taken = {device.till_id for device in Device.select(Device.till_id)}
    tills = list(Till.select().where(Till.facility_id == place.id).order_by(Till.name))
    free: list[Till] = [till for till in tills if till.id not in taken]
    if free:
        return free[0]
    names = {till.name for till in tills}
    name = next(
        name for place_number in range(1, len(tills) + 2) if (name := f"{place.code}-{place_number}") not in names
    )
    book = Book()
    till_id = new_id()
    book.insert(Till, id=till_id, facility_id=place.id, name=name)
    number(dict.fromkeys(book.touched, ""))
    return Till.find(till_id)


def revoke(database: peewee.Database, device_id: str, now: datetime) -> None:
    """From now on the device gets neither token nor answer; what it has sent stands. Journalled, once."""
    with judging(database):
        device = Device.find(device_id)
        if device.is_revoked:
            return
        Device.update(is_revoked=True).where(Device.id == device_id).execute()
        acting = Acting(device.facility_id)
        acting.journal(REVOKED, device_id, {}, now)
        acting.number()
