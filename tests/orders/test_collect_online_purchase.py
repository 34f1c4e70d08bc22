"""Collecting an online purchase: whose it is, with and without certificate and mandate, and what is left to pay."""

from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
import pytest

from db.rows import found
from kiosk import routines
from kiosk.access.drafts import AccessDraft
from kiosk.direct_debit.drafts import MandateDraft
from kiosk.formats import kronor
from kiosk.operations.kinds import kind_named, read_body
from kiosk.orders.collect_online_purchase import CollectionDraft, Draft, Shown, Step, problems, quote, steps, summary
from kiosk.people.confirmations import confirmation_facts
from kiosk.people.person_card import read_person_card
from kiosk.people.person_card_facts import PersonCard
from kiosk.store import Store
from tests.orders.shop import order
from tests.people.members import STAFF, certify, give_card, register, sell, sign_mandate
from tests.people.serving import SELF, facts_of, reason, refused, served
from tests.people.undoing import undo

WITH = CollectionDraft(shows=Shown.YES, valid_until=date(2027, 9, 14), ticked=frozenset({"student_card"}))
UNSAID = CollectionDraft()
WITHOUT = CollectionDraft(shows=Shown.NO)
CARD = AccessDraft("10000342")
COLLECT = "collect_online_purchase"


def draft(collection: CollectionDraft = UNSAID, **more: Any) -> Draft:
    return Draft(SELF, collection, access=CARD, **more)


def lots(store: Store) -> list[tuple[Any, ...]]:
    with store.reading():
        return found("SELECT amount, days, first, last FROM lot ORDER BY first")


@pytest.fixture
def member(gym: Store) -> str:
    """Registered, without subscription or card; it is 2026-11-22."""
    return register(gym)


def test_with_the_certificate_nothing_is_left_to_pay(gym: Store, member: str) -> None:
    order_id = order(gym)
    outcome = served(gym, COLLECT, member, draft(WITH))
    assert outcome.receipt_id == ""
    assert lots(gym) == [(299000, 365, "2026-11-22", "2027-11-21")]
    facts = facts_of(gym, member)
    assert facts.customer.customer_type == "student"
    assert facts.customer.certificate_until == date(2027, 9, 14)
    assert [card.number for card in facts.customer.cards] == ["10000342"]
    with gym.reading():
        ((collected, subscription_id),) = found(
            "SELECT collected_at IS NOT NULL, subscription_id FROM online_order WHERE id = ?", order_id
        )
    assert (collected, subscription_id) == (1, facts.held[0].id)
    told = confirmation_facts(gym, outcome.confirmation_id)
    assert ("Ångerrätt", "", "t.o.m. 2026-12-04, 12 dagar kvar") in told.rows
    assert outcome.agreement_id == facts.held[0].id
    card = read_person_card(gym, member, STAFF, date(2026, 11, 22))
    assert isinstance(card, PersonCard)
    assert card.subscriptions[0].withdrawal_until == date(2026, 12, 4)


def test_the_summary_says_the_certificates_last_day(gym: Store, member: str) -> None:
    order(gym)
    facts = facts_of(gym, member)
    with gym.reading():
        shown, kept = summary(draft(WITH), facts), summary(draft(WITHOUT), facts)
    assert [row.value for row in shown if row.label == "Intyget giltigt t.o.m."] == ["2027-09-14"]
    assert not [row for row in kept if row.label == "Intyget giltigt t.o.m."]


def test_without_it_the_difference_to_the_ordinary_price_is_paid(gym: Store, member: str) -> None:
    """rules.md: 2990 → 3990 is 100000 öre."""
    order(gym)
    outcome = served(gym, COLLECT, member, draft(WITHOUT))
    with gym.reading():
        lines = found("SELECT text, amount, vat_percent FROM sale_line WHERE sale_id = ?", outcome.sale_id)
    assert lines == [("Mellanskillnad Guld årskort, onlineköp W-2001", 100000, 6)]
    assert lots(gym) == [(399000, 365, "2026-11-22", "2027-11-21")]
    assert facts_of(gym, member).customer.customer_type == "ordinary"


def test_a_gym_may_leave_the_price_as_it_is(gym: Store, member: str) -> None:
    order(gym)
    facts = facts_of(gym, member)
    asked = replace(facts, rules=replace(facts.rules, recalculate_on_collection=False))
    assert quote(draft(WITHOUT), asked).due_now == 0
    assert Step.PAYMENT not in steps(draft(WITHOUT), asked)


def test_never_a_refund(gym: Store, member: str) -> None:
    """Paid more than the ordinary price costs now."""
    order(gym, paid=429000)
    served(gym, COLLECT, member, draft(WITHOUT))
    assert lots(gym)[0][0] == 429000


def test_a_certificate_in_the_file_need_not_be_shown_again(gym: Store, member: str) -> None:
    certify(gym, member, date(2027, 6, 14))
    order(gym)
    outcome = served(gym, COLLECT, member, draft())
    assert outcome.receipt_id == ""
    assert facts_of(gym, member).customer.customer_type == "student"


