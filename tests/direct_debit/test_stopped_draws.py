"""Stopping a draw: until the bank takes no more orders, told in a file, answered; its days are charged again once."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rows import found
from db.tables import DebitDraw, JournalEntry, Lot
from kiosk.clock import FixedClock
from kiosk.direct_debit.autogiro_lines import read_line, write_line
from kiosk.direct_debit.autogiro_records import ChangeRequest
from kiosk.direct_debit.charging_run import preview
from kiosk.direct_debit.draw_states import OWED, DrawEvent, DrawMove, DrawState, move_draw
from kiosk.direct_debit.files_out import files_of, waiting, write_again, write_cancellations, write_payments
from kiosk.direct_debit.person_draws import StoppedDraw, draw_again, stop_draw
from kiosk.problems import Problem
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.subscriptions.charge import Draft as ChargeDraft
from tests.direct_debit.bankgirot import as_bytes
from tests.direct_debit.payers import DECEMBER, payer
from tests.direct_debit.test_charging_run import run_whole
from tests.direct_debit.test_files_out_and_in import (
    BANKGIRO,
    DRAW_DAY,
    imported,
    looked_at,
    number,
    rejected,
    specification,
    written,
)
from tests.people.serving import SELF, served

S, E = DrawState, DrawEvent
WHY = "Kunden har betalat i kassan."


@pytest.mark.parametrize(
    ("state", "event", "expected"),
    [
        (S.PLANNED, E.CANCELLED, DrawMove(S.CANCELLED)),
        (S.SENT, E.CANCELLED, DrawMove(S.CANCELLED)),
        (S.REJECTED, E.CANCELLED, DrawMove(S.CANCELLED)),
        (S.PAID, E.CANCELLED, DrawMove(S.PAID, "draw_cancelled_paid")),
        (S.SETTLED, E.CANCELLED, DrawMove(S.SETTLED)),
        (S.CANCELLED, E.CANCELLED, DrawMove(S.CANCELLED)),
        (S.CANCELLED, E.SENT, DrawMove(S.CANCELLED, "draw_sent_cancelled")),
        (S.CANCELLED, E.PAID, DrawMove(S.PAID, "draw_paid_cancelled")),
        (S.CANCELLED, E.REJECTED, DrawMove(S.CANCELLED)),
        (S.CANCELLED, E.REFUNDED, DrawMove(S.CANCELLED)),
        (S.CANCELLED, E.AGAIN, DrawMove(S.CANCELLED)),
        (S.CANCELLED, E.NOT_CANCELLED, DrawMove(S.CANCELLED, "draw_not_cancelled")),
        (S.CANCELLED, E.SETTLED, DrawMove(S.SETTLED)),
        (S.SENT, E.NOT_CANCELLED, DrawMove(S.SENT)),
        (S.REJECTED, E.SETTLED, DrawMove(S.SETTLED)),
        (S.REFUNDED, E.SETTLED, DrawMove(S.SETTLED)),
        (S.PLANNED, E.SETTLED, DrawMove(S.SETTLED)),
        (S.SENT, E.SETTLED, DrawMove(S.SETTLED, "draw_settled_sent")),
        (S.PAID, E.SETTLED, DrawMove(S.PAID, "draw_paid_twice")),
        (S.SETTLED, E.PAID, DrawMove(S.SETTLED, "draw_paid_twice")),
        (S.SETTLED, E.SENT, DrawMove(S.SETTLED, "draw_sent_paid")),
        (S.SETTLED, E.AGAIN, DrawMove(S.SETTLED)),
        (S.SETTLED, E.REJECTED, DrawMove(S.SETTLED)),
    ],
)
def test_where_an_event_leads(state: DrawState, event: DrawEvent, expected: DrawMove) -> None:
    assert move_draw(state, event) == expected


@given(st.lists(st.sampled_from(list(E)), max_size=8))
def test_paid_twice_is_always_told(events: list[DrawEvent]) -> None:
    """Whatever the order: money from the desk and from the bank for one draw never passes in silence."""
    state, told, desk, bank = S.SENT, False, False, False
    for event in events:
        moved = move_draw(state, event)
        desk = (desk or event is E.SETTLED) and moved.state not in OWED
        bank = (bank or event is E.PAID) and event is not E.REFUNDED and moved.state not in OWED
        told = told or bool(moved.finding)
        state = moved.state
        assert not (desk and bank) or told


@pytest.fixture
def sent(gym: Store, manager: StaffMember, tmp_path: Path) -> Store:
    """Two drawn for on 30 November; it is the 22nd."""
    for serial in (1, 2):
        payer(gym, serial)
    run_whole(gym)
    written(write_payments(gym, manager, tmp_path, DRAW_DAY))
    return gym


def draw_of(store: Store, serial: int = 1) -> DebitDraw:
    with store.reading():
        sql = """SELECT debit_draw.id FROM debit_draw JOIN mandate ON mandate.id = mandate_id
            WHERE payer_number LIKE ? ORDER BY month DESC LIMIT 1"""
        ((draw_id,),) = found(sql, "%" + number(serial).lstrip("0"))
        return DebitDraw.find(draw_id)


def december(store: Store, draw: DebitDraw) -> list[int]:
    """What the month is charged."""
    with store.reading():
        lots = Lot.select().where((Lot.subscription == draw.subscription_id) & (Lot.month == "2026-12"))
        return [lot.amount for lot in lots]


def stop(store: Store, staff: StaffMember, serial: int = 1) -> StoppedDraw:
    done = stop_draw(store, staff, draw_of(store, serial).id, WHY)
    assert isinstance(done, StoppedDraw), done
    return done


def cancelled(*answers: tuple[str, int, str], code: str = "23") -> bytes:
    lines = ["01AUTOGIRO              20261126            MAKULERING/ÄNDRING  4711170050501055"]
    for payer_number, amount, comment in answers:
        lines.append(f"{code}20261130{payer_number}82{amount:012}{'0' * 16}{'GYM 2612':16}{comment}".ljust(80))
    total = sum(amount for _payer, amount, _comment in answers)
    return as_bytes((*lines, f"09202611269900{' ' * 14}{0:018}{len(answers):06}0000{total:012}{'0' * 12}"))


def test_the_bank_is_told_in_one_record_and_the_days_are_not_paid(
    sent: Store, manager: StaffMember, tmp_path: Path
) -> None:
    draw = draw_of(sent)
    assert december(sent, draw) == [39900]
    tell_by = stop(sent, manager).tell_by
    assert tell_by == datetime(2026, 11, 27, 18, 0, tzinfo=UTC)  # 19:00 in Stockholm, the bank day before
    assert december(sent, draw) == []
    kept = draw_of(sent)
    assert (kept.state, kept.cancel_reason, kept.cancelled_by, kept.amount) == ("cancelled", WHY, manager.id, 39900)
    now = waiting(sent).stopped
    assert (now.count, now.amount, now.latest, now.late) == (1, 39900, tell_by, 0)
    file = written(write_cancellations(sent, manager, tmp_path))
    lines = file.path.read_bytes().decode("iso-8859-1").split("\r\n")
    assert lines[1] == f"23{BANKGIRO}{number(1)}".ljust(80)
    assert "autogiro-makuleringar" in file.path.name
    assert (file.records, file.amount) == (1, 39900)
    assert waiting(sent).stopped.count == 0
    assert write_cancellations(sent, manager, tmp_path) == Problem("autogiro_nothing_to_send")
    with sent.reading():
        assert JournalEntry.select().where(JournalEntry.act == "stop_draw").get().staff_id == manager.id


def test_where_the_payer_has_another_draw_only_this_one_is_named(
    sent: Store, manager: StaffMember, tmp_path: Path, clock: FixedClock
) -> None:
    """Record 23 would take back January's too."""
    run_whole(sent, month=date(2027, 1, 1))
    with sent.own_writing():
        DebitDraw.update(state="sent", file_id="f").where(DebitDraw.month == "2027-01").execute()
    with sent.reading():
        first = DebitDraw.get((DebitDraw.month == "2026-12") & (DebitDraw.mandate_id == draw_of(sent).mandate_id))
    assert isinstance(stop_draw(sent, manager, first.id, WHY), StoppedDraw)
    file = written(write_cancellations(sent, manager, tmp_path))
    line = file.path.read_bytes().decode("iso-8859-1").split("\r\n")[1]
    assert line == f"25{BANKGIRO}{number(1)}20261130{39900:012}82        {'GYM 2612':16}      "
    assert isinstance(read_line(line), ChangeRequest)


