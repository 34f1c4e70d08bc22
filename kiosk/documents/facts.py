"""What each document must be told: frozen facts, already computed and worded; money in öre. No database, no drawing."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

UNMASKED = re.compile(r"\d{6}(\d{2})?[-+ ]?\d{4}")


def _refuse_unmasked(identity: str) -> None:
    """A whole personal number on paper is a fault in the program that made the facts."""
    if UNMASKED.fullmatch(identity.strip()):
        raise ValueError("an identity on a document must be masked")


@dataclass(frozen=True, slots=True)
class Company:
    name: str
    organisation_number: str
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """The facility where it was sold or signed."""

    name: str
    address: str


class ReceiptKind(StrEnum):
    ORDINARY = "ordinary"
    TRAINING = "training"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class SaleLine:
    """`amount` is for the whole line; `unit_price` is printed when the quantity is not one. What comes back is counted
    below zero."""

    text: str
    quantity: int
    amount: int
    vat_percent: int
    unit_price: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class DiscountLine:
    """`amount` is below zero on a sale."""

    text: str
    amount: int


@dataclass(frozen=True, slots=True)
class VatLine:
    """One per rate, worked out on the receipt's sum of that rate."""

    percent: int
    net: int
    vat: int
    gross: int


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """`method` is the till's code (cash, card, swish …); `given` and `change` belong to cash."""

    method: str
    amount: int
    reference: str = ""
    given: int | None = None
    change: int | None = None


@dataclass(frozen=True, slots=True)
class ReceiptCustomer:
    """Left out (None) when the customer is anonymous or has a protected identity."""

    name: str
    member_number: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """`total` includes VAT and discounts, before cash rounding. A return's copy is both, so `is_copy` stands alone."""

    receipt_id: str
    number: int
    company: Company
    place: Place
    at: datetime
    till: str
    cashier: str
    lines: tuple[SaleLine, ...]
    total: int
    vat: tuple[VatLine, ...]
    payments: tuple[PaymentLine, ...]
    kind: ReceiptKind = ReceiptKind.ORDINARY
    is_copy: bool = False
    discounts: tuple[DiscountLine, ...] = ()
    rounding: int = 0
    control_unit: str | None = None
    electronic: bool = False
    customer: ReceiptCustomer | None = None
    returns_number: int | None = None
    returns_till: str = ""  # where that receipt was given, "" at this one

    @property
    def to_pay(self) -> int:
        return self.total + self.rounding

    @property
    def vat_total(self) -> int:
        return sum(line.vat for line in self.vat)


@dataclass(frozen=True, slots=True)
class Party:
    """A person on a document; `identity` is a masked personal number or a foreign document in words. Of a protected
    identity only the member number and the customer type are told, and `name` says that it is one."""

    name: str
    identity: str
    address: str = ""
    email: str = ""
    mobile: str = ""
    member_number: str = ""
    customer_type: str = ""
    is_protected: bool = False

    def __post_init__(self) -> None:
        _refuse_unmasked(self.identity)
        if self.is_protected and (self.identity or self.address or self.email or self.mobile):
            raise ValueError("a protected identity has no details on a document")

    @property
    def signs_as(self) -> str:
        """Printed under the line to sign on."""
        return "" if self.is_protected else self.name


@dataclass(frozen=True, slots=True)
class Guardian:
    """Of a protected child only the relation."""

    name: str
    identity: str
    relation: str

    def __post_init__(self) -> None:
        _refuse_unmasked(self.identity)


@dataclass(frozen=True, slots=True)
class PriceLine:
    """`each` says how often, in words: once, per month."""

    text: str
    amount: int
    each: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the before/after strip, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Terms:
    """`text`: a line is a paragraph; one that begins with `## ` is a heading."""

    version: str
    text: str


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """`notice`, `commitment` in words; dates that don't apply are None; `guardian` for a customer under age. `through`:
    the organisation's name by whose agreement it is, "" without; `is_invoiced`: it pays, and `due_now` is not the
    customer's to pay. `withdrawal_until`: of what was bought online. `is_accepted`: the member was asked for the
    terms."""

    agreement_number: str
    company: Company
    place: Place
    at: datetime
    staff: str
    customer: Party
    product: str
    starts: date
    price_lines: tuple[PriceLine, ...]
    terms: Terms
    guardian: Guardian | None = None
    add_ons: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    due_now: int | None = None
    monthly: int | None = None
    ends: date | None = None
    debited_until: date | None = None
    first_draw: date | None = None
    commitment: str = ""
    bound_until: date | None = None
    notice: str = ""
    through: str = ""
    is_invoiced: bool = False
    withdrawal_until: date | None = None
    is_accepted: bool = True


@dataclass(frozen=True, slots=True)
class MandateFacts:
    """Whose account is drawn from, for whom. `member` is given when it is someone else than the account holder."""

    company: Company
    bankgiro: str
    place: Place
    at: datetime
    holder: Party
    payer_number: str
    bank: str
    clearing: str
    account: str
    draw_day: int
    member: Party | None = None


@dataclass(frozen=True, slots=True)
class CertificateLetter:
    """What a customer is told of a certificate that ends. `organisation`: whose agreement it is that ends, "" where it
    is a certificate of their own."""

    company: Company
    place: Place
    customer: Party
    on: date
    type_name: str
    ends: date
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class ConfirmationFacts:
    """`rows`: (what, before, after), `before` "" when there was nothing; `lines`: (text, öre), of which `by_invoice`
    öre are not paid at the desk; `later`: of what is paid some other time, None where that stands among the lines.
    `acted_by`: who acted for the customer, "" for the customer. `is_undone`: the errand was taken back afterwards."""

    title: str
    number: str
    company: Company
    place: Place
    at: datetime
    staff: str
    customer: Party
    rows: tuple[tuple[str, str, str], ...]
    lines: tuple[tuple[str, int], ...]
    receipt: str = ""
    is_undone: bool = False
    later: tuple[tuple[str, int], ...] | None = None
    by_invoice: int = 0
    acted_by: str = ""
