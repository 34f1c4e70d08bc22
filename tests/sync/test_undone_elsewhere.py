"""What is undone at one desk while another goes on: operations that take back, two desks and central."""

from datetime import date
from typing import Any

import pytest

from db.tables import Card, CheckIn, Freeze, Matter, Note, Payment, Person, Subscription
from kiosk.ids import new_id
from kiosk.operations.customers import NoteRemoved, NoteWritten
from kiosk.operations.protection import ProtectionChanged
from kiosk.operations.refunds import RefundPaid
from kiosk.operations.undoing import NoteRestored
from kiosk.operations.visits import CheckInRecorded
from kiosk.store import Errand
from kiosk.subscriptions import terminate, withdraw_termination
from kiosk.subscriptions.terminate import Pays
from kiosk.sync.matters import open_matters
from kiosk.undo import LastErrand, last_errand, undo_errand
from tests.central.worlds import ANNA, Desk
from tests.people import members
from tests.people.serving import SELF, served
from tests.subscriptions.frozen import freezing
from tests.sync.acts import Act, Newcomer, assign_card, block_card, pay, sell
from tests.sync.invariants import settle


@pytest.fixture
def anna(desks: tuple[Desk, Desk]) -> Newcomer:
    """Registered, and known at both desks."""
    newcomer = Newcomer()
    desks[0].do(newcomer.register)
    settle(*desks)
    return newcomer


def rows(desk: Desk, table: type[Any]) -> list[Any]:
    with desk.store.reading():
        return list(table.select().order_by(table.id))


def about(newcomer: Newcomer, *acts: Act) -> Act:
    def act(errand: Errand) -> None:
        for one in acts:
            one(errand)
        errand.subject_id = newcomer.person_id

    return act


def undo(desk: Desk, newcomer: Newcomer) -> None:
    last = last_errand(desk.store, ANNA, newcomer.person_id)
    assert isinstance(last, LastErrand), last
    assert undo_errand(desk.store, ANNA, newcomer.person_id, last.errand_id).problems == ()


def freeze(newcomer: Newcomer, subscription_id: str) -> Act:
    return freezing(subscription_id, newcomer.person_id, date(2027, 1, 10), date(2027, 2, 28))


def test_what_was_undone_is_undone_everywhere(desks: tuple[Desk, Desk], anna: Newcomer) -> None:
    one, two = desks
    one.do(about(anna, sell(anna.person_id), assign_card(anna.person_id, "10000342"), pay(anna.person_id)))
    settle(one, two)
    undo(one, anna)
    settle(one, two)
    assert ([one.ended_for for one in rows(two, Subscription)], rows(two, Card)) == (["undone"], [])
    assert sum(payment.amount for payment in rows(two, Payment)) == 0
    assert rows(two, Matter) == []


def test_undone_before_it_was_ever_sent(desks: tuple[Desk, Desk], anna: Newcomer) -> None:
    one, two = desks
    one.do(about(anna, sell(anna.person_id), pay(anna.person_id)))
    undo(one, anna)
    settle(one, two)
    assert [one.end_date for one in rows(two, Subscription)] == [date(2026, 11, 21)]


def test_a_sale_undone_while_another_desk_freezes_it_stands_as_a_matter(
    desks: tuple[Desk, Desk], anna: Newcomer
) -> None:
    one, two = desks
    one.do(about(anna, sell(anna.person_id)))
    settle(one, two)
    (sold,) = rows(two, Subscription)
    two.do(freeze(anna, sold.id))
    undo(one, anna)
    settle(two, one)
    assert [row.ended_for for row in rows(one, Subscription)] == [""]
    assert len(rows(one, Freeze)) == 1
    (matter,) = open_matters(one.store)
    assert matter.code == "subscription_changed_meanwhile"
    assert "3 990,00 kr av det betalades tillbaka" in matter.what.replace("\N{NO-BREAK SPACE}", " ")


def test_a_frozen_sale_that_was_undone_first(desks: tuple[Desk, Desk], anna: Newcomer) -> None:
    one, two = desks
    one.do(about(anna, sell(anna.person_id)))
    settle(one, two)
    (sold,) = rows(two, Subscription)
    two.do(freeze(anna, sold.id))
    undo(one, anna)
    settle(one, two)
    assert [row.ended_for for row in rows(two, Subscription)] == ["undone"]


