"""Customer types and certificates (rules.md 2): what identification must tick, whom a type takes, and until when."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.people.personal_identity import age_on, birthday
from kiosk.problems import Problem
from kiosk.texts import N_

ORDINARY = "ordinary"
"""The customer type that needs no certificate."""
YOUTH_AGE = 18  # the setting's default; a youth is younger


class IdOrigin(StrEnum):
    SWEDISH = "swedish"
    FOREIGN = "foreign"


class Ends(StrEnum):
    """Where a certificate's valid-until comes from."""

    NEVER = "never"
    TYPED = "typed"  # the date on the card or certificate
    BIRTHDAY = "birthday"  # the day the person reaches the youth age
    AGREEMENT = "agreement"  # the organisation's agreement


DOCUMENTS = {
    "swedish_id": N_("Approved Swedish ID shown"),
    "foreign_id": N_("Approved foreign ID shown"),
    "proof_of_residence": N_("Proof of living in Sweden shown"),
    "student_card": N_("Mecenat card or Studentkortet shown, the name matches"),
    "sickness_certificate_for_life": N_("Certificate from Försäkringskassan without end date shown"),
    "sickness_certificate_temporary": N_("Certificate from Försäkringskassan with end date shown"),
    "early_pension_certificate": N_("Certificate from the pension authority shown"),
    "organisation_proof": N_("Proof of belonging to the organisation shown"),
    "employment_proof": N_("Employment at the gym confirmed"),
}
"""Tick boxes: code → label to translate with `_`."""


@dataclass(frozen=True, slots=True)
class CertificateKind:
    """One way to show that one belongs to a type. `name` is to be translated with `_`."""

    code: str
    name: str
    documents: tuple[str, ...] = ()
    ends: Ends = Ends.NEVER
    from_age: int | None = None
    is_for_youth: bool = False


_KINDS = (
    CertificateKind("student", N_("Student"), ("student_card",), Ends.TYPED),
    CertificateKind("pension_old_age", N_("Old-age pension"), from_age=65),
    CertificateKind("pension_sickness_for_life", N_("Sickness pension for life"), ("sickness_certificate_for_life",)),
    CertificateKind(
        "pension_sickness_temporary",
        N_("Temporary sickness pension"),
        ("sickness_certificate_temporary",),
        Ends.TYPED,
    ),
    CertificateKind("pension_early", N_("Early pension"), ("early_pension_certificate",)),
    CertificateKind("youth", N_("Youth"), ends=Ends.BIRTHDAY, is_for_youth=True),
    CertificateKind("organisation", N_("Organisation"), ("organisation_proof",), Ends.AGREEMENT),
    CertificateKind("staff", N_("Staff"), ("employment_proof",)),
)
CERTIFICATE_KINDS = {kind.code: kind for kind in _KINDS}


@dataclass(frozen=True, slots=True)
class CustomerType:
    """`kinds`: the certificate kinds it takes, one of which is chosen; none for the ordinary type.
    `documents`: boxes to tick beside the identity's and the kind's. `price_list`: its code."""

    code: str
    price_list: str | None = None
    is_on: bool = True
    kinds: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    minimum_age: int | None = None

    @property
    def certificate_kinds(self) -> tuple[CertificateKind, ...]:
        return tuple(CERTIFICATE_KINDS[code] for code in self.kinds)


KINDS_BY_TYPE = {
    "student": ("student",),
    "pensioner": tuple(code for code in CERTIFICATE_KINDS if code.startswith("pension_")),
    "youth": ("youth",),
    "organisation": ("organisation",),
    "staff": ("staff",),
}


def asks_for_certificate(customer_type: str) -> bool:
    """Without a valid one, whoever has this type pays the ordinary price."""
    return bool(KINDS_BY_TYPE.get(customer_type))


def choosable(types: Iterable[CustomerType]) -> tuple[CustomerType, ...]:
    """Those the identification step offers: in use, and with a price list."""
    return tuple(one for one in types if one.is_on and one.price_list is not None)


def documents_needed(
    customer_type: CustomerType, kind: str | None, origin: IdOrigin, *, is_matched: bool = False
) -> tuple[str, ...]:
    """Codes of DOCUMENTS to tick. `is_matched`: a pre-order by personal number already proves the organisation."""
    identity = ("swedish_id",) if origin is IdOrigin.SWEDISH else ("foreign_id", "proof_of_residence")
    own = CERTIFICATE_KINDS[kind].documents if kind else ()
    needed = dict.fromkeys((*identity, *own, *customer_type.documents))
    return tuple(code for code in needed if not (is_matched and code == "organisation_proof"))


def document_problems(needed: Iterable[str], ticked: Collection[str]) -> list[Problem]:
    """One `document_<code>` for each box that is not ticked; the field has the same name."""
    return [Problem(f"document_{code}", f"document_{code}") for code in needed if code not in ticked]


def kind_problems(customer_type: CustomerType, kind: str | None) -> list[Problem]:
    """A type that takes certificates needs one of its own kinds."""
    if kind in customer_type.kinds or (kind is None and not customer_type.kinds):
        return []
    return [Problem("certificate_kind_missing", "certificate_kind")]


def age_problems(
    customer_type: CustomerType, kind: str | None, birth_date: date, today: date, youth_age: int = YOUTH_AGE
) -> list[Problem]:
    """Whether the person has the age for the type and the certificate today."""
    age = age_on(birth_date, today)
    chosen = CERTIFICATE_KINDS[kind] if kind else None
    found = []
    if customer_type.minimum_age is not None and age < customer_type.minimum_age:
        found.append(_age_problem("customer_type_minimum_age", age, customer_type.minimum_age))
    if chosen and chosen.from_age is not None and age < chosen.from_age:
        found.append(_age_problem("pension_age", age, chosen.from_age))
    if chosen and chosen.is_for_youth and age >= youth_age:
        found.append(_age_problem("youth_age", age, youth_age))
    return found


def typed_date_problems(kind: str | None, typed: date | None, today: date) -> list[Problem]:
    """A certificate with a date must have it typed, and it must not have passed."""
    if kind is None or CERTIFICATE_KINDS[kind].ends is not Ends.TYPED:
        return []
    if typed is None:
        return [Problem("certificate_date_missing", "valid_until")]
    if typed < today:
        return [Problem("certificate_ended", "valid_until", values={"valid_until": typed.isoformat()})]
    return []


def valid_until(
    kind: str,
    birth_date: date,
    *,
    typed: date | None = None,
    agreement_end: date | None = None,
    youth_age: int = YOUTH_AGE,
) -> date | None:
    """The certificate's last day, inclusive; None when it never ends."""
    match CERTIFICATE_KINDS[kind].ends:
        case Ends.TYPED:
            return typed
        case Ends.BIRTHDAY:
            return birthday(birth_date, youth_age)
        case Ends.AGREEMENT:
            return agreement_end
        case Ends.NEVER:
            return None


def _age_problem(code: str, age: int, limit: int) -> Problem:
    return Problem(code, "customer_type", values={"age": age, "limit": limit})
