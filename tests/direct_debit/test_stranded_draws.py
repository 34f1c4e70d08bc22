"""A planned draw that no mandate lets be sent: owed and seen, paid once, or drawn once by a new mandate, never both."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.rows import found
from db.tables import DebitDraw, Mandate
from kiosk.direct_debit.charging_run import preview
from kiosk.direct_debit.files_out import waiting, write_payments
from kiosk.direct_debit.pay_debt import Draft, owed, quote
from kiosk.direct_debit.person_draws import stop_draw
from kiosk.people.person_card import read_person_card
from kiosk.people.person_card_facts import PersonCard
from kiosk.problems import Problem
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.subscriptions import charge, swap, upgrade
from kiosk.subscriptions.months import add_months
from kiosk.subscriptions.swap_plan import candidates
from kiosk.till.tender import Method, Tender
from tests.direct_debit.payers import DECEMBER, cancel, mandate, payer
from tests.direct_debit.test_charging_run import run_whole
from tests.direct_debit.test_files_out_and_in import DRAW_DAY, written
from tests.people.members import MANAGER
from tests.people.serving import SELF, facts_of, reason, served
from tests.people.undoing import picture, undo

GOLD = 39900
DEBT = Draft(SELF, (Tender(Method.CARD, GOLD, "debt"),))


@pytest.fixture
def member(gym: Store) -> tuple[str, str]:
    """December's draw is planned, and then the mandate is revoked: ids of person and subscription."""
    person_id, subscription_id, mandate_id = payer(gym)
    run_whole(gym)
    cancel(gym, mandate_id)
    return person_id, subscription_id


def card_of(store: Store, person_id: str) -> PersonCard:
    card = read_person_card(store, person_id, MANAGER, date(2026, 11, 22), is_opening=False)
    assert isinstance(card, PersonCard)
    return card


def draws(store: Store) -> list[tuple[str, int]]:
    with store.reading():
        return [(row.state, row.amount) for row in DebitDraw.select()]


def lots_and_paid(store: Store) -> tuple[int, int]:
    with store.reading():
        ((in_lots,),) = found("SELECT SUM(amount) FROM lot")
        ((paid,),) = found("SELECT COALESCE(SUM(total), 0) FROM sale")
    return in_lots, paid


def left_out(store: Store, month: date = DECEMBER) -> list[str]:
    place = store.place()
    with store.reading():
        return [line.reason for line in preview(place.facility_id, month, store.clock.now()).exceptions]


def test_it_is_owed_and_seen(gym: Store, member: tuple[str, str]) -> None:
    card = card_of(gym, member[0])
    assert card.debt == GOLD
    (said,) = [one for one in card.deviations if one.code == "draw_stranded"]
    assert said.routine == "pay_debt"
    assert [(draw.state, draw.is_owed, draw.is_stoppable) for draw in card.draws] == [("planned", True, True)]
    assert owed(facts_of(gym, member[0])) == GOLD
    assert quote(DEBT, facts_of(gym, member[0])).lines[0].why == (
        "2026-12-01 – 2026-12-31. Utan ett undertecknat medgivande skickas den inte till banken."
    )


def test_a_second_run_names_it_and_does_nothing(gym: Store, member: tuple[str, str]) -> None:
    assert left_out(gym) == ["run_draw_stranded"]
    before = picture(gym, "debit_draw", "debit_draw_line", "lot")
    run_whole(gym)
    assert picture(gym, "debit_draw", "debit_draw_line", "lot") == before


def test_later_runs_name_it_too_once_nothing_more_is_charged(gym: Store, member: tuple[str, str]) -> None:
    """January is charged at the desk: what is left of it is December."""
    served(gym, "charge", member[0], charge.Draft(SELF, 1), member[1])
    assert left_out(gym, add_months(DECEMBER, 1)) == ["run_draw_stranded"]
    served(gym, "pay_debt", member[0], DEBT)
    assert left_out(gym, add_months(DECEMBER, 1)) == left_out(gym) == []


