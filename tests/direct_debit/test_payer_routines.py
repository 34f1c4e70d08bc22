"""Editing the payer: a new mandate in place of the old. Cancelling one: what it means is said and understood."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from db.rows import found, update
from db.tables import Mandate
from kiosk.clock import FixedClock
from kiosk.direct_debit import edit_payer
from kiosk.direct_debit.drafts import Holder, MandateDraft
from kiosk.direct_debit.edit_payer import Draft, quote
from kiosk.direct_debit.end_mandate import Draft as EndDraft
from kiosk.direct_debit.end_mandate import EndingDraft, consequence
from kiosk.direct_debit.end_mandate import quote as end_quote
from kiosk.direct_debit.end_mandate import summary as end_summary
from kiosk.people.actors import Actor, ActorDraft, Proof
from kiosk.people.confirmations import confirmation_facts
from kiosk.people.person_card import read_person_card
from kiosk.people.person_card_facts import PersonCard
from kiosk.store import Store
from kiosk.subscriptions import terminate as terminate_routine
from tests.direct_debit.payers import mandate
from tests.direct_debit.test_charging_run import run_whole
from tests.people.members import STAFF, draft_mandate, register, sell, sign_mandate
from tests.people.serving import SELF, facts_of, reason, refused, served
from tests.people.undoing import why_not
from tests.subscriptions.frozen import frozen
from tests.subscriptions.swaps import terminate

TODAY = date(2026, 11, 22)


@pytest.fixture
def member(gym: Store) -> str:
    """Gold by direct debit, charged to the end of November; it is 2026-11-22."""
    person_id = register(gym)
    sell(gym, person_id, start=date(2026, 10, 1), charged_until=date(2026, 11, 30))
    return person_id


def mandates(store: Store) -> list[tuple[Any, ...]]:
    with store.reading():
        return found("SELECT account, state, cancelled_by, holder FROM mandate ORDER BY drafted_at, id")


def test_the_new_mandate_takes_the_place_of_the_old(gym: Store, member: str) -> None:
    sign_mandate(gym, member, account="987654321")
    outcome = served(gym, "edit_payer", member, Draft(SELF, MandateDraft(clearing="6789", account="123456789")))
    assert [row[1:] for row in mandates(gym)] == [("cancelled", "customer", "self"), ("draft", "", "self")]
    assert outcome.mandate_id
    assert outcome.receipt_id == ""
    with gym.reading():
        kinds = [kind for (kind,) in found("SELECT kind FROM operation_log WHERE errand_id = ?", outcome.errand_id)]
    assert kinds[1:3] == ["mandate.cancelled", "mandate.drafted"]


def test_it_says_whose_account_it_was_and_from_when(gym: Store, member: str) -> None:
    """+6 bank days from 2026-11-22 is 11-30, the day of November's draw (rules.md 5: 28 moved to Monday)."""
    sign_mandate(gym, member)
    draft = Draft(SELF, MandateDraft(clearing="6789", account="123456789"))
    shown = {one.label: (one.before, one.after) for one in quote(draft, facts_of(gym, member)).changes}
    assert shown["Konto"] == ("Handelsbanken ••••\N{NO-BREAK SPACE}789", "Handelsbanken ••••\N{NO-BREAK SPACE}789")
    assert shown["Första dragning från det nya kontot"] == ("", "2026-11-30")


def test_it_says_what_is_drawn_when_and_that_there_is_no_way_back(gym: Store, clock: FixedClock, member: str) -> None:
    """+6 bank days from 2026-11-23 is 12-01: November's draw, which pays December, is missed (rules.md 5)."""
    clock.moment = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    first = "Undertecknas det nya medgivandet i dag görs dess första dragning 2026-12-28, för 2027-01."
    between = (
        "Guld autogiro 12 mån: 2026-12-01 – 2026-12-31, 399,00\N{NO-BREAK SPACE}kr, dras tillsammans med 2027-01. Det "
        "kan betalas i kassan innan dess: ”Debitera”."
    )
    assert edit_payer.consequences(facts_of(gym, member)) == (first, between)
    sign_mandate(gym, member)
    no_way_back = "Det gamla medgivandet upphör genast, även om det nya inte är undertecknat. Det går inte att ångra."
    assert edit_payer.consequences(facts_of(gym, member)) == (first, between, no_way_back)
    draft = Draft(SELF, MandateDraft(clearing="6789", account="123456789"))
    rows = edit_payer.summary(draft, facts_of(gym, member))
    assert rows[-1].value == f"{first}\n{between}\n{no_way_back}"
    served(gym, "edit_payer", member, draft)
    assert why_not(gym, member) == "undo_cancelled_mandate"


