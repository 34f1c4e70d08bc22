"""The routine Register private customer: which steps, what each says, and that no draft makes it fall over."""

import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.access.drafts import AccessDraft
from kiosk.demo.catalogue import product_id
from kiosk.direct_debit.drafts import Holder, MandateDraft
from kiosk.people import registration
from kiosk.people.customer_types import DOCUMENTS, IdOrigin
from kiosk.people.drafts import GuardianDraft, IdentificationDraft, PersonalDetailsDraft
from kiosk.people.identification import RELATIONS
from kiosk.people.personal_details import FOREIGN_DOCUMENTS
from kiosk.people.register_private_customer import ROUTINE, Draft, Step
from kiosk.routine import EMPTY_QUOTE
from kiosk.sentences import sentence
from kiosk.subscriptions.drafts import ProductsDraft
from kiosk.till.tender import Method, Tender
from tests.registration import (
    ADULT,
    CHILD,
    child_with_payer,
    debited,
    demo_facts,
    foreign,
    ordinary_prepaid,
    paid_by_card,
    paid_in_cash,
    protected,
    student_direct_debit,
)

WAYS = [ordinary_prepaid, student_direct_debit, foreign, protected]


@pytest.mark.parametrize("way", WAYS)
def test_a_whole_draft_has_no_problems_on_any_page(way: object) -> None:
    facts = demo_facts()
    draft = paid_by_card(way(), facts)  # type: ignore[operator]
    found = {
        step: registration.problems(ROUTINE, step, draft, facts) for step in registration.steps(ROUTINE, draft, facts)
    }
    assert found == {step: [] for step in registration.steps(ROUTINE, draft, facts)}


def test_a_child_with_a_registered_payer_has_no_problems() -> None:
    facts = demo_facts()
    draft = child_with_payer()
    draft = paid_by_card(replace(draft, mandate=replace(draft.mandate, payer_id="0198")), facts)
    assert [
        registration.problems(ROUTINE, step, draft, facts) for step in registration.steps(ROUTINE, draft, facts)
    ] == [[]] * 7


def test_the_way_through_prepaid() -> None:
    assert walked(ordinary_prepaid()) == [
        Step.IDENTIFICATION, Step.PERSONAL_DETAILS, Step.PRODUCTS, Step.ACCESS_DETAILS, Step.SUMMARY, Step.PAYMENT,
    ]  # fmt: skip


def test_the_way_through_direct_debit() -> None:
    assert walked(student_direct_debit()) == list(Step)


def test_no_payment_when_nothing_is_due_now() -> None:
    draft = replace(student_direct_debit(), products=debited(start=date(2026, 12, 1)))
    assert walked(draft) == list(Step)[:-1]


def test_an_empty_draft_walks_on_as_far_as_is_known() -> None:
    assert walked(Draft()) == [
        Step.IDENTIFICATION, Step.PERSONAL_DETAILS, Step.PRODUCTS, Step.ACCESS_DETAILS, Step.SUMMARY,
    ]  # fmt: skip


def test_leaving_the_mandate_page_when_the_product_became_prepaid() -> None:
    assert registration.next_step(ROUTINE, Step.MANDATE, ordinary_prepaid(), demo_facts()) is Step.ACCESS_DETAILS


def walked(draft: Draft) -> list[str]:
    facts, found = demo_facts(), [str(Step.IDENTIFICATION)]
    step = registration.next_step(ROUTINE, Step.IDENTIFICATION, draft, facts)
    while step is not None:
        found.append(step)
        step = registration.next_step(ROUTINE, step, draft, facts)
    assert tuple(found) == registration.steps(ROUTINE, draft, facts)
    return found


def test_the_terms_in_force_must_be_accepted() -> None:
    facts = demo_facts()
    for accepted in ("", "2025-1"):
        (problem,) = registration.problems(
            ROUTINE, Step.SUMMARY, replace(ordinary_prepaid(), accepted_terms=accepted), facts
        )
        assert (problem.code, problem.field) == ("terms_not_accepted", "accepted_terms")
        assert "2026-1" in sentence(problem)
    without = replace(facts, catalogue=replace(facts.catalogue, terms=()))
    assert registration.problems(ROUTINE, Step.SUMMARY, Draft(), without) == []


def test_wrong_sums_are_refused_in_words() -> None:
    facts, draft = demo_facts(), ordinary_prepaid()
    short = replace(draft, tenders=(Tender(Method.SWISH, 398000, "12"),))
    over = replace(draft, tenders=(Tender(Method.CARD, 400000, "12"),))
    unreferenced = replace(draft, tenders=(Tender(Method.CARD, 399000),))
    little = paid_in_cash(draft, facts, given=300000)
    found = [
        [problem.code for problem in registration.problems(ROUTINE, Step.PAYMENT, one, facts)]
        for one in (draft, short, over, unreferenced, little)
    ]
    assert found == [
        ["payment_short"], ["payment_short"], ["payment_over"], ["card_reference_missing"], ["cash_short"],
    ]  # fmt: skip
    mixed = (Tender(Method.CARD, 300000, "12"), Tender(Method.CASH, 99000, given=100000))
    assert registration.problems(ROUTINE, Step.PAYMENT, replace(draft, tenders=mixed), facts) == []


