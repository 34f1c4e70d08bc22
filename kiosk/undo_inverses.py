"""The register of what takes back each kind of operation. A kind that stands nowhere in it can't be undone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db.tables import Subscription
from kiosk.operations.confirmations import ConfirmationIssued
from kiosk.operations.customers import IdentityChecked
from kiosk.operations.direct_debit import MandateCancelled, MandateSigned
from kiosk.operations.journal import JournalWritten
from kiosk.operations.kinds import Body
from kiosk.operations.till import PaymentTaken, ReceiptIssued, SaleMade
from kiosk.traces import Trace


@dataclass(frozen=True, slots=True)
class Undoing:
    """When and by whom it is taken back, and what the rows were before the errand."""

    at: datetime
    staff_id: str
    trace: Trace

    def before(self, subscription_id: str) -> dict[str, Any]:
        """The subscription's row. Raises LookupError for one that the errand did not change."""
        row = self.trace.row(Subscription, subscription_id)
        if row is None:
            raise LookupError(subscription_id)
        return row


Words = Callable[[Any, Undoing], str]
Bodies = Callable[[Any, Undoing], Iterator[Body]]
WhyNot = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Inverse:
    """`words` say what will happen, "" for nothing worth telling; `bodies` are asked for when it does, one kind after
    another, the errand's last operation first. `why_not`: a problem's code for what rests on it elsewhere than in its
    rows, "" for nothing. All inside `store.reading()` or the errand."""

    words: Words
    bodies: Bodies
    why_not: WhyNot | None = None


def silent(_body: Body, _undoing: Undoing) -> str:
    return ""


def nothing(_body: Body, _undoing: Undoing) -> Iterator[Body]:
    yield from ()


STAYS = Inverse(silent, nothing)
"""It happened: who was identified, what was told, what was paid."""
INVERSES: dict[type[Body], Inverse] = {
    JournalWritten: STAYS,
    IdentityChecked: STAYS,
    ConfirmationIssued: STAYS,
    SaleMade: STAYS,  # the money is met by a return: kiosk/till/returns.py
    PaymentTaken: STAYS,
    ReceiptIssued: STAYS,
}

NEVER: dict[type[Body], str] = {MandateSigned: "undo_signed", MandateCancelled: "undo_cancelled_mandate"}
"""What is the account holder's own word, and the code of the problem that says what to do instead."""


def inverse(body: type[Body], words: Words, why_not: WhyNot | None = None) -> Callable[[Bodies], Bodies]:
    """Registers what takes back operations with this body."""

    def register(bodies: Bodies) -> Bodies:
        INVERSES[body] = Inverse(words, bodies, why_not)
        return bodies

    return register
