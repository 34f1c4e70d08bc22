"""Draws that were stopped and that Bankgirot has: which it must be told about, and the records that tell it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from db.rows import found
from db.tables import DebitDraw, Mandate
from kiosk.direct_debit.autogiro_records import ChangeRequest, Record
from kiosk.direct_debit.bank_days import Draw
from kiosk.direct_debit.draw_reference import reference
from kiosk.direct_debit.draw_states import known_sum

WHOLE_PAYER = "23"
ONE_DRAW = "25"
IS_UNTOLD = """(debit_draw.state = 'cancelled' AND debit_draw.file_id IS NOT NULL
    AND debit_draw.cancel_file_id IS NULL AND debit_draw.cancel_answered_at IS NULL)"""
"""On both engines."""


@dataclass(frozen=True, slots=True)
class Cancellations:
    """`count` draws of `amount` öre that Bankgirot must hear of by `latest`, after which the first of them is made;
    `late`: so many it could not be told of in time."""

    count: int
    amount: int
    latest: datetime | None
    late: int


def waiting_cancellations(facility_id: str, now: datetime) -> Cancellations:
    draws = _untold(facility_id)
    in_time = [one for one in draws if orders_close(one) > now]
    latest = min((orders_close(one) for one in in_time), default=None)
    return Cancellations(len(in_time), sum(map(at_bank, in_time)), latest, len(draws) - len(in_time))


def cancellable(facility_id: str, now: datetime) -> list[DebitDraw]:
    """What the next file tells: an order that comes too late would take back what is drawn next."""
    return [one for one in _untold(facility_id) if orders_close(one) > now]


def orders_close(draw: DebitDraw) -> datetime:
    return Draw(draw.draw_day, draw.draw_day).orders_close


def at_bank(draw: DebitDraw) -> int:
    """The öre that Bankgirot knows it by."""
    return known_sum(draw.amount, draw.sent_amount)


def _untold(facility_id: str) -> list[DebitDraw]:
    sql = f"SELECT id FROM debit_draw WHERE facility_id = ? AND {IS_UNTOLD} ORDER BY id"
    return [DebitDraw.find(draw_id) for (draw_id,) in found(sql, facility_id)]


def by_code(draws: Iterable[DebitDraw]) -> dict[str, list[DebitDraw]]:
    """One record takes back all that a payer has at Bankgirot; where something else of the payer's is to be drawn, each
    is named."""
    at_bank = """SELECT 1 FROM debit_draw JOIN mandate ON mandate.id = debit_draw.mandate_id
        WHERE debit_draw.state = 'sent' AND mandate.payer_number =
            (SELECT payer_number FROM mandate own WHERE own.id = ?) LIMIT 1"""
    sorted_: dict[str, list[DebitDraw]] = {WHOLE_PAYER: [], ONE_DRAW: []}
    for one in draws:
        sorted_[ONE_DRAW if found(at_bank, one.mandate_id) else WHOLE_PAYER].append(one)
    return sorted_


def cancellation_records(bankgiro: str, whole: Sequence[DebitDraw], one_by_one: Sequence[DebitDraw]) -> list[Record]:
    numbers = {
        row.id: row.payer_number
        for row in Mandate.select().where(Mandate.id.in_({one.mandate_id for one in (*whole, *one_by_one)}))
    }
    payers = dict.fromkeys(numbers[one.mandate_id] for one in whole)
    records: list[Record] = [ChangeRequest(WHOLE_PAYER, bankgiro, payer, "", "", "", "", "") for payer in payers]
    return records + [
        ChangeRequest(
            code=ONE_DRAW,
            bankgiro=bankgiro,
            payer_number=numbers[one.mandate_id],
            day=f"{one.draw_day:%Y%m%d}",
            amount=f"{at_bank(one):012}",
            kind="82",
            new_day="",
            reference=reference(one.month),
        )
        for one in one_by_one
    ]
