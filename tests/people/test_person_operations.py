"""What registering finds: the same person by number or likeness, and a member number that somebody else has."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from db.tables import Person
from kiosk.ids import new_id
from kiosk.operations import Verdict, kind_of
from kiosk.operations.book import Book
from kiosk.operations.people import PersonRegistered
from kiosk.people.member_number import make_member_number
from kiosk.store import Store


@dataclass(frozen=True)
class Someone:
    """One registration; the defaults are the same person without a number."""

    personal_number: str | None = None
    birth_date: date = date(1991, 5, 17)
    given_name: str = "Aino"
    family_name: str = "Virtanen"
    email: str = "aino@example.fi"
    mobile: str = "+358401234567"
    serial: int = 1
    known_twins: tuple[str, ...] = ()


def register(store: Store, someone: Someone) -> tuple[str, Verdict]:
    body = PersonRegistered(
        person_id=new_id(),
        facility_id="f",
        member_number=make_member_number(someone.serial),
        personal_number=someone.personal_number,
        birth_date=someone.birth_date,
        given_name=someone.given_name,
        family_name=someone.family_name,
        email=someone.email,
        mobile=someone.mobile,
        **dict.fromkeys(("home_phone", "work_phone", "street", "postcode", "city"), ""),
        country="SE",
        customer_type="ordinary",
        protected_identity=False,
        to_verify=False,
        document_kind="",
        document_country="",
        no_photo_reason="",
        registered_at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
        checks=[],
        guardian=None,
        known_twins=list(someone.known_twins),
    )
    with store.own_writing():
        return body.person_id, kind_of(body).perform(Book(), body)


def codes(verdict: Verdict) -> list[tuple[str, object]]:
    return [(finding.code, finding.values["other_id"]) for finding in verdict.findings]


@pytest.mark.parametrize(
    "second",
    [
        Someone(serial=2),
        Someone(serial=2, given_name="AINO", email="AINO@example.fi", mobile=""),
        Someone(serial=2, email="", personal_number="199105172399"),
    ],
)
def test_a_likely_twin_is_found(store: Store, second: Someone) -> None:
    first, verdict = register(store, Someone())
    assert verdict.findings == ()
    twin, verdict = register(store, second)
    assert codes(verdict) == [("same_person_maybe", first)]
    assert verdict.findings[0].person_id == twin


@pytest.mark.parametrize(
    "second",
    [
        Someone(serial=2, email="", mobile=""),
        Someone(serial=2, birth_date=date(1991, 5, 18)),
        Someone(serial=2, family_name="Virta"),
        Someone(serial=2, email="x@example.fi", mobile="+46701740605"),
    ],
)
def test_someone_else_is_not(store: Store, second: Someone) -> None:
    register(store, Someone())
    assert register(store, second)[1].findings == ()


@pytest.mark.parametrize(("said", "is_asked"), [("first", False), ("alias", False), ("", True)])
def test_whom_staff_have_said_to_be_another_is_not_asked_about_again(store: Store, said: str, is_asked: bool) -> None:
    """Nor who that turned out to be: one registered twice was one person when it was asked."""
    first, _verdict = register(store, Someone(personal_number="199105172399"))
    alias, _verdict = register(store, Someone(personal_number="199105172399", serial=2))
    others = {"first": (first,), "alias": (alias,)}.get(said, ("nobody here",))
    verdict = register(store, Someone(serial=3, known_twins=others))[1]
    assert codes(verdict) == ([("same_person_maybe", first)] if is_asked else [])


def test_two_numbers_are_two_people(store: Store) -> None:
    register(store, Someone(personal_number="199105172399"))
    assert register(store, Someone(serial=2, personal_number="199105172381"))[1].findings == ()


def test_the_same_number_is_the_same_person_unless_the_birth_date_contradicts(store: Store) -> None:
    first, _verdict = register(store, Someone(personal_number="199105172399"))
    second, verdict = register(store, Someone(personal_number="199105172399", given_name="Aina", serial=2))
    other, contradicted = register(
        store, Someone(personal_number="199105172399", birth_date=date(1991, 5, 18), serial=3)
    )
    assert codes(verdict) == [("same_person_merged", second)]
    assert verdict.findings[0].person_id == first
    assert contradicted.findings == ()
    with store.reading():
        assert [Person.find(one).alias_of for one in (first, second, other)] == [None, first, None]


def test_a_member_number_that_somebody_has_is_found(store: Store) -> None:
    first, _verdict = register(store, Someone())
    _other, verdict = register(store, Someone(given_name="Maja"))
    assert codes(verdict) == [("member_number_twice", first)]
