"""Paying at the desk what the bank didn't draw: owed, shown, paid once in one errand, undone, never drawn as well."""

from datetime import date
from pathlib import Path

import pytest

from db.rows import found
from db.tables import DebitDraw, Mandate
from kiosk.direct_debit.files_out import waiting, write_payments
from kiosk.direct_debit.pay_debt import Draft, owed, quote
from kiosk.direct_debit.person_draws import draw_again
from kiosk.formats import kronor
from kiosk.people.confirmations import confirmation_facts
from kiosk.people.person_card import read_person_card
from kiosk.people.person_card_facts import PersonCard
from kiosk.problems import Problem
from kiosk.routine import Due
from kiosk.routines import person_menu
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.subscriptions import terminate
from kiosk.subscriptions.terminate import Pays
from tests.direct_debit.payers import cancel, mandate, payer
from tests.direct_debit.test_charging_run import run_whole
from tests.direct_debit.test_files_out_and_in import DRAW_DAY, imported, number, specification, written
from tests.people.members import sell
from tests.people.serving import SELF, facts_of, reason, refused, served
from tests.people.undoing import picture, undo

DEBT = Draft(SELF)


@pytest.fixture
def debtor(gym: Store, manager: StaffMember, tmp_path: Path) -> str:
    """Gold with an add-on: December's draw of 399 + 49 kronor was rejected."""
    person_id, main, _mandate = payer(gym)
    add_on = {"start": date(2026, 10, 15), "charged_until": date(2026, 11, 30)}
    sell(gym, person_id, "PT-APP", price=4900, main_id=main, **add_on)
    run_whole(gym)
    written(write_payments(gym, manager, tmp_path, DRAW_DAY))
    imported(gym, manager, specification((number(1), 44800, "1")))
    return person_id


def draw(store: Store) -> DebitDraw:
    with store.reading():
        return DebitDraw.get()


def card_of(store: Store, person_id: str, staff: StaffMember) -> PersonCard:
    card = read_person_card(store, person_id, staff, date(2026, 12, 2), is_opening=False)
    assert isinstance(card, PersonCard)
    return card


def test_what_is_owed_is_shown(gym: Store, manager: StaffMember, debtor: str) -> None:
    card = card_of(gym, debtor, manager)
    assert card.debt == 44800
    (said,) = [one for one in card.deviations if one.code == "draw_failed"]
    assert said.routine == "pay_debt"
    facts = facts_of(gym, debtor)
    assert owed(facts) == 44800
    lines = quote(DEBT, facts).lines
    assert [(line.amount, line.due) for line in lines] == [(39900, Due.NOW), (4900, Due.NOW)]
    assert lines[0].why == "2026-12-01 – 2026-12-31. Det fanns inte tillräckligt med pengar på kontot."
    assert "pay_debt" in [entry.name for entry in person_menu(facts)]


def test_it_is_paid_in_one_errand(gym: Store, manager: StaffMember, debtor: str) -> None:
    outcome = served(gym, "pay_debt", debtor, DEBT)
    assert outcome.receipt_id
    settled = draw(gym)
    assert (settled.state, settled.settled_errand_id) == ("settled", outcome.errand_id)
    assert card_of(gym, debtor, manager).debt == 0
    with gym.reading():
        assert found("SELECT total FROM sale") == [(44800,)]
        assert {text[-23:] for (text,) in found("SELECT text FROM sale_line")} == {"2026-12-01 – 2026-12-31"}
        assert set(found("SELECT first, last FROM sale_line")) == {("2026-12-01", "2026-12-31")}
        kinds = [kind for (kind,) in found("SELECT kind FROM operation_log WHERE errand_id = ?", outcome.errand_id)]
    assert {"draw.settled", "sale.made", "payment.taken", "receipt.issued"} <= set(kinds)
    assert reason(gym, "pay_debt", debtor) == "debt_none"
    assert "pay_debt" not in [entry.name for entry in person_menu(facts_of(gym, debtor))]


def test_what_is_paid_at_the_desk_is_not_drawn(gym: Store, manager: StaffMember, debtor: str) -> None:
    served(gym, "pay_debt", debtor, DEBT)
    assert draw_again(gym, manager, draw(gym).id) == Problem("draw_again_over")
    run_whole(gym)
    assert waiting(gym).batches == ()