@pytest.mark.parametrize(
    ("collection", "code", "field"),
    [
        (CollectionDraft(), "order_shows_missing", "shows"),
        (CollectionDraft(shows=Shown.YES), "document_student_card", "document_student_card"),
        (replace(WITH, valid_until=None), "certificate_date_missing", "valid_until"),
        (replace(WITH, valid_until=date(2026, 11, 21)), "certificate_ended", "valid_until"),
        (WITH, "", ""),
        (WITHOUT, "", ""),
        (CollectionDraft("another", shows=Shown.NO), "order_collected", "order_id"),
    ],
)
def test_what_the_order_step_asks_for(
    gym: Store, member: str, collection: CollectionDraft, code: str, field: str
) -> None:
    order(gym)
    said = problems(Step.ORDER, draft(collection), facts_of(gym, member))
    assert [(one.code, one.field) for one in said][:1] == ([(code, field)] if code else [])


def test_of_several_purchases_one_is_chosen(gym: Store, member: str) -> None:
    order(gym)
    second = order(gym, "GULD-3", number="W-2002", customer_type="ordinary", paid=139000)
    facts = facts_of(gym, member)
    assert [one.code for one in problems(Step.ORDER, draft(), facts)] == ["order_missing"]
    served(gym, COLLECT, member, draft(CollectionDraft(second)))
    assert lots(gym)[0][0] == 139000
    assert [one.number for one in facts_of(gym, member).orders] == ["W-2001"]


DEBIT: dict[str, Any] = {"product": "GULD-AG12", "customer_type": "ordinary", "paid": 0}
ACCOUNT: dict[str, Any] = {"has_mandate": True, "clearing": "6789", "account": "123456789"}


def mandates(store: Store) -> list[tuple[Any, ...]]:
    with store.reading():
        return found("SELECT state, clearing, account, first_draw FROM mandate ORDER BY id")


def test_with_an_electronic_mandate_no_form_is_filled_in(gym: Store, member: str) -> None:
    """Direct debit from 22 November, drawn for December: rules.md's 11970."""
    order(gym, **DEBIT, **ACCOUNT)
    facts = facts_of(gym, member)
    assert steps(draft(), facts) == (
        Step.IDENTIFICATION,
        Step.ORDER,
        Step.ACCESS_DETAILS,
        Step.SUMMARY,
        Step.PAYMENT,
    )
    assert quote(draft(), facts).due_now == 11970
    served(gym, COLLECT, member, draft())
    assert mandates(gym) == [("signed", "6789", "123456789", "2026-11-30")]


def test_what_was_paid_online_for_the_first_days_is_not_paid_again(gym: Store, member: str) -> None:
    order(gym, **DEBIT | {"paid": 11970}, **ACCOUNT)
    assert served(gym, COLLECT, member, draft()).receipt_id == ""
    assert lots(gym) == [(11970, 9, "2026-11-22", "2026-11-30")]


def test_without_one_the_mandate_is_a_step(gym: Store, member: str) -> None:
    order(gym, **DEBIT)
    assert refused(gym, COLLECT, member, draft())[0][1] == "clearing"
    served(gym, COLLECT, member, draft(mandate=MandateDraft(clearing="6789", account="123456789")))
    assert mandates(gym) == [("draft", "6789", "123456789", "2026-11-30")]


def test_a_mandate_that_is_there_serves(gym: Store, member: str) -> None:
    sign_mandate(gym, member)
    order(gym, **DEBIT)
    served(gym, COLLECT, member, draft())
    assert len(mandates(gym)) == 1


@pytest.mark.parametrize(
    ("changes", "is_theirs"),
    [
        ({}, True),
        ({"personal_number": None}, True),
        ({"personal_number": None, "given_name": "ASA"}, True),
        ({"personal_number": None, "given_name": "Anna"}, False),
        ({"personal_number": None, "birth_date": date(1990, 1, 2)}, False),
        ({"personal_number": None, "email": "other@example.se"}, False),
        ({"personal_number": "198507099805"}, False),
        ({"personal_number": None, "email": "other@example.se", "person_id": "hers"}, True),
    ],
)
def test_whose_it_is(gym: Store, member: str, changes: dict[str, Any], is_theirs: bool) -> None:
    """By id, by number, or by name, birth date and e-mail together."""
    person = {"person_id": member} if "person_id" in changes else {}
    order(gym, **changes | person)
    assert bool(facts_of(gym, member).orders) is is_theirs
    in_menu = {one.name for one in routines.person_menu(facts_of(gym, member))}
    assert (COLLECT in in_menu) is is_theirs


def test_when_it_can_be_begun(gym: Store, member: str) -> None:
    assert reason(gym, COLLECT, member) == "order_none"
    order(gym)
    assert reason(gym, COLLECT, member) == ""
    sell(gym, member, start=date(2026, 11, 1), charged_until=date(2026, 11, 30))
    assert reason(gym, COLLECT, member) == "order_subscription_running"


