"""Pre-orders as they are listed, counted, found, made by hand, withdrawn, and as the routines ask for them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest

from db.tables import JournalEntry, Organisation, PreOrder
from kiosk.clock import FixedClock
from kiosk.demo.catalogue import product_id
from kiosk.demo.organisations import organisation_id
from kiosk.ids import new_id
from kiosk.organisations.drafts import PreOrderDraft
from kiosk.organisations.ordering import (
    OrderingFacts,
    create_pre_order,
    ordered_already,
    problems,
    read_ordering,
    show_pre_order_number,
    withdraw_pre_order,
)
from kiosk.organisations.pre_orders import (
    PreOrderCounts,
    PreOrderFacts,
    PreOrderState,
    read_counts,
    read_pre_orders,
    unused_of,
)
from kiosk.organisations.spending import pre_orders_for, spending_problem
from kiosk.organisations.written import Written
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from tests.organisations.ordering import order, sell_to, spend, withdraw
from tests.people.members import MANAGER, STAFF, register

SOLVIK, NORRSKEN = organisation_id("SOLVIK"), organisation_id("NORRSKEN")
TODAY = date(2026, 11, 22)
NUMBERS = ("199001010017", "198507099805", "197802022391", "196411129804")
DRAFT = PreOrderDraft(
    name="  Åsa  Öberg ",
    personal_number="900101-0017",
    email="asa@example.se",
    product_id=product_id("GULD-12"),
    valid_from=TODAY,
    valid_until=date(2027, 2, 21),
)


def ordered(store: Store, name: str = "Åsa Öberg", organisation: str = SOLVIK, **facts: Any) -> str:
    row_id = new_id()
    with store.errand(MANAGER, "create_pre_order") as errand:
        order(row_id, organisation, name=name, **facts)(errand)
    return row_id


def spent(store: Store, name: str = "Åsa Öberg", person_id: str = "", **facts: Any) -> str:
    row_id, subscription_id = ordered(store, name, **facts), new_id()
    person_id = person_id or register(store)
    with store.errand(STAFF, "sell") as errand:
        sell_to(person_id, SOLVIK, subscription_id)(errand)
        spend(row_id, person_id, subscription_id)(errand)
    return row_id


def withdrawn(store: Store, name: str = "Åsa Öberg", **facts: Any) -> str:
    row_id = ordered(store, name, **facts)
    with store.errand(MANAGER, "withdraw_pre_order") as errand:
        withdraw(row_id)(errand)
    return row_id


def facts_of(store: Store, organisation: str = SOLVIK) -> OrderingFacts:
    read = read_ordering(store, MANAGER, organisation)
    assert isinstance(read, OrderingFacts)
    return read


def listed(store: Store, state: PreOrderState | None = None, text: str = "", length: int = 50) -> list[PreOrderFacts]:
    """Every page after the other."""
    page = read_pre_orders(store, SOLVIK, state, text, None, length)
    rows = list(page.rows)
    while page.next_page:
        page = read_pre_orders(store, SOLVIK, state, text, page.next_page, length)
        rows += page.rows
    return rows


def row(store: Store, row_id: str) -> PreOrder:
    with store.reading():
        return PreOrder.find(row_id)


def codes(written: Written) -> list[str]:
    return [problem.code for problem in written.problems]


@pytest.fixture
def one_of_each(gym: Store) -> Store:
    """In each state one, and one that begins later; another organisation's beside them."""
    ordered(gym, "Karin Kvar", personal_number=NUMBERS[0])
    ordered(gym, "Kim Kommande", personal_number=NUMBERS[1], valid_from=date(2027, 1, 1), valid_until=date(2027, 3, 31))
    spent(gym, "Ulf Utnyttjad", personal_number=NUMBERS[2], valid_until=date(2026, 10, 31))
    ordered(gym, "Görel Gammal", personal_number=None, valid_until=date(2026, 11, 21))
    withdrawn(gym, "Åke Återtagen", personal_number=NUMBERS[3], valid_until=date(2026, 1, 31))
    ordered(gym, "Nils Norrsken", NORRSKEN, personal_number=NUMBERS[3])
    return gym