def test_one_that_was_sent_with_another_sum_is_named_by_that(
    sent: Store, manager: StaffMember, tmp_path: Path, clock: FixedClock
) -> None:
    """Its days were charged anew elsewhere before that was heard of: the bank has the file's sum, and answers by it."""
    run_whole(sent, month=date(2027, 1, 1))
    with sent.own_writing():
        DebitDraw.update(state="sent", file_id="f").where(DebitDraw.month == "2027-01").execute()
        DebitDraw.update(amount=29900).where(DebitDraw.month == "2026-12").execute()
    with sent.reading():
        first = DebitDraw.get((DebitDraw.month == "2026-12") & (DebitDraw.mandate_id == draw_of(sent).mandate_id))
    assert isinstance(stop_draw(sent, manager, first.id, WHY), StoppedDraw)
    assert waiting(sent).stopped.amount == 39900
    file = written(write_cancellations(sent, manager, tmp_path))
    line = file.path.read_bytes().decode("iso-8859-1").split("\r\n")[1]
    assert line == f"25{BANKGIRO}{number(1)}20261130{39900:012}82        {'GYM 2612':16}      "
    assert file.amount == 39900
    seen = looked_at(sent, cancelled((number(1), 39900, "10"), code="25"))
    assert [(one.meaning, one.row_id) for one in seen.effects] == [("draw_not_cancelled", first.id)]


