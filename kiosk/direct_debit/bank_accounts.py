"""Swedish bank accounts: which bank a clearing number is, and whether an account number can be right (rules.md 5).

The ranges are Bankgirot's, kept with their edition in resources/tables/bank_clearing.json.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from kiosk.check_digits import luhn_holds, mod11_holds
from kiosk.dated_tables import dated_table
from kiosk.problems import Problem, Severity
from kiosk.typed_text import is_digits, tight

SHORTEST_ACCOUNT, LONGEST_ACCOUNT = 7, 10


class Verdict(StrEnum):
    OK = "ok"
    WARNING = "warning"  # may be used after an override, which is audited
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class ClearingRange:
    """One row of the table. `type` and `comment` say how its accounts are checked."""

    bank: str
    low: int
    high: int
    type: int
    comment: int

    @property
    def account_length(self) -> int:
        return {(1, 1): 7, (1, 2): 7, (2, 2): 9}.get((self.type, self.comment), 10)

    def account_holds(self, clearing: str, account: str) -> bool:
        """Four clearing digits and an account of the right length."""
        match self.type, self.comment:
            case 1, 1:
                return mod11_holds(clearing[1:] + account)
            case 1, 2:
                return mod11_holds(clearing + account)
            case 2, 2:
                return mod11_holds(account)
        return luhn_holds(account)


@dataclass(frozen=True, slots=True)
class AccountCheck:
    """`clearing_sent` and `account` are digits only; "" when they can't be read. The problems' fields are
    `clearing` and `account`."""

    verdict: Verdict
    bank: str | None
    clearing_sent: str
    account: str
    problems: tuple[Problem, ...] = ()


@cache
def clearing_ranges() -> tuple[ClearingRange, ...]:
    return tuple(ClearingRange(**row) for row in dated_table("bank_clearing")["ranges"])


def bank_of(clearing: str) -> str | None:
    """The bank while its number is being typed: as soon as every clearing number that begins so is the same bank's."""
    typed = _bare(clearing)
    if not is_digits(typed) or len(typed) > 5:
        return None
    digits = typed[:4]
    places = 10 ** (4 - len(digits))
    first, last = int(digits) * places, int(digits) * places + places - 1
    inside = [row for row in clearing_ranges() if row.low <= last and row.high >= first]
    covered = sum(min(row.high, last) - max(row.low, first) + 1 for row in inside)
    banks = {row.bank for row in inside}
    return banks.pop() if len(banks) == 1 and covered == places else None


def check_account(clearing: str, account: str) -> AccountCheck:
    """Never raises, whatever was typed. A Swedbank clearing number may have its fifth digit, which is not sent on."""
    clearing_digits, account_digits = _digits(clearing), _digits(account)
    found = _clearing_problems(clearing_digits)
    sent = "" if found else clearing_digits[:4]
    row = _range_of(sent)
    found += _account_problems(row, sent, account_digits)
    bank = row.bank if row else bank_of(clearing_digits)
    return AccountCheck(_verdict(found), bank, sent, account_digits, tuple(found))


def _clearing_problems(clearing: str) -> list[Problem]:
    if len(clearing) not in (4, 5):
        return [Problem("clearing_form", "clearing")]
    if clearing[0] == "0":
        return [Problem("clearing_range", "clearing")]
    if len(clearing) == 5 and not clearing.startswith("8"):
        return [Problem("clearing_five_digits", "clearing")]
    if len(clearing) == 5 and not luhn_holds(clearing):
        return [Problem("clearing_fifth_digit", "clearing")]
    return []


def _account_problems(row: ClearingRange | None, clearing: str, account: str) -> list[Problem]:
    if not account or len(account) > LONGEST_ACCOUNT:
        return [Problem("account_form", "account", values={"longest": LONGEST_ACCOUNT})]
    if not clearing:
        return []
    if row is None and len(account) < SHORTEST_ACCOUNT:
        return [Problem("account_short", "account", values={"shortest": SHORTEST_ACCOUNT})]
    if row is None:
        return [Problem("bank_unknown", "clearing", Severity.WARNING, {"clearing": clearing})]
    if len(account) != row.account_length:
        return [Problem("account_length", "account", values={"bank": row.bank, "length": row.account_length})]
    return [] if row.account_holds(clearing, account) else [_check_digit_problem(row)]


def _check_digit_problem(row: ClearingRange) -> Problem:
    """Type 2 numbers may be right although their check digit is not."""
    if row.type == 1:
        return Problem("account_check_digit", "account", values={"bank": row.bank})
    return Problem("account_unsure", "account", Severity.WARNING, {"bank": row.bank})


def _range_of(clearing: str) -> ClearingRange | None:
    number = int(clearing or "0")
    return next((row for row in clearing_ranges() if row.low <= number <= row.high), None)


def _verdict(problems: list[Problem]) -> Verdict:
    if any(problem.blocks for problem in problems):
        return Verdict.ERROR
    return Verdict.WARNING if problems else Verdict.OK


def _bare(text: str) -> str:
    """Without the marks people put between groups."""
    return tight(text).replace("-", "").replace(".", "").replace(",", "")


def _digits(text: str) -> str:
    bare = _bare(text)
    return bare if is_digits(bare) else ""
