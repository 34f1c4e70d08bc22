"""Draws on their way: the card, what an errand's strip says of them, and what revoking the mandate means for them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.clock import FixedClock
from kiosk.direct_debit import edit_payer, end_mandate
from kiosk.direct_debit.drafts import MandateDraft
from kiosk.direct_debit.end_mandate import Draft, EndingDraft
from kiosk.direct_debit.files_out import write_payments
from kiosk.formats import kronor
from kiosk.people.confirmations import confirmation_facts
from kiosk.people.person_card import read_person_card
from kiosk.people.person_card_facts import PersonCard, SubscriptionFacts
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.subscriptions import terminate
from tests.direct_debit.payers import NOVEMBER, mandate, payer
from tests.direct_debit.test_charging_run import run_whole
from tests.direct_debit.test_files_out_and_in import written
from tests.people.members import MANAGER
from tests.people.serving import SELF, facts_of, refused, served

DRAW = f"2026-11-30,\N{NO-BREAK SPACE}{kronor(39900)}"
AFTER = f"2026-12-28,\N{NO-BREAK SPACE}{kronor(39900)}"
IN_TIME = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
CLOSED = datetime(2026, 11, 27, 18, 0, tzinfo=UTC)  # 19:00 in Stockholm on the bank day before
UNDERSTOOD = EndingDraft(is_understood=True)


@pytest.fixture
def member(gym: Store, clock: FixedClock) -> str:
    """Drawn 399 kr for December on 30 November by a run on the 26th; the file isn't written."""
    clock.moment = IN_TIME
    person_id, _subscription, _mandate = payer(gym)
    run_whole(gym)
    return person_id


@pytest.fixture
def with_bank(gym: Store, member: str, tmp_path: Path) -> str:
    written(write_payments(gym, MANAGER, tmp_path, NOVEMBER))
    return member


def shown(store: Store, person_id: str) -> SubscriptionFacts:
    card = read_person_card(store, person_id, MANAGER, store.clock.now().date(), is_opening=False)
    assert isinstance(card, PersonCard)
    return card.subscriptions[0]


def next_draw(store: Store, person_id: str) -> tuple[str, int, bool]:
    draw = shown(store, person_id).next_draw
    assert draw is not None
    return str(draw.day), draw.amount, draw.is_sent


def test_the_next_draw_is_the_one_that_a_run_has_planned(gym: Store, member: str) -> None:
    assert next_draw(gym, member) == ("2026-11-30", 39900, False)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (IN_TIME, ("2026-11-30", 39900, True)),
        (datetime(2026, 11, 30, 9, 0, tzinfo=UTC), ("2026-11-30", 39900, True)),
        (datetime(2026, 12, 1, 9, 0, tzinfo=UTC), ("2026-12-28", 39900, False)),  # it has been made
    ],
)
def test_the_next_draw_is_the_one_the_bank_has_until_its_day_has_passed(
    gym: Store, clock: FixedClock, with_bank: str, now: datetime, expected: tuple[str, int, bool]
) -> None:
    clock.moment = now
    assert next_draw(gym, with_bank) == expected


def test_a_planned_draw_that_was_not_sent_in_time_is_made_later(gym: Store, clock: FixedClock, member: str) -> None:
    clock.moment = CLOSED
    assert next_draw(gym, member) == ("2026-12-01", 39900, False)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (IN_TIME, f"{DRAW}: finns hos banken och dras ändå, om den inte stoppas senast 2026-11-27 19:00"),
        (CLOSED, f"{DRAW}: finns hos banken och dras ändå; det är för sent att stoppa den"),
    ],
)
def test_terminating_tells_of_the_draw_that_is_on_its_way(
    gym: Store, clock: FixedClock, with_bank: str, now: datetime, words: str
) -> None:
    """One month's notice ends before December does, which is paid: nothing is drawn after it."""
    clock.moment = now
    strip = terminate.quote(terminate.Draft(SELF), facts_of(gym, with_bank)).changes
    rows = {one.label: (one.before, one.after) for one in strip}
    assert rows["Nästa dragning"] == ("", words)
    assert rows["Dragningen därefter"] == (AFTER, "–")
    outcome = served(gym, "terminate", with_bank, terminate.Draft(SELF))
    assert ("Nästa dragning", "", words) in confirmation_facts(gym, outcome.confirmation_id).rows
    assert next_draw(gym, with_bank)[0] == "2026-11-30"


