"""How a sale is paid: one or several means, checked against the sum (rules.md 6). Nothing is booked here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.formats import kronor
from kiosk.problems import Problem
from kiosk.till.cash import cash_rounded


class Method(StrEnum):
    CASH = "cash"
    CARD = "card"
    SWISH = "swish"
    CREDIT = "credit"  # gift or credit balance
    INVOICE = "invoice"  # organisations


NEEDS_REFERENCE = (Method.CARD, Method.SWISH)


@dataclass(frozen=True, slots=True)
class Tender:
    """One means of payment. `amount` (öre) is what it covers of the sale, exact or for cash in whole kronor;
    `given` is the cash handed over, None for just enough. `reference` is the terminal's or Swish's.
    A return has negative amounts and nothing given."""

    method: Method
    amount: int
    reference: str = ""
    given: int | None = None


@dataclass(frozen=True, slots=True)
class Settlement:
    """A payment that adds up; öre. `to_pay` = `total` + `rounding` = the sum of the tenders, whose cash is rounded."""

    total: int
    rounding: int
    tenders: tuple[Tender, ...]
    change: int

    @property
    def to_pay(self) -> int:
        return self.total + self.rounding

    @property
    def given(self) -> int:
        """Cash handed over."""
        return self.change + sum(tender.amount for tender in self.tenders if tender.method is Method.CASH)


def amount_left(total: int, tenders: Sequence[Tender]) -> int:
    """What the next means has to cover; öre, exact. Cash that covers its part in whole kronor leaves nothing."""
    left = total - sum(tender.amount for tender in tenders)
    cash = next((tender for tender in tenders if tender.method is Method.CASH), None)
    return 0 if cash and cash.amount == cash_rounded(cash.amount + left) else left


def cash_rounding(total: int, tenders: Sequence[Tender]) -> int:
    """Öre that whole kronor add to what cash covers; 0 while the payment doesn't add up."""
    if amount_left(total, tenders) or all(tender.method is not Method.CASH for tender in tenders):
        return 0
    return _cash_covers(total, tenders) - (total - _by_others(tenders))


def _cash_covers(total: int, tenders: Sequence[Tender]) -> int:
    return cash_rounded(total - _by_others(tenders))


def _by_others(tenders: Sequence[Tender]) -> int:
    return sum(tender.amount for tender in tenders if tender.method is not Method.CASH)


def settle(
    total: int, tenders: Sequence[Tender], *, credit_balance: int = 0, is_invoice_allowed: bool = False
) -> Settlement | list[Problem]:
    """Only cash is rounded, and only cash gives change. A total below 0 is paid back."""
    sign = -1 if total < 0 else 1
    found = [problem for tender in tenders for problem in _tender_problems(tender, sign)]
    found += _set_problems(tenders, credit_balance, is_invoice_allowed)
    left = amount_left(total, tenders) * sign
    if left > 0:
        found.append(Problem("payment_short", "payment", values={"missing": kronor(left), "missing_ore": left}))
    elif left < 0:
        found.append(Problem("payment_over", "payment", values={"over": kronor(-left), "over_ore": -left}))
    return found or _settled(total, tenders)


def _settled(total: int, tenders: Sequence[Tender]) -> Settlement:
    paid = tuple(_with_whole_kronor(tender, total, tenders) for tender in tenders)
    rounding = sum(tender.amount for tender in paid) - total
    change = sum((tender.given or tender.amount) - tender.amount for tender in paid if tender.method is Method.CASH)
    return Settlement(total, rounding, tuple(tender for tender in paid if tender.amount), change)


def _with_whole_kronor(tender: Tender, total: int, tenders: Sequence[Tender]) -> Tender:
    if tender.method is not Method.CASH:
        return tender
    return replace(tender, amount=_cash_covers(total, tenders))


def _tender_problems(tender: Tender, sign: int) -> list[Problem]:
    found = []
    if tender.amount * sign <= 0:
        found.append(Problem("payment_amount", f"{tender.method}_amount"))
    if tender.method in NEEDS_REFERENCE and not tender.reference.strip():
        found.append(Problem(f"{tender.method}_reference_missing", f"{tender.method}_reference"))
    if tender.given is None:
        return found
    due = cash_rounded(tender.amount)
    if tender.method is not Method.CASH or sign < 0:
        found.append(Problem("change_only_on_cash", f"{tender.method}_amount"))
    elif tender.given % 100:
        found.append(Problem("cash_whole_kronor", "cash_given"))
    elif tender.given < due:
        missing = due - tender.given
        found.append(Problem("cash_short", "cash_given", values={"missing": kronor(missing), "missing_ore": missing}))
    return found


def _set_problems(tenders: Sequence[Tender], credit_balance: int, is_invoice_allowed: bool) -> list[Problem]:
    found = []
    methods = [tender.method for tender in tenders]
    if methods.count(Method.CASH) > 1:
        found.append(Problem("cash_twice", "payment"))
    references = [(tender.method, tender.reference.strip()) for tender in tenders if tender.reference.strip()]
    if len(set(references)) < len(references):
        found.append(Problem("reference_twice", "payment"))
    credit = sum(tender.amount for tender in tenders if tender.method is Method.CREDIT)
    if credit > credit_balance:
        found.append(Problem("credit_short", "credit_amount", values={"balance": kronor(credit_balance)}))
    if Method.INVOICE in methods and not is_invoice_allowed:
        found.append(Problem("invoice_only_organisations", "invoice_amount"))
    return found