@pytest.mark.parametrize(
    ("state", "names"),
    [
        (None, ["Görel Gammal", "Karin Kvar", "Kim Kommande", "Ulf Utnyttjad", "Åke Återtagen"]),
        (PreOrderState.REMAINING, ["Karin Kvar", "Kim Kommande"]),
        (PreOrderState.USED, ["Ulf Utnyttjad"]),
        (PreOrderState.EXPIRED, ["Görel Gammal"]),
        (PreOrderState.WITHDRAWN, ["Åke Återtagen"]),
    ],
)
def test_listed_by_state(one_of_each: Store, state: PreOrderState | None, names: list[str]) -> None:
    for length in (1, 2, 5, 50):
        rows = listed(one_of_each, state, length=length)
        assert [one.name for one in rows] == names
        assert state is None or {one.state for one in rows} == {state}


def test_counted(one_of_each: Store) -> None:
    counts = read_counts(one_of_each, SOLVIK)
    assert counts == PreOrderCounts(remaining=2, used=1, expired=1, withdrawn=1)
    assert [counts.of(state) for state in (None, *PreOrderState)] == [5, 2, 1, 1, 1]
    assert read_counts(one_of_each, organisation_id("VIKEN")) == PreOrderCounts()


def test_the_last_day_counts(gym: Store) -> None:
    ordered(gym, "I Dag", valid_until=TODAY)
    assert read_counts(gym, SOLVIK).remaining == 1
    assert listed(gym)[0].state is PreOrderState.REMAINING
    gym.clock.moment = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)  # type: ignore[attr-defined]  # past midnight here
    assert (read_counts(gym, SOLVIK).remaining, read_counts(gym, SOLVIK).expired) == (0, 1)
    assert listed(gym)[0].state is PreOrderState.EXPIRED


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("kar", ["Karin Kvar"]), ("KVAR kar", ["Karin Kvar"]), ("kvar", ["Karin Kvar"]), ("arin", []), ("kar kom", []),
        ("k", ["Karin Kvar", "Kim Kommande"]), ("åter", ["Åke Återtagen"]), ("ater", ["Åke Återtagen"]),
        ("%", None), (" ", None),
        ("900101", ["Karin Kvar"]), ("19900101", ["Karin Kvar"]), ("900101-0017", ["Karin Kvar"]),
        ("199001010017", ["Karin Kvar"]), ("900101-0018", []), ("8507", ["Kim Kommande"]),
        ("641112", ["Åke Återtagen"]), ("'; DROP TABLE pre_order; --", []), ("12345678901234", []),
    ],
)  # fmt: skip
def test_found(one_of_each: Store, typed: str, names: list[str] | None) -> None:
    """None: all of them."""
    found = [one.name for one in listed(one_of_each, None, typed, 2)]
    assert found == names if names is not None else len(found) == 5


def test_numbers_are_masked_and_who_spent_it_is_told(one_of_each: Store) -> None:
    by_name = {one.name: one for one in listed(one_of_each)}
    assert by_name["Karin Kvar"].masked_number == "900101-****"
    assert (by_name["Görel Gammal"].masked_number, by_name["Görel Gammal"].birth_date) == ("", date(1990, 1, 1))
    used = by_name["Ulf Utnyttjad"]
    assert (used.used_on, used.product, used.is_imported) == (TODAY, "Guld årskort", False)
    assert used.person_id is not None
    assert by_name["Åke Återtagen"].withdrawn_on == TODAY