@pytest.mark.parametrize(
    "line",
    [
        "2300099123460000000000000101",
        "25000991234600000000000001052008061600000002750082        UTBETALN1",
    ],
)
def test_cancellations_are_laid_out_as_bankgirots_samples(line: str) -> None:
    record = read_line(line.ljust(80))
    assert isinstance(record, ChangeRequest)
    assert write_line(record) == line.ljust(80)


def test_the_same_bytes_again(sent: Store, manager: StaffMember, tmp_path: Path) -> None:
    for serial in (1, 2):
        stop(sent, manager, serial)
    first = written(write_cancellations(sent, manager, tmp_path))
    row = files_of(sent, "out")[0]
    assert row.kind == "cancellations"
    second = written(write_again(sent, manager, row.id, tmp_path))
    assert second.path.read_bytes() == first.path.read_bytes()
    assert first.records == 2
    payments = files_of(sent, "out")[1]
    assert isinstance(write_again(sent, manager, payments.id, tmp_path), type(first))


def test_too_late(sent: Store, manager: StaffMember, tmp_path: Path, clock: FixedClock) -> None:
    draw = draw_of(sent)
    clock.moment = datetime(2026, 11, 27, 17, 59, tzinfo=UTC)
    stop(sent, manager, 2)
    clock.moment = datetime(2026, 11, 27, 18, 0, tzinfo=UTC)
    problem = stop_draw(sent, manager, draw.id, WHY)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.values["moment"]) == ("draw_stop_late", "2026-11-27 19:00")
    assert december(sent, draw) == [39900]
    assert (waiting(sent).stopped.count, waiting(sent).stopped.late) == (0, 1)
    assert write_cancellations(sent, manager, tmp_path) == Problem("autogiro_nothing_to_send")


def test_who_may_and_why(sent: Store, staff: StaffMember, manager: StaffMember) -> None:
    draw_id = draw_of(sent).id
    assert stop_draw(sent, staff, draw_id, WHY) == Problem("may_not_direct_debit")
    assert stop_draw(sent, manager, draw_id, "  ") == Problem("draw_stop_reason_missing", "reason")
    imported(sent, manager, specification((number(1), 39900, "0")))
    assert stop_draw(sent, manager, draw_id, WHY) == Problem("draw_stop_over")
    with sent.reading():
        assert JournalEntry.select().where(JournalEntry.act == "stop_draw").count() == 0


def test_days_that_a_swap_has_moved_are_not_taken_back(sent: Store, manager: StaffMember) -> None:
    draw = draw_of(sent)
    with sent.own_writing():
        Lot.update(id="another").where((Lot.subscription == draw.subscription_id) & (Lot.month == "2026-12")).execute()
    assert stop_draw(sent, manager, draw.id, WHY) == Problem("draw_stop_changed")


def test_one_that_was_never_sent_needs_no_file(gym: Store, manager: StaffMember) -> None:
    payer(gym)
    run_whole(gym)
    assert stop(gym, manager).tell_by is None
    assert waiting(gym).stopped.count == 0
    assert waiting(gym).batches == ()


