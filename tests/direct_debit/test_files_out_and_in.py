"""Files to Bankgirot and back: written once, known again, carried out in one go, and never twice."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from db.tables import AutogiroFile, DebitDraw, JournalEntry, Mandate
from kiosk.clock import FixedClock
from kiosk.direct_debit import files_out
from kiosk.direct_debit.advice import Meaning
from kiosk.direct_debit.autogiro_files import AutogiroFile as ReadFile
from kiosk.direct_debit.autogiro_files import read_file
from kiosk.direct_debit.autogiro_records import DeletedMandate, NewMandate, Payment
from kiosk.direct_debit.files_in import Incoming, import_file, preview_file
from kiosk.direct_debit.files_out import (
    WrittenFile,
    files_of,
    waiting,
    write_again,
    write_mandates,
    write_payments,
)
from kiosk.direct_debit.person_draws import draw_again
from kiosk.people.member_number import make_member_number
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from tests.direct_debit.bankgirot import as_bytes
from tests.direct_debit.payers import cancel, mandate, payer
from tests.direct_debit.test_charging_run import run_whole

BANKGIRO = "0050501055"
DRAW_DAY = date(2026, 11, 30)


def written(result: WrittenFile | Problem) -> WrittenFile:
    assert isinstance(result, WrittenFile), sentence(result)
    return result


def records(file: WrittenFile) -> list[Any]:
    read = read_file(file.path.read_bytes())
    assert isinstance(read, ReadFile)
    return [record for _line, record in read.records]


def state_of(store: Store, table: Any) -> dict[str, tuple[str, str]]:
    with store.reading():
        return {row.id: (row.state, row.state_code) for row in table.select()}


def number(serial: int) -> str:
    return make_member_number(serial).zfill(16)


def test_mandates_go_out_once(gym: Store, manager: StaffMember, tmp_path: Path) -> None:
    _one, _s, signed = payer(gym, 1, state="signed")
    _two, _s, active = payer(gym, 2)
    payer(gym, 3, state="draft")
    cancel(gym, active)
    assert (waiting(gym).new_mandates, waiting(gym).cancellations) == (1, 1)
    file = written(write_mandates(gym, manager, tmp_path))
    opening, gone, new = records(file)
    assert (opening.customer_number, opening.bankgiro, opening.written_on) == ("471117", BANKGIRO, date(2026, 11, 22))
    assert new == NewMandate(BANKGIRO, number(1), "6789", "000123456789", "199001010017")
    assert gone == DeletedMandate(BANKGIRO, number(2))
    assert state_of(gym, Mandate)[signed] == ("sent", "")
    assert (waiting(gym).new_mandates, waiting(gym).cancellations) == (0, 0)
    again = write_mandates(gym, manager, tmp_path)
    assert again == Problem("autogiro_nothing_to_send")
    assert len(list(tmp_path.glob("*.txt"))) == 1


def test_a_new_account_of_the_same_payer(gym: Store, manager: StaffMember, tmp_path: Path) -> None:
    """Bankgirot knows a mandate by its payer number: in one file the old one goes before the new one comes."""
    person, _s, old = payer(gym, 1)
    cancel(gym, old)
    mandate(gym, person, 1, "signed")
    _opening, gone, new = records(written(write_mandates(gym, manager, tmp_path)))
    assert gone == DeletedMandate(BANKGIRO, number(1))
    assert new == NewMandate(BANKGIRO, number(1), "6789", "000123456789", "199001010017")


def test_an_old_mandate_s_end_that_is_heard_of_late_does_not_end_the_new_one(
    gym: Store, manager: StaffMember, tmp_path: Path
) -> None:
    """The new account's is active already when the other desk tells that the old one was cancelled."""
    person, _s, old = payer(gym, 1)
    mandate(gym, person, 1)
    cancel(gym, old)
    assert waiting(gym).cancellations == 0
    assert write_mandates(gym, manager, tmp_path) == Problem("autogiro_nothing_to_send")


def test_draws_go_out_in_one_file_a_day(gym: Store, manager: StaffMember, tmp_path: Path) -> None:
    for serial in (1, 2, 3):
        payer(gym, serial)
    run_whole(gym)
    (batch,) = waiting(gym).batches
    assert (batch.day, batch.count, batch.amount) == (DRAW_DAY, 3, 3 * 39900)
    file = written(write_payments(gym, manager, tmp_path, batch.planned_for))
    assert (file.records, file.amount) == (3, 3 * 39900)
    draw = next(one for one in records(file) if isinstance(one, Payment) and one.payer_number == number(1))
    assert (draw.day, draw.amount, draw.reference, draw.period) == (DRAW_DAY, 39900, "GYM 2612", "0")
    assert {state for state, _code in state_of(gym, DebitDraw).values()} == {"sent"}
    assert waiting(gym).batches == ()
    with gym.reading():
        entry = JournalEntry.select().where(JournalEntry.act == "autogiro_out").get()
    assert entry.staff_id == manager.id