def test_what_was_planned_is_owed_until_the_new_one_is_signed(gym: Store, member: str) -> None:
    mandate(gym, member)
    run_whole(gym)
    said = edit_payer.consequences(facts_of(gym, member))
    assert said[0].endswith("2026-11-30, för 2026-12.")
    assert "399,00\N{NO-BREAK SPACE}kr för 2026-12 är en skuld tills" in said[1]
    assert len(said) == 3


def test_another_payer_is_a_registered_adult(gym: Store, member: str) -> None:
    draft = Draft(SELF, MandateDraft(Holder.OTHER_PAYER, "", "640823-3234", "", "6789", "123456789"))
    assert refused(gym, "edit_payer", member, draft) == [("payer_not_registered", "holder_personal_number")]
    payer = register(gym, 2, personal_number="196408233234", birth_date=date(1964, 8, 23), given_name="Maria")
    served(gym, "edit_payer", member, draft)
    with gym.reading():
        assert found("SELECT payer_id, holder_name FROM mandate") == [(payer, "Maria Öberg")]


def test_what_is_wrong_with_the_account_is_said(gym: Store, member: str) -> None:
    assert refused(gym, "edit_payer", member, Draft(SELF, MandateDraft(clearing="1", account="2")))[0][1] == "clearing"


def test_when_it_can_be_begun(gym: Store, member: str) -> None:
    assert reason(gym, "edit_payer", member) == ""
    assert reason(gym, "edit_payer", register(gym, 2, personal_number="198507099805")) == "payer_no_direct_debit"
    assert reason(gym, "cancel_mandate", member) == "mandate_none"
    draft_mandate(gym, member)
    assert reason(gym, "cancel_mandate", member) == ""


def test_cancelling_says_what_becomes_of_what_it_pays(gym: Store, member: str) -> None:
    sign_mandate(gym, member)
    facts = facts_of(gym, member)
    assert consequence(facts.chosen) == (
        "Guld autogiro 12 mån fortsätter tills det sägs upp. Dagarna efter 2026-11-30 måste betalas i kassan varje "
        "månad, eller med ett nytt medgivande."
    )
    assert refused(gym, "cancel_mandate", member, EndDraft(SELF)) == [("mandate_end_not_understood", "is_understood")]
    understood = EndDraft(SELF, EndingDraft(is_understood=True))
    assert ("Guld autogiro 12 mån", "dras varje månad", "betalas i kassan") in [
        (one.label, one.before, one.after) for one in end_quote(understood, facts).changes
    ]
    served(gym, "cancel_mandate", member, understood)
    assert [row[1:3] for row in mandates(gym)] == [("cancelled", "customer")]


def test_of_several_mandates_one_is_chosen_and_the_other_goes_on_paying(gym: Store, member: str) -> None:
    first = sign_mandate(gym, member)
    draft_mandate(gym, member, account="987654321")
    assert refused(gym, "cancel_mandate", member, EndDraft(SELF)) == [("mandate_missing", "mandate_id")]
    served(gym, "cancel_mandate", member, EndDraft(SELF, EndingDraft(first)))
    assert sorted(row[1] for row in mandates(gym)) == ["cancelled", "draft"]


