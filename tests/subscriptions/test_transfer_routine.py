"""The routine Transfer: who may take over what; lots, freezes and dates follow, and the old card opens no door."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from db.rows import found
from kiosk.access import new_card
from kiosk.access.drafts import AccessDraft
from kiosk.customer_facts import read_customer_facts
from kiosk.demo.catalogue import TERMS_VERSION
from kiosk.devices.demo_video import FACE
from kiosk.people import recipients
from kiosk.people.confirmations import confirmation_facts
from kiosk.people.customer_types import IdOrigin
from kiosk.people.drafts import IdentificationDraft, PersonalDetailsDraft
from kiosk.people.history import read_history
from kiosk.people.person_card import read_person_card
from kiosk.people.person_card_facts import PersonCard
from kiosk.problems import Problem
from kiosk.routine import Outcome
from kiosk.sentences import sentence
from kiosk.store import Store
from kiosk.subscriptions.transfer import Draft, Step, problems, steps
from kiosk.till.tender import Method, Tender
from kiosk.undo import last_errand
from tests.people.members import BO_EK, STAFF, certify, give_card, register, sell
from tests.people.serving import SELF, facts_of, on, reason, refused
from tests.people.serving import served as finished
from tests.people.undoing import undo
from tests.subscriptions.frozen import frozen

SHOWN = IdentificationDraft("ordinary", ticked=frozenset({"swedish_id"}))
BO = PersonalDetailsDraft(
    personal_number="850709-9805",
    given_name="Bo",
    family_name="Ek",
    street="Ringvägen 1",
    postcode="11867",
    city="Stockholm",
    email="bo@example.se",
    mobile="070-174 06 99",
)
NEW = Draft(SELF, SHOWN, BO, AccessDraft("20000001", FACE.read_bytes()), accepted_terms=TERMS_VERSION)


@pytest.fixture
def member(gym: Store) -> str:
    """A year of gold paid on 1 October 2026, with a card; it is 2026-11-22."""
    person_id = register(gym)
    give_card(gym, person_id, "10000342")
    sell(gym, person_id, "GULD-12", start=date(2026, 10, 1), price=399000, months=12)
    return person_id


def served(store: Store, name: str, person_id: str, draft: Any, subscription_id: str = "") -> Outcome:
    """A transfer as the pages leave it: with what the file says of who takes it over."""
    if isinstance(draft, Draft):
        draft = replace(draft, details=recipients.checked(store, draft.details, draft.identification))
    return finished(store, name, person_id, draft, subscription_id)


def bo(store: Store, **changes: Any) -> str:
    return register(store, 2, **(BO_EK | changes))


def holders(store: Store) -> list[tuple[Any, ...]]:
    with store.reading():
        return found("SELECT person_id, first, last FROM subscription_holder ORDER BY first")


def cards(store: Store) -> dict[str, str]:
    with store.reading():
        return dict(found("SELECT number, block_reason FROM card"))


def test_to_somebody_new(gym: Store, member: str) -> None:
    """Registered in the same errand, with card and photo; 195 kr, 6 % VAT."""
    before = facts_of(gym, member).chosen
    outcome = served(gym, "transfer", member, NEW)
    with gym.reading():
        ((to_person,),) = found("SELECT id FROM person WHERE family_name = 'Ek'")
        lines = found("SELECT text, amount, vat_percent FROM sale_line WHERE sale_id = ?", outcome.sale_id)
    assert lines == [("Överlåtelseavgift", 19500, 6)]
    held = read_customer_facts(gym, to_person).held
    assert [one.timeline for one in held] == [before.timeline]
    assert facts_of(gym, member).held == ()
    assert holders(gym) == [(member, "2026-10-01", "2026-11-21"), (to_person, "2026-11-22", None)]
    assert cards(gym) == {"10000342": "transferred", "20000001": ""}


def test_to_a_registered_customer_by_number(gym: Store, member: str) -> None:
    """Their card and photo are theirs already."""
    to_person = bo(gym)
    give_card(gym, to_person, "20000002")
    served(gym, "transfer", member, replace(NEW, details=PersonalDetailsDraft("850709-9805"), access=AccessDraft()))
    assert [one.id for one in read_customer_facts(gym, to_person).held]
    assert cards(gym) == {"10000342": "transferred", "20000002": ""}
    with gym.reading():
        assert found("SELECT COUNT(*) FROM person") == [(2,)]


def test_freezes_and_lots_follow(gym: Store, member: str) -> None:
    """A past freeze moved the end; it is the same for the new holder."""
    frozen(gym, member, date(2026, 10, 10), date(2026, 11, 9))
    before = facts_of(gym, member).chosen.timeline
    assert before.valid_until == date(2027, 10, 31)
    served(gym, "transfer", member, NEW)
    with gym.reading():
        ((to_person,),) = found("SELECT id FROM person WHERE family_name = 'Ek'")
    assert read_customer_facts(gym, to_person).held[0].timeline == before


def test_who_has_another_subscription_keeps_the_card(gym: Store, member: str) -> None:
    year = facts_of(gym, member).chosen.id
    sell(gym, member, "GULD-3", start=date(2026, 11, 1), price=139000, months=3)
    served(gym, "transfer", member, NEW, year)
    assert cards(gym)["10000342"] == ""


def foreign(**changes: Any) -> Draft:
    shown = IdentificationDraft("ordinary", IdOrigin.FOREIGN, ticked=frozenset({"foreign_id", "proof_of_residence"}))
    details = PersonalDetailsDraft(
        birth_date=date(1991, 5, 17),
        document_kind="passport",
        document_country="Finland",
        given_name="Aino",
        family_name="Virtanen",
        email="new@example.fi",
        mobile="+358 40 123 4567",
        street="Ringvägen 100",
        postcode="11860",
        city="Stockholm",
    )
    return replace(NEW, identification=shown, details=replace(details, **changes))


@pytest.mark.parametrize(
    ("changes", "is_alike"),
    [
        ({}, True),
        ({"given_name": "Anni", "email": "aino@example.fi"}, True),
        ({"given_name": "Anni", "street": "ringvägen 7"}, True),
        ({"given_name": "Anni"}, False),
        ({"birth_date": date(1991, 5, 18)}, False),
    ],
)
def test_with_a_foreign_document_one_searches_by_hand(
    gym: Store, member: str, changes: dict[str, Any], is_alike: bool
) -> None:
    """By birth date with name, e-mail or address."""
    aino = bo(
        gym,
        personal_number=None,
        birth_date=date(1991, 5, 17),
        given_name="Aino",
        family_name="Virtanen",
        email="aino@example.fi",
        street="Ringvägen 7",
    )
    wanted = foreign(**changes)
    checked = recipients.checked(gym, wanted.details, wanted.identification)
    assert [twin.person_id for twin in checked.twins] == ([aino] if is_alike else [])
    chosen = replace(wanted, details=replace(wanted.details, taken_as=aino))
    served(gym, "transfer", member, chosen)
    assert bool(read_customer_facts(gym, aino).held) is is_alike


def test_somebody_alike_must_be_settled(gym: Store, member: str) -> None:
    """By what they share, and with what is to be done here."""
    bo(gym, personal_number=None, birth_date=date(1991, 5, 17), given_name="Aino", street="ringvägen 100")
    assert ("transfer_alike", "not_a_twin") in refused(gym, "transfer", member, foreign())
    entered = recipients.checked(gym, foreign().details, foreign().identification)
    said = problems(Step.PERSONAL_DETAILS, replace(foreign(), details=entered), facts_of(gym, member))
    assert [sentence(one) for one in said] == [
        f"Aino Ek, medlem {entered.twins[0].member_number}, är född samma dag och har samma adress. Välj den personen, "
        "eller bekräfta att det här är någon annan."
    ]


def test_who_has_a_subscription_cannot_take_over(gym: Store, member: str) -> None:
    to_person = bo(gym)
    sell(gym, to_person, start=date(2026, 11, 1), charged_until=date(2026, 11, 30))
    assert refused(gym, "transfer", member, NEW) == [("transfer_has_subscription", "personal_number")]


def test_not_to_oneself(gym: Store, member: str) -> None:
    own = replace(NEW, details=PersonalDetailsDraft("900101-0017"))
    assert refused(gym, "transfer", member, own) == [("transfer_to_self", "personal_number")]


def test_the_same_customer_type_is_shown(gym: Store) -> None:
    student = register(gym, customer_type="student")
    certify(gym, student, date(2027, 6, 1))
    sell(gym, student, "GULD-12", start=date(2026, 10, 1), price=299000, months=12, price_list="student")
    shown = IdentificationDraft("student", ticked=frozenset({"swedish_id"}), valid_until=date(2027, 9, 1))
    assert refused(gym, "transfer", student, replace(NEW, identification=shown)) == [
        ("document_student_card", "document_student_card")
    ]
    to_person = bo(gym)
    proven = replace(shown, ticked=frozenset({"swedish_id", "student_card"}))
    served(gym, "transfer", student, replace(NEW, identification=proven))
    customer = read_customer_facts(gym, to_person).customer
    assert (customer.customer_type, customer.certificate_until) == ("student", date(2027, 9, 1))


def test_without_a_fee_there_is_no_payment(gym: Store, member: str) -> None:
    facts = facts_of(gym, member)
    free = replace(facts, rules=replace(facts.rules, transfer_fee_product=""))
    assert Step.PAYMENT in steps(NEW, facts)
    assert Step.PAYMENT not in steps(NEW, free)


def test_somebody_new_needs_card_and_photo(gym: Store, member: str) -> None:
    said = problems(Step.ACCESS_DETAILS, replace(NEW, access=AccessDraft()), facts_of(gym, member))
    assert [(one.code, one.field) for one in said] == [
        ("card-number-missing", "card_number"),
        ("photo_missing", "photo"),
    ]


def test_when_it_can_be_begun(gym: Store, member: str) -> None:
    assert reason(gym, "transfer", member) == ""
    frozen(gym, member, date(2026, 12, 1), date(2026, 12, 31))
    assert reason(gym, "transfer", member) == "routine_freeze_coming"
    on(gym, date(2026, 12, 15))
    assert reason(gym, "transfer", member) == "routine_frozen"
    on(gym, date(2027, 12, 15))
    assert reason(gym, "transfer", member) == "routine_ended"
    on(gym, date(2026, 11, 22))
    other = bo(gym)
    sell(gym, other, start=date(2026, 11, 1), charged_until=date(2026, 11, 30))
    assert reason(gym, "transfer", other) == "routine_not_prepaid"
    third = register(gym, 3, personal_number="198112289874")
    sell(gym, third, "GYM-1", start=date(2026, 11, 1), price=54900, months=1)
    assert reason(gym, "transfer", third) == "transfer_not_allowed"


def test_the_person_card_of_both_tells_of_it(gym: Store, member: str) -> None:
    to_person = bo(gym)
    served(gym, "transfer", member, NEW)
    today = date(2026, 11, 22)
    told = []
    for person_id in (member, to_person):
        card = read_person_card(gym, person_id, STAFF, today)
        assert isinstance(card, PersonCard)
        told += [(one.product, one.day, one.other, one.is_from) for one in card.transfers]
    assert told == [("Guld årskort", today, "Bo Ek", False), ("Guld årskort", today, "Åsa Öberg", True)]


def test_one_handed_on_the_same_day_stands_twice_with_who_had_it_between(gym: Store, member: str) -> None:
    served(gym, "transfer", member, NEW)
    bo_id = bo_of(gym)
    given, in_cash = AccessDraft("20000019", FACE.read_bytes()), (Tender(Method.CASH, 19500),)
    cia = replace(BO, personal_number="811228-9874", given_name="Cia", family_name="Ås", email="cia@example.se")
    served(gym, "transfer", bo_id, Draft(SELF, SHOWN, cia, given, in_cash, accepted_terms=TERMS_VERSION))
    card = read_person_card(gym, bo_id, STAFF, date(2026, 11, 22))
    assert isinstance(card, PersonCard)
    assert [(one.other, one.is_from) for one in card.transfers] == [("Cia Ås", False), ("Åsa Öberg", True)]
    assert "card_blocked" not in [one.code for one in card.deviations], "without a subscription no card is missed"
    history = read_history(gym, STAFF, bo_id)
    assert not isinstance(history, Problem)
    assert [row.act for row in history.rows] == ["Överlät ett abonnemang", "Tog över ett abonnemang"]


def test_an_undone_one_is_told_once_and_as_undone(gym: Store, member: str) -> None:
    """Handed on anew the same day, that one isn't."""
    served(gym, "transfer", member, NEW)
    bo_id = bo_of(gym)
    undo(gym, member)
    assert [told(gym, one) for one in (member, bo_id)] == [[("Bo Ek", False, True)], [("Åsa Öberg", True, True)]]
    given, in_cash = AccessDraft("20000019", FACE.read_bytes()), (Tender(Method.CASH, 19500),)
    cia = replace(BO, personal_number="811228-9874", given_name="Cia", family_name="Ås", email="cia@example.se")
    served(gym, "transfer", member, Draft(SELF, SHOWN, cia, given, in_cash, accepted_terms=TERMS_VERSION))
    assert told(gym, member) == [("Cia Ås", False, False), ("Bo Ek", False, True)]