def test_a_draw_whose_mandate_was_cancelled_since_is_left_out(gym: Store, manager: StaffMember, tmp_path: Path) -> None:
    kept, cancelled, renewed = (payer(gym, serial) for serial in (1, 2, 3))
    run_whole(gym)
    for _person, _subscription, mandate_id in (cancelled, renewed):
        cancel(gym, mandate_id)
    mandate(gym, renewed[0], 3)
    (batch,) = waiting(gym).batches
    assert (batch.count, batch.amount, batch.left_out) == (2, 2 * 39900, 1)
    assert batch.whose_left_out == f"Åsa Öberg (medlem {make_member_number(2)})"
    file = written(write_payments(gym, manager, tmp_path, DRAW_DAY))
    assert {one.payer_number for one in records(file)[1:]} == {number(1), number(3)}
    assert waiting(gym).batches[0].count == 0
    assert write_payments(gym, manager, tmp_path, DRAW_DAY) == Problem("autogiro_nothing_to_send")
    assert kept


def test_draws_whose_day_can_not_be_reached_move(
    gym: Store, manager: StaffMember, tmp_path: Path, clock: FixedClock
) -> None:
    payer(gym)
    run_whole(gym)
    clock.moment = datetime(2026, 11, 27, 18, 30, tzinfo=UTC)
    (batch,) = waiting(gym).batches
    assert (batch.planned_for, batch.day) == (DRAW_DAY, date(2026, 12, 1))
    written(write_payments(gym, manager, tmp_path, batch.planned_for))
    with gym.reading():
        assert DebitDraw.get().draw_day == date(2026, 12, 1)


def test_the_same_bytes_again_and_marked(gym: Store, manager: StaffMember, tmp_path: Path) -> None:
    payer(gym, 1)
    payer(gym, 2)
    run_whole(gym)
    first = written(write_payments(gym, manager, tmp_path, DRAW_DAY))
    (row,) = files_of(gym, "out")
    second = written(write_again(gym, manager, row.id, tmp_path))
    assert second.path.read_bytes() == first.path.read_bytes()
    assert "kopia" in second.path.name
    assert files_of(gym, "out")[0].again == 1
    with gym.own_writing():
        DebitDraw.update(file_id="another").where(DebitDraw.id == DebitDraw.get().id).execute()
    assert write_again(gym, manager, row.id, tmp_path) == Problem("autogiro_cannot_repeat")


def test_a_folder_that_can_not_be_written_to_leaves_nothing_sent(
    gym: Store, manager: StaffMember, tmp_path: Path
) -> None:
    payer(gym, state="signed")
    with pytest.raises(OSError, match="missing"):
        write_mandates(gym, manager, tmp_path / "missing")
    assert waiting(gym).new_mandates == 1
    assert files_of(gym, "out") == ()