def test_a_desk_without_a_till_takes_no_payment() -> None:
    facts = demo_facts()
    bare = replace(facts, place=replace(facts.place, till_id=""))
    (problem,) = registration.problems(ROUTINE, Step.PAYMENT, paid_by_card(ordinary_prepaid(), facts), bare)
    assert problem.code == "till_missing"


def test_tenders_left_from_another_product_do_not_count() -> None:
    facts = demo_facts()
    draft = replace(paid_by_card(ordinary_prepaid(), facts), products=debited(start=date(2026, 12, 1)))
    assert registration.problems(ROUTINE, Step.PAYMENT, draft, facts) == []


def test_the_summary_shows_each_page_and_hides_the_number() -> None:
    facts = demo_facts()
    rows = registration.summary(ROUTINE, student_direct_debit(), facts)
    assert list(dict.fromkeys(row.step for row in rows)) == [
        "identification", "personal_details", "products", "mandate", "access_details",
    ]  # fmt: skip
    texts = "\n".join(row.value for row in rows)
    assert "900101-****" in texts
    assert "0017" not in texts
    for expected in (
        "Åsa Öberg",
        "118 46 Stockholm",
        "070-174 06 05",
        "Guld autogiro 12 mån",
        "1000 0342",
        "2027-09-14",
    ):
        assert expected in texts
    assert "mandate" not in [row.step for row in registration.summary(ROUTINE, ordinary_prepaid(), facts)]


def test_nothing_chosen_costs_nothing() -> None:
    assert ROUTINE.quote(Draft(), demo_facts()) == EMPTY_QUOTE


texts = st.one_of(st.text(max_size=30), st.sampled_from(["", ADULT, CHILD, "6789", "123456789", "1000 0342", "SE"]))
days = st.one_of(
    st.none(), st.dates(), st.sampled_from([date.min, date.max, date(2026, 11, 22), date(2026, 11, 22) + timedelta(9)])
)
products = st.sampled_from(
    ["", "gone", *(product_id(code) for code in ("GULD-AG12", "GULD-12", "GYM-1", "BAD", "GULD-AG"))]
)
tenders = st.builds(
    Tender, st.sampled_from(Method), st.integers(-(10**7), 10**7), texts, st.one_of(st.none(), st.integers(0, 10**7))
)
drafts = st.builds(
    Draft,
    st.builds(
        IdentificationDraft,
        st.sampled_from(["", "ordinary", "student", "pensioner", "youth", "organisation", "x"]),
        st.sampled_from(IdOrigin),
        st.sampled_from(["", "student", "pension_old_age", "pension_sickness_temporary", "youth", "x"]),
        st.frozensets(st.sampled_from(list(DOCUMENTS))),
        days,
        st.booleans(),
        st.builds(GuardianDraft, texts, texts, st.sampled_from(["", *RELATIONS]), st.booleans()),
    ),
    st.builds(
        PersonalDetailsDraft,
        personal_number=texts,
        birth_date=days,
        document_kind=st.sampled_from(["", *FOREIGN_DOCUMENTS]),
        document_country=texts,
        given_name=texts,
        family_name=texts,
        street=texts,
        postcode=texts,
        city=texts,
        country=texts,
        email=texts,
        mobile=texts,
        home_phone=texts,
        work_phone=texts,
        protected_identity=st.booleans(),
        not_a_twin=st.booleans(),
    ),
    st.builds(ProductsDraft, products, st.frozensets(products, max_size=3), days, texts),
    st.builds(MandateDraft, st.sampled_from(Holder), texts, texts, texts, texts, texts, st.booleans()),
    st.builds(AccessDraft, texts, st.one_of(st.none(), st.binary(max_size=10)), texts),
    st.sampled_from(["", "2026-1"]),
    st.lists(tenders, max_size=3).map(tuple),
)


@given(drafts)
def test_no_draft_makes_it_fall_over(draft: Draft) -> None:
    facts = demo_facts()
    for step in Step:
        assert all(sentence(problem) for problem in registration.problems(ROUTINE, step, draft, facts))
        assert registration.next_step(ROUTINE, step, draft, facts) in (*Step, None)
    assert all(isinstance(row.value, str) for row in registration.summary(ROUTINE, draft, facts))
    assert ROUTINE.quote(draft, facts).due_now >= 0


def test_warming_up_loads_what_the_first_pages_would_wait_for() -> None:
    code = (
        "import sys; from kiosk.people.warm_up import warm_up; warm_up(); "
        "assert {'phonenumbers', 'email_validator', 'holidays', 'personnummer'} <= set(sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_newcomers_own_number_is_no_other_payers() -> None:
    draft = student_direct_debit()
    own = replace(draft.mandate, holder=Holder.OTHER_PAYER, holder_personal_number=draft.details.personal_number)
    said = registration.problems(ROUTINE, Step.MANDATE, replace(draft, mandate=own), demo_facts())
    assert [(one.code, one.field) for one in said] == [("holder_is_customer", "holder_personal_number")]