def test_what_is_drawn_again_is_not_owed(gym: Store, manager: StaffMember, debtor: str) -> None:
    """It was planned while the wizard stood open, too."""
    draw_again(gym, manager, draw(gym).id)
    assert reason(gym, "pay_debt", debtor) == "debt_none"
    assert [code for code, _field in refused(gym, "pay_debt", debtor, DEBT)] == ["debt_none"]
    assert card_of(gym, debtor, manager).debt == 0


@pytest.mark.parametrize(
    ("state", "is_possible"),
    [("", False), ("draft", False), ("rejected", False), ("signed", True), ("sent", True), ("active", True)],
)
def test_it_is_drawn_again_only_by_a_mandate(
    gym: Store, manager: StaffMember, debtor: str, state: str, is_possible: bool
) -> None:
    """The mandate is revoked, and a new one is in this state: a draw that would be left out of the file stays owed."""
    with gym.reading():
        cancel(gym, Mandate.get().id)
    if state:
        mandate(gym, debtor, state=state)
    (shown,) = card_of(gym, debtor, manager).draws
    assert bool(shown.no_again) is not is_possible
    answer = draw_again(gym, manager, draw(gym).id)
    assert (answer != Problem("draw_again_no_mandate")) is is_possible
    assert draw(gym).state == ("planned" if is_possible else "rejected")
    assert card_of(gym, debtor, manager).debt == (0 if is_possible else 44800)
    assert (reason(gym, "pay_debt", debtor) == "debt_none") is is_possible


def test_planned_again_before_the_mandate_was_revoked_it_is_owed(gym: Store, manager: StaffMember, debtor: str) -> None:
    draw_again(gym, manager, draw(gym).id)
    with gym.reading():
        cancel(gym, Mandate.get().id)
    (shown,) = card_of(gym, debtor, manager).draws
    assert (shown.is_owed, card_of(gym, debtor, manager).debt) == (True, 44800)


def test_undone_it_is_owed_as_before(gym: Store, debtor: str) -> None:
    before = picture(gym, "debit_draw", "debit_draw_line", "lot")
    served(gym, "pay_debt", debtor, DEBT)
    undo(gym, debtor)
    assert picture(gym, "debit_draw", "debit_draw_line", "lot") == before


def test_a_refunded_draw_is_owed_too(gym: Store, manager: StaffMember, debtor: str) -> None:
    imported(gym, manager, specification((number(1), 44800, "0")))
    assert card_of(gym, debtor, manager).debt == 0
    imported(gym, manager, specification(refunds=((number(1), 44800, "02"),)))
    assert card_of(gym, debtor, manager).debt == 44800
    served(gym, "pay_debt", debtor, DEBT)
    assert draw(gym).state == "settled"


def test_a_credit_is_taken_off_what_its_subscription_cost(gym: Store, manager: StaffMember, tmp_path: Path) -> None:
    person_id, main, _mandate = payer(gym)
    with gym.own_writing():
        found("UPDATE subscription SET credit = 5000 WHERE id = ? RETURNING id", main)
    run_whole(gym)
    written(write_payments(gym, manager, tmp_path, DRAW_DAY))
    imported(gym, manager, specification((number(1), 34900, "1")))
    assert [line.amount for line in quote(DEBT, facts_of(gym, person_id)).lines] == [34900]
    served(gym, "pay_debt", person_id, DEBT)


@pytest.mark.parametrize("pays", [Pays.DRAWS, Pays.NOW])
def test_terminating_says_that_it_is_no_part_of_the_notice(gym: Store, debtor: str, pays: Pays) -> None:
    """Paying the notice period leaves it, and the confirmation says so."""
    draft, owed_words = terminate.Draft(SELF, "", pays), kronor(44800)
    facts = facts_of(gym, debtor)
    words = f"{owed_words}. Ingår inte i uppsägningstiden: betalas för sig (Betala skuld)."
    assert {row.label: row.value for row in terminate.summary(draft, facts)}["Obetalt sedan tidigare"] == words
    outcome = served(gym, "terminate", debtor, draft)
    told = ("Skuld", owed_words, f"{owed_words} kvar, ingår inte i uppsägningstiden")
    assert told in confirmation_facts(gym, outcome.confirmation_id).rows
    assert owed(facts_of(gym, debtor)) == 44800
    served(gym, "pay_debt", debtor, DEBT)
    assert terminate.debt_words(facts_of(gym, debtor)) == ""
