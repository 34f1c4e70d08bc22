"""The records that close Autogiro's reports, with what they count: how a torn file is known."""

from dataclasses import dataclass
from datetime import date

from kiosk.direct_debit.autogiro_records import Record
from kiosk.direct_debit.record_fields import DayField, Fixed, NumberField, TextField


@dataclass(frozen=True, slots=True)
class SpecificationClosing(Record):
    """Deposits and payments in, out, and refunded."""

    written_on: date | None
    deposits: int
    payments: int
    withdrawals: int
    paid_out: int
    refund_sums: int
    refunds: int
    rest: str = ""

    layout = (
        Fixed("09"),
        DayField("written_on"),
        Fixed("9900"),
        NumberField("deposits", 6),
        NumberField("payments", 12),
        NumberField("withdrawals", 6),
        NumberField("paid_out", 12),
        NumberField("refund_sums", 6),
        NumberField("refunds", 12),
        TextField("rest", 12),
    )


@dataclass(frozen=True, slots=True)
class RejectionClosing(Record):
    written_on: date | None
    paid_out: int
    paid_out_amount: int
    draws: int
    amount: int
    rest: str = ""

    layout = (
        Fixed("09"),
        DayField("written_on"),
        Fixed("9900"),
        NumberField("paid_out", 6),
        NumberField("paid_out_amount", 12),
        NumberField("draws", 6),
        NumberField("amount", 12),
        TextField("rest", 30),
    )


@dataclass(frozen=True, slots=True)
class AdviceClosing(Record):
    written_on: date | None
    records: int
    rest: str = ""

    layout = (
        Fixed("09"),
        DayField("written_on"),
        Fixed("9900"),
        NumberField("records", 7),
        TextField("rest", 59),
    )


@dataclass(frozen=True, slots=True)
class ChangeClosing(Record):
    """Also closes specifications and rejections of the older layout."""

    written_on: date | None
    paid_out_amount: int
    paid_out: int
    draws: int
    filler: str
    amount: int
    rest: str = ""

    layout = (
        Fixed("09"),
        DayField("written_on"),
        Fixed("9900"),
        Fixed(" " * 14),
        NumberField("paid_out_amount", 12),
        NumberField("paid_out", 6),
        NumberField("draws", 6),
        TextField("filler", 4),
        NumberField("amount", 12),
        TextField("rest", 12),
    )
