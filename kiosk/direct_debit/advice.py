"""What a record from Bankgirot means for a mandate or a draw: pure, one record at a time."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.direct_debit.autogiro_records import (
    ChangeReport,
    MandateAdvice,
    Payment,
    Record,
    RefundedPayment,
    RejectedPayment,
)
from kiosk.direct_debit.mandate_states import ENDED, MandateState
from kiosk.direct_debit.result_words import (
    CANCELLED_AS_ASKED,
    MANDATE_COMMENTS,
    NEW_MANDATE,
    PAYMENT_STATUSES,
    REFUND_CODES,
    REJECTIONS,
    words_of,
)
from kiosk.texts import _

TRIES_AGAIN = "9"
DRAW_CANCELLED = "12"
CANCELLING = ("03", "11", "21", "22", "23", "24", "25")
"""Records that report cancelled payments; 26–29 report moved ones."""


class Meaning(StrEnum):
    MANDATE_ACCEPTED = "mandate_accepted"
    MANDATE_REJECTED = "mandate_rejected"
    MANDATE_CANCELLED = "mandate_cancelled"  # by the payer or the bank
    DRAW_PAID = "draw_paid"
    DRAW_PAID_AGAIN = "draw_paid_again"  # another file has said so before
    DRAW_REJECTED = "draw_rejected"
    DRAW_REFUNDED = "draw_refunded"
    DRAW_CANCELLED = "draw_cancelled"  # as asked, or since the mandate is gone
    DRAW_NOT_CANCELLED = "draw_not_cancelled"
    NOTHING = "nothing"  # understood, and nothing follows


MANDATE_MEANINGS = (Meaning.MANDATE_ACCEPTED, Meaning.MANDATE_REJECTED, Meaning.MANDATE_CANCELLED)


@dataclass(frozen=True, slots=True)
class Told:
    """`code`: the bank's; `payer_number` as it stands in the file; `amount` öre of a draw, `month_mark` its
    reference."""

    meaning: Meaning
    payer_number: str
    code: str
    amount: int = 0
    month_mark: str = ""


def told(record: Record) -> Told | None:
    """None for a record that tells nothing about a payer: openings, sums, closings."""
    match record:
        case MandateAdvice():
            return Told(_advice(record.comment), record.payer_number, record.comment)
        case Payment() | RejectedPayment() | RefundedPayment() | ChangeReport():
            return _of_draw(record) or Told(Meaning.NOTHING, record.payer_number, "")
    return None


def _of_draw(record: Payment | RejectedPayment | RefundedPayment | ChangeReport) -> Told | None:
    match record:
        case Payment(code="82"):
            meaning, code = _payment(record.status), record.status
        case RejectedPayment(code="82"):
            meaning, code = Meaning.DRAW_REJECTED, record.comment
        case RefundedPayment():
            meaning, code = Meaning.DRAW_REFUNDED, record.refund_code
        case ChangeReport(kind="82") if record.code in CANCELLING:
            meaning, code = _cancellation(record.comment), record.comment
        case _:
            return None
    return Told(meaning, record.payer_number, code, record.amount, record.reference)


def _advice(comment: str) -> Meaning:
    if comment == NEW_MANDATE:
        return Meaning.MANDATE_ACCEPTED
    return Meaning.NOTHING if comment == CANCELLED_AS_ASKED else Meaning.MANDATE_REJECTED


def _cancellation(comment: str) -> Meaning:
    return Meaning.DRAW_CANCELLED if comment == DRAW_CANCELLED else Meaning.DRAW_NOT_CANCELLED


def _payment(status: str) -> Meaning:
    if status == TRIES_AGAIN:
        return Meaning.NOTHING
    return Meaning.DRAW_PAID if status in ("", "0") else Meaning.DRAW_REJECTED


def for_mandate(meaning: Meaning, state: str) -> Meaning:
    """A no to a mandate that is active ends it; one that has ended stays as it is."""
    if meaning is not Meaning.MANDATE_REJECTED:
        return meaning
    if state in ENDED:
        return Meaning.NOTHING
    return Meaning.MANDATE_CANCELLED if state == MandateState.ACTIVE else meaning


def code_words(meaning: Meaning, code: str) -> str:
    """The bank's code in plain words; "" where it adds nothing."""
    match meaning:
        case Meaning.MANDATE_ACCEPTED | Meaning.DRAW_PAID | Meaning.DRAW_CANCELLED:
            return ""
        case Meaning.DRAW_PAID_AGAIN:
            return _("Another file has said so before: it becomes a matter to settle.")
        case Meaning.DRAW_NOT_CANCELLED:
            return words_of({}, code)
        case Meaning.DRAW_REFUNDED:
            return words_of(REFUND_CODES, code)
        case Meaning.DRAW_REJECTED:
            return rejection_words(code)
    return words_of(PAYMENT_STATUSES if code == TRIES_AGAIN else MANDATE_COMMENTS, code)


def rejection_words(code: str) -> str:
    """A status of one character is the bank's, a comment of two Bankgirot's."""
    return words_of(PAYMENT_STATUSES if len(code) == 1 else REJECTIONS, code)