def test_the_month_is_charged_again_by_a_run_when_the_bank_has_been_told(
    sent: Store, manager: StaffMember, tmp_path: Path
) -> None:
    stop(sent, manager)
    with sent.reading():
        seen = preview(draw_of(sent).facility_id, DECEMBER, sent.clock.now())
    assert [line.reason for line in seen.exceptions] == ["run_stop_not_sent"]
    assert (seen.lines, seen.done) == ((), 1)
    written(write_cancellations(sent, manager, tmp_path))
    run_whole(sent)
    draw = draw_of(sent)
    assert (draw.state, draw.amount, draw.file_id) == ("planned", 39900, None)
    assert december(sent, draw) == [39900]
    written(write_payments(sent, manager, tmp_path, DRAW_DAY))
    imported(sent, manager, cancelled((number(1), 39900, "12")))  # about the first one
    assert draw_of(sent).state == "sent"
    imported(sent, manager, specification((number(1), 39900, "0")))
    assert draw_of(sent).state == "paid"


def test_or_at_the_desk_and_then_by_no_run(sent: Store, manager: StaffMember, tmp_path: Path) -> None:
    stop(sent, manager)
    draw = draw_of(sent)
    served(sent, "charge", draw.person_id, ChargeDraft(SELF, months=1), draw.subscription_id)
    written(write_cancellations(sent, manager, tmp_path))
    run_whole(sent)
    assert december(sent, draw) == [39900]
    assert draw_of(sent).state == "cancelled"


def test_a_credit_that_the_draw_had_used_is_given_back_and_used_again(gym: Store, manager: StaffMember) -> None:
    _person, subscription_id, _mandate = payer(gym)
    with gym.own_writing():
        found("UPDATE subscription SET credit = 5000 WHERE id = ? RETURNING id", subscription_id)

    def credit() -> int:
        with gym.reading():
            return int(found("SELECT credit FROM subscription WHERE id = ?", subscription_id)[0][0])

    run_whole(gym)
    assert (draw_of(gym).amount, credit()) == (34900, 0)
    stop(gym, manager)
    assert credit() == 5000
    run_whole(gym)
    assert (draw_of(gym).amount, credit()) == (34900, 0)


def test_the_bank_confirms(sent: Store, manager: StaffMember, tmp_path: Path) -> None:
    stop(sent, manager)
    written(write_cancellations(sent, manager, tmp_path))
    seen = looked_at(sent, cancelled((number(1), 39900, "12")))
    assert [one.meaning for one in seen.effects] == ["draw_cancelled"]
    imported(sent, manager, cancelled((number(1), 39900, "12")))
    draw = draw_of(sent)
    assert (draw.state, draw.cancel_answered_at) == ("cancelled", sent.clock.now())


def test_the_bank_stops_it_of_its_own(sent: Store, manager: StaffMember) -> None:
    """Record 03: the mandate was deleted."""
    imported(sent, manager, cancelled((number(2), 39900, "12"), code="03"))
    draw = draw_of(sent, 2)
    assert (draw.state, draw.cancelled_by) == ("cancelled", "")
    assert december(sent, draw) == []
    assert waiting(sent).stopped.count == 0


def test_the_bank_could_not_stop_it_and_drew(sent: Store, manager: StaffMember, tmp_path: Path) -> None:
    stop(sent, manager)
    written(write_cancellations(sent, manager, tmp_path))
    seen = looked_at(sent, cancelled((number(1), 39900, "10")))
    assert [one.meaning for one in seen.effects] == ["draw_not_cancelled"]
    imported(sent, manager, cancelled((number(1), 39900, "10")))
    draw = draw_of(sent)
    assert (draw.state, december(sent, draw)) == ("cancelled", [])
    imported(sent, manager, specification((number(1), 39900, "0")))
    assert (draw_of(sent).state, december(sent, draw)) == ("paid", [39900])  # it is paid: the days count


def test_one_it_was_told_of_too_late_is_over_when_the_bank_rejects_it(
    sent: Store, manager: StaffMember, clock: FixedClock
) -> None:
    stop(sent, manager)
    clock.moment = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
    imported(sent, manager, rejected((number(1), 39900, "02")))
    assert draw_of(sent).state == "cancelled"
    assert waiting(sent).stopped.late == 0
    run_whole(sent)
    assert draw_of(sent).state == "planned"


def test_only_what_is_owed_is_drawn_again(sent: Store, manager: StaffMember) -> None:
    stop(sent, manager)
    assert draw_again(sent, manager, draw_of(sent).id) == Problem("draw_again_over")
    assert draw_of(sent).state == "cancelled"
