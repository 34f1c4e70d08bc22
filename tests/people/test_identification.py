"""The identification step: types, documents, certificates, guardians."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.people.customer_types import CustomerType, IdOrigin
from kiosk.people.drafts import GuardianDraft, IdentificationDraft
from kiosk.people.identification import (
    asks_valid_until,
    certificate_end,
    chosen_kind,
    documents,
    offered_kinds,
    offered_types,
    problems,
)
from kiosk.sentences import sentence
from tests.registration import CHILD, EIGHTEEN_TODAY, EIGHTEEN_TOMORROW, FOREIGN, MINOR, ORDINARY, STUDENT, demo_facts

PENSIONER = IdentificationDraft("pensioner", ticked=frozenset({"swedish_id"}), certificate_kind="pension_old_age")
SICK = replace(
    PENSIONER,
    certificate_kind="pension_sickness_temporary",
    ticked=frozenset({"swedish_id", "sickness_certificate_temporary"}),
    valid_until=date(2027, 6, 30),
)


def guarded(**changes: object) -> IdentificationDraft:
    return replace(MINOR, guardian=replace(MINOR.guardian, **changes))  # type: ignore[arg-type]


def fields(draft: IdentificationDraft) -> set[tuple[str, str]]:
    found = problems(draft, demo_facts())
    assert all(sentence(problem) for problem in found)
    return {(problem.code, problem.field) for problem in found}


@pytest.mark.parametrize("draft", [ORDINARY, STUDENT, FOREIGN, MINOR, PENSIONER, SICK])
def test_a_whole_step_has_no_problems(draft: IdentificationDraft) -> None:
    assert fields(draft) == set()


@pytest.mark.parametrize(
    ("draft", "code", "field"),
    [
        (IdentificationDraft(), "customer_type_missing", "customer_type"),
        (replace(ORDINARY, customer_type="youth"), "customer_type_missing", "customer_type"),
        (replace(ORDINARY, customer_type="organisation"), "customer_type_missing", "customer_type"),
        (replace(ORDINARY, ticked=frozenset()), "document_swedish_id", "document_swedish_id"),
        (replace(ORDINARY, id_origin=IdOrigin.FOREIGN), "document_foreign_id", "document_foreign_id"),
        (
            replace(FOREIGN, ticked=frozenset({"foreign_id"})),
            "document_proof_of_residence",
            "document_proof_of_residence",
        ),
        (replace(STUDENT, ticked=frozenset({"swedish_id"})), "document_student_card", "document_student_card"),
        (replace(STUDENT, valid_until=None), "certificate_date_missing", "valid_until"),
        (replace(STUDENT, valid_until=date(2026, 11, 21)), "certificate_ended", "valid_until"),
        (replace(STUDENT, valid_until=date(2072, 1, 1)), "certificate_date_far", "valid_until"),
        (replace(PENSIONER, certificate_kind=""), "certificate_kind_missing", "certificate_kind"),
        (replace(PENSIONER, certificate_kind="student"), "certificate_kind_missing", "certificate_kind"),
        (replace(SICK, valid_until=None), "certificate_date_missing", "valid_until"),
        (guarded(name="  "), "guardian_name_missing", "guardian_name"),
        (guarded(personal_number=""), "personal_number_form", "guardian_personal_number"),
        (guarded(personal_number=CHILD), "guardian_underage", "guardian_personal_number"),
        (guarded(personal_number=EIGHTEEN_TOMORROW), "guardian_underage", "guardian_personal_number"),
        (guarded(relation="neighbour"), "guardian_relation_missing", "guardian_relation"),
        (guarded(has_consented=False), "guardian_consent_missing", "guardian_has_consented"),
    ],
)
def test_what_keeps_the_step_from_being_finished(draft: IdentificationDraft, code: str, field: str) -> None:
    assert (code, field) in fields(draft)


def test_the_certificates_last_day_is_today() -> None:
    assert fields(replace(STUDENT, valid_until=date(2026, 11, 22))) == set()


def test_a_guardian_who_turns_eighteen_today_may_consent() -> None:
    assert fields(guarded(personal_number=EIGHTEEN_TODAY)) == set()


def test_the_guardian_counts_only_while_the_box_is_ticked() -> None:
    assert fields(replace(MINOR, is_minor=False, guardian=GuardianDraft())) == set()


def test_only_types_in_use_with_a_price_list_are_offered() -> None:
    assert [one.code for one in offered_types(demo_facts())] == ["ordinary", "student", "pensioner"]


def test_a_type_that_loses_its_price_list_is_no_longer_offered() -> None:
    facts = demo_facts()
    without = tuple(
        replace(one, price_list_id=None, rules=CustomerType("student", None)) if one.code == "student" else one
        for one in facts.catalogue.customer_types
    )
    changed = replace(facts, catalogue=replace(facts.catalogue, customer_types=without))
    assert "student" not in [one.code for one in offered_types(changed)]


def test_documents_follow_type_kind_and_origin() -> None:
    facts = demo_facts()
    assert documents(ORDINARY, facts) == ("swedish_id",)
    assert documents(STUDENT, facts) == ("swedish_id", "student_card")
    assert documents(FOREIGN, facts) == ("foreign_id", "proof_of_residence")
    assert documents(SICK, facts) == ("swedish_id", "sickness_certificate_temporary")
    assert documents(IdentificationDraft(), facts) == ()


def test_the_only_kind_is_chosen_by_itself() -> None:
    facts = demo_facts()
    student, pensioner, ordinary = (chosen_kind(draft, facts) for draft in (STUDENT, PENSIONER, ORDINARY))
    assert student is not None
    assert student.code == "student"
    assert pensioner is not None
    assert pensioner.code == "pension_old_age"
    assert ordinary is None
    assert len(offered_kinds(PENSIONER, facts)) == 4


def test_when_a_date_is_asked_for_and_what_it_becomes() -> None:
    facts = demo_facts()
    asked = [asks_valid_until(draft, facts) for draft in (ORDINARY, STUDENT, PENSIONER, SICK)]
    assert asked == [False, True, False, True]
    assert certificate_end(STUDENT, None, facts) == date(2027, 9, 14)
    assert certificate_end(replace(PENSIONER, valid_until=date(2027, 1, 1)), None, facts) is None