def told(store: Store, person_id: str) -> list[tuple[str, bool, bool]]:
    card = read_person_card(store, person_id, STAFF, date(2026, 11, 22))
    assert isinstance(card, PersonCard)
    return [(one.other, one.is_from, one.is_undone) for one in card.transfers]


def bo_of(store: Store) -> str:
    with store.reading():
        ((person_id,),) = found("SELECT id FROM person WHERE family_name = 'Ek'")
    return str(person_id)


def test_a_protected_name_stands_neither_on_the_card_nor_on_paper(gym: Store, member: str) -> None:
    bo(gym, protected_identity=True)
    outcome = served(gym, "transfer", member, NEW)
    card = read_person_card(gym, member, STAFF, date(2026, 11, 22))
    assert isinstance(card, PersonCard)
    assert [one.other for one in card.transfers] == [""]
    rows = confirmation_facts(gym, outcome.confirmation_id).rows
    assert ("Nyttjare", "Åsa Öberg", "Skyddade personuppgifter") in rows


def test_an_undone_transfer_is_marked_on_both_cards(gym: Store, member: str) -> None:
    served(gym, "transfer", member, NEW)
    with gym.reading():
        ((to_person,),) = found("SELECT id FROM person WHERE family_name = 'Ek'")
    assert marked(gym, member)["Överlät ett abonnemang"] is False
    assert marked(gym, to_person) == {"Tog över ett abonnemang": False}
    undo(gym, member)
    assert marked(gym, member)["Överlät ett abonnemang"] is True
    assert marked(gym, to_person) == {"Tog över ett abonnemang": True}