def test_terminating_tells_of_the_draw_that_is_planned(gym: Store, member: str) -> None:
    strip = terminate.quote(terminate.Draft(SELF), facts_of(gym, member)).changes
    rows = {one.label: (one.before, one.after) for one in strip}
    assert rows["Nästa dragning"] == ("", f"{DRAW}: planerad, och dras ändå om dragningen inte stoppas")


STOPPABLE = (
    f"Dragningen på {kronor(39900)} för 2026-12 finns redan hos banken: banken kan fortfarande göra den 2026-11-30, "
    "eller neka den för att medgivandet är borta. ”Stoppa dragningen” på personkortet stoppar den, till "
    "2026-11-27 19:00. Det som inte dras betalas i kassan."
)
TOO_LATE = (
    f"Dragningen på {kronor(39900)} för 2026-12 finns redan hos banken, och det är för sent att stoppa den: banken kan "
    "fortfarande göra den 2026-11-30, eller neka den för att medgivandet är borta. Det som inte dras betalas i kassan."
)
NOT_SENT = (
    f"Dragningen på {kronor(39900)} för 2026-12, planerad till 2026-11-30, skickas inte längre till banken. Kunden är "
    "skyldig beloppet och betalar det i kassan: ”Betala skuld”."
)


@pytest.mark.parametrize(
    ("now", "words", "on_paper"),
    [
        (IN_TIME, STOPPABLE, "kan ändå dras, eller nekas; kan stoppas senast 2026-11-27 19:00"),
        (CLOSED, TOO_LATE, "kan ändå dras, eller nekas; det är för sent att stoppa den"),
    ],
)
def test_revoking_the_mandate_tells_of_the_draw_the_bank_has(
    gym: Store, clock: FixedClock, with_bank: str, now: datetime, words: str, on_paper: str
) -> None:
    """On the page, in the summary and on the confirmation; the card goes on showing the draw."""
    clock.moment = now
    facts = facts_of(gym, with_bank)
    assert end_mandate.consequences(Draft(), facts)[0] == words
    assert words in [one.value for one in end_mandate.summary(Draft(SELF), facts)]
    outcome = served(gym, "cancel_mandate", with_bank, Draft(SELF, UNDERSTOOD))
    assert ("Dragning för 2026-12", DRAW, on_paper) in confirmation_facts(gym, outcome.confirmation_id).rows
    assert next_draw(gym, with_bank) == ("2026-11-30", 39900, True)
    assert shown(gym, with_bank).draw_obstacle == ""


def test_revoking_the_mandate_tells_what_becomes_of_a_planned_draw(
    gym: Store, manager: StaffMember, member: str, tmp_path: Path
) -> None:
    facts = facts_of(gym, member)
    assert end_mandate.consequences(Draft(), facts)[0] == NOT_SENT
    outcome = served(gym, "cancel_mandate", member, Draft(SELF, UNDERSTOOD))
    on_paper = ("Dragning för 2026-12", DRAW, "skickas inte längre; betalas i kassan")
    assert on_paper in confirmation_facts(gym, outcome.confirmation_id).rows
    assert not hasattr(write_payments(gym, manager, tmp_path, NOVEMBER), "path")
    assert shown(gym, member).draw_obstacle == "Inget medgivande"


def test_with_another_active_mandate_only_what_the_bank_has_is_told_of(
    gym: Store, with_bank: str, tmp_path: Path
) -> None:
    first = facts_of(gym, with_bank).customer.mandates[0].id
    other = mandate(gym, with_bank)
    told = end_mandate.consequences(Draft(SELF, EndingDraft(first)), facts_of(gym, with_bank))
    assert told == (STOPPABLE,)
    assert refused(gym, "cancel_mandate", with_bank, Draft(SELF, EndingDraft(first))) == [
        ("mandate_end_not_understood", "is_understood")
    ]
    assert end_mandate.consequences(Draft(SELF, EndingDraft(other)), facts_of(gym, with_bank)) == ()


def test_another_account_tells_of_the_draw_the_bank_has_from_the_old_one(gym: Store, with_bank: str) -> None:
    draft = edit_payer.Draft(SELF, MandateDraft(clearing="6789", account="123456789"))
    told = [(one.label, one.before, one.after) for one in edit_payer.quote(draft, facts_of(gym, with_bank)).changes]
    words = "kan ändå dras, eller nekas; kan stoppas senast 2026-11-27 19:00"
    assert told[-1] == ("Dragning för 2026-12", DRAW, words)
    served(gym, "edit_payer", with_bank, draft)
    assert next_draw(gym, with_bank) == ("2026-11-30", 39900, True)
