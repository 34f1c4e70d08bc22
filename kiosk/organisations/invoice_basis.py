"""Rules: what an organisation is to be invoiced for a month: rows, and sums with VAT that they add up to. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kiosk.money import rounded
from kiosk.problems import Problem
from kiosk.till.vat import VatSum, vat_of, vat_sums

NAME = "invoice_basis"  # in the organisation's menu


class Origin(StrEnum):
    """Where a row can be looked up."""

    RUN = "run"
    RECEIPT = "receipt"
    RETURN = "return"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class Issuer:
    """The gym's company, which the invoice is from."""

    name: str
    organisation_number: str


@dataclass(frozen=True, slots=True)
class InvoicePayer:
    """The organisation, which the invoice is to. `shown_number` is masked for a sole trader; `address` line by line."""

    organisation_id: str
    code: str
    name: str
    shown_number: str
    address: tuple[str, ...]
    reference: str
    account_manager: str


@dataclass(frozen=True, slots=True)
class BilledMember:
    """`name` is "" for a protected identity, and so is its place in the order of names."""

    number: str
    name: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True)
class Billed:
    """One thing that was charged or sold: `gross` öre with VAT at `vat_percent`, below 0 where it is taken back or off.
    `person_id`: whose card says more.

    `first`..`last`: the days that were charged or sold; of what is sold for no period both are the sale's day. `source`
    is the run's month, or the number of the receipt at the till named `till`, or the day when it was taken back: then
    nothing is invoiced for it.
    `subscription_id`: the main one that a run charged; `note`: for the desk's own screen.
    """

    issuer: Issuer
    facility: str
    member: BilledMember
    what: str
    first: date
    last: date
    origin: Origin
    source: str
    gross: int
    vat_percent: int
    till: str = ""
    person_id: str = ""
    subscription_id: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class BasisRow:
    """`vat`: the row's part of the VAT of its rate."""

    billed: Billed
    vat: int

    @property
    def net(self) -> int:
        return self.billed.gross - self.vat


@dataclass(frozen=True, slots=True)
class BasisPart:
    """What one of the gym's companies invoices."""

    issuer: Issuer
    rows: tuple[BasisRow, ...]

    @property
    def sums(self) -> tuple[VatSum, ...]:
        """Once per rate on its sum (rules.md 6), the highest rate first; of what was taken back there is none."""
        billed = (row.billed for row in self.rows if row.billed.origin is not Origin.TAKEN_BACK)
        return vat_sums((one.gross, one.vat_percent) for one in billed)

    @property
    def gross(self) -> int:
        return sum(one.gross for one in self.sums)

    @property
    def vat(self) -> int:
        return sum(one.vat for one in self.sums)

    @property
    def net(self) -> int:
        return self.gross - self.vat


@dataclass(frozen=True, slots=True)
class TakenOut:
    """A time when the month's basis was saved or printed, of `gross` öre in all."""

    at: datetime
    staff: str
    gross: int


@dataclass(frozen=True, slots=True)
class InvoiceBasis:
    """Of an organisation's month, `month` its first day. `home`: the company of the desk where it is read. `notes` say
    why it may still change, or what it leaves out; `earlier`: the last time it was taken out."""

    home: Issuer
    payer: InvoicePayer
    month: date
    parts: tuple[BasisPart, ...]
    notes: tuple[Problem, ...]
    read_at: datetime
    earlier: TakenOut | None = None

    @property
    def name(self) -> str:
        """YYYY-MM."""
        return f"{self.month:%Y-%m}"

    @property
    def rows(self) -> tuple[BasisRow, ...]:
        return tuple(row for part in self.parts for row in part.rows)

    @property
    def gross(self) -> int:
        return sum(part.gross for part in self.parts)


def basis_parts(billed: Iterable[Billed]) -> tuple[BasisPart, ...]:
    """A part per company; in it members by name, protected identities last, each one's rows by day."""
    by_issuer: defaultdict[Issuer, list[Billed]] = defaultdict(list)
    for one in sorted(billed, key=_place):
        by_issuer[one.issuer].append(one)
    issuers = sorted(by_issuer, key=lambda issuer: (issuer.name, issuer.organisation_number))
    return tuple(BasisPart(issuer, tuple(_rows(by_issuer[issuer]))) for issuer in issuers)


def _place(one: Billed) -> tuple[object, ...]:
    member = one.member
    return (not member.name, member.order, member.number, one.first, one.last, one.origin, one.source, -one.gross)


def _rows(billed: Iterable[Billed]) -> Iterator[BasisRow]:
    """Each has what it adds to the VAT of its rate's sum so far, so that the rows add up to what is reckoned once."""
    so_far: defaultdict[int, int] = defaultdict(int)
    for one in billed:
        rate, before = one.vat_percent, so_far[one.vat_percent]
        so_far[rate] = before + one.gross
        yield BasisRow(one, vat_of(so_far[rate], rate) - vat_of(before, rate))


def by_invoice(amounts: Sequence[int], are_theirs: Sequence[bool], invoiced: int) -> tuple[int, ...]:
    """How much of each line of a sale was paid by the `invoiced` öre: first of the organisation's own lines, in
    proportion, then of others. Always adds up to `invoiced`. Of a return everything is below 0, the same mirrored."""
    if invoiced < 0:
        return tuple(-one for one in by_invoice([-one for one in amounts], are_theirs, -invoiced))
    own = sum(amount for amount, is_theirs in zip(amounts, are_theirs, strict=True) if is_theirs)
    of_own = min(invoiced, own) if own > 0 else 0
    shares = {True: _shares(amounts, are_theirs, of_own)}
    shares[False] = _shares(amounts, [not one for one in are_theirs], invoiced - of_own)
    return tuple(shares[is_theirs][at] for at, is_theirs in enumerate(are_theirs))


def _shares(amounts: Sequence[int], are_chosen: Sequence[bool], whole: int) -> list[int]:
    """`whole` over those chosen, with rounding that adds up."""
    total = sum(amount for amount, is_chosen in zip(amounts, are_chosen, strict=True) if is_chosen)
    shares, so_far = [], 0
    for amount, is_chosen in zip(amounts, are_chosen, strict=True):
        before = so_far
        so_far += amount if is_chosen else 0
        shares.append(rounded(whole * so_far, total) - rounded(whole * before, total) if total > 0 else 0)
    return shares
