"""Sign-in by login and PIN: argon2, and a delay that grows with each failure and survives a restart."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from db.rows import insert
from db.tables import SignInFailure, Staff
from kiosk.problems import Problem
from kiosk.staff.rights import Role, StaffMember

if TYPE_CHECKING:
    from argon2 import PasswordHasher

    from kiosk.store import Store

FREE_FAILURES = 2  # a slip of the finger costs nothing
LONGEST_DELAY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class StaffChoice:
    login: str
    name: str


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)  # some 50 ms; the default takes 450


def hash_pin(pin: str) -> str:
    return _hasher().hash(pin)


def delay_after(failures: int) -> timedelta:
    """2, 4, 8 … seconds from the third failure in a row, at most five minutes."""
    if failures <= FREE_FAILURES:
        return timedelta()
    doublings = min(failures - FREE_FAILURES, 10)  # far beyond the longest delay; more would overflow
    return min(timedelta(seconds=2**doublings), LONGEST_DELAY)


class SignIn:
    """Blocks some 50 ms per attempt: run `attempt` on the database lane."""

    def __init__(self, store: "Store") -> None:
        self._store = store

    def choices(self) -> list[StaffChoice]:
        """Active staff by name."""
        with self._store.reading():
            rows = Staff.select().where(Staff.is_active == 1).order_by(Staff.name)
            return [StaffChoice(row.login, row.name) for row in rows]

    def attempt(self, login: str, pin: str) -> StaffMember | Problem:
        """Problems: `pin_wrong` and `pin_wait` with {seconds} until the next attempt is taken."""
        now = self._store.clock.now()
        with self._store.own_writing():
            staff = Staff.get_or_none(Staff.login == login)
            wait = self._wait(login, now)
            if wait > timedelta():
                return _problem("pin_wait", wait)
            if staff is None or not staff.is_active or not _matches(staff.pin_hash, pin):
                return _problem("pin_wrong", self._failed(login, now))
            SignInFailure.delete().where(SignInFailure.login == login).execute()
            return StaffMember(staff.id, staff.login, staff.name, Role(staff.role))

    def _wait(self, login: str, now: datetime) -> timedelta:
        failure = SignInFailure.find(login)
        if failure is None:
            return timedelta()
        if failure.last_at > now:  # the clock was put back: the delay begins anew, it doesn't last for years
            SignInFailure.update(last_at=now).where(SignInFailure.login == login).execute()
        return min(failure.last_at, now) + delay_after(failure.failures) - now

    def _failed(self, login: str, now: datetime) -> timedelta:
        failure = SignInFailure.find(login)
        failures = 1 if failure is None else failure.failures + 1
        SignInFailure.delete().where(SignInFailure.login == login).execute()
        insert(SignInFailure, {"login": login, "failures": failures, "last_at": now})
        return delay_after(failures)


def has_staff(store: "Store") -> bool:
    """False at a desk that has no gym yet."""
    with store.reading():
        return bool(Staff.select().where(Staff.is_active == 1).exists())


def _matches(pin_hash: str, pin: str) -> bool:
    from argon2.exceptions import VerificationError

    try:
        return _hasher().verify(pin_hash, pin)
    except VerificationError:
        return False


def _problem(code: str, wait: timedelta) -> Problem:
    return Problem(code, "pin", values={"seconds": int(wait.total_seconds() + 0.999)})