def test_who_is_frozen_hears_when_the_card_says_that_is_drawn(gym: Store) -> None:
    """Charged to 2027-02-28, and frozen December and January: what was charged for these 62 days is lived after the
    freeze, to 2027-04-30 (89 charged days of which 62 are left, 59 of them in February and March). Nothing is drawn in
    December, whatever the mandate allows; in the draw after, as the card says."""
    person_id = register(gym)
    sell(gym, person_id, start=date(2026, 10, 1), charged_until=date(2027, 2, 28))
    frozen(gym, person_id, date(2026, 12, 1), date(2027, 1, 31))
    sign_mandate(gym, person_id)
    card = read_person_card(gym, person_id, STAFF, TODAY)
    assert isinstance(card, PersonCard)
    next_one = card.subscriptions[0].next_draw
    assert next_one is not None
    assert next_one.day > date(2027, 3, 1)
    draft = Draft(SELF, MandateDraft(clearing="6789", account="123456789"))
    shown = {one.label: one.after for one in quote(draft, facts_of(gym, person_id)).changes}
    assert shown["Första dragning från det nya kontot"] == next_one.day.isoformat()
    first = edit_payer.consequences(facts_of(gym, person_id))[0]
    assert first.endswith(f"görs dess första dragning {next_one.day}, för {next_one.pays:%Y-%m}.")
    told = confirmation_facts(gym, served(gym, "edit_payer", person_id, draft).confirmation_id)
    assert ("Första dragning från det nya kontot", "", next_one.day.isoformat()) in told.rows
    card = read_person_card(gym, person_id, STAFF, TODAY)
    assert isinstance(card, PersonCard)
    assert card.subscriptions[0].next_draw == next_one, "and so it is, once it is changed"


def test_where_nothing_is_to_be_drawn_no_day_is_promised(gym: Store) -> None:
    """Terminated, and charged to its end."""
    person_id = register(gym)
    sell(gym, person_id, start=date(2026, 10, 1), charged_until=date(2026, 12, 31))
    terminate(gym, person_id, date(2026, 12, 31))
    assert edit_payer.consequences(facts_of(gym, person_id)) == (
        "Som det är nu finns inget att dra från det nya kontot.",
    )


@pytest.mark.parametrize(("protected", "before"), [(False, "Annan betalare, Maria Öberg"), (True, "Annan betalare")])
def test_the_payer_of_before_is_named(gym: Store, member: str, protected: bool, before: str) -> None:
    """A protected one isn't: the confirmation is paper."""
    payer = register(
        gym, 2, personal_number="196408233234", birth_date=date(1964, 8, 23), given_name="Maria",
        protected_identity=protected,
    )  # fmt: skip
    sign_mandate(gym, member, holder="other_payer", holder_name="Maria Öberg", payer_id=payer)
    draft = Draft(SELF, MandateDraft(clearing="6789", account="123456789"))
    shown = {one.label: (one.before, one.after) for one in quote(draft, facts_of(gym, member)).changes}
    assert shown["Kontoinnehavare"] == (before, "Kunden själv")


def test_the_customers_own_number_is_refused(gym: Store, member: str) -> None:
    draft = Draft(SELF, MandateDraft(Holder.OTHER_PAYER, "", "900101-0017", "", "6789", "123456789"))
    assert refused(gym, "edit_payer", member, draft) == [("holder_is_customer", "holder_personal_number")]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("draft", "aldrig skickats till banken"),
        ("signed", "aldrig skickats till banken"),
        ("sent", "Banken får veta det med nästa fil."),
        ("active", "Banken får veta det med nästa fil."),
    ],
)
def test_the_bank_is_told_of_what_it_has(gym: Store, member: str, state: str, said: str) -> None:
    mandate(gym, member, state=state)
    rows = {one.label: one.value for one in end_summary(EndDraft(SELF), facts_of(gym, member))}
    assert said in rows["Banken"]


@pytest.mark.parametrize("routine", ["edit_payer", "cancel_mandate"])
def test_who_holds_the_account_may_stand_at_the_desk(gym: Store, member: str, routine: str) -> None:
    """Where it is somebody else's, and in no other routine."""
    held_by = ActorDraft(Actor.ACCOUNT_HOLDER, Proof.SWEDISH_ID, "Maria Öberg")
    new = MandateDraft(clearing="6789", account="123456789")
    end = EndingDraft(is_understood=True)
    draft: Any = Draft(held_by, new) if routine == "edit_payer" else EndDraft(held_by, end)
    mandate_id = sign_mandate(gym, member, account="987654321")
    assert refused(gym, routine, member, draft) == [("actor_missing", "actor")]
    with gym.own_writing():
        update(Mandate, mandate_id, {"holder": "other_account_holder", "holder_name": "Maria Öberg"})
    assert refused(gym, "terminate", member, terminate_routine.Draft(held_by))[0] == ("actor_missing", "actor")
    confirmation_id = served(gym, routine, member, draft).confirmation_id
    assert confirmation_facts(gym, confirmation_id).acted_by == "Maria Öberg, kontoinnehavare"
