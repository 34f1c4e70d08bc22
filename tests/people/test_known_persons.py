"""Who is known already: by number, by likeness, as a payer, and by card."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from db.tables import Card, Person
from kiosk.access.known_cards import checked as checked_card
from kiosk.clock import FixedClock
from kiosk.desk_facts import read_facts
from kiosk.direct_debit.drafts import Holder, MandateDraft
from kiosk.direct_debit.payers import with_payer
from kiosk.ids import new_id
from kiosk.operations.access import CardBlocked
from kiosk.people import recipients, registration
from kiosk.people.drafts import IdentificationDraft, KnownPerson, PersonalDetailsDraft
from kiosk.people.known_persons import checked
from kiosk.people.register_private_customer import ROUTINE, Draft
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from tests.registration import ADULT, AINO, ASA, FOREIGN, ORDINARY, foreign, ordinary_prepaid, paid_by_card, protected


def registered(store: Store, staff: StaffMember, draft: Draft) -> str:
    facts = read_facts(store)
    outcome = registration.finish(ROUTINE, store, staff, paid_by_card(draft, facts, new_id()), facts)
    assert outcome.is_done
    return outcome.person_id


def known_by_number(store: Store, number: str) -> KnownPerson | None:
    """As the page asks when a number is typed."""
    return checked(store, PersonalDetailsDraft(personal_number=number), ORDINARY).same_number


def likely_twins(
    store: Store, details: PersonalDetailsDraft, identification: IdentificationDraft
) -> tuple[KnownPerson, ...]:
    return checked(store, details, identification).twins


def test_by_number(gym: Store, staff: StaffMember) -> None:
    assert known_by_number(gym, "199001010017") is None
    person_id = registered(gym, staff, ordinary_prepaid())
    known = known_by_number(gym, "199001010017")
    assert known is not None
    assert (known.person_id, known.name, known.birth_date) == (person_id, "Åsa Öberg", date(1990, 1, 1))


def test_a_protected_person_is_known_without_name(gym: Store, staff: StaffMember) -> None:
    registered(gym, staff, protected())
    known = known_by_number(gym, "199001010017")
    assert known is not None
    assert known.name == ""


def test_an_alias_is_known_as_the_first(gym: Store, staff: StaffMember) -> None:
    first = registered(gym, staff, ordinary_prepaid())
    second = registered(gym, staff, replace(foreign(), access=replace(foreign().access, card_number="1000 0999")))
    with gym.own_writing():
        Person.update(personal_number="199001010017", alias_of=first).where(Person.id == second).execute()
    known = known_by_number(gym, "199001010017")
    assert known is not None
    assert known.person_id == first


@pytest.mark.parametrize(
    ("changes", "shares"),
    [
        ({}, ("name", "email", "mobile", "street")),
        (
            {"given_name": "aino", "email": "AINO@example.fi", "mobile": "070-174 06 90", "street": ""},
            ("name", "email"),
        ),
        ({"email": "other@example.fi", "mobile": "070-174 06 90"}, ("name", "street")),
        ({"email": "", "mobile": "", "street": ""}, ("name",)),
        ({"given_name": "Aina"}, ("email", "mobile", "street")),
        ({"given_name": "Aina", "email": "", "mobile": "", "street": "götgatan  12 b"}, ("street",)),
        ({"given_name": "Aina", "email": "", "mobile": "", "street": "Götgatan 1"}, ()),
        ({"given_name": "", "family_name": "", "email": "", "mobile": "", "street": ""}, ()),
        ({"birth_date": date(1991, 5, 18)}, ()),
        ({"birth_date": None}, ()),
    ],
)
def test_who_was_born_the_same_day_and_shares_anything_is_asked_about(
    gym: Store, staff: StaffMember, changes: dict[str, Any], shares: tuple[str, ...]
) -> None:
    """By a registration and a transfer alike: one search."""
    person_id = registered(gym, staff, foreign())
    entered = replace(AINO, **changes)
    found = likely_twins(gym, entered, FOREIGN)
    assert [(twin.person_id, twin.shares) for twin in found] == ([(person_id, shares)] if shares else [])
    assert recipients.checked(gym, entered, FOREIGN).twins == found


def test_who_shares_most_stands_first(gym: Store, staff: StaffMember) -> None:
    first = registered(gym, staff, foreign())
    moved = replace(foreign(), access=replace(foreign().access, card_number="1000 0999"))
    moved = replace(moved, details=replace(moved.details, given_name="Aina", street="Götgatan 99", not_a_twin=True))
    moved = replace(moved, details=checked(gym, moved.details, FOREIGN))
    second = registered(gym, staff, replace(moved, details=replace(moved.details, not_a_twin=True)))
    found = likely_twins(gym, replace(AINO, given_name="Aina"), FOREIGN)
    assert [(twin.person_id, twin.shares) for twin in found] == [
        (first, ("email", "mobile", "street")),
        (second, ("name", "email", "mobile")),
    ]
    found = likely_twins(gym, replace(AINO, given_name="Aina", street="Götgatan 99"), FOREIGN)
    assert [twin.person_id for twin in found] == [second, first]


def test_a_protected_address_confirms_nothing(gym: Store, staff: StaffMember) -> None:
    person_id = registered(gym, staff, foreign())
    with gym.own_writing():
        Person.update(protected_identity=True).where(Person.id == person_id).execute()
    only_address = replace(AINO, given_name="Aina", email="", mobile="")
    assert likely_twins(gym, only_address, FOREIGN) == ()
    (twin,) = likely_twins(gym, AINO, FOREIGN)
    assert (twin.name, twin.shares) == ("", ("name", "email", "mobile"))


def test_two_different_numbers_are_two_people(gym: Store, staff: StaffMember) -> None:
    registered(gym, staff, ordinary_prepaid())
    sibling = replace(ASA, personal_number="19900101-9802")
    assert likely_twins(gym, sibling, ORDINARY) == ()


def test_the_draft_learns_what_the_file_says_and_forgets_it(gym: Store, staff: StaffMember) -> None:
    person_id = registered(gym, staff, ordinary_prepaid())
    known = checked(gym, replace(ASA, twins=(), same_number=None), ORDINARY)
    assert known.same_number is not None
    assert known.same_number.person_id == person_id
    other = checked(gym, replace(known, personal_number="19850709-9805"), ORDINARY)
    assert (other.same_number, other.twins) == (None, ())


def test_a_confirmed_twin_stays_confirmed_until_another_appears(gym: Store, staff: StaffMember) -> None:
    registered(gym, staff, foreign())
    asked = checked(gym, AINO, FOREIGN)
    confirmed = replace(asked, not_a_twin=True)
    assert checked(gym, confirmed, FOREIGN).not_a_twin
    assert not checked(gym, replace(confirmed, twins=()), FOREIGN).not_a_twin


def test_a_payer_by_number(gym: Store, staff: StaffMember) -> None:
    payer_id = registered(gym, staff, ordinary_prepaid())
    draft = MandateDraft(Holder.OTHER_PAYER, holder_personal_number=ADULT)
    found = with_payer(gym, draft)
    assert (found.payer_id, found.holder_name) == (payer_id, "Åsa Öberg")
    for typed in ("", "900101-001", "19850709-9805"):
        unknown = with_payer(gym, replace(found, holder_personal_number=typed))
        assert (unknown.payer_id, unknown.holder_name) == ("", "")


def test_a_card_and_whose_it_is(gym: Store, staff: StaffMember, clock: FixedClock) -> None:
    facts, draft = read_facts(gym), ordinary_prepaid()
    assert checked_card(gym, draft.access, facts.card_format).known_card is None
    person_id = registered(gym, staff, draft)
    known = checked_card(gym, replace(draft.access, card_number=" 10000342 "), facts.card_format).known_card
    assert known is not None
    assert (known.number, known.holder.person_id, known.is_blocked) == ("10000342", person_id, False)
    with gym.errand(staff, "block_card") as errand:
        errand.perform(CardBlocked(card_id=Card.get().id, reason="borttappat", blocked_at=clock.now()))
    blocked = checked_card(gym, draft.access, facts.card_format).known_card
    assert blocked is not None
    assert (blocked.is_blocked, blocked.block_reason) == (True, "borttappat")
    other = replace(draft.access, card_number="1000 0343")
    assert checked_card(gym, other, facts.card_format).known_card is None