def test_a_withdrawal_undone_while_another_desk_freezes(desks: tuple[Desk, Desk], anna: Newcomer) -> None:
    """It is terminated again, and frozen during that notice: somebody has to talk to the member."""
    one, two = desks
    sold = members.sell(one.store, anna.person_id, start=date(2026, 10, 1), charged_until=date(2026, 12, 31))
    served(one.store, "terminate", anna.person_id, terminate.Draft(SELF, pays=Pays.DRAWS), staff=ANNA)
    served(one.store, "withdraw_termination", anna.person_id, withdraw_termination.Draft(SELF), staff=ANNA)
    settle(one, two)
    two.do(freeze(anna, sold))
    undo(one, anna)
    settle(two, one)
    assert [row.end_date for row in rows(two, Subscription)] == [date(2026, 12, 22)]
    assert [matter.code for matter in open_matters(one.store)] == ["terminated_frozen"]


def test_a_card_blocked_elsewhere_is_not_taken_back(desks: tuple[Desk, Desk], anna: Newcomer) -> None:
    one, two = desks
    one.do(about(anna, assign_card(anna.person_id, "10000342")))
    settle(one, two)
    (card,) = rows(two, Card)
    two.do(block_card(card.id))
    undo(one, anna)
    settle(two, one)
    assert [one.block_reason for one in rows(one, Card)] == ["lost"]


def refund(payment: Payment, amount: int) -> Act:
    sale_id = payment.__data__["sale"]

    def act(errand: Errand) -> None:
        values: dict[str, Any] = {"payment_id": payment.id, "sale_id": sale_id, "method": "card", "reference": ""}
        errand.perform(
            RefundPaid(
                refund_id=new_id(),
                facility_id=errand.facility_id,
                person_id=None,
                amount=amount,
                paid_at=errand.at,
                **values,
            )
        )

    return act


@pytest.mark.parametrize(("amounts", "codes"), [((300000, 99000), []), ((300000, 99001), ["refunded_too_much"])])
def test_refunds_come_to_no_more_than_was_paid(
    desks: tuple[Desk, Desk], anna: Newcomer, amounts: tuple[int, int], codes: list[str]
) -> None:
    """3 990 kr were paid; both desks pay some of it back without knowing of each other."""
    one, two = desks
    one.do(about(anna, pay(anna.person_id)))
    settle(one, two)
    (payment,) = rows(two, Payment)
    for desk, amount in zip(desks, amounts, strict=True):
        desk.do(refund(payment, amount))
    settle(one, two)
    assert [matter.code for matter in open_matters(one.store)] == codes
    assert len(rows(one, Payment)) == 3


def test_the_later_mark_of_protection_stands(desks: tuple[Desk, Desk], anna: Newcomer) -> None:
    one, two = desks

    def mark(is_protected: bool) -> Act:
        return lambda errand: errand.perform(
            ProtectionChanged(person_id=anna.person_id, is_protected=is_protected, changed_at=errand.at)
        )

    one.do(mark(is_protected=False))
    two.do(mark(is_protected=True))
    settle(one, two)
    assert [person.protected_identity for person in rows(one, Person)] == [True]


def test_a_note_removed_and_restored(desks: tuple[Desk, Desk], anna: Newcomer) -> None:
    one, two = desks
    note_id = new_id()

    def write(errand: Errand) -> None:
        where: dict[str, Any] = {
            "person_id": anna.person_id,
            "facility_id": errand.facility_id,
            "staff_id": errand.staff.id,
        }
        errand.perform(NoteWritten(note_id=note_id, text="Ring", is_message=True, written_at=errand.at, **where))

    one.do(write)
    settle(one, two)
    one.do(lambda errand: errand.perform(NoteRemoved(note_id=note_id, removed_at=errand.at)))
    two.do(lambda errand: errand.perform(NoteRemoved(note_id=note_id, removed_at=errand.at)))
    two.do(lambda errand: errand.perform(NoteRestored(note_id=note_id, person_id=anna.person_id)))
    settle(one, two)
    assert [note.removed_at for note in rows(one, Note)] == [None]


def test_visits_at_two_desks_are_all_kept(desks: tuple[Desk, Desk], anna: Newcomer) -> None:
    def visit(errand: Errand) -> None:
        where: dict[str, Any] = {"facility_id": errand.facility_id, "person_id": anna.person_id, "device_id": ""}
        body = CheckInRecorded(
            check_in_id=new_id(), card_number="1", at=errand.at, is_admitted=False, reasons=["frozen"], **where
        )
        errand.perform(body)

    for desk in desks:
        desk.do(visit)
    settle(*desks)
    assert [(one.is_admitted, one.reasons) for one in rows(desks[0], CheckIn)] == [(False, "frozen")] * 2
