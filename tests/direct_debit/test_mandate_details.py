"""The mandate step: who may hold the account, and what is said of its number."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.desk_facts import Facts
from kiosk.direct_debit.drafts import Holder, MandateDraft
from kiosk.direct_debit.mandate_details import may_have_direct_debit, offered_holders, problems
from kiosk.people.personal_identity import read_personal_number
from kiosk.problems import Problem
from kiosk.sentences import sentence
from tests.registration import ACCOUNT, CHILD, EIGHTEEN_TODAY, OTHER_ADULT, demo_facts

ADULT_BORN = date(1990, 1, 1)
CHILD_BORN = date(2012, 12, 12)
EIGHTEEN_BORN = date(2008, 11, 22)
PAID = replace(ACCOUNT, holder=Holder.OTHER_PAYER, holder_personal_number=OTHER_ADULT, payer_id="0198")
HELD = replace(
    ACCOUNT, holder=Holder.OTHER_ACCOUNT_HOLDER, holder_personal_number=OTHER_ADULT, holder_name="Örjan Ström"
)


def account_holder_facts() -> Facts:
    """A gym that takes other account holders instead of other payers."""
    return replace(demo_facts(), other_holder=Holder.OTHER_ACCOUNT_HOLDER)


def found(draft: MandateDraft, born: date = ADULT_BORN, facts: Facts | None = None) -> list[tuple[str, str, bool]]:
    said = problems(draft, born, facts or demo_facts())
    assert all(sentence(problem) for problem in said)
    return [(problem.code, problem.field, problem.blocks) for problem in said]


def test_whole_steps_have_no_problems() -> None:
    assert found(ACCOUNT) == []
    assert found(ACCOUNT, EIGHTEEN_BORN) == []
    assert found(PAID) == []
    assert found(PAID, CHILD_BORN) == []
    assert found(HELD, facts=account_holder_facts()) == []


@pytest.mark.parametrize(
    ("draft", "born", "code", "field"),
    [
        (ACCOUNT, CHILD_BORN, "holder_underage", "holder"),
        (ACCOUNT, date(2008, 11, 23), "holder_underage", "holder"),
        (HELD, ADULT_BORN, "holder_not_offered", "holder"),
        (replace(PAID, payer_id=""), CHILD_BORN, "payer_not_registered", "holder_personal_number"),
        (replace(PAID, holder_personal_number=CHILD), CHILD_BORN, "other_holder_underage", "holder_personal_number"),
        (replace(PAID, holder_personal_number=""), CHILD_BORN, "personal_number_form", "holder_personal_number"),
        (replace(ACCOUNT, clearing=""), ADULT_BORN, "clearing_form", "clearing"),
        (replace(ACCOUNT, account="12"), ADULT_BORN, "account_length", "account"),
    ],
)
def test_what_keeps_the_step_from_being_finished(draft: MandateDraft, born: date, code: str, field: str) -> None:
    assert found(draft, born) == [(code, field, True)]


def test_the_settings_other_holder_is_the_only_one() -> None:
    facts = account_holder_facts()
    assert found(PAID, facts=facts) == [("holder_not_offered", "holder", True)]
    assert found(replace(HELD, holder_name=""), facts=facts) == [("holder_name_missing", "holder_name", True)]
    assert found(HELD, CHILD_BORN, facts) == [("holder_not_offered", "holder", True)]


def test_an_account_that_can_not_be_checked_takes_a_tick() -> None:
    unsure = replace(ACCOUNT, account="123456788")
    assert found(unsure) == [
        ("account_unsure", "account", False), ("account_override_needed", "is_overridden", True),
    ]  # fmt: skip
    assert found(replace(unsure, is_overridden=True)) == [("account_unsure", "account", False)]


def test_a_tick_does_not_help_against_an_error() -> None:
    assert found(replace(ACCOUNT, account="12", is_overridden=True)) == [("account_length", "account", True)]


def test_who_is_offered_what() -> None:
    own, liable = demo_facts(), account_holder_facts()
    assert offered_holders(ADULT_BORN, own) == (Holder.SELF, Holder.OTHER_PAYER)
    assert offered_holders(None, liable) == (Holder.SELF, Holder.OTHER_ACCOUNT_HOLDER)
    assert offered_holders(CHILD_BORN, own) == (Holder.OTHER_PAYER,)
    assert offered_holders(CHILD_BORN, liable) == ()
    assert [may_have_direct_debit(born, liable) for born in (ADULT_BORN, CHILD_BORN)] == [True, False]


def test_a_holder_may_turn_eighteen_today() -> None:
    assert found(replace(PAID, holder_personal_number=EIGHTEEN_TODAY)) == []


@pytest.mark.parametrize("draft", [PAID, HELD], ids=("payer", "account holder"))
def test_the_customers_own_number_is_no_others(draft: MandateDraft) -> None:
    facts = demo_facts() if draft is PAID else account_holder_facts()
    number = read_personal_number(OTHER_ADULT, facts.today)
    assert not isinstance(number, Problem)
    said = problems(draft, ADULT_BORN, facts, number.canonical)
    assert [(one.code, one.field) for one in said] == [("holder_is_customer", "holder_personal_number")]
    assert "kundens eget nummer" in sentence(said[0])
    assert problems(draft, ADULT_BORN, facts, "190001010000") == []
