"""Autogiro's records as typed values, laid out as in Bankgirot's technical manual (rules.md 5)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from kiosk.direct_debit.record_fields import (
    AT_ONCE,
    DayField,
    DigitsField,
    Field,
    Fixed,
    NumberField,
    TextField,
)

LENGTH = 80
NO_DAY = "00000000"


class Record:
    """One line. `layout` says which columns its values stand in."""

    layout: ClassVar[tuple[Field, ...]]


@dataclass(frozen=True, slots=True)
class FileOpening(Record):
    """Opens what the gym sends. `title` is empty there; in an older layout it names what Bankgirot reports."""

    written_on: date | None
    title: str
    customer_number: str
    bankgiro: str
    rest: str = ""

    layout = (
        Fixed("01"),
        DayField("written_on"),
        Fixed("AUTOGIRO"),
        TextField("title", 44),
        DigitsField("customer_number", 6),
        DigitsField("bankgiro", 10),
        TextField("rest", 2),
    )


@dataclass(frozen=True, slots=True)
class ReportOpening(Record):
    """Opens what Bankgirot reports. `title`: AG-MEDAVI, AVVISADE BET UPPDR, MAKULERING/ÄNDRING …"""

    written_on: date | None
    title: str
    customer_number: str
    bankgiro: str

    layout = (
        Fixed("01AUTOGIRO"),
        Fixed(" " * 14),
        DayField("written_on"),
        Fixed(" " * 12),
        TextField("title", 20),
        DigitsField("customer_number", 6),
        DigitsField("bankgiro", 10),
    )


@dataclass(frozen=True, slots=True)
class SpecificationOpening(Record):
    """Opens a payment specification. `clock`: hours to microseconds."""

    written_on: date | None
    clock: str
    title: str
    customer_number: str
    bankgiro: str

    layout = (
        Fixed("01AUTOGIRO"),
        Fixed(" " * 14),
        DayField("written_on"),
        DigitsField("clock", 12),
        TextField("title", 20),
        DigitsField("customer_number", 6),
        DigitsField("bankgiro", 10),
    )


@dataclass(frozen=True, slots=True)
class NewMandate(Record):
    """`account` with its clearing number in front, and `holder_number`; all empty to approve one of the internet bank.
    `answer`: AV declines one of the internet bank."""

    bankgiro: str
    payer_number: str
    clearing: str
    account: str
    holder_number: str
    rest: str = ""
    answer: str = ""
    end: str = ""

    layout = (
        Fixed("04"),
        DigitsField("bankgiro", 10),
        DigitsField("payer_number", 16),
        DigitsField("clearing", 4, may_be_blank=True),
        DigitsField("account", 12, may_be_blank=True),
        DigitsField("holder_number", 12, may_be_blank=True),
        TextField("rest", 20),
        TextField("answer", 2),
        TextField("end", 2),
    )


@dataclass(frozen=True, slots=True)
class DeletedMandate(Record):
    bankgiro: str
    payer_number: str
    rest: str = ""

    layout = (
        Fixed("03"),
        DigitsField("bankgiro", 10),
        DigitsField("payer_number", 16),
        TextField("rest", 52),
    )


@dataclass(frozen=True, slots=True)
class ChangedPayerNumber(Record):
    old_bankgiro: str
    old_payer_number: str
    bankgiro: str
    payer_number: str
    rest: str = ""

    layout = (
        Fixed("05"),
        DigitsField("old_bankgiro", 10),
        DigitsField("old_payer_number", 16),
        DigitsField("bankgiro", 10),
        DigitsField("payer_number", 16),
        TextField("rest", 26),
    )


@dataclass(frozen=True, slots=True)
class Payment(Record):
    """A draw (82) or a payment to the payer (32): as asked for, and with its `status` as reported. `day` None: at once.
    `amount` in öre."""

    code: str
    day: date | None
    period: str
    times: str
    payer_number: str
    amount: int
    bankgiro: str
    reference: str
    rest: str = ""
    status: str = ""

    layout = (
        DigitsField("code", 2),
        DayField("day", AT_ONCE),
        TextField("period", 1),
        TextField("times", 3),
        Fixed(" "),
        DigitsField("payer_number", 16),
        NumberField("amount", 12),
        DigitsField("bankgiro", 10),
        TextField("reference", 16),
        TextField("rest", 10),
        TextField("status", 1),
    )


@dataclass(frozen=True, slots=True)
class RejectedPayment(Record):
    """Never reached the bank. `comment` says why."""

    code: str
    day: str
    period: str
    times: str
    payer_number: str
    amount: int
    reference: str
    comment: str
    rest: str = ""

    layout = (
        DigitsField("code", 2),
        TextField("day", 8),  # as it was sent, which may be what is wrong
        TextField("period", 1),
        TextField("times", 3),
        DigitsField("payer_number", 16),
        NumberField("amount", 12),
        TextField("reference", 16),
        DigitsField("comment", 2),
        TextField("rest", 20),
    )


@dataclass(frozen=True, slots=True)
class RefundedPayment(Record):
    """Drawn on `day`, given back on `refunded_on`; `refund_code` says why."""

    day: date | None
    period: str
    times: str
    payer_number: str
    amount: int
    bankgiro: str
    reference: str
    refunded_on: date | None
    refund_code: str
    rest: str = ""

    layout = (
        Fixed("77"),
        DayField("day"),
        TextField("period", 1),
        TextField("times", 3),
        Fixed(" "),
        DigitsField("payer_number", 16),
        NumberField("amount", 12),
        DigitsField("bankgiro", 10),
        TextField("reference", 16),
        DayField("refunded_on"),
        DigitsField("refund_code", 2),
        TextField("rest", 1),
    )


@dataclass(frozen=True, slots=True)
class Deposit(Record):
    """Heads the payments of one sum to (15), from (16) or back from (17) the gym's account."""

    code: str
    account: str
    day: date | None
    serial: int
    amount: int
    currency: str
    records: int
    rest: str = ""

    layout = (
        DigitsField("code", 2),
        DigitsField("account", 35),
        DayField("day"),
        NumberField("serial", 5),
        NumberField("amount", 18),
        TextField("currency", 3),
        NumberField("records", 8),
        TextField("rest", 1),
    )