def test_a_protected_identity_has_no_name_in_the_list(gym: Store) -> None:
    """By the number it was ordered for, and by who spent it; and no name finds it."""
    person_id = register(gym, protected_identity=True)
    ordered(gym, "Hemlig Person", personal_number="199001010017", email="hemlig@example.se")
    spent(gym, "Annan Hemlig", person_id, personal_number=None)
    ordered(gym, "Öppen Person", personal_number=NUMBERS[1])
    for length in (1, 2, 3, 50):
        rows = listed(gym, length=length)
        assert [one.name for one in rows] == ["Öppen Person", "", ""], "last: a place would tell the name"
    assert [one.email for one in rows if one.is_protected] == ["", ""]
    assert [one.name for one in listed(gym, None, "person")] == ["Öppen Person"]
    assert [one.name for one in listed(gym, None, "900101-0017")] == [""]


def test_what_can_be_spent_by_a_number(one_of_each: Store) -> None:
    with one_of_each.reading():
        (one,) = pre_orders_for(NUMBERS[0], TODAY)
        assert (one.organisation, one.order.name) == ("Solviks kommun", "Karin Kvar")
        assert pre_orders_for(NUMBERS[1], TODAY) == (), "begins later"
        assert len(pre_orders_for(NUMBERS[1], date(2027, 1, 1))) == 1
        assert pre_orders_for(NUMBERS[1], date(2027, 4, 1)) == (), "expired"
        assert pre_orders_for(NUMBERS[2], TODAY) == (), "spent"
        (other,) = pre_orders_for(NUMBERS[3], TODAY)
        assert other.organisation == "Norrskensverken AB"


def test_the_soonest_to_expire_comes_first_and_who_is_no_customer_any_more_has_none(gym: Store) -> None:
    late = ordered(gym, valid_until=date(2027, 12, 31))
    soon = ordered(gym, organisation=NORRSKEN, valid_until=date(2026, 11, 30))
    with gym.reading():
        assert [one.order.pre_order_id for one in pre_orders_for(NUMBERS[0], TODAY)] == [soon, late]
    with gym.own_writing():
        Organisation.update(is_active=False).where(Organisation.id == NORRSKEN).execute()
    with gym.reading():
        assert [one.order.pre_order_id for one in pre_orders_for(NUMBERS[0], TODAY)] == [late]


def test_all_that_can_be_spent_with_the_numbers_hidden(one_of_each: Store) -> None:
    with one_of_each.reading():
        page = unused_of(SOLVIK, TODAY)
        (one,) = page.rows
        assert (one.name, one.masked_number, one.birth_date, one.email, one.has_number) == (
            "Karin Kvar",
            "",
            None,
            "",
            True,
        )
        assert unused_of(SOLVIK, TODAY, "kim").rows == ()
        assert len(unused_of(SOLVIK, date(2027, 1, 1), "kim").rows) == 1


@pytest.mark.parametrize(
    ("make", "day", "code"),
    [
        (ordered, date(2026, 11, 1), None),
        (ordered, date(2026, 12, 31), None),
        (ordered, date(2026, 10, 31), "pre_order_not_yet"),
        (ordered, date(2027, 1, 1), "pre_order_expired"),
        (spent, TODAY, "pre_order_used"),
        (withdrawn, TODAY, "pre_order_withdrawn"),
    ],
)
def test_what_keeps_one_from_being_spent(gym: Store, make: Any, day: date, code: str | None) -> None:
    row_id = make(gym)
    with gym.reading():
        problem = spending_problem(row_id, day)
        assert (problem and problem.code) == code
        assert problem is None or "20" in sentence(problem)
        unknown = spending_problem("gone", day)
    assert unknown == Problem("pre_order_unknown")


