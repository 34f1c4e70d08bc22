"""The life of a mandate: what is offered, and what stands when news comes in another order."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.tables import JournalEntry, Mandate
from kiosk.direct_debit.mandate_states import MandateEvent, MandateState, Move, drawn_from, may, move
from kiosk.direct_debit.signing import sign_mandate
from kiosk.operations import Body, Finding, kind_of
from kiosk.operations.book import Book
from kiosk.operations.direct_debit import MandateAnswered, MandateCancelled, MandateSent, MandateSigned
from kiosk.people.person_card import read_person_card
from kiosk.people.person_card_facts import MandateFacts, PersonCard
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from tests.direct_debit.payers import cancel
from tests.people.members import draft_mandate, register

S, E = MandateState, MandateEvent
AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("state", "event", "expected"),
    [
        (S.DRAFT, E.SIGNED, Move(S.SIGNED)),
        (S.SIGNED, E.SENT, Move(S.SENT)),
        (S.SENT, E.ACCEPTED, Move(S.ACTIVE)),
        (S.SENT, E.REJECTED, Move(S.REJECTED)),
        (S.ACTIVE, E.CANCELLED, Move(S.CANCELLED)),
        (S.DRAFT, E.CANCELLED, Move(S.CANCELLED)),
        (S.SENT, E.SIGNED, Move(S.SENT)),
        (S.ACTIVE, E.SENT, Move(S.ACTIVE)),
        (S.SIGNED, E.ACCEPTED, Move(S.ACTIVE)),
        (S.REJECTED, E.ACCEPTED, Move(S.ACTIVE)),
        (S.REJECTED, E.CANCELLED, Move(S.REJECTED)),
        (S.CANCELLED, E.CANCELLED, Move(S.CANCELLED)),
        (S.CANCELLED, E.SIGNED, Move(S.CANCELLED)),
        (S.DRAFT, E.SENT, Move(S.SENT, "mandate_sent_unsigned")),
        (S.DRAFT, E.ACCEPTED, Move(S.ACTIVE, "mandate_accepted_unsigned")),
        (S.ACTIVE, E.REJECTED, Move(S.ACTIVE, "mandate_rejected_active")),
        (S.CANCELLED, E.SENT, Move(S.CANCELLED, "mandate_sent_cancelled")),
        (S.CANCELLED, E.ACCEPTED, Move(S.CANCELLED, "mandate_accepted_cancelled")),
    ],
)
def test_where_an_event_leads(state: MandateState, event: MandateEvent, expected: Move) -> None:
    assert move(state, event) == expected


def test_a_state_of_a_newer_program_offers_nothing() -> None:
    assert not may("suspended", E.SIGNED)


@given(st.lists(st.sampled_from(list(E)), max_size=8))
def test_what_is_offered_never_needs_settling_and_cancelled_is_for_good(events: list[MandateEvent]) -> None:
    state = S.DRAFT
    for event in events:
        offered = may(state, event)
        moved = move(state, event)
        assert not (offered and moved.finding)
        assert state is not S.CANCELLED or moved.state is S.CANCELLED
        state = moved.state


def perform(store: Store, body: Body) -> tuple[Finding, ...]:
    with store.own_writing():
        return kind_of(body).perform(Book(), body).findings


def mandate(store: Store) -> Mandate:
    with store.reading():
        found: Mandate = Mandate.get()
        return found


def facts(mandate_id: str, **more: object) -> dict[str, object]:
    return {"mandate_id": mandate_id, "facility_id": "f"} | more


def test_the_whole_life_is_kept(gym: Store, staff: StaffMember) -> None:
    mandate_id = draft_mandate(gym, register(gym))
    assert (mandate(gym).state, mandate(gym).signed_at) == ("draft", None)
    sign_mandate(gym, staff, mandate_id)
    assert mandate(gym).state == "signed"
    perform(gym, MandateSent(mandate_ids=[mandate_id], facility_id="f", file_id="file", sent_at=AT))
    perform(gym, MandateAnswered(**facts(mandate_id, is_accepted=True, code="32", answered_at=AT)))  # type: ignore[arg-type]
    found = mandate(gym)
    assert (found.state, found.sent_at, found.answered_at, found.file_id) == ("active", AT, AT, "file")
    cancel(gym, mandate_id)
    assert (mandate(gym).state, mandate(gym).cancelled_by) == ("cancelled", "customer")
    with gym.reading():
        acts = [entry.act for entry in JournalEntry.select().order_by(JournalEntry.id)]
    assert acts[-2:] == ["sign_mandate", "cancel_mandate"]


def test_the_first_cancellation_stands(gym: Store) -> None:
    mandate_id = draft_mandate(gym, register(gym))
    for by, code in (("customer", ""), ("bank", "02")):
        body = MandateCancelled(**facts(mandate_id, by=by, code=code, cancelled_at=AT))  # type: ignore[arg-type]
        assert perform(gym, body) == ()
    assert (mandate(gym).cancelled_by, mandate(gym).state_code) == ("customer", "")


def test_news_in_another_order_becomes_a_matter(gym: Store) -> None:
    person_id = register(gym)
    mandate_id = draft_mandate(gym, person_id)
    sent = MandateSent(mandate_ids=[mandate_id], facility_id="f", file_id="file", sent_at=AT)
    assert perform(gym, sent) == (Finding("mandate_sent_unsigned", person_id),)
    late = MandateSigned(mandate_id=mandate_id, facility_id="f", person_id=person_id, signed_at=AT)
    assert perform(gym, late) == ()
    assert (mandate(gym).state, mandate(gym).signed_at) == ("sent", AT)


def shown(store: Store, staff: StaffMember, person_id: str) -> MandateFacts:
    card = read_person_card(store, person_id, staff, AT.date(), is_opening=False)
    assert isinstance(card, PersonCard)
    return card.mandates[0]


@pytest.mark.parametrize(
    ("code", "words"), [("05", "fel"), ("77", "77")], ids=["in words", "a code that is new to this program"]
)
def test_the_card_says_why_the_bank_rejected(gym: Store, staff: StaffMember, code: str, words: str) -> None:
    person_id = register(gym)
    mandate_id = draft_mandate(gym, person_id)
    sign_mandate(gym, staff, mandate_id)
    perform(gym, MandateSent(mandate_ids=[mandate_id], facility_id="f", file_id="file", sent_at=AT))
    perform(gym, MandateAnswered(**facts(mandate_id, is_accepted=False, code=code, answered_at=AT)))  # type: ignore[arg-type]
    found = shown(gym, staff, person_id)
    assert found.state == "rejected"
    assert words in found.reason


NOV, DEC = date(2026, 11, 30), date(2026, 12, 28)


@pytest.mark.parametrize(
    ("agreed", "mandates", "first"),
    [
        (None, [], None),
        (NOV, [], NOV),
        (None, [("signed", DEC)], DEC),
        (NOV, [("draft", DEC)], DEC),
        (DEC, [("sent", NOV)], DEC),
        (NOV, [("active", NOV), ("signed", DEC)], NOV),
        (NOV, [("active", DEC)], DEC),
        (NOV, [("active", None), ("active", DEC)], NOV),
        (NOV, [("cancelled", DEC)], NOV),
        (NOV, [("signed", None)], NOV),
    ],
)
def test_no_draw_comes_before_its_mandate_takes_effect(
    agreed: date | None, mandates: list[tuple[str, date | None]], first: date | None
) -> None:
    assert drawn_from(agreed, mandates) == first