def test_a_file_that_was_not_recorded_does_not_stay(
    gym: Store, manager: StaffMember, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody may send what is to be sent anew."""
    payer(gym, state="signed")

    def fails(*_arguments: object) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr(files_out, "_record", fails)
    with pytest.raises(RuntimeError):
        write_mandates(gym, manager, tmp_path)
    assert list(tmp_path.glob("*.txt")) == []
    assert waiting(gym).new_mandates == 1


def test_only_managers_write_and_import(gym: Store, staff: StaffMember, tmp_path: Path) -> None:
    payer(gym, state="signed")
    assert write_mandates(gym, staff, tmp_path) == Problem("may_not_direct_debit")
    incoming = looked_at(gym, advice((number(1), "32")))
    assert import_file(gym, staff, incoming) == (Problem("may_not_direct_debit"),)
    assert list(tmp_path.glob("*.txt")) == []


def advice(*answers: tuple[str, str], extra: tuple[str, ...] = ()) -> bytes:
    lines = [f"73{BANKGIRO}{payer}{' ' * 33}04{comment}20261124       " for payer, comment in answers]
    opening = "01AUTOGIRO              20261124            AG-MEDAVI           4711170050501055"
    return as_bytes((opening, *lines, *extra, f"09202611249900{len(lines):07}".ljust(80)))


def specification(*payments: tuple[str, int, str], refunds: tuple[tuple[str, int, str], ...] = ()) -> bytes:
    lines = ["01AUTOGIRO              20261130193055123456BET. SPEC & STOPP TK4711170050501055"]
    for payer_number, amount, status in payments:
        lines.append(f"82202611300    {payer_number}{amount:012}{BANKGIRO}{'GYM 2612':26}{status}")
    for payer_number, amount, code in refunds:
        lines.append(f"77202611300    {payer_number}{amount:012}{BANKGIRO}{'GYM 2612':16}20261202{code} ")
    counts = f"000001{len(payments):012}000000000000000000000001{len(refunds):012}"
    return as_bytes((*lines, f"09202611309900{counts}".ljust(80)))


def rejected(*payments: tuple[str, int, str]) -> bytes:
    lines = ["01AUTOGIRO              20261126            AVVISADE BET UPPDR  4711170050501055"]
    for payer_number, amount, comment in payments:
        lines.append(f"82202611300   {payer_number}{amount:012}{'GYM 2612':16}{comment}".ljust(80))
    total = sum(amount for _payer, amount, _comment in payments)
    return as_bytes((*lines, f"09202611269900000000000000000000{len(payments):06}{total:012}".ljust(80)))


def looked_at(store: Store, data: bytes, name: str = "fil.txt") -> Incoming:
    found = preview_file(store, name, data)
    assert isinstance(found, Incoming), [sentence(one) for one in found]
    return found


def imported(store: Store, staff: StaffMember, data: bytes) -> Incoming:
    done = import_file(store, staff, looked_at(store, data))
    assert isinstance(done, Incoming)
    return done


def test_the_banks_answers_about_mandates(gym: Store, manager: StaffMember) -> None:
    ids = [payer(gym, serial, state="sent")[2] for serial in (1, 2)]
    active = payer(gym, 3)[2]
    data = advice((number(1), "32"), (number(2), "23"), (number(3), "02"))
    seen = looked_at(gym, data)
    assert [(one.line, one.meaning) for one in seen.effects] == [
        (2, Meaning.MANDATE_ACCEPTED), (3, Meaning.MANDATE_REJECTED), (4, Meaning.MANDATE_CANCELLED),
    ]  # fmt: skip
    assert {state for state, _code in state_of(gym, Mandate).values()} == {"sent", "active"}  # nothing is done yet
    imported(gym, manager, data)
    states = state_of(gym, Mandate)
    assert [states[one] for one in (*ids, active)] == [("active", "32"), ("rejected", "23"), ("cancelled", "02")]


def test_a_new_mandate_after_a_rejected_one_gets_the_answer(gym: Store, manager: StaffMember) -> None:
    person, _s, old = payer(gym, 1, state="rejected")
    new = mandate(gym, person, 1, "sent")
    imported(gym, manager, advice((number(1), "32")))
    assert state_of(gym, Mandate) == {old: ("rejected", "05"), new: ("active", "32")}


@pytest.fixture
def drawn(gym: Store, manager: StaffMember, tmp_path: Path) -> Store:
    for serial in (1, 2, 3, 4):
        payer(gym, serial)
    run_whole(gym)
    written(write_payments(gym, manager, tmp_path, DRAW_DAY))
    return gym


def by_payer(store: Store) -> dict[str, tuple[str, str]]:
    with store.reading():
        numbers = {one.id: one.payer_number.zfill(16) for one in Mandate.select()}
        return {numbers[draw.mandate_id]: (draw.state, draw.state_code) for draw in DebitDraw.select()}


def test_paid_stopped_tried_again_and_refunded(drawn: Store, manager: StaffMember) -> None:
    payments = ((number(1), 39900, "0"), (number(2), 39900, "1"), (number(3), 39900, "9"))
    done = imported(drawn, manager, specification(*payments))
    assert done.amount == 39900
    expected = {
        number(1): ("paid", "0"),
        number(2): ("rejected", "1"),
        number(3): ("sent", ""),
        number(4): ("sent", ""),
    }
    assert by_payer(drawn) == expected
    imported(drawn, manager, specification(refunds=((number(1), 39900, "02"),)))
    imported(drawn, manager, rejected((number(4), 39900, "01")))
    imported(drawn, manager, specification((number(2), 39900, "0"), (number(3), 39900, "0")))
    assert by_payer(drawn) == {
        number(1): ("refunded", "02"),
        number(2): ("paid", "0"),
        number(3): ("paid", "0"),
        number(4): ("rejected", "01"),
    }


def test_a_rejected_draw_is_made_once_more(
    drawn: Store, staff: StaffMember, manager: StaffMember, tmp_path: Path, clock: FixedClock
) -> None:
    imported(drawn, manager, specification((number(1), 39900, "1"), (number(2), 39900, "0")))
    with drawn.reading():
        failed = DebitDraw.get(DebitDraw.state == "rejected").id
        paid = DebitDraw.get(DebitDraw.state == "paid").id
    assert draw_again(drawn, staff, failed) == Problem("may_not_direct_debit")
    clock.moment = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)
    assert draw_again(drawn, manager, failed) == date(2026, 12, 28)
    draw_again(drawn, manager, paid)
    (batch,) = waiting(drawn).batches
    assert (batch.planned_for, batch.count) == (date(2026, 12, 28), 1)
    written(write_payments(drawn, manager, tmp_path, batch.planned_for))
    imported(drawn, manager, specification((number(1), 39900, "0")))
    assert {number(1): ("paid", "0"), number(2): ("paid", "0")}.items() <= by_payer(drawn).items()


def test_what_belongs_to_nothing_is_told_with_its_line(drawn: Store, manager: StaffMember) -> None:
    data = specification((number(1), 39900, "0"), (number(9), 39900, "0"), (number(2), 12300, "0"))
    seen = looked_at(drawn, data)
    assert [(one.line, one.why.code) for one in seen.loose] == [
        (3, "autogiro_payer_unknown"),
        (4, "autogiro_draw_unknown"),
    ]
    assert "123,00" in sentence(seen.loose[1].why)
    imported(drawn, manager, data)
    assert by_payer(drawn)[number(2)] == ("sent", "")


def test_an_unknown_record_keeps_nothing_else_back(gym: Store, manager: StaffMember) -> None:
    mandate_id = payer(gym, state="sent")[2]
    done = imported(gym, manager, advice((number(1), "32"), extra=("74" + "?" * 78,)))
    assert [(one.line, one.why.code) for one in done.loose] == [(3, "autogiro_line_unknown")]
    assert state_of(gym, Mandate)[mandate_id] == ("active", "32")


def test_one_draw_is_not_paid_twice_by_one_file(drawn: Store) -> None:
    seen = looked_at(drawn, specification((number(1), 39900, "0"), (number(1), 39900, "0")))
    assert len(seen.effects) == 1
    assert [one.line for one in seen.loose] == [3]


def test_the_same_file_twice_is_refused(drawn: Store, manager: StaffMember) -> None:
    data = specification((number(1), 39900, "0"))
    waiting_twice = looked_at(drawn, data)
    imported(drawn, manager, data)
    (problem,) = import_file(drawn, manager, waiting_twice)  # type: ignore[misc]
    assert problem.code == "autogiro_file_known"
    assert "fil.txt" in sentence(problem)
    (seen,) = preview_file(drawn, "annat namn.txt", data)  # type: ignore[misc]
    assert seen.code == "autogiro_file_known"
    with drawn.reading():
        assert AutogiroFile.select().where(AutogiroFile.direction == "in").count() == 1


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda data: data.replace(b"0050501055\r\n", b"0050501056\r\n", 1), "autogiro_other_bankgiro"),
        (lambda data: data[:-82], "autogiro_torn"),
        (lambda _data: as_bytes(("0120261123AUTOGIRO".ljust(62) + "4711170050501055  ",)), "autogiro_own_file"),
    ],
)
def test_a_file_that_is_not_for_us(gym: Store, damage: Callable[[bytes], bytes], code: str) -> None:
    payer(gym, state="sent")
    problems = preview_file(gym, "fil.txt", damage(advice((number(1), "32"))))
    assert isinstance(problems, tuple)
    assert [one.code for one in problems] == [code]


def test_bankgiro_numbers_are_said_as_people_write_them(gym: Store) -> None:
    payer(gym, state="sent")
    data = advice((number(1), "32")).replace(b"0050501055\r\n", b"0009912346\r\n", 1)
    problems = preview_file(gym, "fil.txt", data)
    assert isinstance(problems, tuple)
    assert {"991-2346", "5050-1055"} <= set(sentence(problems[0]).replace(",", " ").replace(". ", " ").split())


@pytest.mark.parametrize(
    ("now", "ahead"), [(date(2026, 11, 26), DRAW_DAY), (DRAW_DAY, None), (date(2026, 12, 1), None)]
)
def test_draws_that_are_still_to_come_are_warned_of(gym: Store, now: date, ahead: date | None) -> None:
    payer(gym)
    run_whole(gym)
    with gym.reading():
        (amount,) = [draw.amount for draw in DebitDraw.select()]
    gym.clock = FixedClock(datetime(now.year, now.month, now.day, 12, tzinfo=UTC))
    incoming = preview_file(gym, "spec.txt", specification((number(1), amount, "0")))
    assert isinstance(incoming, Incoming)
    assert incoming.ahead == ahead
