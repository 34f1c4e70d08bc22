"""Autogiro's records as typed values, laid out as in Bankgirot's technical manual (rules.md 5)."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from kiosk.direct_debit.record_fields import (
    AT_ONCE,
    Field,
    Fixed,
    blank_or_digits,
    day,
    digits,
    laid_out,
    number,
    text,
)

LENGTH = 80
NO_DAY = "00000000"

Bankgiro = Annotated[str, digits(10)]
CustomerNumber = Annotated[str, digits(6)]
PayerNumber = Annotated[str, digits(16)]
AnyPayerNumber = Annotated[str, blank_or_digits(16)]
Clearing = Annotated[str, blank_or_digits(4)]
Account = Annotated[str, blank_or_digits(12)]
HolderNumber = Annotated[str, blank_or_digits(12)]
Code = Annotated[str, digits(2)]
Day = Annotated[date | None, day()]
Period = Annotated[str, text(1)]
Times = Annotated[str, text(3)]
Ore = Annotated[int, number(12)]
Reference = Annotated[str, text(16)]


class Record:
    """One line. Its values stand one after the other, each in the columns that its type says, with what is the same in
    every record of the kind in between; `layout` is all of it."""

    layout: ClassVar[tuple[Field, ...]]

    def __init_subclass__(cls) -> None:
        cls.layout = tuple(laid_out(cls.__annotations__))


@dataclass(frozen=True, slots=True)
class FileOpening(Record):
    """Opens what the gym sends. `title` is empty there; in an older layout it names what Bankgirot reports."""

    written_on: Annotated[date | None, Fixed("01"), day()]
    title: Annotated[str, Fixed("AUTOGIRO"), text(44)]
    customer_number: CustomerNumber
    bankgiro: Bankgiro
    rest: Annotated[str, text(2)] = ""


@dataclass(frozen=True, slots=True)
class ReportOpening(Record):
    """Opens what Bankgirot reports. `title`: AG-MEDAVI, AVVISADE BET UPPDR, MAKULERING/ÄNDRING …"""

    written_on: Annotated[date | None, Fixed("01AUTOGIRO" + " " * 14), day()]
    title: Annotated[str, Fixed(" " * 12), text(20)]
    customer_number: CustomerNumber
    bankgiro: Bankgiro


@dataclass(frozen=True, slots=True)
class SpecificationOpening(Record):
    """Opens a payment specification. `clock`: hours to microseconds."""

    written_on: Annotated[date | None, Fixed("01AUTOGIRO" + " " * 14), day()]
    clock: Annotated[str, digits(12)]
    title: Annotated[str, text(20)]
    customer_number: CustomerNumber
    bankgiro: Bankgiro


@dataclass(frozen=True, slots=True)
class NewMandate(Record):
    """`account` with its clearing number in front, and `holder_number`; all empty to approve one of the internet bank.
    `answer`: AV declines one of the internet bank."""

    bankgiro: Annotated[str, Fixed("04"), digits(10)]
    payer_number: PayerNumber
    clearing: Clearing
    account: Account
    holder_number: HolderNumber
    rest: Annotated[str, text(20)] = ""
    answer: Annotated[str, text(2)] = ""
    end: Annotated[str, text(2)] = ""


@dataclass(frozen=True, slots=True)
class DeletedMandate(Record):
    bankgiro: Annotated[str, Fixed("03"), digits(10)]
    payer_number: PayerNumber
    rest: Annotated[str, text(52)] = ""


@dataclass(frozen=True, slots=True)
class ChangedPayerNumber(Record):
    old_bankgiro: Annotated[str, Fixed("05"), digits(10)]
    old_payer_number: PayerNumber
    bankgiro: Bankgiro
    payer_number: PayerNumber
    rest: Annotated[str, text(26)] = ""


@dataclass(frozen=True, slots=True)
class Payment(Record):
    """A draw (82) or a payment to the payer (32): as asked for, and with its `status` as reported. `day` None: at once.
    `amount` in öre."""

    code: Code
    day: Annotated[date | None, day(AT_ONCE)]
    period: Period
    times: Times
    payer_number: Annotated[str, Fixed(" "), digits(16)]
    amount: Ore
    bankgiro: Bankgiro
    reference: Reference
    rest: Annotated[str, text(10)] = ""
    status: Annotated[str, text(1)] = ""


@dataclass(frozen=True, slots=True)
class RejectedPayment(Record):
    """Never reached the bank. `comment` says why."""

    code: Code
    day: Annotated[str, text(8)]  # as it was sent, which may be what is wrong
    period: Period
    times: Times
    payer_number: PayerNumber
    amount: Ore
    reference: Reference
    comment: Code
    rest: Annotated[str, text(20)] = ""


@dataclass(frozen=True, slots=True)
class RefundedPayment(Record):
    """Drawn on `day`, given back on `refunded_on`; `refund_code` says why."""

    day: Annotated[date | None, Fixed("77"), day()]
    period: Period
    times: Times
    payer_number: Annotated[str, Fixed(" "), digits(16)]
    amount: Ore
    bankgiro: Bankgiro
    reference: Reference
    refunded_on: Day
    refund_code: Code
    rest: Annotated[str, text(1)] = ""


@dataclass(frozen=True, slots=True)
class Deposit(Record):
    """Heads the payments of one sum to (15), from (16) or back from (17) the gym's account."""

    code: Code
    account: Annotated[str, digits(35)]
    day: Day
    serial: Annotated[int, number(5)]
    amount: Annotated[int, number(18)]
    currency: Annotated[str, text(3)]
    records: Annotated[int, number(8)]
    rest: Annotated[str, text(1)] = ""


@dataclass(frozen=True, slots=True)
class ChangeRequest(Record):
    """Takes payments back (23–25) or moves them to another day (26–29); what is blank or zeros counts for all."""

    code: Code
    bankgiro: Bankgiro
    payer_number: AnyPayerNumber
    day: Annotated[str, text(8)]
    amount: Annotated[str, text(12)]
    kind: Annotated[str, text(2)]
    new_day: Annotated[str, text(8)]
    reference: Reference
    rest: Annotated[str, text(6)] = ""


@dataclass(frozen=True, slots=True)
class ChangeReport(Record):
    """What became of a payment that was taken back or moved."""

    code: Code
    day: Annotated[date | None, day(NO_DAY)]
    payer_number: AnyPayerNumber
    kind: Annotated[str, text(2)]
    amount: Ore
    new_day: Annotated[str, text(8)]
    filler: Annotated[str, text(8)]
    reference: Reference
    comment: Code
    rest: Annotated[str, text(6)] = ""


@dataclass(frozen=True, slots=True)
class MandateAdvice(Record):
    """`information`: what it is about; `comment`: what came of it."""

    bankgiro: Annotated[str, Fixed("73"), digits(10)]
    payer_number: PayerNumber
    clearing: Clearing
    account: Account
    holder_number: HolderNumber
    filler: Annotated[str, text(5)]
    information: Code
    comment: Code
    day: Day
    rest: Annotated[str, text(7)] = ""