@pytest.mark.parametrize(
    ("state", "is_stranded"),
    [("draft", True), ("rejected", True), ("signed", False), ("sent", False), ("active", False)],
)
def test_it_waits_for_a_mandate_on_its_way(gym: Store, member: tuple[str, str], state: str, is_stranded: bool) -> None:
    mandate(gym, member[0], state=state)
    assert card_of(gym, member[0]).debt == (GOLD if is_stranded else 0)
    assert (reason(gym, "pay_debt", member[0]) == "debt_none") is not is_stranded
    assert left_out(gym) == (["run_draw_stranded"] if is_stranded else [])


def test_paid_at_the_desk_it_is_never_sent(
    gym: Store, manager: StaffMember, member: tuple[str, str], tmp_path: Path
) -> None:
    """Also when there is a new mandate afterwards, and another run."""
    lots = picture(gym, "lot")
    served(gym, "pay_debt", member[0], DEBT)
    mandate(gym, member[0])
    run_whole(gym)
    assert draws(gym) == [("settled", GOLD)]
    assert picture(gym, "lot") == lots
    assert waiting(gym).batches == ()
    assert write_payments(gym, manager, tmp_path, DRAW_DAY) == Problem("autogiro_nothing_to_send")
    assert card_of(gym, member[0]).debt == 0
    with gym.reading():
        assert found("SELECT SUM(total) FROM sale") == [(GOLD,)]


def test_sent_by_a_new_mandate_it_is_never_owed(
    gym: Store, manager: StaffMember, member: tuple[str, str], tmp_path: Path
) -> None:
    mandate(gym, member[0])
    written(write_payments(gym, manager, tmp_path, DRAW_DAY))
    assert draws(gym) == [("sent", GOLD)]
    assert reason(gym, "pay_debt", member[0]) == "debt_none"


def test_stopped_its_days_are_charged_once_more(gym: Store, manager: StaffMember, member: tuple[str, str]) -> None:
    with gym.reading():
        ((draw_id,),) = found("SELECT id FROM debit_draw")
    stop_draw(gym, manager, draw_id, "Inget medgivande")
    assert (card_of(gym, member[0]).debt, left_out(gym)) == (0, ["run_mandate_cancelled"])
    served(gym, "charge", member[0], charge.Draft(SELF, 1), member[1])
    mandate(gym, member[0])
    run_whole(gym)
    assert draws(gym) == [("cancelled", GOLD)]
    with gym.reading():
        assert found("SELECT COUNT(*) FROM lot WHERE month = '2026-12'") == [(1,)]


def test_what_was_changed_since_is_paid_as_a_debt(gym: Store, manager: StaffMember, member: tuple[str, str]) -> None:
    """An upgrade has paid for the dearer days on top of what is owed: the draw can't be stopped, only paid."""
    was_in_lots, nothing = lots_and_paid(gym)
    assert nothing == 0
    facts = facts_of(gym, *member)
    dearer = candidates(facts.chosen, facts, is_dearer=True)[0]
    draft = swap.Draft(SELF, dearer.product.id)
    dear = upgrade.quote(draft, facts).due_now
    served(gym, "upgrade", member[0], draft, member[1])
    with gym.reading():
        ((draw_id,),) = found("SELECT id FROM debit_draw")
    assert stop_draw(gym, manager, draw_id, "Inget medgivande") == Problem("draw_stop_changed_owed")
    served(gym, "pay_debt", member[0], DEBT)
    assert lots_and_paid(gym) == (was_in_lots + dear, GOLD + dear)
    assert draws(gym) == [("settled", GOLD)]


def test_undone_it_is_owed_as_before(gym: Store, member: tuple[str, str]) -> None:
    before = picture(gym, "debit_draw", "debit_draw_line", "lot")
    served(gym, "pay_debt", member[0], DEBT)
    undo(gym, member[0])
    assert picture(gym, "debit_draw", "debit_draw_line", "lot") == before
    assert card_of(gym, member[0]).debt == GOLD


def test_of_a_mandate_that_is_not_known_here_nothing_is_said(gym: Store, member: tuple[str, str]) -> None:
    changes: dict[str, Any] = {"id": "elsewhere"}
    with gym.own_writing():
        Mandate.update(**changes).execute()
    assert card_of(gym, member[0]).debt == 0
