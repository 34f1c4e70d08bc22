"""Sign-in by PIN: right, wrong, the growing delay, and a clock that is put back."""

from datetime import timedelta

import pytest

from db.tables import Staff
from kiosk.clock import FixedClock
from kiosk.problems import Problem
from kiosk.staff.rights import Right, StaffMember
from kiosk.staff.sign_in import LONGEST_DELAY, SignIn, delay_after, hash_pin
from kiosk.store import Store

PIN, WRONG = "4711", "0000"


@pytest.fixture
def door(gym: Store) -> SignIn:
    with gym.own_writing():
        Staff.update(pin_hash=hash_pin(PIN)).where(Staff.login == "anna").execute()
    return SignIn(gym)


def seconds(answer: StaffMember | Problem, code: str) -> int:
    assert isinstance(answer, Problem)
    assert answer.code == code
    return int(str(answer.values["seconds"]))


def test_the_right_pin_lets_in_with_the_rights_of_the_role(door: SignIn) -> None:
    who = door.attempt("anna", PIN)
    assert isinstance(who, StaffMember)
    assert who.may(Right.SELL)
    assert not who.may(Right.PROTECTED_IDENTITY)


def test_somebody_unknown_or_gone_is_as_wrong_as_a_pin(door: SignIn, gym: Store) -> None:
    assert seconds(door.attempt("nobody", PIN), "pin_wrong") == 0
    with gym.own_writing():
        Staff.update(is_active=False).where(Staff.login == "anna").execute()
    assert seconds(door.attempt("anna", PIN), "pin_wrong") == 0
    assert "anna" not in {choice.login for choice in door.choices()}


def test_the_delay_grows_and_even_the_right_pin_waits(door: SignIn, clock: FixedClock) -> None:
    assert [seconds(door.attempt("anna", WRONG), "pin_wrong") for _time in range(3)] == [0, 0, 2]
    assert seconds(door.attempt("anna", PIN), "pin_wait") == 2
    clock.moment += timedelta(seconds=2)
    assert seconds(door.attempt("anna", WRONG), "pin_wrong") == 4
    clock.moment += timedelta(seconds=4)
    assert isinstance(door.attempt("anna", PIN), StaffMember)
    assert seconds(door.attempt("anna", WRONG), "pin_wrong") == 0


def test_the_delay_has_an_end() -> None:
    assert delay_after(1000) == LONGEST_DELAY


@pytest.mark.parametrize(("failures", "wait"), [(1, 0), (3, 2)])
def test_a_clock_put_back_shuts_nobody_out_for_years(door: SignIn, clock: FixedClock, failures: int, wait: int) -> None:
    clock.moment += timedelta(days=3650)
    for _time in range(failures):
        door.attempt("anna", WRONG)
    clock.moment -= timedelta(days=3650)
    if wait:
        assert seconds(door.attempt("anna", PIN), "pin_wait") == wait
    clock.moment += timedelta(seconds=wait)
    assert isinstance(door.attempt("anna", PIN), StaffMember)