def test_it_begins_when_the_one_before_has_ended(gym: Store, member: str) -> None:
    sell(gym, member, "GULD-3", start=date(2026, 10, 1), price=139000, months=3)
    order(gym)
    served(gym, COLLECT, member, draft(WITH))
    assert lots(gym)[-1] == (299000, 365, "2027-01-01", "2027-12-31")


def test_who_has_a_card_keeps_it(gym: Store, member: str) -> None:
    give_card(gym, member, "10000342")
    order(gym)
    served(gym, COLLECT, member, replace(draft(WITH), access=AccessDraft()))
    assert [card.number for card in facts_of(gym, member).customer.cards] == ["10000342"]


def test_another_card_beside_the_old_one_is_told(gym: Store, member: str) -> None:
    give_card(gym, member, "10000342")
    order(gym)
    wanted = replace(draft(WITH), access=AccessDraft("1000 0777"))
    told = {row.label: row.value for row in routines.routine(COLLECT).summary(wanted, facts_of(gym, member))}
    assert (told["Kortnummer"], told["Kort 1000 0342"]) == ("1000 0777", "öppnar också")
    outcome = served(gym, COLLECT, member, wanted)
    assert ("Kort 1000 0342", "", "öppnar också") in confirmation_facts(gym, outcome.confirmation_id).rows


def test_collected_at_another_desk_meanwhile(gym: Store, member: str) -> None:
    """It was chosen by its id while the wizard stood open."""
    order_id = order(gym)
    chosen = draft(replace(WITH, order_id=order_id))
    served(gym, COLLECT, member, chosen)
    assert refused(gym, COLLECT, member, chosen)[0][0] == "order_none"


def test_a_product_no_longer_sold_is_still_handed_out(gym: Store, member: str) -> None:
    order(gym)
    facts = facts_of(gym, member)
    products = {code: replace(one, is_on=False) for code, one in facts.catalogue.products.items()}
    closed = replace(facts, desk=replace(facts.desk, catalogue=replace(facts.catalogue, products=products)))
    assert problems(Step.ORDER, draft(WITH), closed) == []


@pytest.mark.parametrize("paid", [11970, 0])
def test_what_was_paid_online_for_days_that_another_one_has_is_credited(gym: Store, member: str, paid: int) -> None:
    """It begins in January when the year before has ended, and the first draw pays January: no day is paid up front."""
    sign_mandate(gym, member)
    sell(gym, member, "GULD-12", start=date(2026, 1, 1), price=399000, months=12)
    order(gym, **DEBIT | {"paid": paid})
    shown = {one.label: one.after for one in quote(draft(), facts_of(gym, member)).changes}
    assert shown.get("Tillgodo vid nästa debitering") == (kronor(paid) if paid else None)
    served(gym, COLLECT, member, draft())
    begun = facts_of(gym, member).chosen.main
    assert (begun.timeline.start, begun.credit, begun.lots) == (date(2027, 1, 1), paid, ())


def test_what_was_paid_online_beyond_the_first_days_is_credited(gym: Store, member: str) -> None:
    """22–30 November cost 11970 (rules.md); the rest of 20000 is taken off the draw for December."""
    sign_mandate(gym, member)
    order(gym, **DEBIT | {"paid": 20000})
    served(gym, COLLECT, member, draft())
    assert lots(gym) == [(11970, 9, "2026-11-22", "2026-11-30")]
    assert facts_of(gym, member).chosen.main.credit == 8030


@pytest.mark.parametrize("was_known", [True, False])
def test_undone_the_order_belongs_to_whom_it_came_with(gym: Store, member: str, was_known: bool) -> None:
    """The shop may not know who buys: then it was nobody's, and is so again."""
    order_id = order(gym, person_id=member if was_known else None)
    served(gym, COLLECT, member, draft(WITH))
    undo(gym, member)
    with gym.reading():
        stands = found("SELECT person_id, collected_at, subscription_id FROM online_order WHERE id = ?", order_id)
    assert stands == [(member if was_known else None, None, None)]
    assert reason(gym, COLLECT, member) == ""


def test_one_undone_by_an_older_desk_stays_the_collectors(gym: Store, member: str) -> None:
    """It did not tell whose the order had been."""
    order_id = order(gym)
    served(gym, COLLECT, member, draft(WITH))
    kind = kind_named("collection.undone")
    assert kind is not None
    first_version = {"order_id": order_id, "subscription_id": facts_of(gym, member).held[0].id}
    with gym.errand(STAFF, "undo") as errand:
        errand.perform(read_body(kind, msgspec.json.encode(first_version), 1))
    with gym.reading():
        assert found("SELECT person_id, collected_at FROM online_order WHERE id = ?", order_id) == [(member, None)]


def test_a_certificate_that_only_id_proves_is_named_in_the_summary(gym: Store, member: str) -> None:
    order(gym, customer_type="pensioner")
    facts = facts_of(gym, member)
    with gym.reading():
        rows = summary(draft(CollectionDraft(shows=Shown.YES, certificate_kind="pension_old_age")), facts)
    assert [row.value for row in rows if row.label == "Intyg"] == ["Ålderspension"]