def test_made_by_hand_as_it_is_kept(gym: Store) -> None:
    written = create_pre_order(gym, MANAGER, DRAFT, SOLVIK)
    assert written.is_done
    (one,) = listed(gym)
    kept = row(gym, one.pre_order_id)
    assert (kept.name, kept.name_key, kept.personal_number, kept.birth_date) == (
        "Åsa Öberg", "asa oberg", "199001010017", date(1990, 1, 1),
    )  # fmt: skip
    assert (kept.email, kept.import_id, kept.valid_from, kept.valid_until) == (
        "asa@example.se", None, TODAY, date(2027, 2, 21),
    )  # fmt: skip
    with gym.reading():
        entry = JournalEntry.get(JournalEntry.errand_id == written.errand_id)
    assert (entry.act, entry.subject_id) == ("create_pre_order", SOLVIK)
    assert "Åsa" not in entry.details


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"name": " 12 "}, "name", "pre_order_name_missing"),
        ({"name": "Å" * 101}, "name", "text_too_long"),
        ({"personal_number": "900101-0018"}, "personal_number", "import_personal_number_checksum"),
        ({"personal_number": ""}, "personal_number", "pre_order_identity_missing"),
        ({"personal_number": "", "birth_date": date(2026, 11, 23)}, "birth_date", "import_birth_date_future"),
        ({"personal_number": "", "birth_date": date(1890, 1, 1)}, "birth_date", "import_birth_date_too_old"),
        ({"email": "asa@"}, "email", "email_form"),
        ({"product_id": ""}, "product_id", "pre_order_product_missing"),
        ({"product_id": product_id("GULD-3")}, "product_id", "pre_order_product_missing"),  # not in the agreement
        ({"valid_from": None}, "valid_from", "pre_order_from_missing"),
        ({"valid_until": None}, "valid_until", "pre_order_until_missing"),
        ({"valid_until": date(2026, 11, 21)}, "valid_until", "pre_order_until_past"),
        ({"valid_from": date(2027, 3, 1)}, "valid_until", "pre_order_until_before_from"),
        ({"valid_until": date(2031, 11, 23)}, "valid_until", "pre_order_until_far"),
    ],
)
def test_what_keeps_it_from_being_made(gym: Store, changes: dict[str, Any], field: str, code: str) -> None:
    draft = replace(DRAFT, **changes)
    (problem,) = [one for one in problems(draft, facts_of(gym)) if one.blocks]
    assert (problem.code, problem.field) == (code, field)
    assert "legitimation" not in sentence(problem), "nobody stands there with one"
    assert codes(create_pre_order(gym, MANAGER, draft, SOLVIK)) == [code]
    assert listed(gym) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"email": ""},
        {"personal_number": "", "birth_date": date(1990, 1, 1)},
        {"valid_from": TODAY, "valid_until": TODAY},
        {"valid_from": date(2026, 1, 1)},
        {"valid_until": date(2031, 11, 22)},
    ],
)
def test_what_may_be_so(gym: Store, changes: dict[str, Any]) -> None:
    assert create_pre_order(gym, MANAGER, replace(DRAFT, **changes), SOLVIK).is_done


def test_beyond_the_agreement_is_warned_of(gym: Store) -> None:
    (problem,) = problems(replace(DRAFT, valid_until=date(2027, 7, 1)), facts_of(gym))
    assert (problem.code, problem.blocks) == ("pre_order_beyond_agreement", False)
    assert "2027-06-30" in sentence(problem)


def test_what_the_dialog_opens_with(gym: Store) -> None:
    facts = facts_of(gym)
    assert [name for _id, name in facts.products] == ["Guld årskort", "Gym 1 månad"]
    assert facts.empty == PreOrderDraft(valid_from=TODAY, valid_until=date(2027, 2, 21))
    assert replace(facts, agreement_until=date(2026, 12, 31)).empty.valid_until == date(2026, 12, 31)
    assert replace(facts, agreement_until=date(2026, 1, 31)).empty.valid_until == date(2027, 2, 21)
    assert replace(facts, products=facts.products[:1]).empty.product_id == product_id("GULD-12")


@pytest.mark.parametrize(
    ("who", "facts", "staff", "code"),
    [
        ("SOLVIK", {}, STAFF, "organisation_right"),
        ("LINGON", {}, MANAGER, "pre_orders_off"),
        ("MYRBO", {}, MANAGER, "organisation_inactive"),
        ("nobody", {}, MANAGER, "organisation_unknown"),
    ],
)
def test_who_may_order_and_for_whom(gym: Store, who: str, facts: dict[str, Any], staff: StaffMember, code: str) -> None:
    assert getattr(read_ordering(gym, staff, organisation_id(who)), "code", None) == code
    assert codes(create_pre_order(gym, staff, DRAFT, organisation_id(who))) == [code]