def test_another_errand_undone_marks_no_transfer(gym: Store, member: str) -> None:
    to_person = bo(gym)
    served(gym, "transfer", member, replace(NEW, details=PersonalDetailsDraft("850709-9805")))
    served(gym, "new_card", member, new_card.Draft(SELF, new_card.CardReason("lost"), AccessDraft("30000003")))
    undo(gym, member)
    assert marked(gym, to_person)["Tog över ett abonnemang"] is False


def marked(store: Store, person_id: str) -> dict[str, bool]:
    page = read_history(store, STAFF, person_id)
    assert not isinstance(page, Problem)
    return {row.act: row.is_undone for row in page.rows}


def test_who_took_over_is_told_whose_card_undoes_it(gym: Store, member: str) -> None:
    """Their own menu said that nothing had been done for them at this desk."""
    served(gym, "transfer", member, NEW)
    (bo_id,) = {person_id for person_id, _first, _last in holders(gym)} - {member}
    told = last_errand(gym, STAFF, bo_id)
    assert isinstance(told, Problem)
    assert sentence(told) == "Abonnemanget togs över från Åsa Öberg: det ärendet ångras från kortet för Åsa Öberg."
    undo(gym, member)
    assert last_errand(gym, STAFF, bo_id) == Problem("undo_nothing", values={"time": "de senaste 10 timmarna"})