@dataclass(frozen=True, slots=True)
class ChangeRequest(Record):
    """Takes payments back (23–25) or moves them to another day (26–29); what is blank or zeros counts for all."""

    code: str
    bankgiro: str
    payer_number: str
    day: str
    amount: str
    kind: str
    new_day: str
    reference: str
    rest: str = ""

    layout = (
        DigitsField("code", 2),
        DigitsField("bankgiro", 10),
        DigitsField("payer_number", 16, may_be_blank=True),
        TextField("day", 8),
        TextField("amount", 12),
        TextField("kind", 2),
        TextField("new_day", 8),
        TextField("reference", 16),
        TextField("rest", 6),
    )


@dataclass(frozen=True, slots=True)
class ChangeReport(Record):
    """What became of a payment that was taken back or moved."""

    code: str
    day: date | None
    payer_number: str
    kind: str
    amount: int
    new_day: str
    filler: str
    reference: str
    comment: str
    rest: str = ""

    layout = (
        DigitsField("code", 2),
        DayField("day", NO_DAY),
        DigitsField("payer_number", 16, may_be_blank=True),
        TextField("kind", 2),
        NumberField("amount", 12),
        TextField("new_day", 8),
        TextField("filler", 8),
        TextField("reference", 16),
        DigitsField("comment", 2),
        TextField("rest", 6),
    )


@dataclass(frozen=True, slots=True)
class MandateAdvice(Record):
    """`information`: what it is about; `comment`: what came of it."""

    bankgiro: str
    payer_number: str
    clearing: str
    account: str
    holder_number: str
    filler: str
    information: str
    comment: str
    day: date | None
    rest: str = ""

    layout = (
        Fixed("73"),
        DigitsField("bankgiro", 10),
        DigitsField("payer_number", 16),
        DigitsField("clearing", 4, may_be_blank=True),
        DigitsField("account", 12, may_be_blank=True),
        DigitsField("holder_number", 12, may_be_blank=True),
        TextField("filler", 5),
        DigitsField("information", 2),
        DigitsField("comment", 2),
        DayField("day"),
        TextField("rest", 7),
    )