@pytest.mark.parametrize(
    ("kept", "typed", "is_known"),
    [
        ({}, {}, True),
        ({}, {"name": "Någon Annan"}, True),  # the number says who it is
        ({"personal_number": None}, {}, True),
        ({"personal_number": None}, {"personal_number": "", "birth_date": date(1990, 1, 1)}, True),
        ({"personal_number": None}, {"personal_number": "", "birth_date": date(1990, 1, 2)}, False),
        ({"personal_number": None, "name": "Åsa Berg"}, {}, False),
        ({"personal_number": NUMBERS[1], "birth_date": date(1990, 1, 1)}, {}, False),  # another number
        ({"valid_until": date(2026, 11, 21)}, {}, False),  # expired
        ({"organisation": NORRSKEN}, {}, False),
    ],
)
def test_somebody_who_has_one_already(gym: Store, kept: dict[str, Any], typed: dict[str, Any], is_known: bool) -> None:
    ordered(gym, **{"name": "Åsa Öberg", **kept})
    draft = replace(DRAFT, **typed)
    assert bool(ordered_already(gym, draft, facts_of(gym))) == is_known
    assert codes(create_pre_order(gym, MANAGER, draft, SOLVIK)) == (["pre_order_already"] if is_known else [])
    assert create_pre_order(gym, MANAGER, replace(draft, anyway=True), SOLVIK).is_done


def test_one_who_has_spent_theirs_may_have_another(gym: Store) -> None:
    spent(gym)
    assert create_pre_order(gym, MANAGER, DRAFT, SOLVIK).is_done


def test_withdrawn_once_and_by_who_may(gym: Store, clock: FixedClock) -> None:
    row_id = ordered(gym)
    assert codes(withdraw_pre_order(gym, STAFF, row_id)) == ["organisation_right"]
    written = withdraw_pre_order(gym, MANAGER, row_id)
    assert written.is_done
    at = row(gym, row_id).withdrawn_at
    clock.moment += timedelta(hours=1)
    again = withdraw_pre_order(gym, MANAGER, row_id)
    assert (again.is_done, again.errand_id, row(gym, row_id).withdrawn_at) == (True, "", at)
    with gym.reading():
        entry = JournalEntry.get(JournalEntry.errand_id == written.errand_id)
    assert (entry.act, entry.subject_id) == ("withdraw_pre_order", SOLVIK)


@pytest.mark.parametrize(("make", "code"), [(spent, "pre_order_used"), (None, "pre_order_unknown")])
def test_what_is_not_withdrawn(gym: Store, make: Any, code: str) -> None:
    row_id = make(gym) if make else "gone"
    assert codes(withdraw_pre_order(gym, MANAGER, row_id)) == [code]


def test_a_number_is_shown_on_demand_and_journalled(gym: Store) -> None:
    row_id = ordered(gym)
    assert show_pre_order_number(gym, STAFF, row_id) == "900101-0017"
    with gym.reading():
        entry = JournalEntry.get(JournalEntry.act == "pre_order_number_shown")
    assert (entry.subject_id, msgspec.json.decode(entry.details)["pre_order"]) == (SOLVIK, row_id)
    assert "0017" not in entry.details


def test_a_number_that_is_not_shown(gym: Store) -> None:
    assert show_pre_order_number(gym, STAFF, "gone") == Problem("pre_order_unknown")
    assert show_pre_order_number(gym, STAFF, ordered(gym, personal_number=None)) == Problem("no_personal_number")
    register(gym, protected_identity=True)
    row_id = ordered(gym)
    assert show_pre_order_number(gym, STAFF, row_id) == Problem("protected_identity_right")
    assert show_pre_order_number(gym, MANAGER, row_id) == "900101-0017"
    with gym.reading():
        assert JournalEntry.select().where(JournalEntry.act == "pre_order_number_shown").count() == 1
