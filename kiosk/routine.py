"""What every routine has in common: the order of its steps, and quotes and outcomes as the wizard's pages read them."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from kiosk.problems import Problem
from kiosk.till.tender import Method

S = TypeVar("S", bound=str)
T = TypeVar("T")
IDENTIFICATION = "identification"
SUMMARY = "summary"
PAYMENT = "payment"
"""Steps that every routine may have, besides its own."""


def steps_taken(order: Iterable[S], due: int, left_out: Container[str] = ()) -> tuple[S, ...]:
    """Payment only when something is due."""
    return tuple(one for one in order if one not in left_out and (due or one != PAYMENT))


def next_step(step: str, taken: Iterable[str], order: Iterable[S]) -> S | None:
    """The next of the steps taken; None after the last. A step that is no longer taken still knows its place."""
    ordered, chosen = list(order), set(taken)
    later = ordered[[str(one) for one in ordered].index(step) + 1 :]
    return next((one for one in later if one in chosen), None)


def the_one(key: str, offered: Mapping[str, T]) -> T | None:
    """The one chosen by its key, or the only one there is; None while one of several is to be chosen."""
    return next(iter(offered.values())) if not key and len(offered) == 1 else offered.get(key)


class Due(StrEnum):
    """When a line of the quote is paid."""

    NOW = "now"
    INVOICED = "invoiced"  # by the organisation, for what is sold now
    MONTHLY = "monthly"
    COMMITMENT = "commitment"  # the total during the commitment period


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """`amount` öre incl. VAT; `why` explains how it came about, already a sentence in the user's language."""

    text: str
    amount: int
    due: Due
    vat_percent: int
    why: str
    product_id: str = ""
    subscription_id: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One cell of the before/after strip: `before` "" when there was nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Quote:
    """`invoice_to`: the organisation that may pay by invoice what is due now, "" where none does; `usual`: how it is
    paid while nobody has said otherwise, by invoice where one may. `paid_through`: the last day that is paid for now,
    None where no days are. `by_invoice`: öre of what is due now that it pays as the payment page proposes, or as was
    chosen there. `is_open`: nothing can be said yet, which is not the same as that nothing is due."""

    lines: tuple[QuoteLine, ...]
    changes: tuple[Change, ...]
    first_draw: date | None = None
    invoice_to: str = ""
    paid_through: date | None = None
    usual: Method = Method.INVOICE
    by_invoice: int = 0
    is_open: bool = False

    def total(self, due: Due) -> int:
        return sum(line.amount for line in self.lines if line.due is due)

    def to_pay(self, due: Due) -> int:
        """As `total`, with what goes by invoice there and not under what is paid now."""
        return self.total(due) + {Due.NOW: -self.by_invoice, Due.INVOICED: self.by_invoice}.get(due, 0)

    @property
    def is_by_invoice(self) -> bool:
        """Nothing of what is due now is taken at the desk, as it stands."""
        return 0 < self.by_invoice == self.due_now

    @property
    def due_now(self) -> int:
        return self.total(Due.NOW)

    @property
    def invoiced(self) -> int:
        return self.total(Due.INVOICED)


EMPTY_QUOTE = Quote((), (), is_open=True)


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One row of the summary page; `step` is where it can be edited, SUMMARY for what the routine is about."""

    step: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What Finish did: either problems and nothing written, or the ids of what is on disk. `mandate_id`: its form is to
    be signed now."""

    problems: tuple[Problem, ...] = ()
    person_id: str = ""
    sale_id: str = ""
    receipt_id: str = ""
    errand_id: str = ""
    confirmation_id: str = ""
    mandate_id: str = ""
    agreement_id: str = ""  # the subscription sold, whose agreement is to be shown
    is_anothers: bool = False  # the agreement is somebody else's: the customer's is the confirmation

    @property
    def is_done(self) -> bool:
        return not self.problems


class Stopped(Exception):
    """Raised inside a routine's errand when the file says no after all: nothing of it is kept."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems
