"""Customer types: the table of rules.md 2, row by row."""

from datetime import date

import pytest

from kiosk.people.customer_types import (
    CERTIFICATE_KINDS,
    DOCUMENTS,
    KINDS_BY_TYPE,
    CustomerType,
    IdOrigin,
    age_problems,
    choosable,
    document_problems,
    documents_needed,
    kind_problems,
    typed_date_problems,
    valid_until,
)
from kiosk.sentences import sentences

TODAY = date(2026, 11, 22)
TYPES = {
    "ordinary": CustomerType("ordinary", price_list="standard"),
    **{code: CustomerType(code, kinds=kinds) for code, kinds in KINDS_BY_TYPE.items()},
}
BORN = date(1990, 1, 1)


@pytest.mark.parametrize(
    ("type_code", "kind", "own"),
    [
        ("ordinary", None, ()),
        ("student", "student", ("student_card",)),
        ("pensioner", "pension_old_age", ()),
        ("pensioner", "pension_sickness_for_life", ("sickness_certificate_for_life",)),
        ("pensioner", "pension_sickness_temporary", ("sickness_certificate_temporary",)),
        ("pensioner", "pension_early", ("early_pension_certificate",)),
        ("youth", "youth", ()),
        ("organisation", "organisation", ("organisation_proof",)),
        ("staff", "staff", ("employment_proof",)),
    ],
)
def test_documents(type_code: str, kind: str | None, own: tuple[str, ...]) -> None:
    customer_type = TYPES[type_code]
    assert kind_problems(customer_type, kind) == []
    assert documents_needed(customer_type, kind, IdOrigin.SWEDISH) == ("swedish_id", *own)
    assert documents_needed(customer_type, kind, IdOrigin.FOREIGN) == ("foreign_id", "proof_of_residence", *own)


def test_pre_order_proves_the_organisation() -> None:
    needed = documents_needed(TYPES["organisation"], "organisation", IdOrigin.SWEDISH, is_matched=True)
    assert needed == ("swedish_id",)


def test_the_gym_may_ask_for_more() -> None:
    strict = CustomerType("strict", "standard", documents=("proof_of_residence",))
    assert documents_needed(strict, None, IdOrigin.SWEDISH) == ("swedish_id", "proof_of_residence")
    assert documents_needed(strict, None, IdOrigin.FOREIGN) == ("foreign_id", "proof_of_residence")


def test_every_box_must_be_ticked() -> None:
    needed = documents_needed(TYPES["student"], "student", IdOrigin.FOREIGN)
    assert [problem.code for problem in document_problems(needed, {"foreign_id"})] == [
        "document_proof_of_residence",
        "document_student_card",
    ]
    assert document_problems(needed, set(needed)) == []


def test_every_document_has_label_and_sentence() -> None:
    named = {code for kind in CERTIFICATE_KINDS.values() for code in kind.documents}
    assert named | {"swedish_id", "foreign_id", "proof_of_residence"} == set(DOCUMENTS)
    assert {f"document_{code}" for code in DOCUMENTS} <= sentences().keys()


@pytest.mark.parametrize(
    ("type_code", "kind", "code"),
    [
        ("student", None, "certificate_kind_missing"),
        ("pensioner", "student", "certificate_kind_missing"),
        ("ordinary", "student", "certificate_kind_missing"),
    ],
)
def test_kind_must_be_the_types_own(type_code: str, kind: str | None, code: str) -> None:
    assert [problem.code for problem in kind_problems(TYPES[type_code], kind)] == [code]


def test_only_types_with_a_price_list_can_be_chosen() -> None:
    student = CustomerType("student", "student", kinds=("student",))
    youth = CustomerType("youth", "youth", is_on=False)
    assert choosable((*TYPES.values(), student, youth)) == (TYPES["ordinary"], student)


@pytest.mark.parametrize(
    ("type_code", "kind", "born", "code"),
    [
        ("pensioner", "pension_old_age", date(1961, 11, 22), None),
        ("pensioner", "pension_old_age", date(1961, 11, 23), "pension_age"),
        ("pensioner", "pension_early", date(1961, 11, 23), None),
        ("youth", "youth", date(2008, 11, 23), None),
        ("youth", "youth", date(2008, 11, 22), "youth_age"),
    ],
)
def test_ages(type_code: str, kind: str, born: date, code: str | None) -> None:
    found = [problem.code for problem in age_problems(TYPES[type_code], kind, born, TODAY)]
    assert found == ([code] if code else [])


def test_minimum_age() -> None:
    adult = CustomerType("adult", "standard", minimum_age=18)
    (problem,) = age_problems(adult, None, date(2008, 11, 23), TODAY)
    assert (problem.code, problem.values) == ("customer_type_minimum_age", {"age": 17, "limit": 18})
    assert age_problems(adult, None, date(2008, 11, 22), TODAY) == []


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        ("student", None, "certificate_date_missing"),
        ("student", date(2026, 11, 21), "certificate_ended"),
        ("student", TODAY, None),
        ("pension_sickness_temporary", None, "certificate_date_missing"),
        ("pension_early", None, None),
        (None, None, None),
    ],
)
def test_typed_date(kind: str | None, typed: date | None, code: str | None) -> None:
    found = [problem.code for problem in typed_date_problems(kind, typed, TODAY)]
    assert found == ([code] if code else [])


def test_certificates_end() -> None:
    card = date(2027, 1, 31)
    assert valid_until("student", BORN, typed=card) == card
    assert valid_until("pension_old_age", BORN, typed=card) is None
    assert valid_until("youth", date(2010, 11, 22)) == date(2028, 11, 22)
    assert valid_until("youth", date(2010, 11, 22), youth_age=20) == date(2030, 11, 22)
    assert valid_until("organisation", BORN, agreement_end=card) == card
