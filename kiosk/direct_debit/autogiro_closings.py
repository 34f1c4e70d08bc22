"""The records that close Autogiro's reports, with what they count: how a torn file is known."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from kiosk.direct_debit.autogiro_records import Ore, Record
from kiosk.direct_debit.record_fields import Fixed, day, number, text

WrittenOn = Annotated[date | None, Fixed("09"), day(), Fixed("9900")]
Count = Annotated[int, number(6)]


@dataclass(frozen=True, slots=True)
class SpecificationClosing(Record):
    """Deposits and payments in, out, and refunded."""

    written_on: WrittenOn
    deposits: Count
    payments: Ore
    withdrawals: Count
    paid_out: Ore
    refund_sums: Count
    refunds: Ore
    rest: Annotated[str, text(12)] = ""


@dataclass(frozen=True, slots=True)
class RejectionClosing(Record):
    written_on: WrittenOn
    paid_out: Count
    paid_out_amount: Ore
    draws: Count
    amount: Ore
    rest: Annotated[str, text(30)] = ""


@dataclass(frozen=True, slots=True)
class ChangeClosing(Record):
    """Also closes specifications and rejections of the older layout."""

    written_on: WrittenOn
    paid_out_amount: Annotated[int, Fixed(" " * 14), number(12)]
    paid_out: Count
    draws: Count
    filler: Annotated[str, text(4)]
    amount: Ore
    rest: Annotated[str, text(12)] = ""


@dataclass(frozen=True, slots=True)
class AdviceClosing(Record):
    written_on: WrittenOn
    records: Annotated[int, number(7)]
    rest: Annotated[str, text(59)] = ""


CLOSINGS = (SpecificationClosing, RejectionClosing, ChangeClosing, AdviceClosing)
"""The one that asks most of its columns first."""
